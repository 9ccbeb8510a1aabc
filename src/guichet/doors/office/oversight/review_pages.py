"""What is shown to those who review openings, unusual looking and clients’ questions."""

from collections.abc import Sequence

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.office.oversight.shown import FormPage, ListPage, form_page, list_page, looks_of, table_of
from guichet.doors.staff import when
from guichet.foundation.dates import number
from guichet.identity.queries import LookFacts
from guichet.oversight.queries import BrokenGlassFacts, QuestionFacts, UnusualFacts
from guichet.oversight.terms import FlagVerdict, Verdict


def openings_page(visit: Visit, found: Sequence[BrokenGlassFacts]) -> ListPage:
    """Return the openings for a reason."""
    rows = [
        parts.Row(
            href=reverse("office:opening", args=[one.number]),
            cells=[
                when(one.opened_at),
                one.staff_name,
                _("Client %(n)s") % {"n": one.client_id},
                one.barrier.label,
                _opening_state(one),
            ],
        )
        for one in found
    ]
    return list_page(
        visit,
        "office:openings",
        heading=_("Files opened outside somebody’s own"),
        intro=_("Each was opened for a reason in words. Somebody else says whether it was needed."),
        table=table_of(
            _("Openings, latest first"),
            [_("When"), _("Who"), _("Whose file"), _("What stood between"), _("Review")],
            rows,
            _("No file was opened so"),
        ),
    )


def opening_page(visit: Visit, one: BrokenGlassFacts, form: forms.Form | None) -> FormPage:
    """Return one opening for a reason, with the review or the form for it."""
    rows: list[tuple[str, parts.Content]] = [
        (_("When"), when(one.opened_at)),
        (_("Who"), parts.Link(text=one.staff_name, href=looks_of(staff=one.staff_id))),
        (_("Whose file"), parts.Link(text=str(one.client_id), href=looks_of(client=one.client_id))),
        (_("What stood between"), one.barrier.label),
        (_("Purpose"), one.purpose.label),
        (_("The reason, in their words"), one.reason),
    ]
    if one.verdict:
        rows += [(_("Review"), one.verdict.label), (_("Reviewed by"), one.reviewed_by), (_("Note"), one.note or "–")]
    return form_page(
        visit,
        "office:openings",
        heading=_("Was this opening needed?"),
        rows=rows,
        form=form,
        submit=_("Keep the review"),
        mine=one.verdict is None and form is None,
    )


def unusual_page(visit: Visit, found: Sequence[UnusualFacts]) -> ListPage:
    """Return the looking that rules found unusual."""
    rows = [
        parts.Row(
            href=reverse("office:unusual-look", args=[one.number]),
            cells=[
                when(one.found_at),
                one.kind.label,
                one.staff_name or _("Several people"),
                _("Client %(n)s") % {"n": one.client_id} if one.client_id else _("Several clients"),
                number(one.count, visit.language),
                _unusual_state(one),
            ],
        )
        for one in found
    ]
    return list_page(
        visit,
        "office:unusual",
        heading=_("Unusual looking"),
        intro=_("A rule found each of these unusual. That is a reason to ask, not a finding."),
        table=table_of(
            _("Unusual looking, latest first"),
            [_("Found"), _("What is unusual"), _("Who"), _("Whose file"), _("Looks"), _("Review")],
            rows,
            _("Nothing unusual was found"),
        ),
    )


def unusual_look_page(visit: Visit, one: UnusualFacts, form: forms.Form | None) -> FormPage:
    """Return one finding, with the review or the form for it."""
    rows: list[tuple[str, parts.Content]] = [
        (_("What is unusual"), one.kind.label),
        (_("Found"), when(one.found_at)),
        (_("Looks"), number(one.count, visit.language)),
    ]
    if one.staff_id:
        rows.append((_("Who"), parts.Link(text=one.staff_name, href=looks_of(staff=one.staff_id))))
    if one.client_id:
        rows.append((_("Whose file"), parts.Link(text=str(one.client_id), href=looks_of(client=one.client_id))))
    if one.verdict:
        rows += [(_("Review"), one.verdict.label), (_("Reviewed by"), one.reviewed_by), (_("Note"), one.note or "–")]
    return form_page(
        visit,
        "office:unusual",
        heading=_("What came of this looking?"),
        rows=rows,
        form=form,
        submit=_("Keep the review"),
        mine=one.verdict is None and form is None,
    )


def questions_page(visit: Visit, found: Sequence[QuestionFacts]) -> ListPage:
    """Return clients’ questions about looks."""
    rows = [
        parts.Row(
            href=reverse("office:look-question", args=[one.number]),
            cells=[
                when(one.asked_at),
                _("Client %(n)s") % {"n": one.client_id},
                parts.Tag(text=_("Answered"), kind=parts.TagKind.SUCCESS)
                if one.answered_at
                else parts.Tag(text=_("Waits for an answer"), kind=parts.TagKind.WARNING),
            ],
        )
        for one in found
    ]
    return list_page(
        visit,
        "office:look-questions",
        heading=_("Clients’ questions about looks"),
        intro=_("A client does not understand why somebody opened their file. They are told when you have answered."),
        table=table_of(
            _("Questions, latest first"), [_("Asked on"), _("Who"), _("State")], rows, _("Nobody has asked")
        ),
    )  # fmt: skip


def question_page(visit: Visit, one: QuestionFacts, look: LookFacts | None, form: forms.Form | None) -> FormPage:
    """Return one question with the look it is about."""
    rows: list[tuple[str, parts.Content]] = [
        (_("Asked on"), when(one.asked_at)),
        (_("In the client’s words"), one.words or _("Nothing was written: the client does not understand the look.")),
    ]
    if look is None:
        rows.append((_("The look"), _("It was erased by rule.")))
    else:
        rows += [
            (_("The look"), when(look.looked_at)),
            (_("Who"), look.staff_name or (str(look.holder.label) if look.holder else "–")),
            (_("Role and office"), " · ".join([*(str(role.label) for role in look.roles), look.office])),
            (_("Purpose"), str(look.purpose.label) if look.purpose else "–"),
            (_("What"), look.subject),
        ]
    if one.answered_at:
        rows.append((_("Our answer"), one.answer))
    return form_page(
        visit,
        "office:look-questions",
        heading=_("A client asks about a look"),
        rows=rows,
        form=form,
        submit=_("Send the answer"),
        mine=False,
    )


def _opening_state(one: BrokenGlassFacts) -> parts.Tag:
    if one.verdict is None:
        return parts.Tag(text=_("Waits for review"), kind=parts.TagKind.WARNING)
    kind = parts.TagKind.SUCCESS if one.verdict is Verdict.JUSTIFIED else parts.TagKind.DANGER
    return parts.Tag(text=one.verdict.label, kind=kind)


def _unusual_state(one: UnusualFacts) -> parts.Tag:
    if one.verdict is None:
        return parts.Tag(text=_("Waits for review"), kind=parts.TagKind.WARNING)
    kind = parts.TagKind.SUCCESS if one.verdict is FlagVerdict.EXPLAINED else parts.TagKind.DANGER
    return parts.Tag(text=one.verdict.label, kind=kind)
