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
from guichet.doors.account.privacy.forms import CorrectionForm
from guichet.doors.corrections import value_words
from guichet.foundation.dates import long_moment, number
from guichet.foundation.languages import Language
from guichet.privacy.queries import CopyFacts, CorrectionFacts, HeldFacts
from guichet.privacy.terms import CopyState, CorrectionState, Group

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
    corrections: parts.Section | None
    held: parts.Section


@dataclass(frozen=True, kw_only=True)
class CorrectionPage:
    """Asks what is wrong and what is right."""

    heading: str
    back: parts.BackLink
    intro: parts.Paragraphs
    form: CorrectionForm


def privacy_page(
    persons: Sequence[Person],
    copies: Sequence[CopyFacts],
    corrections: Sequence[CorrectionFacts],
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
        ways=parts.CardList(cards=_ways(persons)),
        copy=parts.Section(
            id="copy",
            title=_("A copy of what we hold about you"),
            intro=_("Press once. Some minutes later you can download one archive: a page to read and print, and the "
                    "same for computers. We tell you when it is ready."),
            items=[_copies(copies, language)] if copies else [],
        ),
        corrections=_corrections(corrections, language) if corrections else None,
        asking=[_asking(person, alone=len(persons) == 1) for person in persons],
        held=parts.Section(
            id="held",
            title=_("What we hold, what for, and for how long"),
            intro=_("Open a line to read more. A legal hold may make times longer."),
            items=[parts.DefinitionHint(term=group.label, body=_held(rows)) for group, rows in held.items()],
        ),
    )  # fmt: skip


def correction_page(person: Person, form: CorrectionForm, *, days: int) -> CorrectionPage:
    """Return the form by which a client says that something is wrong."""
    return CorrectionPage(
        heading=_("Something is wrong"),
        back=parts.BackLink(href=reverse("account:privacy"), text=_("Privacy")),
        intro=parts.Paragraphs(
            texts=[
                _("A person looks at what you say and answers within %(days)s days. Where we do not correct it, what "
                  "you say stands beside it, and everybody here who reads it reads that too.") % {"days": days},
                parts.Link(
                    text=_("Addresses, numbers, the name we use and what you need you can change at once yourself."),
                    href=reverse("account:preferences"),
                ),
            ]
        ),
        form=form,
    )  # fmt: skip


def _ways(persons: Sequence[Person]) -> list[parts.Card]:
    alone = len(persons) == 1
    return [
        parts.Card(
            title=_("Who opened my file"),
            body=_("Each look of somebody here, and of those whom you allowed, with the reason."),
            href=reverse("account:looks"),
        ),
        *(
            parts.Card(
                title=_("Something is wrong")
                if alone
                else _("Something about %(name)s is wrong") % {"name": person.name},
                body=_("Say what is wrong and what is right. A person looks at it and answers."),
                href=reverse("account:ask-for-correction", args=[person.client_id]),
            )
            for person in persons
        ),
    ]


_CORRECTION_TAGS = {
    CorrectionState.OPEN: parts.TagKind.INFO,
    CorrectionState.CORRECTED: parts.TagKind.SUCCESS,
    CorrectionState.NOTED: parts.TagKind.WARNING,
}


def _corrections(corrections: Sequence[CorrectionFacts], language: Language) -> parts.Section:
    return parts.Section(
        id="corrections",
        title=_("What you asked us to correct"),
        items=[parts.CardList(cards=[_correction(one, language) for one in corrections])],
    )


def _correction(one: CorrectionFacts, language: Language) -> parts.Card:
    said: list[parts.Content] = [_("You wrote: %(words)s") % {"words": one.right}]
    match one.state:
        case CorrectionState.OPEN:
            said.append(_("We answer by %(day)s.") % {"day": long_day(one.due_on)})
        case CorrectionState.CORRECTED:
            said.append(_("It said: %(before)s") % {"before": value_words(one, one.before, language) or "–"})
            said.append(_("It says now: %(after)s") % {"after": value_words(one, one.after, language)})
        case CorrectionState.NOTED:
            said.append(_("We left it as it is, and what you say stands beside it. You can complain to the Privacy "
                          "Commissioner."))  # fmt: skip
    if one.answer:
        said.append(_("Our answer: %(answer)s") % {"answer": one.answer})
    asked = long_moment(one.asked_at, language, timezone.get_current_timezone())
    about = f"{one.fact.label} · {one.number}" if one.number else str(one.fact.label)
    return parts.Card(
        title=about,
        tag=parts.Tag(text=one.state.label, kind=_CORRECTION_TAGS[one.state]),
        body=parts.Paragraphs(texts=said),
        facts=[_("Request %(number)s") % {"number": one.receipt}, asked],
    )


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
