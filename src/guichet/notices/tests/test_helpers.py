"""Those who help a client are told beside the client: once, no more than that there is something, and never by name."""

from datetime import timedelta
from typing import Any

import pytest

from guichet.applications.events import NoteReleased
from guichet.clients.actions import (
    Profile,
    answer_proposal,
    ask_client,
    invite_helper,
    revoke_authority,
    withdraw_proposal,
)
from guichet.clients.models import HelperMessage
from guichet.clients.rules import Wish
from guichet.clients.terms import HelperNews
from guichet.clients.tests.town import CASE, NOON, STATUS, Person, appoint, helper, origin, person, viewer
from guichet.identity.models import User
from guichet.identity.terms import AuthorityKind
from guichet.journal.actions import Origin, record_many
from guichet.journal.models import Entry
from guichet.journal.reactions import Happened, reactions_to
from guichet.journal.terms import Channel
from guichet.notices.actions import tell_those_who_help
from guichet.notices.gateways import Busy, Handed, Outgoing, Refused
from guichet.notices.helper_mail import send_helper_message
from guichet.notices.terms import Fault

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
CLIENT_NAME = "Amina Benali"


class Mailbox:
    """A carrier that keeps what it is given, or does not take it."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.messages: list[Outgoing] = []
        self.fault = fault

    def send(self, message: Outgoing) -> Handed:
        if self.fault:
            raise self.fault
        self.messages.append(message)
        return Handed()

    def close(self) -> None:
        pass


def news(client: Person, *numbers: str, at: Any = NOON) -> list[Happened[Any]]:
    events = [NoteReleased(client_id=client.id, application=number, note=1) for number in numbers]
    entries = record_many([(event, at) for event in events], Origin("case-system", Channel.FEED, at))
    return [Happened(entry.event, entry) for entry in Entry.objects.in_bulk(entries).values()]


def of_client(client: Person) -> list[Happened[Any]]:
    return [Happened(entry.event, entry) for entry in Entry.objects.filter(client_id=client.id).order_by("id")]


def told(about: HelperNews | None = None) -> list[HelperMessage]:
    found = HelperMessage.objects.order_by("id")
    return list(found.filter(about=about) if about else found)


def test_news_is_told_once_and_no_more_often_than_the_policy_allows() -> None:
    amina, ruth = person(CLIENT_NAME), helper()
    appoint(amina, ruth)
    first = news(amina, "V300000001", "V300000001")
    assert tell_those_who_help(first) == 1
    assert tell_those_who_help(first) == 0
    # While one waits, more news joins it.
    assert tell_those_who_help(news(amina, "V300000001", at=NOON + HOUR / 4)) == 0
    (message,) = told()
    mailbox = Mailbox()
    assert send_helper_message(message.pk, mailbox, lambda: NOON + HOUR / 2)
    assert not send_helper_message(message.pk, mailbox, lambda: NOON + HOUR)
    assert len(mailbox.messages) == 1
    assert tell_those_who_help(first) == 0
    assert tell_those_who_help(news(amina, "V300000001", at=NOON + HOUR)) == 1


def test_a_message_to_a_helper_names_nobody_and_speaks_both_languages() -> None:
    amina, ruth = person(CLIENT_NAME), helper()
    appoint(amina, ruth)
    tell_those_who_help([*of_client(amina), *news(amina, "V300000001")])
    mailbox = Mailbox()
    for message in told():
        send_helper_message(message.pk, mailbox, lambda: NOON)
    assert len(mailbox.messages) == 2
    for mail in mailbox.messages:
        said = mail.subject + mail.text
        assert mail.address == ruth.email
        for secret in ("Amina", "Benali", "V300000001", amina.client.uci, "Ruth"):
            assert secret not in said
        assert "Sign in" in said
        assert "Connectez-vous" in said


@pytest.mark.parametrize(
    ("scope", "count"),
    [
        ({"sees": frozenset({STATUS})}, 0),
        ({"files": frozenset({"V399999999"})}, 0),
        ({"files": frozenset({"V300000001"})}, 1),
        ({"starts_at": NOON + HOUR}, 0),
        ({"kind": AuthorityKind.HELPER, "acts": False, "ends_at": NOON + 24 * HOUR}, 0),
    ],
)
def test_only_who_may_read_the_letter_is_told_of_it(scope: dict[str, Any], count: int) -> None:
    amina, ruth = person(CLIENT_NAME), helper()
    appoint(amina, ruth, **({"sees": frozenset({STATUS, CASE})} | scope))
    assert tell_those_who_help(news(amina, "V300000001")) == count


def test_who_was_shut_out_hears_of_that_and_of_no_news() -> None:
    amina, ruth = person(CLIENT_NAME), helper()
    authority = appoint(amina, ruth)
    revoke_authority(authority_id=authority, viewer=viewer(amina), origin=origin(amina))
    tell_those_who_help([*of_client(amina), *news(amina, "V300000001")])
    assert [message.about for message in told()] == [HelperNews.GIVEN, HelperNews.OVER]


def test_who_is_invited_and_who_is_declined_hear_of_it() -> None:
    amina, ruth = person(CLIENT_NAME), helper()
    stranger = "somebody@example.org"
    wish = Wish(kind=AuthorityKind.REPRESENTATIVE, sees=frozenset({STATUS}))
    invite_helper(
        client_id=amina.id,
        email=stranger,
        profile=Profile(name="S"),
        wish=wish,
        viewer=viewer(amina),
        origin=origin(amina),
    )
    asked = ask_client(client_id=amina.id, asked_for="V3", wish=wish, viewer=viewer(ruth), origin=origin(ruth))
    answer_proposal(proposal_id=asked, accept=False, viewer=viewer(amina), origin=origin(amina))
    tell_those_who_help(of_client(amina))
    assert {(message.about, message.address) for message in told()} == {
        (HelperNews.INVITED, stranger),
        (HelperNews.DECLINED, ruth.email),
    }
    assert not User.objects.filter(email=stranger).exists()


def test_who_was_invited_hears_that_they_are_not_asked_any_more_and_who_asked_needs_not() -> None:
    amina, ruth = person(CLIENT_NAME), helper()
    stranger = "somebody@example.org"
    wish = Wish(kind=AuthorityKind.REPRESENTATIVE, sees=frozenset({STATUS}))
    invited = invite_helper(
        client_id=amina.id, email=stranger, profile=Profile(name="S"), wish=wish, viewer=viewer(amina),
        origin=origin(amina),
    )  # fmt: skip
    withdraw_proposal(proposal_id=invited, viewer=viewer(amina), origin=origin(amina))
    asked = ask_client(client_id=amina.id, asked_for="V3", wish=wish, viewer=viewer(ruth), origin=origin(ruth))
    withdraw_proposal(proposal_id=asked, viewer=viewer(ruth), origin=origin(ruth))
    tell_those_who_help(of_client(amina))
    (message,) = told(HelperNews.WITHDRAWN)
    assert message.address == stranger
    mailbox = Mailbox()
    assert send_helper_message(message.pk, mailbox, lambda: NOON)
    said = mailbox.messages[0].text
    assert "does not ask any more" in said
    assert "ne la demande plus" in said
    assert "Amina" not in said


def test_what_cannot_be_taken_now_is_tried_again_and_what_never_can_is_given_up() -> None:
    amina, ruth = person(CLIENT_NAME), helper()
    appoint(amina, ruth)
    tell_those_who_help(news(amina, "V300000001"))
    (message,) = told()
    with pytest.raises(Busy):
        send_helper_message(message.pk, Mailbox(Busy(Fault.OUT_OF_ORDER)), lambda: NOON)
    refused = Refused(Fault.ADDRESS_REFUSED, permanent=True)
    assert not send_helper_message(message.pk, Mailbox(refused), lambda: NOON)
    (message,) = told()
    assert (message.sent_at, message.failed_at) == (None, NOON)
    assert not send_helper_message(message.pk, Mailbox(), lambda: NOON)


def test_every_kind_of_news_is_owed_by_the_page_of_reactions() -> None:
    kinds = ["application.received", "note.released", "authority.invited", "authority.revoked", "authority.ending"]
    for kind in kinds:
        assert "notices.tell_helpers" in {reaction.name for reaction in reactions_to(kind)}


def test_nobody_to_tell_costs_a_fixed_number_of_queries(django_assert_max_num_queries) -> None:
    amina = person(CLIENT_NAME)
    many = news(amina, *[f"V30000000{number}" for number in range(9)])
    # Two of them begin and end the transaction in which messages would be owed.
    with django_assert_max_num_queries(8):
        assert tell_those_who_help(many) == 0
