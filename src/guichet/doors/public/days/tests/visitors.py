"""Somebody who goes through the pages of the travel journal, without an account or a script."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from guichet.applications.tests.factories import UserFactory


def today() -> date:
    return timezone.localtime(datetime.now(UTC)).date()


class Visitor:
    """Somebody with a browser, in one language."""

    def __init__(self, language: str = "en") -> None:
        self.browser, self.language = Client(), language

    def address(self, name: str, *args: Any) -> str:
        with override(self.language):
            return reverse(f"public:{name}", args=args)

    def reads(self, name: str, *args: Any, **query: Any) -> str:
        answer = self.browser.get(self.address(name, *args), query, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()

    def sends(self, name: str, *args: Any, **data: Any) -> str:
        answer = self.browser.post(self.address(name, *args), data, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()

    def answer(self, name: str, *args: Any) -> HttpResponse:
        return self.browser.get(self.address(name, *args))

    def is_resident(self, since: date) -> str:
        return self.sends("days-resident", resident="yes", **boxes("since", since))

    def adds(self, out: date, back: date | None = None, **more: Any) -> str:
        return self.sends("days-add-trip", **boxes("out", out), **(boxes("back", back) if back else {}), **more)

    def signs_in(self) -> int:
        user = UserFactory()
        self.browser.force_login(user)
        return int(user.pk)

    def has(self) -> Any:
        """Return the journal that is shown now, by way of what can be taken along."""
        return self.answer("days-export", "json").json()


def boxes(name: str, day: date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def years_ago(years: int) -> date:
    return today() - timedelta(days=365 * years + 10)


def brings(visitor: Visitor, content: bytes) -> str:
    return visitor.sends("days-import", file=SimpleUploadedFile("x", content))


def sealed_in(page: str) -> str:
    return page.split('name="sealed" value="')[1].split('"')[0]
