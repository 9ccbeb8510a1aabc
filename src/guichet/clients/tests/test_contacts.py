"""Addresses: nothing is used before it was shown to be the client’s, and whoever loses one hears of it."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from guichet.clients.actions import (
    CannotChange,
    add_contact_point,
    ask_for_code,
    change_address,
    code_to_send,
    code_was_sent,
    confirm_address,
    confirm_contact_point,
    forget_left_contacts,
    note_returned_letter,
    register_clients,
    remove_contact_point,
    set_safe_contact,
    take_code,
    use_contact_point,
)
from guichet.clients.actions.contacts import CODES_KEPT
from guichet.clients.models import Client, ContactCode, ContactPoint, PostalAddress
from guichet.clients.policy import contact_policy
from guichet.clients.queries import serving
from guichet.clients.reach import postal_reach_of, reach_of
from guichet.clients.registering import Told
from guichet.clients.rules import Safe
from guichet.clients.rules.contacts import SentCode, is_to_ask_again, refusal_to_send, refusal_to_take
from guichet.clients.terms import AddressPart, CodeRefusal, ContactKind, ContactMeans, ContactRefusal
from guichet.clients.tests.factories import NOON, client, origin
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.journal.models import Entry

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
POLICY = {"wait": MINUTE, "a_day": 3}


@pytest.fixture
def amina() -> Client:
    return client("Amina Benali", email="old@example.org", phone="+213551234567")


def later(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def add(amina: Client, value: str = "new@example.org", kind: ContactKind = ContactKind.EMAIL) -> int:
    return add_contact_point(client_id=amina.pk, kind=kind, value=value, origin=origin())


def code_for(amina: Client, point: int, *, at: datetime = NOON) -> str:
    assert ask_for_code(client_id=amina.pk, point_id=point, origin=origin(at=at)) is None
    made = code_to_send(ContactCode.objects.latest("asked_at").pk, now=at)
    assert made is not None
    return made.code


def kinds() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ([], None),
        ([-0.5], CodeRefusal.TOO_SOON),
        ([-2], None),
        ([-2, -10, -20], CodeRefusal.TOO_MANY_CODES),
        ([-2, -10, -60 * 25], None),
    ],
)
def test_codes_are_sent_neither_too_often_nor_too_soon(asked: list[float], refusal: CodeRefusal | None) -> None:
    assert refusal_to_send([later(minutes) for minutes in asked], now=NOON, **POLICY) is refusal


@pytest.mark.parametrize(
    ("sent", "right", "refusal"),
    [
        (None, True, CodeRefusal.EXPIRED),
        (SentCode(later(1), 0, used=False), True, None),
        (SentCode(later(1), 4, used=False), True, None),
        (SentCode(later(1), 5, used=False), True, CodeRefusal.TOO_MANY_TRIES),
        (SentCode(later(1), 0, used=True), True, CodeRefusal.EXPIRED),
        (SentCode(later(0), 0, used=False), True, CodeRefusal.EXPIRED),
        (SentCode(later(1), 0, used=False), False, CodeRefusal.WRONG),
    ],
)
def test_a_code_serves_once_for_a_while_and_a_few_tries(
    sent: SentCode | None, right: bool, refusal: CodeRefusal | None
) -> None:
    assert refusal_to_take(sent, right=right, tries=5, now=NOON) is refusal


def test_an_address_is_asked_about_again_after_a_while_and_never_if_it_was_not_confirmed() -> None:
    year = timedelta(days=365)
    asked = [is_to_ask_again(at, after=year, now=NOON) for at in (None, NOON - year, NOON - year + MINUTE)]
    assert asked == [False, True, False]


def test_a_new_address_is_not_used_before_its_code_was_typed(amina: Client) -> None:
    point = add(amina)
    assert reach_of([amina.pk])[amina.pk].addresses[ContactKind.EMAIL] == "old@example.org"
    code = code_for(amina, point)
    assert take_code(client_id=amina.pk, point_id=point, typed=code, origin=origin(at=later(14))) is None
    assert reach_of([amina.pk])[amina.pk].addresses[ContactKind.EMAIL] == "new@example.org"
    assert kinds() == ["contact.added", "contact.code_asked", "contact.confirmed", "contact.in_use", "contact.left"]


def test_the_address_left_is_told_so_by_its_row_and_never_by_its_name(amina: Client) -> None:
    point, before = add(amina), ContactPoint.objects.get(value="old@example.org")
    take_code(client_id=amina.pk, point_id=point, typed=code_for(amina, point), origin=origin())
    assert Entry.objects.get(kind="contact.left").payload == {"point": before.pk, "contact": "email"}
    assert not [entry for entry in Entry.objects.all() if "example.org" in str(entry.payload)]


def test_nobody_in_danger_is_told_at_an_address_that_was_left(amina: Client) -> None:
    set_safe_contact(client_id=amina.pk, safe=Safe(email="safe@example.org"), origin=origin())
    point = add(amina)
    take_code(client_id=amina.pk, point_id=point, typed=code_for(amina, point), origin=origin())
    assert "contact.left" not in kinds()
    assert reach_of([amina.pk])[amina.pk].addresses == {ContactKind.EMAIL: "safe@example.org"}


def test_wrong_codes_are_counted_and_end_it(amina: Client) -> None:
    point = add(amina)
    code = code_for(amina, point)
    wrong = "000000" if code != "000000" else "111111"
    tries = [take_code(client_id=amina.pk, point_id=point, typed=wrong, origin=origin()) for _ in range(6)]
    assert tries == [CodeRefusal.WRONG] * 5 + [CodeRefusal.TOO_MANY_TRIES]
    assert take_code(client_id=amina.pk, point_id=point, typed=code, origin=origin()) is CodeRefusal.TOO_MANY_TRIES
    assert ContactPoint.objects.get(pk=point).verified_at is None


def test_a_code_is_good_for_a_quarter_of_an_hour_and_a_new_one_ends_the_old(amina: Client) -> None:
    point = add(amina)
    first = code_for(amina, point)
    late = take_code(client_id=amina.pk, point_id=point, typed=first, origin=origin(at=later(15)))
    assert late is CodeRefusal.EXPIRED
    second = code_for(amina, point, at=later(20))
    if first != second:
        old = take_code(client_id=amina.pk, point_id=point, typed=first, origin=origin(at=later(21)))
        assert old is CodeRefusal.WRONG
    assert take_code(client_id=amina.pk, point_id=point, typed=second, origin=origin(at=later(21))) is None


def test_a_code_of_another_address_proves_nothing(amina: Client) -> None:
    one, other = add(amina, "one@example.org"), add(amina, "other@example.org")
    code = code_for(amina, one)
    assert take_code(client_id=amina.pk, point_id=other, typed=code, origin=origin()) is CodeRefusal.EXPIRED


def test_only_a_digest_is_left_of_a_code_that_was_sent(amina: Client) -> None:
    point = add(amina)
    code = code_for(amina, point)
    row = ContactCode.objects.get()
    code_was_sent(row.pk, at=NOON)
    row.refresh_from_db()
    assert (row.code, row.sent_at) == ("", NOON)
    assert code not in row.digest
    assert code_to_send(row.pk, now=NOON) is None


def test_limits_are_those_of_the_policy(amina: Client) -> None:
    policy, point = contact_policy(NOON), add(amina)
    asked = [
        ask_for_code(client_id=amina.pk, point_id=point, origin=origin(at=later(2 * n)))
        for n in range(policy.codes_a_day + 1)
    ]
    assert asked == [None] * policy.codes_a_day + [CodeRefusal.TOO_MANY_CODES]
    for n in range(policy.points_of_a_kind - 1):
        add(amina, f"more{n}@example.org")
    with pytest.raises(CannotChange) as refused:
        add(amina, "one-too-many@example.org")
    assert refused.value.reason is ContactRefusal.TOO_MANY


def test_what_is_not_confirmed_is_not_used_and_what_is_used_is_not_removed(amina: Client) -> None:
    point, used = add(amina), ContactPoint.objects.get(value="old@example.org").pk
    with pytest.raises(CannotChange) as unsure:
        use_contact_point(client_id=amina.pk, point_id=point, origin=origin())
    with pytest.raises(CannotChange) as in_use:
        remove_contact_point(client_id=amina.pk, point_id=used, origin=origin())
    assert (unsure.value.reason, in_use.value.reason) == (ContactRefusal.NOT_CONFIRMED, ContactRefusal.IN_USE)
    remove_contact_point(client_id=amina.pk, point_id=point, origin=origin())
    assert not ContactPoint.objects.filter(pk=point).exists()


def test_another_clients_address_is_not_there(amina: Client) -> None:
    other = client("Claude Leduc", uci="1112223335")
    point = add(amina)
    for act in (use_contact_point, remove_contact_point):
        with pytest.raises(ContactPoint.DoesNotExist):
            act(client_id=other.pk, point_id=point, origin=origin())
    with pytest.raises(ContactPoint.DoesNotExist):
        take_code(client_id=other.pk, point_id=point, typed="123456", origin=origin())


def test_confirming_mends_an_address_that_failed_and_keeps_it_from_the_case_system(amina: Client) -> None:
    ContactPoint.objects.filter(value="old@example.org").update(failing_since=NOON)
    assert ContactKind.EMAIL not in reach_of([amina.pk])[amina.pk].addresses
    assert confirm_contact_point(client_id=amina.pk, kind=ContactKind.EMAIL, means=ContactMeans.POST, origin=origin())
    point = ContactPoint.objects.get(value="old@example.org")
    assert (point.failing_since, point.verified_by, point.chosen_at) == (None, "POST", NOON)


def told(email: str, *, day: int, phone: str = "+213551234567", names: tuple[str, ...] = ("Amina Benali",)) -> Told:
    at = NOON + timedelta(days=day)
    return Told("1112223334", at, f"e{day}", names, date(1991, 2, 3), "DZA", "fr", "email", email, phone)


def test_the_case_system_never_overrules_an_address_that_the_client_chose(amina: Client) -> None:
    register_clients(told=[told("feed@example.org", day=1)], origin=origin())
    assert reach_of([amina.pk])[amina.pk].addresses[ContactKind.EMAIL] == "feed@example.org"
    point = add(amina, "mine@example.org")
    take_code(client_id=amina.pk, point_id=point, typed=code_for(amina, point), origin=origin())
    register_clients(told=[told("again@example.org", day=2)], origin=origin())
    assert reach_of([amina.pk])[amina.pk].addresses[ContactKind.EMAIL] == "mine@example.org"


def test_what_the_case_system_replaces_is_told_and_forgotten_after_a_while(amina: Client) -> None:
    register_clients(told=[told("feed@example.org", day=1)], origin=origin())
    before = ContactPoint.objects.get(value="old@example.org")
    assert not before.in_use
    assert Entry.objects.get(kind="contact.left").payload["point"] == before.pk
    left = before.left_at or NOON
    kept = contact_policy(NOON).left_kept
    assert forget_left_contacts(now=left + kept - MINUTE) == 0
    assert forget_left_contacts(now=left + kept + MINUTE) == 1
    assert set(ContactPoint.objects.values_list("value", flat=True)) == {"feed@example.org", "+213551234567"}


def test_old_codes_go(amina: Client) -> None:
    point = add(amina)
    code_for(amina, point)
    assert forget_left_contacts(now=NOON + CODES_KEPT + MINUTE) == 1


STREET = {AddressPart.STREET: "12 rue Didouche Mourad", AddressPart.CITY: "Alger", AddressPart.CODE: "16000"}
ARABIC = {AddressPart.STREET: "شارع ديدوش مراد ١٢", AddressPart.CITY: "الجزائر", AddressPart.CODE: "16000"}


def move(amina: Client, parts: dict[AddressPart, str], day: date, latin: dict[AddressPart, str] | None = None) -> bool:
    return change_address(client_id=amina.pk, country="DZA", parts=parts, latin=latin or {}, today=day, origin=origin())


def test_addresses_are_dated_and_the_last_one_is_written_on_envelopes_in_latin(amina: Client) -> None:
    assert move(amina, STREET, date(2026, 1, 1))
    assert not move(amina, STREET, date(2026, 2, 1))
    assert move(amina, ARABIC, date(2026, 3, 1), STREET)
    periods = list(PostalAddress.objects.order_by("valid_from").values_list("valid_from", "valid_to"))
    assert periods == [(date(2026, 1, 1), date(2026, 2, 28)), (date(2026, 3, 1), None)]
    assert postal_reach_of([amina.pk])[amina.pk] == ("12 rue Didouche Mourad", "16000 Alger", "ALGÉRIE")
    assert "Didouche" not in str(PostalAddress.objects.values_list("parts").query)


def test_an_address_is_confirmed_fails_and_is_mended(amina: Client) -> None:
    move(amina, STREET, date(2026, 1, 1))
    assert note_returned_letter(client_id=amina.pk, origin=origin())
    assert postal_reach_of([amina.pk]) == {}
    assert confirm_address(client_id=amina.pk, means=ContactMeans.POST, origin=origin())
    assert amina.pk in postal_reach_of([amina.pk])


def test_a_number_confirmed_long_ago_is_asked_about(amina: Client) -> None:
    viewer = Viewer(user_id=7, own_clients=frozenset({amina.pk}))
    ContactPoint.objects.filter(kind=ContactKind.PHONE).update(verified_at=NOON, verified_by=ContactMeans.CODE)
    states = []
    for days in (364, 365):
        known = serving(amina.pk, viewer=viewer, now=NOON + timedelta(days=days), language=Language.EN)
        states.append({point.kind: point.ask_again for point in known.contact_points})
    assert [state[ContactKind.PHONE] for state in states] == [False, True]
    assert not states[1][ContactKind.EMAIL], "never confirmed: shown as such, and not asked again"


def test_the_clock_is_never_read_in_the_room(amina: Client) -> None:
    with time_machine.travel(datetime(2001, 1, 1, tzinfo=NOON.tzinfo)):
        point = add(amina)
        assert take_code(client_id=amina.pk, point_id=point, typed=code_for(amina, point), origin=origin()) is None
