"""What the pages show to those who watch over looking."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, address, frame, when
from guichet.foundation.dates import number
from guichet.identity.queries import AuditState, InvestigationFacts, LookFacts
from guichet.identity.terms import Right
from guichet.oversight.queries import BrokenGlassFacts, ProtectionFacts, QuestionFacts, UnusualFacts
from guichet.oversight.terms import FlagVerdict, Verdict


@dataclass(frozen=True, kw_only=True)
class ListPage(StaffPage):
    """A list, with what belongs around it."""

    tabs: parts.Tabs
    intro: str
    parts: Sequence[parts.Content]


@dataclass(frozen=True, kw_only=True)
class FormPage(StaffPage):
    """One thing to decide: what is known, and a form; without one it is decided, or not this person’s to decide."""

    facts: parts.SummaryList | None
    notice: parts.NoticeBanner | None
    form: forms.Form | None
    submit: str
    cancel: str
    more: Sequence[parts.Content] = ()


def tabs(visit: Visit, current: str) -> parts.Tabs:
    """Return the ways between the pages of oversight, as far as this person may go."""
    pages = [
        ("office:openings", _("Openings to review"), Right.REVIEW_ACCESS),
        ("office:unusual", _("Unusual looking"), Right.REVIEW_ACCESS),
        ("office:look-questions", _("Clients’ questions"), Right.REVIEW_ACCESS),
        ("office:investigations", _("Investigations"), None),
        ("office:protections", _("Protected files"), None),
        ("office:audit", _("The log itself"), Right.ACCESS_LOG),
    ]
    return parts.Tabs(
        label=_("Oversight"),
        items=[
            parts.Tab(text=text, href=reverse(name), current=name == current)
            for name, text, right in pages
            if right is None or visit.viewer.may(right)
        ],
    )


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
    return _list(
        visit,
        "office:openings",
        heading=_("Files opened outside somebody’s own"),
        intro=_("Each was opened for a reason in words. Somebody else says whether it was needed."),
        table=_table(
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
        (_("Who"), parts.Link(text=one.staff_name, href=_looks_of(staff=one.staff_id))),
        (_("Whose file"), parts.Link(text=str(one.client_id), href=_looks_of(client=one.client_id))),
        (_("What stood between"), one.barrier.label),
        (_("Purpose"), one.purpose.label),
        (_("The reason, in their words"), one.reason),
    ]
    if one.verdict:
        rows += [(_("Review"), one.verdict.label), (_("Reviewed by"), one.reviewed_by), (_("Note"), one.note or "–")]
    return _form(
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
    return _list(
        visit,
        "office:unusual",
        heading=_("Unusual looking"),
        intro=_("A rule found each of these unusual. That is a reason to ask, not a finding."),
        table=_table(
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
        rows.append((_("Who"), parts.Link(text=one.staff_name, href=_looks_of(staff=one.staff_id))))
    if one.client_id:
        rows.append((_("Whose file"), parts.Link(text=str(one.client_id), href=_looks_of(client=one.client_id))))
    if one.verdict:
        rows += [(_("Review"), one.verdict.label), (_("Reviewed by"), one.reviewed_by), (_("Note"), one.note or "–")]
    return _form(
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
    return _list(
        visit,
        "office:look-questions",
        heading=_("Clients’ questions about looks"),
        intro=_("A client does not understand why somebody opened their file. They are told when you have answered."),
        table=_table(
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
    return _form(
        visit,
        "office:look-questions",
        heading=_("A client asks about a look"),
        rows=rows,
        form=form,
        submit=_("Send the answer"),
        mine=False,
    )


def investigations_page(visit: Visit, found: Sequence[InvestigationFacts]) -> ListPage:
    """Return the investigations, with what may be done about each."""
    rows = [
        parts.Row(
            href=reverse("office:investigation", args=[one.number]),
            cells=[
                one.case_number,
                _("Client %(n)s") % {"n": one.client_id},
                one.investigator,
                when(one.ordered_at),
                when(one.until),
                _investigation_state(one, visit),
            ],
        )
        for one in found
    ]
    around: list[parts.Content] = []
    if visit.viewer.may(Right.ORDER_INVESTIGATION):
        around.append(
            parts.ButtonRow(
                items=[parts.Button(text=_("Order an investigation"), href=reverse("office:order-investigation"))]
            )
        )
    return _list(
        visit,
        "office:investigations",
        heading=_("Investigations"),
        intro=_(
            "The one reason for which a client sees looks later: ordered by one person, approved by another, and never "
            "without an end. When it is over, the client sees the looks and is told that they waited."
        ),
        table=_table(
            _("Investigations, latest first"),
            [_("Number"), _("Whose file"), _("Who looks"), _("Ordered"), _("Until"), _("State")],
            rows,
            _("There are no investigations"),
        ),
        before=around,
    )


def investigation_page(visit: Visit, one: InvestigationFacts, actions: Sequence[parts.Content]) -> FormPage:
    """Return one investigation."""
    rows: list[tuple[str, parts.Content]] = [
        (_("Number"), one.case_number),
        (_("Whose file"), str(one.client_id)),
        (_("Who looks"), one.investigator),
        (_("Why"), one.reason),
        (_("Ordered by"), one.ordered_by),
        (_("Ordered"), when(one.ordered_at)),
        (_("Until"), when(one.until)),
        (_("State"), _investigation_state(one, visit)),
        (_("Decided by"), one.decided_by or "–"),
    ]
    return _form(
        visit,
        "office:investigations",
        heading=_("Investigation %(number)s") % {"number": one.case_number},
        rows=rows,
        form=None,
        submit="",
        mine=False,
        more=actions,
    )


def order_page(visit: Visit, form: forms.Form, days: int) -> FormPage:
    """Return the form for a new investigation."""
    return _form(
        visit,
        "office:investigations",
        heading=_("Order an investigation"),
        rows=[],
        form=form,
        submit=_("Order it"),
        mine=False,
        notice=parts.NoticeBanner(
            title=_("Nothing is kept from the client before a second person approves."),
            body=_("At most %(days)s days. After that the client sees these looks, whatever else happens.")
            % {"days": number(days, visit.language)},
        ),
    )


def protections_page(visit: Visit, found: Sequence[ProtectionFacts], form: forms.Form | None) -> ListPage:
    """Return the protected files."""
    may = form is not None
    rows = [
        parts.Row(
            href=reverse("office:protection", args=[one.number]) if may else "",
            cells=[_("Client %(n)s") % {"n": one.client_id}, one.why.label, when(one.since)],
        )
        for one in found
    ]
    add = parts.Button(text=_("Protect a file"), href=reverse("office:protect"))
    return _list(
        visit,
        "office:protections",
        heading=_("Protected files"),
        intro=_("Nobody opens these without a reason in words that another person reviews. Files of those who work "
                "here are protected by themselves."),
        table=_table(_("Protected files"), [_("Whose file"), _("Why"), _("Since")], rows, _("No file is protected")),
        before=[parts.ButtonRow(items=[add])] if may else [],
    )  # fmt: skip


def protect_page(visit: Visit, form: forms.Form) -> FormPage:
    """Return the form to protect a file."""
    return _form(
        visit, "office:protections", heading=_("Protect a file"), rows=[], form=form, submit=_("Protect it"), mine=False
    )


def protection_page(visit: Visit, one: ProtectionFacts, actions: Sequence[parts.Content]) -> FormPage:
    """Return one protection, to end it."""
    rows: list[tuple[str, parts.Content]] = [
        (_("Whose file"), str(one.client_id)),
        (_("Why"), one.why.label),
        (_("Since"), when(one.since)),
    ]
    return _form(
        visit,
        "office:protections",
        heading=_("End this protection?"),
        rows=rows,
        form=forms.Form(),
        submit=_("End the protection"),
        mine=False,
        more=actions,
    )


def audit_page(visit: Visit, state: AuditState) -> ListPage:
    """Return how the log itself is getting on."""
    language = visit.language
    facts = parts.SummaryList(
        dense=True,
        rows=[
            parts.SummaryRow(key=_("Entries in the chain"), value=number(state.linked, language)),
            parts.SummaryRow(key=_("Written, and linked within seconds"), value=number(state.waiting, language)),
            parts.SummaryRow(key=_("Missing entries"), value=number(state.gaps, language)),
            parts.SummaryRow(key=_("Linked last"), value=when(state.linked_at) if state.linked_at else "–"),
            parts.SummaryRow(
                key=_("Signed last"),
                value=_("Entry %(seq)s, %(when)s")
                % {"seq": number(state.checkpoint_seq, language), "when": when(state.checkpoint_at)}
                if state.checkpoint_at
                else "–",
            ),
            parts.SummaryRow(key=_("Fingerprint of the key"), value=state.fingerprint or "–"),
        ],
    )
    stuck = state.is_stuck(visit.origin.at)
    notice = parts.NoticeBanner(
        title=_("The log is not in order"),
        body=_("Entries are missing, or nobody links them. “guichet audit verify” names what is wrong."),
        kind=parts.NoticeKind.DANGER,
    )
    return ListPage(
        heading=_("The log itself"),
        frame=frame(visit, current="office:oversight"),
        tabs=tabs(visit, "office:audit"),
        intro=_(
            "Each look is an entry of a chain: nobody can change, add or remove one without being found out. The "
            "export names nobody, and whoever has it can check it without us: “guichet audit verify --export FILE”."
        ),
        parts=[*([notice] if stuck else []), facts],
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


def _investigation_state(one: InvestigationFacts, visit: Visit) -> parts.Tag:
    if one.holds(visit.origin.at):
        return parts.Tag(text=_("Looks wait"), kind=parts.TagKind.WARNING)
    if one.decided_at is None:
        return parts.Tag(text=_("Waits for a second person"), kind=parts.TagKind.INFO)
    if not one.approved:
        return parts.Tag(text=_("Refused"), kind=parts.TagKind.NEUTRAL)
    return parts.Tag(text=_("Over: the client sees all"), kind=parts.TagKind.SUCCESS)


def _looks_of(**whose: int) -> str:
    return reverse("office:looks") + address(dict(whose))


def _table(caption: str, columns: Sequence[str], rows: Sequence[parts.Row], empty: str) -> parts.Table:
    return parts.Table(
        caption=caption,
        caption_hidden=True,
        dense=True,
        columns=[parts.Column(label=one) for one in columns],
        rows=rows,
        empty=parts.EmptyState(title=empty),
    )


def _list(
    visit: Visit, name: str, *, heading: str, intro: str, table: parts.Table, before: Sequence[parts.Content] = ()
) -> ListPage:
    return ListPage(
        heading=heading,
        frame=frame(visit, current="office:oversight"),
        tabs=tabs(visit, name),
        intro=intro,
        parts=[*before, table],
    )


def _form(
    visit: Visit,
    name: str,
    *,
    heading: str,
    rows: Sequence[tuple[str, parts.Content]],
    form: forms.Form | None,
    submit: str,
    mine: bool,
    notice: parts.NoticeBanner | None = None,
    more: Sequence[parts.Content] = (),
) -> FormPage:
    if mine:
        notice = parts.NoticeBanner(title=_("Nobody reviews their own."), kind=parts.NoticeKind.INFO)
    return FormPage(
        heading=heading,
        frame=frame(
            visit, current="office:oversight", above=[parts.Link(text=_("Oversight"), href=reverse(name))]
        ),
        facts=parts.SummaryList(dense=True, rows=[parts.SummaryRow(key=key, value=value) for key, value in rows])
        if rows
        else None,
        notice=notice,
        form=form,
        submit=submit,
        cancel=reverse(name),
        more=more,
    )  # fmt: skip
