"""What those see who lead a crisis: all of them, one with its figures, answers and helpers, and the forms."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.crises.queries import CrisisFacts, Figures, LentFacts, LessonFacts, PassageFacts
from guichet.crises.terms import Band
from guichet.design import parts
from guichet.design.dates import long_day
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, frame, stamp, when
from guichet.foundation.dates import number


@dataclass(frozen=True, kw_only=True)
class LeadPage(StaffPage):
    """Parts under one another, and perhaps a form."""

    shown: Sequence[parts.Content]
    form: Any = None
    submit: str = ""
    cancel: str = ""
    kind: str = "primary"
    below: Sequence[parts.Content] = field(default_factory=list)


def list_page(visit: Visit, found: Sequence[CrisisFacts]) -> LeadPage:
    """Return all crises, open ones first."""
    rows = [
        parts.Row(
            href=reverse("office:crisis", args=[one.crisis_id]),
            cells=[one.name.say(visit.language), _about(one), stamp(one.opened_at), _state(one)],
        )
        for one in found
    ]
    return LeadPage(
        heading=_("Crises"),
        frame=frame(visit, current="office:crises"),
        shown=[
            parts.Paragraphs(
                texts=[
                    _("Opening one takes one page. With it come a form, an e-mail address, a list in order of risk and "
                      "a notice on every page that it concerns.")
                ]
            ),
            parts.ButtonRow(items=[parts.Button(text=_("Open a crisis"), href=reverse("office:open-crisis"))]),
            parts.Table(
                caption=_("Crises"),
                caption_hidden=True,
                dense=True,
                columns=[parts.Column(label=one) for one in (_("Name"), _("About"), _("Opened"), _("State"))],
                rows=rows,
                empty=parts.EmptyState(title=_("No crisis so far")),
            ),
        ],
    )  # fmt: skip


def form_page(
    visit: Visit,
    heading: str,
    form: Any,
    submit: str,
    *,
    number: int | None = None,
    lead: str = "",
    kind: str = "primary",
) -> LeadPage:
    """Return a page with a form."""
    return LeadPage(
        heading=heading,
        frame=frame(visit, current="office:crises", above=[_back()]),
        shown=[parts.Paragraphs(texts=[lead])] if lead else [],
        form=form,
        submit=submit,
        cancel=reverse("office:crisis", args=[number]) if number else reverse("office:crises"),
        kind=kind,
    )


def crisis_page(
    visit: Visit,
    one: CrisisFacts,
    figures: Figures,
    passages: Sequence[PassageFacts],
    lent: Sequence[LentFacts],
    lessons: Sequence[LessonFacts],
    token: str,
) -> LeadPage:
    """Return one crisis: how it stands, its answers, who helps, and what was learnt."""
    return LeadPage(
        heading=one.name.say(visit.language),
        frame=frame(visit, current="office:crises", above=[_back()]),
        shown=[
            _what(visit, one),
            _figures(visit, figures),
            _answers(visit, one, passages, token),
            _helpers(visit, one, lent, token),
            *([_lessons(lessons)] if lessons else []),
        ],
        below=[
            parts.ButtonRow(
                items=[
                    parts.Link(text=_("Close this crisis"), href=reverse("office:close-crisis", args=[one.crisis_id]))
                ]
            )
        ]
        if one.is_open
        else [],
    )


def _back() -> parts.Link:
    return parts.Link(text=_("Crises"), href=reverse("office:crises"))


def _state(one: CrisisFacts) -> parts.Tag:
    if one.closed_at is not None:
        return parts.Tag(text=_("Closed"), kind=parts.TagKind.NEUTRAL)
    return parts.Tag(text=_("Open now"), kind=parts.TagKind.DANGER)


def _about(one: CrisisFacts) -> str:
    return " ".join((*one.countries, *one.programs))


def _what(visit: Visit, one: CrisisFacts) -> parts.SummaryList:
    notice = parts.Link(text=_("Notice %(n)s") % {"n": one.notice}, href=reverse("office:notice", args=[one.notice]))
    rows = [
        parts.SummaryRow(key=_("State"), value=_state(one)),
        parts.SummaryRow(key=_("About"), value=_about(one)),
        parts.SummaryRow(
            key=_("Form"),
            value=parts.Link(text=f"/{one.address}/", href=reverse("public:crisis", args=[one.address])),
        ),
        parts.SummaryRow(key=_("E-mail address"), value=one.box or "–"),
        parts.SummaryRow(key=_("Notice"), value=notice),
        parts.SummaryRow(key=_("Opened"), value=when(one.opened_at)),
        parts.SummaryRow(key=_("Last day"), value=long_day(one.last_day)),
    ]
    if one.closed_at is not None:
        rows.append(parts.SummaryRow(key=_("Closed"), value=when(one.closed_at)))
    return parts.SummaryList(dense=True, rows=rows)


def _figures(visit: Visit, found: Figures) -> parts.Section:
    def said(count: int) -> str:
        return number(count, visit.language)

    rows = [
        (_("Questions that came"), said(found.questions)),
        (_("Families"), said(found.families)),
        (_("Families that wait"), said(found.families_waiting)),
        *((str(band.label), said(found.by_band[band])) for band in sorted(Band, reverse=True)),
        (_("Oldest that waits"), when(found.oldest_at) if found.oldest_at else "–"),
        (_("Questions answered"), said(found.answered)),
        (_("Answered on average after"), _length(found.answered_after)),
        (_("By e-mail, without an account"), said(found.by_mail)),
        (_("Of these, told that we have it"), said(found.acknowledged)),
    ]
    return parts.Section(
        id="figures",
        title=_("How it stands"),
        items=[parts.SummaryList(dense=True, rows=[parts.SummaryRow(key=key, value=value) for key, value in rows])],
    )


def _answers(visit: Visit, one: CrisisFacts, passages: Sequence[PassageFacts], token: str) -> parts.Section:
    items: list[parts.Content] = []
    for each in passages:
        approved = each.approved_at is not None
        state = (
            _("Approved by %(who)s") % {"who": each.approved_by_name}
            if approved
            else _("Written by %(who)s; somebody else must approve it") % {"who": each.written_by_name}
        )
        rows = [
            parts.SummaryRow(key=_("State"), value=state),
            parts.SummaryRow(key=_("English"), value=each.text.en, language="en"),
            parts.SummaryRow(key=_("French"), value=each.text.fr, language="fr"),
        ]
        items.append(
            parts.Section(
                id=f"answer-{each.passage_id}",
                title=each.title.say(visit.language),
                items=[parts.SummaryList(dense=True, rows=rows), *_decisions(visit, one, each, token)],
            )
        )
    if not passages:
        items.append(parts.Paragraphs(texts=[_("No answer yet. Who was lent can answer only with these.")]))
    if one.is_open:
        items.append(
            parts.ButtonRow(
                items=[
                    parts.Button(
                        text=_("Write an answer"),
                        href=reverse("office:write-crisis-answer", args=[one.crisis_id]),
                        kind=parts.ButtonKind.SECONDARY,
                    )
                ]
            )
        )
    return parts.Section(id="answers", title=_("Answers"), items=items)


def _decisions(visit: Visit, one: CrisisFacts, each: PassageFacts, token: str) -> list[parts.Content]:
    if not one.is_open:
        return []
    buttons = []
    if each.approved_at is None and each.written_by != visit.viewer.staff_id:
        buttons.append(parts.Button(text=_("Approve it"), name="approve", value=str(each.passage_id)))
    buttons.append(
        parts.Button(
            text=_("Withdraw it"), name="withdraw", value=str(each.passage_id), kind=parts.ButtonKind.SECONDARY
        )
    )
    label = _("What to do with “%(title)s”") % {"title": each.title.say(visit.language)}
    action = reverse("office:decide-crisis-answer", args=[one.crisis_id])
    return [parts.PostButtons(action=action, token=token, label=label, buttons=buttons)]


def _helpers(visit: Visit, one: CrisisFacts, lent: Sequence[LentFacts], token: str) -> parts.Section:
    now = visit.origin.at
    items: list[parts.Content] = [
        parts.Table(
            caption=_("Who was lent"),
            caption_hidden=True,
            dense=True,
            columns=[parts.Column(label=one) for one in (_("Name"), _("Until"), _("Training"), _("State"))],
            rows=[
                parts.Row(
                    cells=[
                        each.name,
                        stamp(each.until),
                        stamp(each.trained_at) if each.trained_at else _("Not yet"),
                        _helps(each, now),
                    ]
                )
                for each in lent
            ],
            empty=parts.EmptyState(title=_("Nobody was lent")),
        )
    ]
    helping = [each for each in lent if each.helps(now)]
    if one.is_open and helping:
        items.append(
            parts.PostButtons(
                action=reverse("office:lend-staff", args=[one.crisis_id]),
                token=token,
                label=_("Who goes back before the day agreed"),
                buttons=[
                    parts.Button(
                        text=_("Send %(who)s back") % {"who": each.name},
                        name="back",
                        value=str(each.lent_id),
                        kind=parts.ButtonKind.SECONDARY,
                    )
                    for each in helping
                ],
            )
        )
    if one.is_open:
        items.append(
            parts.ButtonRow(
                items=[
                    parts.Button(
                        text=_("Lend somebody"),
                        href=reverse("office:lend-staff", args=[one.crisis_id]),
                        kind=parts.ButtonKind.SECONDARY,
                    )
                ]
            )
        )
    return parts.Section(id="helpers", title=_("Who helps"), items=items)


def _helps(each: LentFacts, now: datetime) -> parts.Tag:
    if not each.helps(now):
        return parts.Tag(text=_("Over"), kind=parts.TagKind.NEUTRAL)
    if each.trained_at is None:
        return parts.Tag(text=_("Before the training"), kind=parts.TagKind.WARNING)
    return parts.Tag(text=_("Helps"), kind=parts.TagKind.SUCCESS)


def _lessons(lessons: Sequence[LessonFacts]) -> parts.Section:
    rows = [parts.SummaryRow(key=str(one.kind.label), value=one.text) for one in lessons]
    return parts.Section(id="lessons", title=_("What was learnt"), items=[parts.SummaryList(rows=rows)])


def _length(length: timedelta | None) -> str:
    if length is None:
        return "–"
    hours = round(length.total_seconds() / 3600)
    if hours < 1:
        return _("less than an hour")
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
