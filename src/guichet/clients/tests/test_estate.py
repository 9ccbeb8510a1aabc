"""After a client’s death: what they gave is over, and whoever settles the estate is told, by a paper that two saw."""

from dataclasses import replace

import pytest

from guichet.clients.actions import (
    CannotGive,
    Profile,
    record_death,
    record_form,
    undo_death,
    verify_form,
)
from guichet.clients.models import Authority, HelperMessage
from guichet.clients.queries import authorities_of, told_beside
from guichet.clients.rules import Wish
from guichet.clients.terms import AuthorityProof, AuthoritySource, Consent, DeathProof, HelperNews
from guichet.clients.tests.town import CASE, DAY, NOON, STATUS, agent, appoint, helper, origin, person, viewer
from guichet.identity.terms import AuthorityKind
from guichet.journal.models import Entry
from guichet.journal.reactions import Happened, reactions_to
from guichet.notices.actions import tell_those_who_help

pytestmark = pytest.mark.django_db
PAPER = Wish(
    kind=AuthorityKind.ESTATE,
    sees=frozenset({STATUS, CASE}),
    source=AuthoritySource.ESTATE_PAPER,
    proof=AuthorityProof.COURT_ORDER,
    signed_on=NOON.date() - DAY,
)


def dies(client_id: int) -> None:
    staff = agent(client_id, name="Third")
    record_death(client_id=client_id, died_on=None, proof=DeathProof.CERTIFICATE, origin=origin(staff))


def paper(client_id: int, *, email: str = "", wish: Wish = PAPER) -> int | None:
    first, second = agent(client_id), agent(client_id, name="Roy")
    done = record_form(
        client_id=client_id, holder=None, profile=Profile(name="Sami Benali"), wish=wish, email=email, viewer=first,
        origin=origin(first),
    )  # fmt: skip
    assert done.proposal_id
    return verify_form(proposal_id=done.proposal_id, accept=True, viewer=second, origin=origin(second))


def test_what_a_client_gave_is_over_with_their_death_and_back_where_it_was_a_mistake() -> None:
    amina, ruth = person("Amina Benali"), helper("Ruth Okafor")
    appoint(amina, ruth)
    assert told_beside([amina.id], at=NOON)
    dies(amina.id)
    assert viewer(ruth).grants == ()
    assert not told_beside([amina.id], at=NOON)
    (row,) = authorities_of(amina.id, viewer=agent(amina.id, name="X"), now=NOON, history=True)
    assert (row.consent, row.grant) == (Consent.ENDED, None)
    undo_death(client_id=amina.id, origin=origin(amina))
    assert viewer(ruth).may_see_client(amina.id, CASE)
    assert told_beside([amina.id], at=NOON)


def test_nobody_but_the_estate_is_entered_once_a_client_has_died() -> None:
    amina = person("Amina Benali")
    with pytest.raises(CannotGive, match="NOT_DECEASED"):
        paper(amina.id)
    dies(amina.id)
    other = replace(PAPER, kind=AuthorityKind.REPRESENTATIVE, source=AuthoritySource.IMM5476)
    with pytest.raises(CannotGive, match="DECEASED"):
        paper(amina.id, wish=other)
    with pytest.raises(CannotGive, match="DECEASED"):
        appoint(amina, helper("Ruth Okafor"))
    assert paper(amina.id)
    assert Authority.objects.get().kind == AuthorityKind.ESTATE


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        (replace(PAPER, acts=True), "SCOPE"),
        (replace(PAPER, source=AuthoritySource.IMM5475), "SOURCE"),
        (replace(PAPER, signed_on=None), "PROOF"),
    ],
)
def test_a_paper_that_cannot_carry_it_is_refused(wish: Wish, reason: str) -> None:
    amina = person("Amina Benali")
    dies(amina.id)
    with pytest.raises(CannotGive, match=reason):
        paper(amina.id, wish=wish)


def test_who_settles_the_estate_sees_and_never_acts_and_only_while_the_death_stands() -> None:
    amina, sami = person("Amina Benali"), helper("Sami Benali")
    dies(amina.id)
    assert paper(amina.id, email=sami.email)
    assert viewer(sami).may_see_client(amina.id, CASE)
    assert not viewer(sami).may_act_for(amina.id)
    undo_death(client_id=amina.id, origin=origin(amina))
    assert viewer(sami).grants == ()


def test_helpers_hear_that_they_no_longer_see_a_file_and_not_why() -> None:
    amina, ruth = person("Amina Benali"), helper("Ruth Okafor")
    appoint(amina, ruth)
    dies(amina.id)
    entry = Entry.objects.filter(client_id=amina.id).latest("id")
    happened = [Happened(entry.event, entry)]
    assert tell_those_who_help(happened) == 1
    assert tell_those_who_help(happened) == 0
    assert (HelperMessage.objects.get().about, HelperMessage.objects.get().address) == (HelperNews.OVER, ruth.email)
    assert "notices.tell_helpers" in {reaction.name for reaction in reactions_to(entry.kind)}
