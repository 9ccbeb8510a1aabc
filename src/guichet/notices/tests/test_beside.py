"""Who represents a client is told beside them: by a way of their own, whose failure is theirs and nobody else's."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, given
from hypothesis import settings as searching
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from guichet.applications.events import DocumentsRequested, OfficeChanged
from guichet.clients.actions import revoke_authority
from guichet.clients.models import Client, ContactPoint, HelperCopy, HelperMessage
from guichet.clients.queries import copies_of_entries
from guichet.clients.tests.town import Person, agent, appoint, helper, origin, person, viewer
from guichet.foundation.languages import Language
from guichet.identity.models import User
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.notices.actions import mark_opened, note_bounce, queue_notices, tell_those_who_help
from guichet.notices.actions.bouncing import Bounced
from guichet.notices.actions.copies import note_copy_report
from guichet.notices.gateways import Refused
from guichet.notices.helper_mail import send_helper_message
from guichet.notices.models import Notice, Undelivered
from guichet.notices.policy import notice_kind
from guichet.notices.queries import message, not_reached
from guichet.notices.sending import send_due
from guichet.notices.staff_queries import notices_of_client
from guichet.notices.terms import Fault, Medium, Report
from guichet.notices.tests.people import NOON, Clock, Hand, happened
from guichet.notices.undelivered import nobodys
from guichet.worklists.models import Task

db = pytest.mark.django_db
NUMBER = "V300000001"
LATER = NOON + timedelta(hours=1)
REFUSE = Refused(Fault.ADDRESS_REFUSED, permanent=True)
MAIL_SERVER = Origin("mail-server", Channel.EMAIL, LATER)


def represented(**scope: Any) -> tuple[Person, User, int]:
    """Return a client with one address and somebody who represents them."""
    amina, ruth = person("Amina Benali"), helper()
    ContactPoint.objects.filter(client=amina.client).delete()
    ContactPoint.objects.create(client=amina.client, kind="email", value=f"amina{amina.id}@example.org")
    Client.objects.filter(pk=amina.id).update(channel="email")
    return amina, ruth, appoint(amina, ruth, **scope)


def moved(amina: Person, number: str = NUMBER) -> Notice:
    """Let a file move: the client and whoever represents them are told, each by a message of their own."""
    found = happened(OfficeChanged(client_id=amina.id, application=number, office="CPC-OTTAWA"))
    queue_notices(found)
    tell_those_who_help(found)
    return Notice.objects.latest("id")


def to_client(*answers: Exception) -> int:
    return send_due(Medium.EMAIL, Hand(*answers), Clock(LATER))


def to_helper(*answers: Exception) -> None:
    for number in HelperMessage.objects.filter(sent_at=None, failed_at=None).values_list("pk", flat=True):
        send_helper_message(number, Hand(*answers), lambda: LATER)


def comes_back() -> bool:
    reference = str(HelperMessage.objects.latest("id").reference)
    return note_copy_report(reference=reference, report=Report.NO_SUCH_ADDRESS, origin=MAIL_SERVER)


def stands(notice: Notice) -> tuple[str, str]:
    row = Undelivered.objects.get(notice=notice)
    return row.state, row.resolution


@db
def test_where_nothing_reaches_the_client_and_the_policy_says_so_it_is_enough_that_their_representative_has_it() -> (
    None
):
    amina, _ruth, _authority = represented()
    notice = moved(amina)
    to_client(REFUSE)
    assert stands(notice) == ("OWNED", ""), "nobody has it yet"
    to_helper()
    assert stands(notice) == ("RESOLVED", "BESIDE")
    assert [(task.state, task.outcome) for task in Task.objects.filter(kind="undelivered")] == [("SETTLED", "BESIDE")]
    # The client has not heard all the same: they are told so until they read it.
    assert len(not_reached(viewer(amina))) == 1
    mark_opened(notice_id=notice.pk, viewer=viewer(amina), origin=origin(amina))
    assert not not_reached(viewer(amina))
    assert nobodys() == []


@db
def test_what_the_representative_had_before_the_client_failed_counts_too() -> None:
    amina, _ruth, _authority = represented()
    notice = moved(amina)
    to_helper()
    assert not Undelivered.objects.exists()
    to_client(REFUSE)
    assert stands(notice) == ("RESOLVED", "BESIDE")
    assert not Task.objects.filter(kind="undelivered").exists()


@db
def test_what_asks_the_client_for_something_is_a_persons_whoever_else_has_it() -> None:
    amina, _ruth, _authority = represented()
    found = happened(DocumentsRequested(client_id=amina.id, application=NUMBER, documents=("FUNDS",), due=None))
    queue_notices(found)
    tell_those_who_help(found)
    to_helper()
    to_client(REFUSE)
    assert stands(Notice.objects.get()) == ("OWNED", "")
    assert not notice_kind("document.requested").beside_is_enough
    assert not notice_kind("decision.made").beside_is_enough


@db
@pytest.mark.parametrize("scope", [{"files": frozenset({"V399999999"})}])
def test_who_may_not_read_that_file_has_nothing(scope: dict[str, Any]) -> None:
    amina, _ruth, _authority = represented(**scope)
    notice = moved(amina)
    to_helper()
    to_client(REFUSE)
    assert stands(notice) == ("OWNED", "")


@db
def test_who_was_shut_out_before_the_client_failed_has_nothing_any_more() -> None:
    amina, _ruth, authority = represented()
    notice = moved(amina)
    to_helper()
    revoke_authority(authority_id=authority, viewer=viewer(amina), origin=origin(amina))
    to_client(REFUSE)
    assert stands(notice) == ("OWNED", "")


@db
def test_their_bounce_is_not_the_clients_silence() -> None:
    amina, _ruth, _authority = represented()
    moved(amina)
    to_client()
    to_helper()
    assert comes_back()
    assert not Undelivered.objects.exists()
    assert not Task.objects.filter(kind="undelivered").exists()
    assert ContactPoint.objects.get(client=amina.client).failing_since is None
    assert not not_reached(viewer(amina))
    assert Entry.objects.filter(kind="notice.not_told_beside", client_id=amina.id).count() == 1
    assert comes_back(), "told twice, it is known"
    assert Entry.objects.filter(kind="notice.not_told_beside").count() == 1


@db
def test_the_clients_bounce_is_not_theirs() -> None:
    amina, _ruth, _authority = represented()
    notice = moved(amina)
    to_client(REFUSE)
    assert [copy.state for copy in copies_of_entries([notice.entry_id])] == ["WAITING"]
    assert HelperMessage.objects.get(about="NEWS").failed_at is None


@db
def test_what_was_settled_because_they_had_it_is_a_persons_again_once_theirs_comes_back() -> None:
    amina, _ruth, _authority = represented()
    notice = moved(amina)
    to_client(REFUSE)
    to_helper()
    assert stands(notice) == ("RESOLVED", "BESIDE")
    comes_back()
    assert stands(notice) == ("OWNED", "")
    assert Task.objects.filter(kind="undelivered", state="OPEN").count() == 1
    assert nobodys() == []


@db
def test_a_report_of_the_mail_server_finds_the_message_to_the_helper() -> None:
    amina, _ruth, _authority = represented()
    moved(amina)
    to_helper()
    reference = HelperMessage.objects.get(about="NEWS").reference
    raw = (
        f"To: bounces+{reference}@example.org\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
        "Final-Recipient: rfc822; r@example.org\nAction: failed\nStatus: 5.1.1\n\n--b--\n"
    ).encode()
    assert note_bounce(raw=raw, origin=MAIL_SERVER) is Bounced.NOTED
    assert HelperMessage.objects.get(about="NEWS").failed_at == LATER
    assert not note_copy_report(reference="nonsense", report=Report.LOST, origin=MAIL_SERVER)


@db
def test_client_and_staff_see_who_was_told_and_the_helper_does_not_see_themselves() -> None:
    amina, ruth, _authority = represented()
    notice = moved(amina)
    to_client()
    said = {}
    for step in (lambda: None, to_helper, comes_back):
        step()
        for language in Language:
            found = message(notice.pk, viewer=viewer(amina), language=language)
            said[language, len(said) // 2] = found.told.beside
    assert said[Language.EN, 0] == ("Ruth Okafor will be told too that there is something new.",)
    assert said[Language.EN, 1][0].startswith("Ruth Okafor was told too, on November")
    assert said[Language.FR, 1][0].startswith("Le 3\N{NO-BREAK SPACE}novembre")
    assert said[Language.FR, 2] == (
        "Notre message à Ruth Okafor n’est pas arrivé. Cette personne peut lire ceci en ouvrant sa session.",
    )
    assert message(notice.pk, viewer=viewer(ruth), language=Language.EN).told.beside == ()
    [shown] = [one for one in notices_of_client(amina.id, viewer=agent(amina.id)) if one.notice_id == notice.pk]
    assert [(copy.name, copy.state) for copy in shown.beside] == [("Ruth Okafor", "FAILED")]


@db
def test_one_message_that_tells_of_several_changes_is_a_copy_of_each_and_doing_it_twice_does_it_once() -> None:
    amina, _ruth, _authority = represented()
    found = happened(
        *[OfficeChanged(client_id=amina.id, application=NUMBER, office=office) for office in ("CPC-OTTAWA", "CPC-EDM")]
    )
    for _ in range(2):
        tell_those_who_help(found)
    assert HelperMessage.objects.filter(about="NEWS").count() == 1
    assert HelperCopy.objects.count() == 2
    tell_those_who_help(more := happened(OfficeChanged(client_id=amina.id, application=NUMBER, office="CPC-M")))
    assert HelperCopy.objects.filter(entry_id=more[0].entry.pk).count() == 1, "what waits takes more"


class TestAnyOrder(TestCase):
    """In whatever order mails go, fail and come back: nothing is nobody's, nothing is pretended."""

    @searching(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        steps=st.lists(
            st.sampled_from(["told", "client", "client fails", "helper", "helper fails", "back"]), max_size=9
        )
    )
    def test_no_notice_counts_as_held_beside_unless_it_is(self, steps: list[str]) -> None:
        amina, _ruth, _authority = represented()
        doing = {
            "told": lambda: moved(amina),
            "client": to_client,
            "client fails": lambda: to_client(*[REFUSE] * 9),
            "helper": to_helper,
            "helper fails": lambda: to_helper(*[REFUSE] * 9),
            "back": lambda: HelperMessage.objects.exists() and comes_back(),
        }
        with override_settings(NOTIFY_KEY=""):
            for step in ["told", *steps]:
                doing[step]()
                self.check(amina)

    def check(self, amina: Person) -> None:
        assert nobodys() == []
        for row in Undelivered.objects.filter(client_id=amina.id).select_related("notice"):
            states = {str(copy.state) for copy in copies_of_entries([row.notice.entry_id])}
            if row.resolution == "BESIDE":
                assert "SENT" in states
            if row.state == "OWNED":
                assert "SENT" not in states
