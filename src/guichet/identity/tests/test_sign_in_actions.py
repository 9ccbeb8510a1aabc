"""Printed codes, PINs, letters, devices, recovery: what they do, and that strangers cannot keep anybody out."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction

from guichet.clients.actions import (
    ask_recovery,
    confirm_recovery,
    end_forgotten_recoveries,
    finish_recoveries,
    finish_recovery,
    stop_recovery,
    stop_recovery_by_link,
)
from guichet.clients.models import AccountLink, Client
from guichet.clients.tests import factories
from guichet.foundation.sealing import key_of
from guichet.identity.actions import (
    CannotRecover,
    From,
    NotLetIn,
    NotYetKnown,
    TooManyChecks,
    again_at,
    check_facts,
    disown_device,
    end_contact,
    forget_tries,
    hand_over_letters,
    make_sheet,
    new_sent_code,
    note_call_back,
    note_document,
    note_sign_in,
    note_try,
    post_code,
    set_pin,
    show_pin,
    show_printed_code,
    show_sent_code,
    sign_in_with_printed_code,
    whose,
)
from guichet.identity.gateways.post import NotTaken, Outgoing
from guichet.identity.models import PostalLetter, PrintedCode, Recovery, SignInTry, Staff, User
from guichet.identity.queries import (
    NotAllowed,
    changes_locked_until,
    contact_with,
    device_facts,
    document_seen_until,
    known_device,
    not_me_token,
    stop_token,
)
from guichet.identity.rules import DeviceFacts, Viewer
from guichet.identity.terms import (
    DeviceKind,
    Fact,
    IdentityDocument,
    Level,
    Proof,
    Purpose,
    RecoveryOutcome,
    RecoveryRefusal,
    Role,
    SignInRefusal,
)
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.worklists.models import Task

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PHONE = DeviceFacts(DeviceKind.PHONE, "Android", "Chrome")
HOME, AWAY = From("203.0.113.5"), From("198.51.100.9")
ALL = [Fact.NAME, Fact.BIRTH_DATE, Fact.NUMBER, Fact.COUNTRY]


def at(**later: float) -> Origin:
    return Origin("visitor", Channel.WEB, NOW + timedelta(**later))


@pytest.fixture
def amina() -> User:
    user = User.objects.create_user("amina@example.org", language="fr")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def client(amina: User) -> Client:
    record = factories.client("Amina Benali", email="amina@example.org", phone="+16135550100")
    AccountLink.objects.create(user=amina, client=record, means="FACTS", linked_at=NOW)
    return record


def staff(name: str, role: Role, client: Client) -> Viewer:
    person = Staff.objects.create(user=User.objects.create_user(f"{name}@department.example"), name=name, roles=[role])
    opened = {client.pk: Purpose.CLIENT_ASKED}
    return Viewer(user_id=person.user_id, staff_id=person.pk, roles=frozenset({role}), opened=opened)


@pytest.fixture
def leduc(client: Client) -> Viewer:
    return staff("leduc", Role.AGENT, client)


@pytest.fixture
def roy(client: Client) -> Viewer:
    return staff("roy", Role.SUPERVISOR, client)


def try_paper(name: str, code: str, *, network: str = "203.0.113.5", secret: str = "", **later: float):
    return sign_in_with_printed_code(name=name, code=code, network=network, device_secret=secret, origin=at(**later))


# --- Printed codes ----------------------------------------------------------------------------------------------------


def test_each_code_of_a_sheet_lets_in_once(amina: User) -> None:
    sheet = make_sheet(user_id=amina.pk, origin=at())
    assert len(set(sheet.codes)) == 12
    assert try_paper(sheet.name, sheet.codes[4]).user_id == amina.pk
    assert try_paper(sheet.name, sheet.codes[4]).refusal is SignInRefusal.NOT_RIGHT
    assert try_paper(sheet.name, sheet.codes[5]).user_id == amina.pk


def test_a_new_sheet_ends_the_old_one_and_keeps_the_account_number(amina: User) -> None:
    old, new = make_sheet(user_id=amina.pk, origin=at()), make_sheet(user_id=amina.pk, origin=at(minutes=1))
    assert old.name == new.name
    assert try_paper(old.name, old.codes[0]).user_id is None
    assert try_paper(new.name, new.codes[0]).user_id == amina.pk


def test_no_code_stands_in_the_tables(amina: User) -> None:
    sheet = make_sheet(user_id=amina.pk, origin=at())
    kept = str(list(PrintedCode.objects.values()))
    assert not any(code in kept for code in sheet.codes)
    assert not any(code in str(entry.payload) for entry in Entry.objects.all() for code in sheet.codes)


@pytest.mark.parametrize("typed", ["٠١٢٣", "", "nonsense", "0" * 4000, "1234567890", "\x00"])
def test_a_number_of_nobody_is_answered_as_a_wrong_code_is(amina: User, typed: str) -> None:
    sheet = make_sheet(user_id=amina.pk, origin=at())
    wrong_code = try_paper(sheet.name, "000000000000")
    assert try_paper(typed, sheet.codes[0]) == wrong_code


def test_nobody_elses_code_opens_an_account(amina: User) -> None:
    other = User.objects.create_user("other@example.org")
    hers, theirs = make_sheet(user_id=amina.pk, origin=at()), make_sheet(user_id=other.pk, origin=at())
    assert try_paper(hers.name, theirs.codes[0]).user_id is None


def test_a_closed_account_lets_nobody_in(amina: User) -> None:
    sheet = make_sheet(user_id=amina.pk, origin=at())
    User.objects.filter(pk=amina.pk).update(is_active=False)
    assert try_paper(sheet.name, sheet.codes[0]).user_id is None


# --- Strangers cannot keep anybody out --------------------------------------------------------------------------------


def hammer(of: str, proof: Proof, times: int, *, network: str = "198.51.100.{}") -> None:
    SignInTry.objects.bulk_create(
        SignInTry(whose=of, proof=proof, network=network.format(n % 250), tried_at=NOW - timedelta(seconds=n),
                  succeeded=False)
        for n in range(times)
    )  # fmt: skip


def test_a_stranger_who_hammers_an_address_stops_no_known_device(amina: User) -> None:
    signed_in = note_sign_in(
        user_id=amina.pk, secret="", facts=PHONE, network="203.0.…", client_ids=(), origin=at(days=-9)
    )
    of = whose(amina.email)
    hammer(of, Proof.EMAIL_CODE, 5000)
    stranger = again_at(of=of, proof=Proof.EMAIL_CODE, network="192.0.2.1", device_id=None, origin=at())
    assert stranger is not None
    device = known_device(amina.pk, signed_in.secret, now=NOW)
    assert device == signed_in.device_id
    # Even from the very network of the stranger.
    for network in ("203.0.113.5", "198.51.100.7"):
        assert again_at(of=of, proof=Proof.EMAIL_CODE, network=network, device_id=device, origin=at()) is None


def test_a_stranger_who_hammers_an_address_stops_no_printed_code(amina: User) -> None:
    sheet = make_sheet(user_id=amina.pk, origin=at())
    hammer(whose(amina.email), Proof.EMAIL_CODE, 5000)
    assert try_paper(sheet.name, sheet.codes[0]).user_id == amina.pk


def test_a_stranger_who_hammers_an_account_number_stops_nobody_elsewhere(amina: User) -> None:
    sheet = make_sheet(user_id=amina.pk, origin=at())
    for n in range(10):
        try_paper(sheet.name, "000000000000", network="198.51.100.9", seconds=n)
    waiting = try_paper(sheet.name, sheet.codes[0], network="198.51.100.9", seconds=11)
    assert (waiting.user_id, waiting.refusal) == (None, SignInRefusal.WAIT)
    assert try_paper(sheet.name, sheet.codes[0], network="203.0.113.5", seconds=12).user_id == amina.pk


def test_strangers_together_have_so_many_tries_a_day_and_no_more(amina: User) -> None:
    sheet = make_sheet(user_id=amina.pk, origin=at())
    hammer(whose(sheet.name), Proof.PRINTED_CODE, 1000)
    assert try_paper(sheet.name, sheet.codes[0], network="192.0.2.77").refusal is SignInRefusal.WAIT
    known = note_sign_in(user_id=amina.pk, secret="", facts=PHONE, network="", client_ids=(), origin=at(days=-1))
    assert try_paper(sheet.name, sheet.codes[0], network="192.0.2.77", secret=known.secret).user_id == amina.pk


def test_the_cookie_of_one_account_is_a_strangers_at_another(amina: User) -> None:
    other = User.objects.create_user("other@example.org")
    theirs = note_sign_in(user_id=other.pk, secret="", facts=PHONE, network="", client_ids=(), origin=at())
    assert known_device(amina.pk, theirs.secret, now=NOW) is None
    assert known_device(other.pk, theirs.secret, now=NOW + timedelta(days=401)) is None


def test_waits_end_and_tries_are_forgotten(amina: User) -> None:
    sheet = make_sheet(user_id=amina.pk, origin=at())
    for n in range(3):
        try_paper(sheet.name, "000000000000", seconds=n)
    assert try_paper(sheet.name, sheet.codes[0], seconds=5).refusal is SignInRefusal.WAIT
    assert try_paper(sheet.name, sheet.codes[0], seconds=33).user_id == amina.pk
    assert forget_tries(now=NOW + timedelta(days=3)) > 0
    assert not SignInTry.objects.exists()


def test_no_name_or_address_stands_among_the_tries(amina: User) -> None:
    note_try(of=whose(amina.email), proof=Proof.EMAIL_CODE, network="n", device_id=None, succeeded=False, origin=at())
    assert amina.email not in str(list(SignInTry.objects.values()))


# --- PIN, codes that are sent -----------------------------------------------------------------------------------------


def test_a_pin_is_a_second_step_with_five_tries_a_day(amina: User) -> None:
    set_pin(user_id=amina.pk, pin="48 39 20", origin=at())
    assert show_pin(user_id=amina.pk, pin="483920", sender=HOME, origin=at()).user_id == amina.pk
    for n in range(5):
        show_pin(user_id=amina.pk, pin="000000", sender=HOME, origin=at(hours=n + 1))
    tried = show_pin(user_id=amina.pk, pin="483920", sender=HOME, origin=at(hours=7))
    assert tried.refusal is SignInRefusal.WAIT
    assert show_pin(user_id=amina.pk, pin="483920", sender=HOME, origin=at(hours=26)).user_id == amina.pk


@pytest.mark.parametrize("pin", ["123456", "12345", "", "abcdef", "1234567"])
def test_a_pin_that_is_easy_or_too_short_is_refused(amina: User, pin: str) -> None:
    with pytest.raises(NotLetIn) as refused:
        set_pin(user_id=amina.pk, pin=pin, origin=at())
    assert refused.value.refusal is SignInRefusal.EASY_PIN


def test_a_code_by_text_works_once_for_ten_minutes_with_three_tries(amina: User) -> None:
    code = new_sent_code(user_id=amina.pk, proof=Proof.TEXT_CODE, origin=at())
    show = {"user_id": amina.pk, "proof": Proof.TEXT_CODE}
    assert show_sent_code(**show, code=code, origin=at(minutes=11)).user_id is None
    assert show_sent_code(**show, code=code, origin=at(minutes=9)).user_id == amina.pk
    assert show_sent_code(**show, code=code, origin=at(minutes=9)).user_id is None
    again = new_sent_code(user_id=amina.pk, proof=Proof.TEXT_CODE, origin=at(minutes=9))
    for _ in range(3):
        show_sent_code(**show, code="000000" if again != "000000" else "111111", origin=at(minutes=9))
    assert show_sent_code(**show, code=again, origin=at(minutes=9)).user_id is None


def test_so_many_codes_a_day_are_sent_and_no_more(amina: User) -> None:
    for _ in range(5):
        new_sent_code(user_id=amina.pk, proof=Proof.TEXT_CODE, origin=at())
    with pytest.raises(NotLetIn) as refused:
        new_sent_code(user_id=amina.pk, proof=Proof.TEXT_CODE, origin=at())
    assert refused.value.try_again_at == NOW + timedelta(days=1)


class Printer:
    """A printer that keeps what it is handed, or is out of order."""

    def __init__(self, *, works: bool = True) -> None:
        self.letters: list[Outgoing] = []
        self.works = works

    def send(self, letter: Outgoing) -> None:
        if not self.works:
            raise NotTaken("out of order")
        self.letters.append(letter)


def test_nobody_sees_the_code_of_a_letter_but_who_opens_it(amina: User, client: Client) -> None:
    post_code(user_id=amina.pk, client_id=client.pk, address="Amina Benali\n12 rue X", language="fr", origin=at())
    waiting = PostalLetter.objects.get()
    with transaction.atomic():
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT body, address FROM identity_postalletter")
            body, address = cursor.fetchone()
    assert key_of(body) == key_of(address) == "test"
    assert "Benali" not in body + address
    printer = Printer()
    assert hand_over_letters(printer, now=NOW) == 1
    (letter,) = printer.letters
    assert "Voici le code" in letter.body
    waiting.refresh_from_db()
    assert (waiting.body, waiting.address) == ("", "")
    code = next(line for line in letter.body.splitlines() if line.replace(" ", "").isdigit())
    shown = show_sent_code(user_id=amina.pk, proof=Proof.POSTED_CODE, code=code, origin=at(days=44))
    assert shown.user_id == amina.pk


def test_a_letter_waits_for_a_printer_that_is_out_of_order(amina: User, client: Client) -> None:
    post_code(user_id=amina.pk, client_id=client.pk, address="A\nB", language="en", origin=at())
    assert hand_over_letters(Printer(works=False), now=NOW) == 0
    assert hand_over_letters(Printer(), now=NOW + timedelta(seconds=30)) == 0  # not yet due again
    assert hand_over_letters(Printer(), now=NOW + timedelta(minutes=3)) == 1


def test_a_posted_code_is_too_old_after_45_days(amina: User, client: Client) -> None:
    post_code(user_id=amina.pk, client_id=client.pk, address="A\nB", language="en", origin=at())
    printer = Printer()
    hand_over_letters(printer, now=NOW)
    code = next(line for line in printer.letters[0].body.splitlines() if line.replace(" ", "").isdigit())
    late = show_sent_code(user_id=amina.pk, proof=Proof.POSTED_CODE, code=code, origin=at(days=45))
    assert late.refusal is SignInRefusal.NOT_RIGHT


# --- Devices ----------------------------------------------------------------------------------------------------------


def sign_in(amina: User, client: Client, secret: str = "", **later: float):
    return note_sign_in(
        user_id=amina.pk, secret=secret, facts=PHONE, network="203.0.…", client_ids=[client.pk], origin=at(**later)
    )


def test_a_new_device_is_told_but_not_the_first_nor_a_known_one(amina: User, client: Client) -> None:
    first = sign_in(amina, client)
    assert not Entry.objects.filter(kind="identity.new_device").exists()
    assert sign_in(amina, client, first.secret, days=1).device_id == first.device_id
    stranger = sign_in(amina, client, "made-up", days=2)
    assert (stranger.is_new, stranger.secret != "made-up") == (True, True)
    told = Entry.objects.get(kind="identity.new_device")
    assert (told.client_id, told.payload) == (client.pk, {"account": amina.pk, "device": stranger.device_id})


def test_it_was_not_me_ends_that_session_and_locks_changes_for_a_while(amina: User, client: Client) -> None:
    sign_in(amina, client)
    stranger = sign_in(amina, client, days=1)
    UserSession.objects.create(user=amina, ip="192.0.2.1", session_key="x" * 32, data={"device": stranger.device_id})
    UserSession.objects.create(user=amina, ip="192.0.2.2", session_key="y" * 32, data={"device": 4711})
    token = not_me_token(stranger.device_id)
    for _ in range(2):  # once, however often the button is pressed
        disown_device(token=token, client_ids=[client.pk], origin=at(days=1))
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["y" * 32]
    assert known_device(amina.pk, stranger.secret, now=NOW + timedelta(days=1)) is None
    assert changes_locked_until(amina.pk, now=NOW + timedelta(days=1)) == NOW + timedelta(days=4)
    assert changes_locked_until(amina.pk, now=NOW + timedelta(days=4)) is None
    assert Entry.objects.filter(kind="identity.changes_locked").count() == 1
    assert device_facts(stranger.device_id) == PHONE


# --- Who calls --------------------------------------------------------------------------------------------------------


def test_facts_that_agree_make_a_caller_known_for_half_an_hour(client: Client, leduc: Viewer) -> None:
    check_facts(viewer=leduc, client_id=client.pk, asked=ALL, agreed=ALL, origin=at())
    assert contact_with(client.pk, viewer=leduc, now=NOW + timedelta(minutes=29)).level is Level.FACTS
    assert contact_with(client.pk, viewer=leduc, now=NOW + timedelta(minutes=30)).level is Level.NONE
    # Of this call, with this agent.
    assert contact_with(client.pk, viewer=staff("gagnon", Role.AGENT, client), now=NOW).level is Level.NONE
    end_contact(viewer=leduc, client_id=client.pk, origin=at(minutes=1))
    assert contact_with(client.pk, viewer=leduc, now=NOW + timedelta(minutes=2)).level is Level.NONE


def test_one_fact_that_does_not_agree_is_a_failure_and_the_client_is_told(client: Client, leduc: Viewer) -> None:
    known = check_facts(viewer=leduc, client_id=client.pk, asked=ALL, agreed=ALL[:3], origin=at())
    assert known.level is Level.NONE
    assert contact_with(client.pk, viewer=leduc, now=NOW).failed
    told = Entry.objects.get(kind="identity.check_failed")
    assert (told.client_id, told.payload) == (client.pk, {})


def test_after_three_failures_in_a_day_facts_are_not_asked_again(client: Client, leduc: Viewer, roy: Viewer) -> None:
    for viewer in (leduc, roy, leduc):
        check_facts(viewer=viewer, client_id=client.pk, asked=ALL, agreed=[], origin=at())
    with pytest.raises(TooManyChecks):
        check_facts(viewer=roy, client_id=client.pk, asked=ALL, agreed=ALL, origin=at(hours=23))
    assert check_facts(viewer=roy, client_id=client.pk, asked=ALL, agreed=ALL, origin=at(hours=25)).level == 1


def test_a_call_back_adds_to_facts_and_is_nothing_without_them(client: Client, leduc: Viewer) -> None:
    with pytest.raises(NotYetKnown):
        note_call_back(viewer=leduc, client_id=client.pk, origin=at())
    check_facts(viewer=leduc, client_id=client.pk, asked=ALL, agreed=ALL, origin=at())
    assert note_call_back(viewer=leduc, client_id=client.pk, origin=at()).level is Level.SIGNED_IN


def test_a_document_seen_counts_for_a_month_but_for_this_contact_only_at_the_desk(
    client: Client, leduc: Viewer
) -> None:
    note_document(viewer=leduc, client_id=client.pk, document=IdentityDocument.PASSPORT, origin=at())
    assert contact_with(client.pk, viewer=leduc, now=NOW).level is Level.IN_PERSON
    assert contact_with(client.pk, viewer=leduc, now=NOW + timedelta(hours=1)).level is Level.NONE
    assert document_seen_until([client.pk], now=NOW + timedelta(days=29)) == NOW + timedelta(days=30)
    assert document_seen_until([client.pk, 4711], now=NOW) is None


def test_only_who_may_open_files_checks_anybody(client: Client) -> None:
    for viewer in (Viewer(), Viewer(user_id=1), staff("aud", Role.AUDITOR, client)):
        with pytest.raises(NotAllowed):
            check_facts(viewer=viewer, client_id=client.pk, asked=ALL, agreed=ALL, origin=at())


# --- Getting back in --------------------------------------------------------------------------------------------------


def asked(client: Client, leduc: Viewer, outcome: RecoveryOutcome = RecoveryOutcome.SHEET_BY_POST, **more) -> int:
    check_facts(viewer=leduc, client_id=client.pk, asked=ALL, agreed=ALL, origin=at())
    more = {"postal_address": "Amina Benali\n12 rue X\n16000 Alger"} | more
    return ask_recovery(viewer=leduc, client_id=client.pk, outcome=outcome, origin=at(), **more)


def test_two_people_and_a_wait_open_an_account_again(amina: User, client: Client, leduc: Viewer, roy: Viewer) -> None:
    Authenticator.objects.create(user=amina, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    UserSession.objects.create(user=amina, ip="192.0.2.1", session_key="x" * 32)
    number = asked(client, leduc)
    assert Task.objects.get(kind="recovery").state == "OPEN"
    assert finish_recoveries(origin=at(days=30)) == 0
    ready = confirm_recovery(viewer=roy, recovery_id=number, origin=at(hours=1))
    assert ready == NOW + timedelta(hours=73)
    assert Task.objects.get(kind="recovery").outcome == "CONFIRMED"
    assert finish_recoveries(origin=at(hours=72)) == 0
    assert finish_recoveries(origin=at(hours=73)) == 1
    printer = Printer()
    hand_over_letters(printer, now=NOW + timedelta(hours=74))
    (letter,) = printer.letters
    assert letter.address.startswith("Amina Benali")
    lines = [line.split(". ")[-1].replace(" ", "") for line in letter.body.splitlines()]
    codes = [line for line in lines if line.isdigit() and len(line) == 12]
    name = amina.sign_in_name.name
    assert len(codes) == 12
    assert try_paper(name, codes[0], days=9).user_id == amina.pk
    assert not Authenticator.objects.filter(user=amina).exists()
    assert not UserSession.objects.filter(user=amina).exists()
    kept = Recovery.objects.get()
    assert (kept.postal_address, kept.new_email) == ("", "")


def test_nobody_confirms_their_own(client: Client) -> None:
    alone = staff("alone", Role.SUPERVISOR, client)
    number = asked(client, alone)
    with pytest.raises(CannotRecover) as refused:
        confirm_recovery(viewer=alone, recovery_id=number, origin=at())
    assert refused.value.refusal is RecoveryRefusal.SAME_PERSON
    with pytest.raises(IntegrityError), transaction.atomic():
        Recovery.objects.filter(pk=number).update(confirmed_by_id=alone.staff_id)


def test_an_agent_confirms_nothing(client: Client, leduc: Viewer) -> None:
    number = asked(client, leduc)
    with pytest.raises(NotAllowed):
        confirm_recovery(viewer=staff("gagnon", Role.AGENT, client), recovery_id=number, origin=at())


@pytest.mark.parametrize("by", ["link", "account"])
def test_the_client_stops_it_by_one_click(amina: User, client: Client, leduc: Viewer, roy: Viewer, by: str) -> None:
    number = asked(client, leduc)
    confirm_recovery(viewer=roy, recovery_id=number, origin=at())
    if by == "link":
        stop_recovery_by_link(token=stop_token(number), origin=at(hours=1))
        stop_recovery_by_link(token=stop_token(number), origin=at(hours=1))
    else:
        owner = Viewer(user_id=amina.pk, own_clients=frozenset({client.pk}))
        stop_recovery(viewer=owner, recovery_id=number, origin=at(hours=1))
    assert finish_recoveries(origin=at(days=9)) == 0
    with pytest.raises(CannotRecover):
        finish_recovery(recovery_id=number, origin=at(days=9))
    assert not PostalLetter.objects.exists()
    assert Entry.objects.filter(kind="identity.recovery_stopped").count() == 1


@pytest.mark.parametrize(
    "token", ["", "nothing", "1", stop_token(1)[:-1] + "x"], ids=["empty", "word", "number", "changed"]
)
def test_a_link_that_is_not_ours_stops_nothing(client: Client, leduc: Viewer, token: str) -> None:
    asked(client, leduc)
    with pytest.raises(NotAllowed):
        stop_recovery_by_link(token=token, origin=at())


def test_somebody_elses_account_stops_nothing(client: Client, leduc: Viewer, roy: Viewer) -> None:
    number = asked(client, leduc)
    confirm_recovery(viewer=roy, recovery_id=number, origin=at())
    with pytest.raises(NotAllowed):
        stop_recovery(viewer=Viewer(user_id=9, own_clients=frozenset({4711})), recovery_id=number, origin=at())


@pytest.mark.parametrize(
    ("outcome", "more", "refusal"),
    [
        (RecoveryOutcome.SHEET_IN_HAND, {}, RecoveryRefusal.NOT_SEEN),
        (RecoveryOutcome.SHEET_BY_POST, {"postal_address": "  "}, RecoveryRefusal.NO_ADDRESS),
        (RecoveryOutcome.NEW_EMAIL, {"new_email": "nonsense"}, RecoveryRefusal.ADDRESS_TAKEN),
        (RecoveryOutcome.NEW_EMAIL, {"new_email": "leduc@department.example"}, RecoveryRefusal.ADDRESS_TAKEN),
    ],
)
def test_what_cannot_be_asked_for_is_refused(
    client: Client, leduc: Viewer, outcome: RecoveryOutcome, more: dict, refusal: RecoveryRefusal
) -> None:
    with pytest.raises(CannotRecover) as refused:
        asked(client, leduc, outcome, **more)
    assert refused.value.refusal is refusal
    assert not Recovery.objects.exists()
    assert not Task.objects.exists()


def test_somebody_unknown_gets_nothing_asked_for(client: Client, leduc: Viewer) -> None:
    with pytest.raises(CannotRecover) as refused:
        ask_recovery(viewer=leduc, client_id=client.pk, outcome=RecoveryOutcome.SHEET_BY_POST, postal_address="A",
                     origin=at())  # fmt: skip
    assert refused.value.refusal is RecoveryRefusal.NOT_IDENTIFIED


def test_one_recovery_of_a_client_is_open_at_a_time(client: Client, leduc: Viewer) -> None:
    asked(client, leduc)
    with pytest.raises(CannotRecover) as refused:
        asked(client, leduc)
    assert refused.value.refusal is RecoveryRefusal.ALREADY_OPEN


def test_a_new_address_takes_the_place_of_the_old_one(amina: User, client: Client, leduc: Viewer, roy: Viewer) -> None:
    number = asked(client, leduc, RecoveryOutcome.NEW_EMAIL, new_email="New@Example.org")
    confirm_recovery(viewer=roy, recovery_id=number, origin=at())
    assert finish_recoveries(origin=at(days=3)) == 1
    amina.refresh_from_db()
    assert amina.email == "new@example.org"
    assert list(EmailAddress.objects.filter(user=amina).values_list("email", flat=True)) == ["new@example.org"]


def test_who_never_had_an_account_gets_one_without_e_mail(leduc: Viewer, roy: Viewer, client: Client) -> None:
    other = factories.client("Nimo Warsame", uci="1112224444")
    by = Viewer(user_id=leduc.user_id, staff_id=leduc.staff_id, roles=leduc.roles, opened={other.pk: "CLIENT_ASKED"})
    note_document(viewer=by, client_id=other.pk, document=IdentityDocument.PASSPORT, origin=at())
    number = ask_recovery(viewer=by, client_id=other.pk, outcome=RecoveryOutcome.SHEET_IN_HAND, origin=at())
    assert confirm_recovery(viewer=roy, recovery_id=number, origin=at()) == NOW + timedelta(hours=24)
    # In hand means that somebody must be there: it does not happen by itself.
    assert finish_recoveries(origin=at(days=2)) == 0
    done = finish_recovery(recovery_id=number, origin=at(days=2))
    assert done.sheet is not None
    assert User.objects.get(pk=done.user_id).email is None
    assert AccountLink.objects.get(client=other).user_id == done.user_id
    assert try_paper(done.sheet.name, done.sheet.codes[0], days=3).user_id == done.user_id


def test_what_nobody_confirms_ends_by_itself(client: Client, leduc: Viewer) -> None:
    asked(client, leduc)
    assert end_forgotten_recoveries(origin=at(days=29)) == 0
    assert end_forgotten_recoveries(origin=at(days=30)) == 1
    assert Task.objects.get().state == "SETTLED"


def test_a_step_up_by_paper_uses_the_code_up(amina: User) -> None:
    sheet = make_sheet(user_id=amina.pk, origin=at())
    assert show_printed_code(user_id=amina.pk, code=sheet.codes[0], sender=AWAY, origin=at()).user_id == amina.pk
    assert try_paper(sheet.name, sheet.codes[0]).user_id is None
