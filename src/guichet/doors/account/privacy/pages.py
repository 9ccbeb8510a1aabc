"""What the page “Privacy” shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.account.navigation import menu
from guichet.doors.account.people.pages import Person
from guichet.foundation.dates import long_moment, number
from guichet.foundation.languages import Language
from guichet.privacy.queries import CopyFacts, HeldFacts
from guichet.privacy.terms import CopyState, Group

KILOBYTE = 1024
TAGS = {
    CopyState.ASKED: parts.TagKind.INFO,
    CopyState.READY: parts.TagKind.SUCCESS,
    CopyState.GONE: parts.TagKind.NEUTRAL,
}


@dataclass(frozen=True, kw_only=True)
class AskForCopy:
    """The button by which a copy about one person is asked for."""

    form: forms.Form
    action: str
    submit: str


@dataclass(frozen=True, kw_only=True)
class PrivacyPage:
    """All about what is held: looks, a copy, and what there is."""

    heading: str
    menu: parts.NavigationList
    intro: parts.Paragraphs
    ways: parts.CardList
    copy: parts.Section
    asking: Sequence[AskForCopy]
    held: parts.Section


def privacy_page(
    persons: Sequence[Person],
    copies: Sequence[CopyFacts],
    held: Mapping[Group, Sequence[HeldFacts]],
    language: Language,
) -> PrivacyPage:
    """Return the page; `persons` are those whose record belongs to this account."""
    return PrivacyPage(
        heading=_("Privacy"),
        menu=menu("account:privacy"),
        intro=parts.Paragraphs(
            texts=[
                _("What we hold about you is yours to know: what it is, what it is for, who looked at it. You can have "
                  "a copy of all of it, and have it corrected."),
            ]
        ),
        ways=parts.CardList(cards=_ways()),
        copy=parts.Section(
            id="copy",
            title=_("A copy of what we hold about you"),
            intro=_("Press once. Some minutes later you can download one archive: a page to read and print, and the "
                    "same for computers. We tell you when it is ready."),
            items=[_copies(copies, language)] if copies else [],
        ),
        asking=[_asking(person, alone=len(persons) == 1) for person in persons],
        held=parts.Section(
            id="held",
            title=_("What we hold, what for, and for how long"),
            intro=_("Open a line to read more. A legal hold may make times longer."),
            items=[parts.DefinitionHint(term=group.label, body=_held(rows)) for group, rows in held.items()],
        ),
    )  # fmt: skip


def _ways() -> list[parts.Card]:
    return [
        parts.Card(
            title=_("Who opened my file"),
            body=_("Each look of somebody here, and of those whom you allowed, with the reason."),
            href=reverse("account:looks"),
        ),
    ]


def _asking(person: Person, *, alone: bool) -> AskForCopy:
    return AskForCopy(
        form=forms.Form(),
        action=reverse("account:ask-for-copy", args=[person.client_id]),
        submit=_("Ask for my copy") if alone else _("Ask for the copy about %(name)s") % {"name": person.name},
    )


def _copies(copies: Sequence[CopyFacts], language: Language) -> parts.CardList:
    return parts.CardList(cards=[_card(copy, language) for copy in copies])


def _card(copy: CopyFacts, language: Language) -> parts.Card:
    asked = _("Asked for on %(moment)s") % {
        "moment": long_moment(copy.asked_at, language, timezone.get_current_timezone())
    }
    return parts.Card(
        title=asked,
        tag=parts.Tag(text=copy.state.label, kind=TAGS[copy.state]),
        body=parts.Paragraphs(texts=_said(copy, language)),
    )


def _said(copy: CopyFacts, language: Language) -> list[parts.Content]:
    match copy.state:
        case CopyState.ASKED:
            return [_("We are making it. You may leave this page; we tell you when it is ready.")]
        case CopyState.GONE:
            return [_("It is no longer here. You can ask for a new one.")]
    assert copy.until is not None
    kilobytes = max(1, round(copy.size / KILOBYTE))
    said: list[parts.Content] = [
        parts.Link(
            text=_("Download the archive (ZIP, %(size)s KB)") % {"size": number(kilobytes, language)},
            href=reverse("account:copy", args=[copy.copy_id]),
        ),
        _("You can download it until %(day)s.") % {"day": long_day(local_day(copy.until))},
    ]
    if copy.taken_at:
        moment = long_moment(copy.taken_at, language, timezone.get_current_timezone())
        said.append(_("Last downloaded on %(moment)s.") % {"moment": moment})
    return said


def _held(rows: Sequence[HeldFacts]) -> parts.SummaryList:
    return parts.SummaryList(
        rows=[parts.SummaryRow(key=held.what, value=parts.Paragraphs(texts=_about(held))) for held in rows]
    )


def _about(held: HeldFacts) -> list[parts.Content]:
    said: list[parts.Content] = [
        _("%(purpose)s.") % {"purpose": held.purpose},
        _("Where it comes from: %(source)s.") % {"source": held.source},
        _("How long it is kept: %(kept)s.") % {"kept": held.kept},
    ]
    if held.left_out:
        reasons = " · ".join(str(why.label) for why in held.left_out)
        said.append(_("Left out of your copy: %(reasons)s.") % {"reasons": reasons.rstrip(".")})
    return said
