"""Names and how somebody wants to be spoken of. What was before is sealed, and never said again."""

from dataclasses import dataclass

from django.db import transaction

from guichet.clients.events import Described, FormerFactsSeen, NameUsedChanged, PreferencesNoted
from guichet.clients.former import keep_former_gender, keep_former_names
from guichet.clients.models import Client, FormerFact, Name, SelfDescription
from guichet.clients.name_words import index_names
from guichet.clients.terms import FormerKind, FormerReason, Gender, NameKind
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record
from guichet.language.names import fold

FOLDED = 250


@dataclass(frozen=True, slots=True)
class Description:
    """How somebody wants to be spoken of and to; what is empty they did not say."""

    gender: Gender | None = None
    pronouns: str = ""
    greeting: str = ""
    said_as: str = ""


@transaction.atomic
def change_name_used(*, client_id: int, names: tuple[str, ...], origin: Origin) -> bool:
    """Use these names from now on, the first first; none: the official one again. Return whether that is new.

    One word is a whole name. The official name stays as the case system tells it; a name used before is sealed.
    """
    Client.objects.select_for_update(no_key=True).get(pk=client_id)
    wanted = tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    used = Name.objects.filter(client_id=client_id, kind=NameKind.USED).order_by("position")
    before = tuple(used.values_list("text", flat=True))
    if wanted == before:
        return False
    used.delete()
    Name.objects.bulk_create(
        Name(client_id=client_id, kind=NameKind.USED, position=place, text=text, folded=fold(text)[:FOLDED])
        for place, text in enumerate(wanted)
    )
    official = Name.objects.filter(client_id=client_id, kind=NameKind.OFFICIAL).values_list("text", flat=True)
    keep_former_names({client_id: before}, kept={client_id: [*wanted, *official]}, at=origin.at)
    record(NameUsedChanged(client_id=client_id), origin)
    index_names(client_ids=[client_id])
    return True


@transaction.atomic
def describe(*, client_id: int, description: Description, origin: Origin) -> bool:
    """Keep how a client wants to be spoken of and to, and return whether that is new. A gender of before is sealed."""
    Client.objects.select_for_update(no_key=True).get(pk=client_id)
    said, _new = SelfDescription.objects.get_or_create(client_id=client_id, defaults={"changed_at": origin.at})
    wanted = {
        "gender": str(description.gender or ""),
        "pronouns": description.pronouns.strip(),
        "greeting": description.greeting.strip(),
        "said_as": description.said_as.strip(),
    }
    changed = tuple(name for name, value in wanted.items() if getattr(said, name) != value)
    if not changed:
        return False
    if "gender" in changed and said.gender:
        keep_former_gender(client_id, said.gender, at=origin.at)
    for name in changed:
        setattr(said, name, wanted[name])
    said.changed_at = origin.at
    said.save()
    by_staff = origin.actor.startswith("staff:")
    record((PreferencesNoted if by_staff else Described)(client_id=client_id, changed=changed), origin)
    return True


@transaction.atomic
def see_former_facts(
    *, client_id: int, reason: FormerReason, viewer: Viewer, origin: Origin
) -> list[tuple[FormerKind, str]]:
    """Return former names and genders to an officer who says why, and note that they were seen.

    Raises NotAllowed for anybody else, and where the client’s file is not open.
    """
    if not viewer.may(Right.FORMER_FACTS) or client_id not in viewer.opened:
        raise NotAllowed("former")
    record(FormerFactsSeen(client_id=client_id, reason=reason), origin)
    facts = FormerFact.objects.filter(client_id=client_id).order_by("-ended_at", "-id")
    return [(FormerKind(fact.kind), fact.text) for fact in facts]
