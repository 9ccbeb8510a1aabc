"""A code by post: asked for by whoever signed in, sent to the file’s own address or nowhere, and never said which."""

import html
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from guichet.applications.tests.factories import StaffFactory
from guichet.clients.actions import change_address, set_safe_contact
from guichet.clients.models import Client
from guichet.clients.rules import Safe
from guichet.clients.terms import AddressPart
from guichet.clients.tests import factories
from guichet.doors.account.step_up.tests.test_step_up import (
    _nobody_tried_before,
    amina,
    by_mail,
    client,
    now,
    page,
)
from guichet.identity.actions import set_pin
from guichet.identity.models import PostalLetter, SentCode, User
from guichet.identity.queries import code_by_post
from guichet.journal.models import Entry

__all__ = ["_nobody_tried_before", "amina", "by_mail", "client"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _post(settings: Any) -> None:
    settings.NOTIFY_KEY = "a key"


def lives(person: Client) -> None:
    parts = {AddressPart.STREET: "12 Rue Didouche Mourad", AddressPart.CITY: "Alger"}
    change_address(client_id=person.pk, country="DZA", parts=parts, latin={}, today=date(2026, 11, 3), origin=now())


def read(browser: Browser, language: str = "en") -> str:
    answer = browser.get(page("account:posted-code", language))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return html.unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def plain(text: str) -> str:
    """Return a page without what differs at each request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("A code by post", "7 days within Canada", "28 days to other countries", "We cannot say here")),
        ("fr", ("Un code par la poste", "7 jours au Canada", "28 jours vers les autres pays", "ne pouvons pas dire")),
    ],
)
def test_the_page_says_what_it_is_and_how_long_it_takes(by_mail: Browser, language: str, said: tuple[str, ...]) -> None:
    shown = read(by_mail, language)
    for words in said:
        assert words in shown


def test_the_code_from_the_letter_makes_us_surer(by_mail: Browser, client: Client) -> None:
    lives(client)
    assert "You showed one thing." in by_mail.get(page("account:security")).content.decode()
    assert by_mail.post(page("account:posted-code")).status_code == 302
    letter = PostalLetter.objects.get()
    assert letter.address.splitlines()[:2] == ["Amina Benali", "12 Rue Didouche Mourad"]
    code = max(re.findall(r"[\d -]{6,}", letter.body), key=lambda found: sum(map(str.isdigit, found))).strip()
    shown = read(by_mail)
    assert "You asked for a letter on" in shown
    assert "until" in shown
    assert code not in shown
    where = page("step_up_by", way="letter")
    assert by_mail.post(where, {"code": "0000 0000 0000"}).status_code == 200
    assert by_mail.post(where, {"code": code}).status_code == 302
    assert "You showed two things" in by_mail.get(page("account:security")).content.decode()
    assert by_mail.post(where, {"code": code}).status_code == 200, "each works once"


def test_nobody_learns_whether_there_is_an_address(by_mail: Browser, client: Client) -> None:
    """All that is shown, counted and told is alike; only the queue of the post differs."""

    def everything() -> tuple[str, str, int, int]:
        asked = by_mail.post(page("account:posted-code"), follow=True)
        told = Entry.objects.filter(kind="identity.code_asked_by_post", client_id=client.pk).count()
        codes = SentCode.objects.count()
        SentCode.objects.all().delete()
        return plain(asked.content.decode()), plain(read(by_mail)), codes, told

    without = everything()
    assert not PostalLetter.objects.exists()
    lives(client)
    with_one = everything()
    assert PostalLetter.objects.count() == 1
    assert with_one == (*without[:3], 2)
    assert without[3] == 1


def test_so_many_a_month_and_then_from_when_address_or_not(by_mail: Browser, amina: User) -> None:
    for _ in range(2):
        assert by_mail.post(page("account:posted-code")).status_code == 302
    refused = by_mail.post(page("account:posted-code"))
    assert refused.status_code == 200
    assert "You can ask for another letter from" in html.unescape(refused.content.decode())
    assert "Send me another letter" not in refused.content.decode()
    assert SentCode.objects.filter(user=amina).count() == 2
    assert code_by_post(amina.pk, now=now().at + timedelta(days=31)).again_at is None


def test_somebody_in_danger_and_a_stranger_get_no_letter(by_mail: Browser, client: Client) -> None:
    lives(client)
    set_safe_contact(client_id=client.pk, safe=Safe("", "", None, None, ""), origin=now())
    assert by_mail.post(page("account:posted-code")).status_code == 302
    nobody = Browser()
    nobody.force_login(factories.user("nobody@example.org"))
    assert nobody.post(page("account:posted-code")).status_code == 302
    assert not PostalLetter.objects.exists()
    assert SentCode.objects.count() == 2
    assert "sign-in" in Browser().post(page("account:posted-code")).url


def test_where_no_letters_are_posted_and_to_staff_nothing_is_promised(by_mail: Browser, settings: Any) -> None:
    staff = Browser()
    staff.force_login(StaffFactory(roles=["AGENT"]).user)
    assert staff.get(page("account:posted-code")).status_code == 404
    for where in ("account:security", "step_up"):
        assert page("account:posted-code") in by_mail.get(page(where)).content.decode()
    settings.NOTIFY_KEY = ""
    assert by_mail.get(page("account:posted-code")).status_code == 404
    assert page("account:posted-code") not in by_mail.get(page("account:security")).content.decode()


def test_who_is_known_is_led_to_their_address(by_mail: Browser, amina: User) -> None:
    set_pin(user_id=amina.pk, pin="493817", client_ids=[], origin=now())
    assert by_mail.post(page("step_up_by", way="pin"), {"code": "493817"}).status_code == 302
    shown = read(by_mail)
    assert "Your postal address, in your preferences" in shown
    assert "We cannot say here" not in shown
