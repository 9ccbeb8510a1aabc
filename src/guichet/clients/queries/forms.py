"""Forms on paper that wait for a second person, as staff see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from guichet.clients.authority_policy import kind_policy
from guichet.clients.models import Authority, PaperForm
from guichet.clients.queries.proposals import ProposalFacts, facts_of_proposal
from guichet.clients.rules import KindPolicy
from guichet.clients.terms import Answer, AuthoritySource, Awaited
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Right


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """A form on paper: what it asks, where the original is, and what came of it."""

    client_id: int
    proposal: ProposalFacts
    original: str
    received_on: date | None
    recorded_at: datetime
    recorded_by: str
    answer: Answer | None
    # A code of `form_faults.yaml`, and what the second person wrote for colleagues.
    fault: str
    words: str

    @property
    def waits(self) -> bool:
        """Return whether nobody has said yet whether it holds."""
        return self.answer is None


def client_of_form(proposal_id: int, *, viewer: Viewer) -> int:
    """Return whose file a form is about, so that it can be opened for a purpose. Raises NotAllowed."""
    found = PaperForm.objects.filter(proposal_id=proposal_id, proposal__awaits=Awaited.STAFF)
    client_id = found.values_list("client_id", flat=True).first() if viewer.may(Right.AUTHORITY) else None
    if client_id is None:
        raise NotAllowed("form")
    return client_id


def client_of_authority(authority_id: int, *, viewer: Viewer) -> int:
    """Return whose file a row is about, so that it can be opened for a purpose. Raises NotAllowed."""
    found = Authority.objects.filter(pk=authority_id).values_list("client_id", flat=True).first()
    if found is None or not viewer.may(Right.AUTHORITY):
        raise NotAllowed("authority")
    return found


def kinds_on_paper(on: date) -> Sequence[KindPolicy]:
    """Return what holds of each kind of authority that a form on paper can give, on a day."""
    kinds = [kind_policy(kind, on) for kind in AuthorityKind if kind is not AuthorityKind.PARENT]
    return [kind for kind in kinds if kind.sources - {AuthoritySource.ONLINE, AuthoritySource.BY_LAW}]


def form_facts(proposal_id: int, *, viewer: Viewer) -> FormFacts:
    """Return a form, for staff who opened the file. Raises NotAllowed, alike where there is none."""
    if client_of_form(proposal_id, viewer=viewer) not in viewer.opened:
        raise NotAllowed("form")
    form = PaperForm.objects.select_related("proposal__party").get(proposal_id=proposal_id)
    assert form.proposal is not None
    facts = facts_of_proposal(form.proposal, viewer)
    return FormFacts(
        client_id=form.client_id,
        proposal=facts,
        original=form.original,
        received_on=form.received_on,
        recorded_at=form.recorded_at,
        recorded_by=form.recorded_by,
        answer=facts.answer,
        fault=form.fault,
        words=form.words,
    )
