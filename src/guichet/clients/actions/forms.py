"""Forms on paper: recorded by one member of staff, compared by a second, and taken back by a form or by word."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from guichet.clients.actions.authority import NO_FORM, CannotGive, Holder, end_row, give
from guichet.clients.actions.parties import Profile, new_party
from guichet.clients.actions.proposals import close_proposal, new_proposal, wish_of
from guichet.clients.authority_policy import form_faults, kind_policy
from guichet.clients.events import AuthorityFormRecorded, AuthorityFormRefused
from guichet.clients.models import Authority, PaperForm, Party, Proposal
from guichet.clients.queries.authority import is_deceased, local_day
from guichet.clients.queries.offices import office_of_address
from guichet.clients.rules import Wish, refusal_to_give
from guichet.clients.terms import (
    Answer,
    AuthorityEnd,
    AuthorityProof,
    AuthorityRefusal,
    AuthoritySource,
    Awaited,
    FormAct,
    Licence,
)
from guichet.identity.queries import contact_with
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Level, Right
from guichet.journal.actions import Origin, record
from guichet.worklists.actions import close_task, open_task
from guichet.worklists.queries import due_for

# The kind of task: a second person compares a form with what was typed.
AUTHORITY_FORM = "authority_form"
VERIFIED, REFUSED = "VERIFIED", "REFUSED"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of a form: it holds at once, or waits for a second person."""

    authority_id: int | None = None
    proposal_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Of a form that came in: on which day, and where its original is."""

    received_on: date | None = None
    original: str = ""


NOWHERE = Paper()


@transaction.atomic
def record_form(
    *,
    client_id: int,
    holder: Holder | None,
    profile: Profile | None,
    wish: Wish,
    viewer: Viewer,
    origin: Origin,
    email: str = "",
    paper: Paper = NOWHERE,
) -> Recorded:
    """Record a signed form that gives somebody authority over a client’s files; return what came of it.

    The helper is `holder`, or is described by `profile` and made known with `email`; an account that says the same of
    itself at that address is that helper. Where the policy asks for two pairs of eyes nothing holds until
    `verify_form`, and a licence is looked at only then. Raises CannotGive, NotAProfile.
    """
    if not (viewer.may(Right.AUTHORITY) and client_id in viewer.opened):
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    if wish.source in NO_FORM:
        raise CannotGive(AuthorityRefusal.SOURCE)
    if (holder is None) == (profile is None):
        raise ValueError("a form names one holder")
    if holder is None:
        assert profile is not None
        holder = Holder(party_id=_party(profile, email=email, at=origin.at))
    today = local_day(origin.at)
    policy = kind_policy(wish.kind, today)
    party = Party.objects.get(pk=holder.party_id) if holder.party_id else None
    if not policy.two_staff and (party is None or party.licence in {Licence.UNPAID, Licence.VALID}):
        row = give(client_id=client_id, holder=holder, wish=wish, origin=origin)
        _keep(wish, paper, origin, client_id=client_id, authority=row)
        return Recorded(authority_id=row.pk)
    wish = replace(wish.whole(), proof=AuthorityProof.TWO_STAFF)
    refusal = refusal_to_give(
        wish,
        policy,
        licence=Licence.UNPAID,
        level=Level.IN_PERSON,
        now=origin.at,
        today=today,
        has_died=is_deceased(client_id),
    )
    if refusal:
        raise CannotGive(refusal)
    proposal = new_proposal(wish, origin, client_id=client_id, party=party, awaits=Awaited.STAFF)
    proposal.holder_id = holder.client_id
    proposal.save(update_fields=["holder"])
    _keep(wish, paper, origin, client_id=client_id, proposal=proposal)
    record(AuthorityFormRecorded(client_id=client_id, proposal=proposal.pk, held_as=wish.kind), origin)
    open_task(
        kind=AUTHORITY_FORM,
        subject=_subject(proposal.pk),
        client_id=client_id,
        due_at=due_for(AUTHORITY_FORM, at=origin.at),
        facts={"source": wish.source.value, "held_as": wish.kind.value},
        origin=origin,
    )
    return Recorded(proposal_id=proposal.pk)


@transaction.atomic
def verify_form(
    *, proposal_id: int, accept: bool, viewer: Viewer, origin: Origin, fault: str = "", words: str = ""
) -> int | None:
    """Say, as the second person, whether a recorded form holds; return the authority’s number, None after a no.

    `fault` says why it does not hold (`form_faults.yaml`): the client is told. Whoever recorded it cannot say that it
    holds, and may say that it does not. Raises CannotGive.
    """
    proposal = Proposal.objects.select_for_update(of=("self",)).filter(pk=proposal_id, awaits=Awaited.STAFF).first()
    if proposal is None or proposal.client_id is None:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    if not (viewer.may(Right.AUTHORITY) and proposal.client_id in viewer.opened):
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    if proposal.answered_at is not None:
        raise CannotGive(AuthorityRefusal.GONE)
    if not accept:
        _refuse(proposal, fault, words, origin)
        return None
    if proposal.made_by in {origin.actor, viewer.actor}:
        raise CannotGive(AuthorityRefusal.SAME_PERSON)
    row = give(
        client_id=proposal.client_id,
        holder=Holder(party_id=proposal.party_id, client_id=proposal.holder_id),
        wish=wish_of(proposal),
        origin=replace(origin, actor=proposal.made_by),
        verified_by=origin.actor,
    )
    close_proposal(proposal, Answer.YES, origin, authority_id=row.pk)
    PaperForm.objects.filter(proposal=proposal).update(authority=row)
    close_task(kind=AUTHORITY_FORM, subject=_subject(proposal.pk), outcome=VERIFIED, origin=origin)
    return row.pk


@transaction.atomic
def end_by_form(
    *,
    authority_id: int,
    source: AuthoritySource,
    signed_on: date,
    paper: Paper,
    viewer: Viewer,
    origin: Origin,
    form_version: str = "",
) -> bool:
    """End an authority at once, as a signed form asks; return whether it was open until now. Raises CannotGive.

    No second person is waited for: what is taken back by mistake can be given again, what was seen cannot be unseen.
    Source: form IMM 5476, section D; form IMM 5475, cancellation.
    """
    row = _open_row(authority_id, viewer)
    if source in NO_FORM:
        raise CannotGive(AuthorityRefusal.SOURCE)
    if signed_on > local_day(origin.at):
        raise CannotGive(AuthorityRefusal.PROOF)
    if not end_row(row, AuthorityEnd.PAPER, origin):
        return False
    assert row.client_id is not None  # a constraint says so
    PaperForm.objects.create(
        client_id=row.client_id,
        act=FormAct.CANCEL,
        source=source,
        form_version=form_version,
        signed_on=signed_on,
        received_on=paper.received_on,
        original=paper.original,
        authority=row,
        recorded_at=origin.at,
        recorded_by=origin.actor,
    )
    return True


@transaction.atomic
def end_as_told(*, authority_id: int, viewer: Viewer, origin: Origin) -> bool:
    """End an authority at once, as the client tells us who is known in this contact; return whether it was open.

    Raises CannotGive: where nobody made sure that it is the client.
    """
    row = _open_row(authority_id, viewer)
    assert row.client_id is not None  # a constraint says so
    if contact_with(row.client_id, viewer=viewer, now=origin.at).level < Level.FACTS:
        raise CannotGive(AuthorityRefusal.NOT_KNOWN)
    return end_row(row, AuthorityEnd.SAID, origin)


def _refuse(proposal: Proposal, fault: str, words: str, origin: Origin) -> None:
    if fault not in {one.code for one in form_faults(local_day(origin.at))}:
        raise CannotGive(AuthorityRefusal.FAULT)
    close_proposal(proposal, Answer.NO, origin)
    for form in PaperForm.objects.filter(proposal=proposal):
        form.fault, form.words = fault, words.strip()
        form.save(update_fields=["fault", "words"])
    record(
        AuthorityFormRefused(client_id=proposal.client_id, proposal=proposal.pk, held_as=proposal.kind, fault=fault),
        origin,
    )
    close_task(kind=AUTHORITY_FORM, subject=_subject(proposal.pk), outcome=REFUSED, origin=origin)


def _open_row(authority_id: int, viewer: Viewer) -> Authority:
    row = Authority.objects.select_for_update(of=("self",)).filter(pk=authority_id).first()
    # What the law gives a parent no form of the child’s takes back.
    if row is None or row.kind == AuthorityKind.PARENT:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    if not (viewer.may(Right.AUTHORITY) and row.client_id in viewer.opened):
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    return row


def _party(profile: Profile, *, email: str, at: datetime) -> int:
    """Return the helper whom a form names: the account at its address, where it says the same of its licence."""
    address = email.strip().lower()
    if (office := office_of_address(address)) and not profile.is_paid:
        return office
    known = Party.objects.filter(email=address, user__isnull=False).first() if address else None
    said = (profile.is_paid, profile.regulator, profile.licence_number.strip()) if profile.is_paid else (False, "", "")
    if known and (known.is_paid, known.regulator, known.licence_number) == said:
        return known.pk
    return new_party(profile, email=address, at=at).pk


def _keep(
    wish: Wish,
    paper: Paper,
    origin: Origin,
    *,
    client_id: int,
    proposal: Proposal | None = None,
    authority: Authority | None = None,
) -> None:
    PaperForm.objects.create(
        client_id=client_id,
        act=FormAct.APPOINT,
        source=wish.source,
        form_version=wish.form_version,
        signed_on=wish.signed_on,
        received_on=paper.received_on,
        original=paper.original.strip(),
        proposal=proposal,
        authority=authority,
        recorded_at=origin.at,
        recorded_by=origin.actor,
    )


def _subject(number: int) -> str:
    return f"authority_form:{number}"
