"""Text messages by a service with the interface of GC Notify and GOV.UK Notify (version 2).

Settings: GUICHET_NOTIFY_URL, GUICHET_NOTIFY_KEY, GUICHET_NOTIFY_TEXT_TEMPLATE (a template whose text is `((message))`).
The client library signs requests; what it raises, and whatever the service answers, is made sense of here.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from django.conf import settings
from notifications_python_client.errors import APIError, HTTPError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient

from guichet.notices.gateways import Busy, Handed, NotTaken, Outgoing, Refused
from guichet.notices.terms import NOTIFY_REPORTS, Fault, Report

TIMEOUT_SECONDS = 15
# However long a service asks us to wait, it is asked again after this.
LONGEST_WAIT = timedelta(hours=1)


class NotifyCarrier:
    """Hands text messages to the service."""

    def __init__(self, *, url: str, key: str, template: str, timeout: float = TIMEOUT_SECONDS) -> None:
        self._template = template
        self._client = NotificationsAPIClient(key, base_url=url, timeout=timeout) if key and url else None

    @classmethod
    def from_settings(cls) -> "NotifyCarrier":
        """Return the carrier that the settings name."""
        return cls(url=settings.NOTIFY_URL, key=settings.NOTIFY_KEY, template=settings.NOTIFY_TEXT_TEMPLATE)

    def send(self, message: Outgoing) -> Handed:
        """Hand over a message. Raises Busy or Refused."""
        answer = self._ask(
            lambda client: client.send_sms_notification(
                phone_number=message.address,
                template_id=self._template,
                personalisation={"message": message.text},
                reference=message.reference,
            )
        )
        return Handed(_name(answer))

    def find(self, reference: str) -> Handed | None:
        """Return the message that the service has under our reference, or None. Raises Busy."""
        answer = self._ask(lambda client: client.get_all_notifications(reference=reference))
        found = answer.get("notifications")
        if not isinstance(found, list):
            raise Busy(Fault.NONSENSE)
        for one in found:
            # A service that passes over the question and lists everything must not be believed.
            if isinstance(one, dict) and one.get("reference") == reference:
                return Handed(_name(one), _report(one))
        return None

    def report_on(self, provider_reference: str) -> Report:
        """Return what became of a message. Raises Busy, or Refused where the service knows none of that name."""
        return _report(self._ask(lambda client: client.get_notification_by_id(provider_reference), asking=True))

    def close(self) -> None:
        """Let go of the connection."""
        if self._client:
            self._client.request_session.close()

    def _ask(self, question: Any, *, asking: bool = False) -> Mapping[str, Any]:
        if self._client is None:
            raise Busy(Fault.REFUSES_US)
        try:
            answer = question(self._client)
        except (APIError, requests.RequestException, ValueError, RecursionError) as error:
            raise _not_taken(error, asking=asking) from error
        if not isinstance(answer, dict):
            raise Busy(Fault.NONSENSE)
        return answer


def _name(answer: Mapping[str, Any]) -> str:
    name = answer.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= 120:
        raise Busy(Fault.NONSENSE)
    return name


def _report(answer: Mapping[str, Any]) -> Report:
    status = answer.get("status")
    report = NOTIFY_REPORTS.get(status) if isinstance(status, str) else None
    if report is None:
        raise Busy(Fault.NONSENSE)
    return report


def _not_taken(error: Exception, *, asking: bool) -> NotTaken:
    if isinstance(error, InvalidResponse) or not isinstance(error, HTTPError):
        return Busy(Fault.NONSENSE)
    # Without a response the library says 503; what really happened is the cause it names.
    if error.response is None:
        slow = isinstance(error.__cause__, requests.Timeout)
        return Busy(Fault.TOO_SLOW if slow else Fault.UNREACHABLE)
    match error.status_code:
        case 400 if _is_about_number(error.response):
            return Refused(Fault.ADDRESS_REFUSED, permanent=True)
        case 404 if asking:
            return Refused(Fault.LOST, permanent=True)
        case 429:
            return Busy(Fault.TOO_MANY, _asked_to_wait(error.response))
        case status if status >= 500:
            return Busy(Fault.OUT_OF_ORDER, _asked_to_wait(error.response))
    # Key, clock, template or address of the service: ours to mend, no fault of the message.
    return Busy(Fault.REFUSES_US)


def _is_about_number(response: requests.Response) -> bool:
    """Return whether a refusal is about the telephone number: `{"errors": [{"message": "phone_number …"}]}`."""
    try:
        errors = response.json()["errors"]
        return any(one["message"].startswith("phone_number") for one in errors)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def _asked_to_wait(response: requests.Response) -> timedelta | None:
    """Return what `Retry-After` asks for, as seconds or as a date, within reason."""
    said = response.headers.get("Retry-After", "").strip()
    if not said:
        return None
    try:
        wait = timedelta(seconds=int(said)) if said.isdigit() else parsedate_to_datetime(said) - datetime.now(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(wait, timedelta(0)), LONGEST_WAIT)
