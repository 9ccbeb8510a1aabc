"""The journal that a visitor has open, wherever it is kept, and how a change is written into it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.utils.translation import gettext as _

from guichet.design.dates import local_day
from guichet.doors.drafts import CannotKeep, Draft, change, draft_of, let_go
from guichet.doors.entrance import Visit
from guichet.plans.rules.journal.content import Full, Journal, NotAJournal, packed, unpacked
from guichet.plans.terms import PlanKind

KIND = PlanKind.JOURNAL


@dataclass(frozen=True, slots=True)
class Held:
    """A journal, and where it is kept."""

    journal: Journal
    draft: Draft

    @property
    def is_kept(self) -> bool:
        """Return whether it stays after this visit."""
        return self.draft.plan is not None

    @property
    def in_account(self) -> bool:
        """Return whether it is kept in an account."""
        return self.draft.plan is not None and self.draft.plan.in_account


def held_by(visit: Visit) -> Held:
    """Return the journal of a visitor; an empty one where there is none."""
    draft = draft_of(visit, KIND)
    if draft.is_gone:
        messages.warning(visit, _("Your journal is no longer kept: it was removed, or its time was over."))
    try:
        return Held(unpacked(draft.content), draft)
    except NotAJournal:
        # Written by another version of this service: what is kept stays, and this device begins anew.
        let_go(visit, KIND)
        messages.warning(visit, _("We cannot read the journal that was kept here. Ask us for help."))
        return Held(Journal(), Draft({}))


def write(visit: Visit, changed: Callable[[Journal], Journal], *, done: str = "") -> bool:
    """Change the journal of a visitor, and say so; return whether it could be kept.

    The change is made on what is kept at this moment, so that what another device added meanwhile stays.
    """
    held = held_by(visit)
    try:
        journal = changed(held.journal)
        if journal != held.journal:
            change(visit, KIND, packed(journal), revision=held.draft.revision)
    except CannotKeep as refused:
        messages.error(visit, str(refused.reason.label))
        return False
    except Full:
        messages.error(visit, _("This is more than a journal holds. Remove trips that lie long back."))
        return False
    if done:
        messages.success(visit, done)
    return True


def today_of(visit: Visit) -> date:
    """Return the day on which somebody asks."""
    return local_day(visit.origin.at)
