"""What stands around the list of tasks: thanks and undoing, being given work, filters, kept views, what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.desk.work.acting_forms import Doing
from guichet.doors.desk.work.forms import Only, WorkFilter
from guichet.doors.desk.work.skills import LINES, skills_in_words
from guichet.doors.entrance import Visit
from guichet.doors.staff import address, stamp
from guichet.enquiries.terms import Channel
from guichet.foundation.languages import Language
from guichet.identity.terms import Right
from guichet.worklists.queries import ViewFacts, WorkerFacts, teams
from guichet.worklists.terms import PauseReason

if TYPE_CHECKING:
    from guichet.doors.desk.work.pages import Found

READY, STOP, PAUSE, ABUSE, READ = "ready", "stop", "pause", "abuse", "read"
# The keys of what is done with ticked tasks; taking the next one has its own.
_KEYS = {Doing.ASSIGN: "a", Doing.HAND_OVER: "h", Doing.PUT_OFF: "z", Doing.URGENCY: "u", Doing.GIVE_BACK: "b"}


def notices(visit: Visit, found: Found, token: str) -> list[parts.Part]:
    """Return what is said first: thanks that came for this person, and that what was done can be undone."""
    shown: list[parts.Part] = []
    if found.act is not None:
        shown.append(
            parts.PostButtons(
                action=reverse("desk:work-undo", args=[found.act]),
                token=token,
                label=_("Not what you meant?"),
                buttons=[parts.Button(text=_("Undo it"), kind=parts.ButtonKind.SECONDARY, key="e")],
            )
        )
    shown += [
        parts.NoticeBanner(
            kind=parts.NoticeKind.SUCCESS,
            title=_("Somebody thanks you. %(name)s passed it on:") % {"name": one.passed_by},
            body=one.text,
        )
        for one in found.praise
    ]
    if found.praise:
        shown.append(_own(token, READ, _("I have read it")))
    return shown


def beside(visit: Visit, worker: WorkerFacts | None, token: str) -> list[parts.Part]:
    """Return how this person gets work: the next one, some by itself, none for a while."""
    now = visit.origin.at
    paused = worker is not None and worker.paused_until is not None and worker.paused_until > now
    ready = worker is not None and worker.gets_until is not None and worker.gets_until > now
    shown: list[parts.Part] = [
        parts.PostButtons(
            action=reverse("desk:next-task"),
            token=token,
            buttons=[parts.Button(text=_("Take the next one"), key="n")],
        )
    ]
    if worker and worker.paused_until and paused:
        label = _("You are given nothing until %(moment)s.") % {"moment": stamp(worker.paused_until)}
        return [*shown, _own(token, READY, _("End my pause"), label=label)]
    if worker and worker.gets_until and ready:
        label = _("You are given work until %(moment)s.") % {"moment": stamp(worker.gets_until)}
        shown.append(_own(token, STOP, _("Give me no more"), label=label))
    else:
        shown.append(_own(token, READY, _("Give me work by itself")))
    pause = _own(token, PAUSE, _("Pause after a hard contact"), more=(ABUSE, _("Pause after abuse")))
    return [*shown, pause]


def views(visit: Visit, kept: Sequence[ViewFacts], token: str) -> parts.ButtonRow | None:
    """Return the views that were kept, as links, and the way to drop each that is one’s own."""
    if not kept:
        return None
    items: list[parts.Content] = []
    for one in kept:
        name = _("%(name)s (team)") % {"name": one.name} if one.team else one.name
        items.append(parts.Link(text=name, href=f"{reverse('desk:work')}?{one.query}"))
        if one.is_own or (one.team and visit.viewer.may(Right.SUPERVISE_WORK)):
            drop = parts.Button(
                text=_("Drop"), detail=one.name, kind=parts.ButtonKind.LINK, name="drop", value=str(one.view_id)
            )
            items.append(parts.PostButtons(action=reverse("desk:work-views"), token=token, buttons=[drop]))
    return parts.ButtonRow(items=items)


def filters(visit: Visit, found: Found, chosen: WorkFilter) -> parts.FilterBar:
    """Return what the list can be narrowed to."""
    all_ = (("", _("All")),)
    languages = (("en", _("English")), ("fr", _("French")))
    codes = [*(line.value for line in LINES), *found.skills]
    skills = skills_in_words(dict.fromkeys(codes), visit.language, local_day(visit.origin.at))
    choices = {
        "kind": (_("Kind of task"), [(load.kind.code, str(load.kind.title)) for load in found.loads]),
        "channel": (_("Channel"), [(one.value, str(one.label)) for one in Channel]),
        "language": (_("Language"), languages),
        "skill": (_("Topic or skill"), list(skills.items())),
        "team": (_("Team"), [(code, team_named(code)) for code in teams(localdate())]),
        "only": (_("Only"), [(one.value, str(one.label)) for one in Only]),
    }
    return parts.FilterBar(
        filters=[
            parts.Filter(
                name=name,
                label=label,
                choices=[
                    parts.FilterChoice(value=value, text=text, chosen=value == chosen.chosen[name])
                    for value, text in (*all_, *values)
                ],
            )
            for name, (label, values) in choices.items()
        ],
        kept=[("tab", chosen.view.value)],
        applied=[
            parts.Link(text=dict(choices[name][1]).get(value, value), href=address({**chosen.kept(), name: ""}) or "?")
            for name, value in chosen.chosen.items()
            if value
        ],
        clear_href=address({"tab": chosen.view.value}) if chosen.is_narrowed else "",
    )


def acts() -> parts.ActionBar:
    """Return what can be done with the tasks that are ticked."""
    return parts.ActionBar(
        label=_("With the ticked tasks"),
        buttons=[
            parts.Button(
                text=str(one.label), name="do", value=one.value, kind=parts.ButtonKind.SECONDARY, key=_KEYS[one]
            )
            for one in Doing
            if one is not Doing.ASK
        ],
    )


def task_acts(task_id: int, *, asks: bool) -> parts.ButtonRow:
    """Return what can be done with one task."""
    return parts.ButtonRow(
        items=[
            parts.Link(text=str(one.label), href=reverse("desk:work-do") + address({"do": one.value, "pick": task_id}))
            for one in Doing
            if one is not Doing.GIVE_BACK and (asks or one is not Doing.ASK)
        ]
    )


def team_named(code: str) -> str:
    """Return what a team is called; one that there is no more, as its code."""
    name = teams(localdate()).get(code)
    return name.say(Language("fr" if get_language() == "fr" else "en")) if name else code


def pause_reason(value: str) -> PauseReason:
    """Return why somebody takes a pause, as the button that they pressed says."""
    return PauseReason.ABUSE if value == ABUSE else PauseReason.HARD


def _own(token: str, value: str, text: str, *, label: str = "", more: tuple[str, str] | None = None) -> parts.Part:
    pairs = [(value, text), *([more] if more else [])]
    return parts.PostButtons(
        action=reverse("desk:work-own"),
        token=token,
        label=label,
        buttons=[
            parts.Button(text=said, name="own", value=sent, kind=parts.ButtonKind.SECONDARY) for sent, said in pairs
        ],
    )
