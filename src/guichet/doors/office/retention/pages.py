"""What the office shows of retention."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.office.retention.forms import HoldForm
from guichet.doors.staff import StaffPage, day, frame, stamp
from guichet.foundation.small_groups import LEAST, guarded
from guichet.retention.queries import DisposalFacts, HoldFacts
from guichet.retention.terms import DisposalState, Kept, Unit, Verdict

STATES = {
    DisposalState.ASKED: parts.TagKind.WARNING,
    DisposalState.APPROVED: parts.TagKind.INFO,
    DisposalState.RUNNING: parts.TagKind.INFO,
    DisposalState.DONE: parts.TagKind.SUCCESS,
    DisposalState.WITHDRAWN: parts.TagKind.NEUTRAL,
}


@dataclass(frozen=True, kw_only=True)
class Press:
    """A form that is only a button."""

    form: forms.Form
    action: str
    submit: str
    kind: str = "primary"


@dataclass(frozen=True, kw_only=True)
class RetentionPage(StaffPage):
    """Parts to read, buttons, and perhaps a form."""

    shown: Sequence[parts.Content]
    presses: Sequence[Press] = ()
    form: forms.Form | None = None
    submit: str = ""
    below: Sequence[parts.Content] = ()


def retention_page(
    visit: Visit, rules: Mapping[str, Any], disposals: Sequence[DisposalFacts], holds: Sequence[HoldFacts]
) -> RetentionPage:
    """Return the first page: what was asked for, the holds in force, and the rules with their sources."""
    in_force = sum(not hold.is_over for hold in holds)
    return RetentionPage(
        heading=_("Retention"),
        frame=frame(visit, current="office:retention"),
        shown=[
            parts.Paragraphs(
                texts=[
                    _("What is kept no longer goes by rule, when one person asks and another approves. A hold keeps "
                      "records whatever their time."),
                    parts.Link(
                        text=ngettext("%(count)s hold in force", "%(count)s holds in force", in_force)
                        % {"count": in_force},
                        href=reverse("office:holds"),
                    ),
                ]
            ),
            _disposals(disposals),
        ],
        presses=[
            Press(
                form=forms.Form(),
                action=reverse("office:ask-for-disposal"),
                submit=_("Count what would go today, and ask a second person"),
            )
        ],
        below=[rules_table(rules)],
    )  # fmt: skip


def _disposals(disposals: Sequence[DisposalFacts]) -> parts.Table:
    return parts.Table(
        caption=_("Disposals, latest first"),
        dense=True,
        columns=[
            parts.Column(label=_("Number")),
            parts.Column(label=_("As of")),
            parts.Column(label=_("State")),
            parts.Column(label=_("Asked by")),
            parts.Column(label=_("Approved by")),
        ],
        rows=[
            parts.Row(
                href=reverse("office:disposal", args=[one.disposal_id]),
                cells=[str(one.disposal_id), day(one.as_of), _tag(one), one.asked_by, one.approved_by or "–"],
            )
            for one in disposals
        ],
        empty=parts.EmptyState(title=_("No disposal yet")),
    )


def rules_table(rules: Mapping[str, Any]) -> parts.Table:
    """Return how long each class is kept, since when that holds, and on what ground."""
    return parts.Table(
        caption=_("How long things are kept, since their last use"),
        dense=True,
        columns=[
            parts.Column(label=_("What")),
            parts.Column(label=_("Time")),
            parts.Column(label=_("Holds since")),
            parts.Column(label=_("Source")),
        ],
        rows=[
            parts.Row(cells=[_class(code), _time(rule), rule["valid_from"] or "–", rule["source"]])
            for code, rule in rules.items()
        ],
    )


def disposal_page(visit: Visit, one: DisposalFacts) -> RetentionPage:
    """Return one disposal: what was counted, what went, and what may be done about it now."""
    return RetentionPage(
        heading=_("Disposal %(number)s") % {"number": one.disposal_id},
        frame=_around(visit),
        shown=[
            parts.SummaryList(dense=True, rows=_facts(one)),
            _report(one),
            *([_gone(one)] if one.gone else []),
        ],
        presses=_presses(visit, one),
        below=[rules_table(one.rules)],
    )


def _facts(one: DisposalFacts) -> list[parts.SummaryRow]:
    rows = [
        parts.SummaryRow(key=_("State"), value=_tag(one)),
        parts.SummaryRow(key=_("As of"), value=day(one.as_of)),
        parts.SummaryRow(key=_("Asked by"), value=f"{one.asked_by} · {stamp(one.asked_at)}"),
    ]
    if one.approved_by:
        rows.append(parts.SummaryRow(key=_("Approved by"), value=f"{one.approved_by} · {stamp(one.approved_at)}"))
    if one.finished_at:
        rows.append(parts.SummaryRow(key=_("Done on"), value=stamp(one.finished_at)))
        rows.append(
            parts.SummaryRow(
                key=_("Certificate (SHA-256)"),
                value=one.sha256,
                action=parts.Link(
                    text=_("Download"),
                    detail=_("the certificate"),
                    href=reverse("office:disposal-certificate", args=[one.disposal_id]),
                ),
            )
        )
    return rows


def _report(one: DisposalFacts) -> parts.Table:
    """Return what the dry run counted: small groups are not shown, since few people could be known again."""
    rows = []
    for kept, counts in one.report.items():
        for verdict, count in guarded(counts).items():
            shown = _("Not shown") if count is None else str(count)
            rows.append(parts.Row(cells=[_class(kept), Verdict(verdict).label, shown]))
    return parts.Table(
        caption=_("What was counted (groups of fewer than %(least)s, and what would tell them, are not shown)")
        % {"least": LEAST},
        dense=True,
        columns=[
            parts.Column(label=_("What")),
            parts.Column(label=_("What becomes of it")),
            parts.Column(label=_("How many"), number=True),
        ],
        rows=rows,
        empty=parts.EmptyState(title=_("Nothing is held.")),
    )


def _gone(one: DisposalFacts) -> parts.Table:
    return parts.Table(
        caption=_("What went"),
        dense=True,
        columns=[parts.Column(label=_("What")), parts.Column(label=_("How many"), number=True)],
        rows=[parts.Row(cells=[_class(kept), str(count)]) for kept, count in one.gone.items()],
    )


def _presses(visit: Visit, one: DisposalFacts) -> list[Press]:
    """Return what this person may do now: approve only what another asked for."""
    withdraw = _press("office:withdraw-disposal", one, _("Call it off"), "secondary")
    match one.state:
        case DisposalState.ASKED if one.asked_by == visit.viewer.actor:
            return [withdraw]
        case DisposalState.ASKED:
            return [_press("office:approve-disposal", one, _("Approve"), "danger"), withdraw]
        case DisposalState.APPROVED:
            return [_press("office:carry-out-disposal", one, _("Carry it out now"), "danger"), withdraw]
        case DisposalState.RUNNING:
            return [_press("office:carry-out-disposal", one, _("Go on where it broke off"), "danger")]
    return []


def _press(name: str, one: DisposalFacts, submit: str, kind: str) -> Press:
    return Press(form=forms.Form(), action=reverse(name, args=[one.disposal_id]), submit=submit, kind=kind)


def holds_page(visit: Visit, holds: Sequence[HoldFacts], form: HoldForm) -> RetentionPage:
    """Return the holds, and the form by which another is placed."""
    return RetentionPage(
        heading=_("Holds"),
        frame=_around(visit),
        shown=[
            parts.Table(
                caption=_("Holds, latest first"),
                dense=True,
                columns=[
                    parts.Column(label=_("On")),
                    parts.Column(label=_("Why")),
                    parts.Column(label=_("Reference")),
                    parts.Column(label=_("Placed")),
                    parts.Column(label=_("Until")),
                    parts.Column(label=_("State")),
                ],
                rows=[_hold(one) for one in holds],
                empty=parts.EmptyState(title=_("No hold yet")),
            )
        ],
        presses=[
            Press(
                form=forms.Form(),
                action=reverse("office:lift-hold", args=[one.hold_id]),
                submit=_("Lift the hold on %(what)s") % {"what": _on(one)},
                kind="secondary",
            )
            for one in holds
            if not one.is_over
        ],
        form=form,
        submit=_("Place the hold"),
    )


def _hold(one: HoldFacts) -> parts.Row:
    state = _("Over") if one.is_over else _("In force")
    kind = parts.TagKind.NEUTRAL if one.is_over else parts.TagKind.INFO
    return parts.Row(
        cells=[
            _on(one),
            str(one.reason.label),
            one.reference or "–",
            f"{stamp(one.placed_at)} · {one.placed_by}",
            day(one.ends_on) if one.ends_on else "–",
            parts.Tag(text=state, kind=kind),
        ]
    )


def _on(one: HoldFacts) -> str:
    """Return what is held: a file by its number, a person by the number of their record, never by name."""
    return one.number or _("record %(number)s") % {"number": one.client_id}


def _around(visit: Visit) -> Any:
    above = [parts.Link(text=_("Retention"), href=reverse("office:retention"))]
    return frame(visit, current="office:retention", above=above)


def _tag(one: DisposalFacts) -> parts.Tag:
    return parts.Tag(text=one.state.label, kind=STATES[one.state])


def _class(code: str) -> str:
    if code in Kept.values:
        return str(Kept(code).label)
    return _("%(what)s: %(program)s") % {"what": Kept.FILE.label, "program": code.removeprefix("FILE_")}


def _time(rule: Mapping[str, Any]) -> str:
    count = rule["count"]
    if Unit(rule["unit"]) is Unit.YEARS:
        return ngettext("%(count)s year", "%(count)s years", count) % {"count": count}
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}
