"""Role × page × consent: what each kind of authority opens of the account’s pages, and that nothing else does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from guichet.applications.events import NoteReleased
from guichet.applications.tests.factories import ApplicationFactory, ClientFactory, UserFactory, link
from guichet.clients.actions.authority import Holder, end_row, give
from guichet.clients.authority_policy import kind_policy
from guichet.clients.models import Authority, Client, Death, Party
from guichet.clients.rules import Wish
from guichet.clients.terms import AuthorityEnd, AuthorityProof, AuthoritySource, DeathProof
from guichet.identity.models import User
from guichet.identity.terms import AuthorityKind, Disclosure
from guichet.journal.actions import Origin, record_many
from guichet.journal.models import Entry
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel
from guichet.notices.actions import queue_notices
from guichet.notices.models import Notice
from tests.architecture.samples import SAMPLES, World, make_world

STATUS, CASE = Disclosure.STATUS, Disclosure.CASE
DAY = timedelta(days=1)
# What somebody must be allowed to see for each page that shows a client’s file to whoever holds an authority.
PAGES: dict[str, Disclosure] = {"account:file": STATUS, "account:history": STATUS, "account:message": CASE}
WHEN = {"whole": True, "this file": True, "another file": False, "not begun": False, "over": False, "revoked": False}


@pytest.fixture
def world(db: None) -> World:
    return make_world()


# What an authority rests on, and what showed it, where it is not the client’s own word.
SOURCES = {AuthorityKind.PARENT: AuthoritySource.BY_LAW, AuthorityKind.ESTATE: AuthoritySource.ESTATE_PAPER}
PROOFS = {AuthorityKind.PARENT: AuthorityProof.BIRTH_RECORD, AuthorityKind.ESTATE: AuthorityProof.COURT_ORDER}


@pytest.fixture
def letter(world: World) -> Notice:
    """A letter about the world’s file."""
    event = NoteReleased(client_id=world.client.pk, application=world.number, note=1)
    origin = Origin("case-system", Channel.FEED, datetime.now(UTC))
    (number,) = record_many([(event, origin.at)], origin)
    queue_notices([Happened(event, Entry.objects.get(pk=number))])
    return Notice.objects.get(entry_id=number)


def holder_of(kind: AuthorityKind) -> tuple[User, Holder]:
    """Return the account that holds an authority of this kind, and as what the registry knows its owner."""
    user = UserFactory()
    if kind in {AuthorityKind.PARENT, AuthorityKind.FAMILY, AuthorityKind.SPONSOR}:
        own = ClientFactory()
        link(user, own)
        return user, Holder(client_id=own.pk)
    party = Party.objects.create(user=user, name="Ruth Okafor", email=user.email, made_at=datetime.now(UTC))
    return user, Holder(party_id=party.pk)


def appoint(world: World, kind: AuthorityKind, holder: Holder, sees: Disclosure, when: str) -> Authority:
    """Enter an authority of a kind, in one of the states of WHEN."""
    now = datetime.now(UTC)
    policy = kind_policy(kind, now.date())
    by_law = kind is AuthorityKind.PARENT
    if by_law:
        # A minor, but for an authority that is over: then they came of age.
        born = date(1991, 2, 3) if when == "over" else date(now.year - 10, 1, 1)
        Client.objects.filter(pk=world.client.pk).update(birth_date=born)
    if kind is AuthorityKind.ESTATE:
        # Settled is the estate of who has died.
        died = {"proof": DeathProof.CERTIFICATE, "recorded_at": now - 30 * DAY, "recorded_by": "staff:1"}
        Death.objects.get_or_create(client_id=world.client.pk, defaults=died)
    files = {"another file": {"V399999999"}, "this file": {world.number}}.get(when, set())
    wish = Wish(
        kind=kind,
        sees=frozenset({sees}) & policy.sees or frozenset({STATUS}),
        acts=policy.acts,
        files=frozenset(files or ({world.number} if policy.names_files else set())),
        source=SOURCES.get(kind, AuthoritySource.ONLINE),
        proof=PROOFS.get(kind, AuthorityProof.OWN_SIGN_IN),
        signed_on=(now - 30 * DAY).date() if kind is AuthorityKind.ESTATE else None,
        starts_at=now + DAY if when == "not begun" else now - 20 * DAY,
        ends_at=(now - DAY if when == "over" else now + 20 * DAY) if policy.must_end or when == "over" else None,
    )
    at = now - 20 * DAY if when == "over" else now
    if by_law and when == "over":
        wish = replace(wish, ends_at=None)
    row = give(client_id=world.client.pk, holder=holder, wish=wish, origin=Origin("user:1", Channel.WEB, at))
    if when == "revoked":
        end_row(row, AuthorityEnd.CLIENT, Origin("user:1", Channel.WEB, now))
    return row


def answers(browser: Browser, world: World, letter: Notice) -> dict[str, int]:
    arguments: dict[str, dict[str, Any]] = {"account:message": {"notice": letter.pk}}
    return {
        name: browser.get(reverse(name, kwargs=arguments.get(name, {"number": world.number}))).status_code
        for name in PAGES
    }


@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("kind", AuthorityKind)
def test_each_kind_of_authority_opens_what_it_covers_while_it_holds(
    kind: AuthorityKind, when: str, world: World, letter: Notice
) -> None:
    for sees in (STATUS, CASE):
        user, holder = holder_of(kind)
        row = appoint(world, kind, holder, sees, when)
        browser = Browser()
        browser.force_login(user)
        covered = {STATUS} | set(map(Disclosure, row.sees))
        expected = {name: 200 if WHEN[when] and what in covered else 404 for name, what in PAGES.items()}
        if when in {"over", "revoked"}:
            expected["account:file"] = 403  # who was let in once is told kindly that it is over
        assert answers(browser, world, letter) == expected, sees


def test_every_page_with_a_file_s_number_stands_in_the_table() -> None:
    named = {name for name in SAMPLES if name.startswith("account:")}
    with_number = {name for name in named if reverse_takes(name, "number")}
    assert with_number <= PAGES.keys(), "say in PAGES what one must be allowed to see for it"


def reverse_takes(name: str, argument: str) -> bool:
    from django.urls import NoReverseMatch

    try:
        reverse(name, kwargs={argument: "V300000001"})
    except NoReverseMatch:
        return False
    return True


def test_a_forged_address_looks_like_one_that_does_not_exist(world: World, letter: Notice) -> None:
    user, holder = holder_of(AuthorityKind.REPRESENTATIVE)
    appoint(world, AuthorityKind.REPRESENTATIVE, holder, CASE, "whole")
    stranger = ApplicationFactory(client=ClientFactory())
    browser = Browser()
    browser.force_login(user)
    assert answers(browser, world, letter) == dict.fromkeys(PAGES, 200)
    for name in ("account:file", "account:history"):
        there = browser.get(reverse(name, kwargs={"number": stranger.number}))
        nowhere = browser.get(reverse(name, kwargs={"number": "V388888888"}))
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert there.content.replace(stranger.number.encode(), b"") == nowhere.content.replace(b"V388888888", b"")


def test_a_page_that_stayed_open_leads_nowhere_once_it_was_taken_back(world: World, letter: Notice) -> None:
    user, holder = holder_of(AuthorityKind.REPRESENTATIVE)
    row = appoint(world, AuthorityKind.REPRESENTATIVE, holder, CASE, "whole")
    browser = Browser(raise_request_exception=False)
    browser.force_login(user)
    assert answers(browser, world, letter) == dict.fromkeys(PAGES, 200)
    end_row(row, AuthorityEnd.CLIENT, Origin("user:1", Channel.WEB, datetime.now(UTC)))
    assert answers(browser, world, letter) == {**dict.fromkeys(PAGES, 404), "account:file": 403}
    before = Authority.objects.count(), Entry.objects.filter(client_id=world.client.pk).count()
    for name, arguments in SAMPLES.items():
        if name.startswith("account:"):
            said = browser.post(reverse(name, kwargs=arguments(world)), {"yes": "1", "accept": "1"})
            assert said.status_code in {302, 403, 404, 405}, name
    # Whatever was posted, nothing was done in the client’s name.
    assert before == (Authority.objects.count(), Entry.objects.filter(client_id=world.client.pk).count())
