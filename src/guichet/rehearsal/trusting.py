"""Setting up whom the people of a demonstration trust, by the actions with which people do it themselves."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from guichet.clients.actions import (
    CannotGive,
    Holder,
    Profile,
    add_child,
    answer_proposal,
    ask_client,
    check_licence,
    describe_helper,
    invite_adult,
    invite_to_group,
    link_account,
    record_form,
    record_parent,
    show_in_household,
    verify_form,
)
from guichet.clients.gateways import SimulatedRegister
from guichet.clients.queries import groups_of, household_of, id_for_uci, proposals_to_answer, standing_of
from guichet.clients.rules import Wish
from guichet.clients.terms import AuthorityProof, AuthoritySource, LinkMeans, Shown
from guichet.foundation.languages import Language, Text
from guichet.identity.actions import DemonstrationPerson, make_demonstration_accounts
from guichet.identity.queries import accounts_for, staff_of
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Disclosure, Level, Purpose, Role
from guichet.journal.actions import Origin
from guichet.rehearsal.country import content
from guichet.rehearsal.models import ShownClient
from guichet.rehearsal.people import staff
from guichet.rehearsal.reaching import show_hard_to_reach
from guichet.rehearsal.trust import CHILD, FATHER, MOTHER, HelperShown, Trusting, helpers_shown, people_of_trust

BOTH = frozenset({Disclosure.STATUS, Disclosure.CASE})
A_YEAR = timedelta(days=365)
WHY = Text(
    en="A household: her husband sees where her file stands, her daughter soon comes of age, "
    "a representative acts for her.",
    fr="Un ménage\N{NO-BREAK SPACE}: son mari voit où en est son dossier, sa fille sera bientôt majeure, une "
    "représentante agit pour elle.",
)

WHY_HE = Text(
    en="The same household: he shows his wife letters and documents too.",
    fr="Le même ménage\N{NO-BREAK SPACE}: il montre aussi à sa femme les lettres et les documents.",
)


@transaction.atomic
def set_up_trust(*, seed: int, as_of: date, origin: Origin) -> int:
    """Let the people of a demonstration trust one another; return how many files somebody else now sees.

    Done twice, it is done once. Nothing happens where they are not in the database.
    """
    known = {person: id_for_uci(person.uci) for person in people_of_trust(seed)}
    there = {person: number for person, number in known.items() if number is not None}
    if len(there) < len(known):
        return 0
    helpers = _helpers(origin)
    family = {person.role: (person, number) for person, number in there.items() if person.role}
    sponsored = [(person, number) for person, number in there.items() if not person.role]
    accounts = _accounts(family, origin)
    _live_together(family, accounts, origin)
    seen = _appoint(family, accounts, helpers[AuthorityKind.REPRESENTATIVE], origin)
    show_hard_to_reach(sponsored, agent=_agent(origin, sponsored[1][1]), origin=origin)
    _gather(helpers[AuthorityKind.SPONSOR_GROUP][0], origin)
    return seen + _sponsor(sponsored, *helpers[AuthorityKind.SPONSOR_GROUP], as_of, origin)


def _helpers(origin: Origin) -> dict[str, tuple[int, int]]:
    """Return the account and the number of each helper, their licence looked up in the register that pretends."""
    found = {}
    for shown in helpers_shown():
        user_id = _account(shown, origin)
        if shown.code not in AuthorityKind.values:
            continue  # a member of the group: they say who they are by their yes
        profile = Profile(
            name=shown.name,
            organisation=shown.organisation,
            is_paid=bool(shown.licence),
            regulator=shown.regulator,
            licence_number=shown.licence,
        )
        party_id = describe_helper(user_id=user_id, profile=profile, origin=origin)
        check_licence(party_id=party_id, register=SimulatedRegister(), origin=origin)
        found[shown.code] = (user_id, party_id)
    return found


def _account(shown: HelperShown | Trusting, origin: Origin) -> int:
    person = DemonstrationPerson(shown.email, shown.language)
    return make_demonstration_accounts(people=[person], origin=origin)[shown.email]


def _accounts(family: dict[str, tuple[Trusting, int]], origin: Origin) -> dict[str, int]:
    """Return the account of each of the family, linked to their file; the parents’ are shown to sign in with."""
    accounts = {}
    for role, (person, client_id) in family.items():
        accounts[role] = _account(person, origin)
        link_account(user_id=accounts[role], client_id=client_id, means=LinkMeans.DEMONSTRATION, origin=origin)
    for code, role, why in (("HOUSEHOLD", MOTHER, WHY), ("HOUSEHOLD_TOO", FATHER, WHY_HE)):
        person, client_id = family[role]
        ShownClient.objects.update_or_create(
            code=code,
            defaults={
                "user_id": accounts[role],
                "client_id": client_id,
                "name": person.name,
                "number": person.number,
                "why_en": why.en,
                "why_fr": why.fr,
            },
        )
    return accounts


def _live_together(family: dict[str, tuple[Trusting, int]], accounts: dict[str, int], origin: Origin) -> None:
    mother, father, child = (family[role][1] for role in (MOTHER, FATHER, CHILD))
    agent = _agent(origin, child)
    for parent in (mother, father):
        record_parent(
            child_id=child,
            parent_id=parent,
            proof=AuthorityProof.BIRTH_RECORD,
            viewer=agent,
            origin=replace(origin, actor=agent.actor),
        )
    hers, his = _viewer(accounts[MOTHER], origin), _viewer(accounts[FATHER], origin)
    if household_of(father, viewer=his, now=origin.at) is None:
        invite_adult(
            client_id=mother, adult_id=father, asked_for=family[FATHER][0].uci, viewer=hers, origin=_by(hers, origin)
        )
        for asked in proposals_to_answer(viewer=his, now=origin.at):
            answer_proposal(proposal_id=asked.proposal_id, accept=True, viewer=his, origin=_by(his, origin))
        add_child(child_id=child, client_id=mother, viewer=hers, origin=_by(hers, origin))
    # She shows where her file stands; he shows letters and documents too.
    for one, other, shown, viewer in ((mother, father, Shown.STATUS, hers), (father, mother, Shown.CASE, his)):
        show_in_household(
            client_id=one, other_id=other, shown=shown, viewer=viewer, origin=_by(viewer, origin), level=Level.IN_PERSON
        )


def _gather(user_id: int, origin: Origin) -> None:
    """Let the sponsors’ group have its members; of the last only the asking is done."""
    runs = _viewer(user_id, origin)
    said = content("trust")
    for place, row in enumerate(said["members"]):
        person = DemonstrationPerson(row["email"], Language.EN)
        account = make_demonstration_accounts(people=[person], origin=origin)[row["email"]]
        viewer = _viewer(account, origin)
        if any(not group.is_mine for group in groups_of(viewer=viewer, now=origin.at)):
            continue
        asked = invite_to_group(
            name=row["name"], email=row["email"], shown=Shown(row["sees"]), viewer=runs, origin=_by(runs, origin)
        )
        if place < said["members_who_answered"]:
            answer_proposal(proposal_id=asked, accept=True, viewer=viewer, origin=_by(viewer, origin))


def _appoint(
    family: dict[str, tuple[Trusting, int]], accounts: dict[str, int], helper: tuple[int, int], origin: Origin
) -> int:
    hers, theirs = _viewer(accounts[MOTHER], origin), _viewer(helper[0], origin)
    wish = Wish(kind=AuthorityKind.REPRESENTATIVE, sees=BOTH, acts=True)
    for role in (MOTHER, CHILD):
        person, client_id = family[role]
        if theirs.may_act_for(client_id):
            continue
        asked = ask_client(
            client_id=client_id, asked_for=person.number, wish=wish, viewer=theirs, origin=_by(theirs, origin)
        )
        answer_proposal(proposal_id=asked, accept=True, viewer=hers, origin=_by(hers, origin))
    return 2


def _sponsor(sponsored: list[tuple[Trusting, int]], user_id: int, party_id: int, as_of: date, origin: Origin) -> int:
    """Let the group see the files of those who signed a form; of the others it asks."""
    ends_at = datetime.combine(as_of + A_YEAR, time(5), tzinfo=UTC)
    count = 0
    for place, (person, client_id) in enumerate(sponsored):
        wish = Wish(
            kind=AuthorityKind.SPONSOR_GROUP,
            sees=BOTH if place % 3 == 0 else frozenset({Disclosure.STATUS}),
            files=frozenset({person.number}),
            ends_at=ends_at,
        )
        if place < content("trust")["consent_of"]:
            agent = _agent(origin, client_id)
            form = replace(
                wish,
                source=AuthoritySource.IMM5475,
                proof=AuthorityProof.SIGNATURE_SEEN,
                form_version="2024-09",
                signed_on=as_of - timedelta(days=20),
            )
            done = record_form(
                client_id=client_id,
                holder=Holder(party_id=party_id),
                profile=None,
                wish=form,
                viewer=agent,
                origin=replace(origin, actor=agent.actor),
            )
            if done.proposal_id:
                second = _agent(origin, client_id, place=1)
                verify_form(
                    proposal_id=done.proposal_id,
                    accept=True,
                    viewer=second,
                    origin=replace(origin, actor=second.actor),
                )
            count += 1
            continue
        group = _viewer(user_id, origin)
        try:
            ask_client(client_id=client_id, asked_for=person.number, wish=wish, viewer=group, origin=_by(group, origin))
        except CannotGive:
            continue
    return count


def _viewer(user_id: int, origin: Origin) -> Viewer:
    standing = standing_of(user_id, at=origin.at)
    return Viewer(user_id=user_id, own_clients=standing.own_clients, grants=standing.grants)


def _agent(origin: Origin, client_id: int, *, place: int = 0) -> Viewer:
    """Return one of the agents of the demonstration, the first unless told, with one file open."""
    first = [one for one in staff() if Role.AGENT in one.roles or Role.SUPERVISOR in one.roles][place]
    user_id = accounts_for([first.email])[first.email]
    facts = staff_of(user_id)
    assert facts is not None  # the accounts of the staff were made before
    return Viewer(
        user_id=user_id,
        staff_id=facts.staff_id,
        roles=facts.roles,
        office=facts.office,
        opened={client_id: Purpose.WORK_ON_FILE},
    )


def _by(viewer: Viewer, origin: Origin) -> Origin:
    return replace(origin, actor=viewer.actor)
