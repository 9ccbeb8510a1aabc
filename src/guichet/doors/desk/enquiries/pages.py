"""What the desk shows of a question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.desk.attachments.parts import attached
from guichet.doors.desk.enquiries.beside import Beside, panels
from guichet.doors.desk.enquiries.composing import Draft, checks, preview
from guichet.doors.desk.enquiries.forms import AnswerForm, JoinForm
from guichet.doors.desk.enquiries.likely import came_again, likely_same, verdicts
from guichet.doors.desk.enquiries.returned import returned_parts
from guichet.doors.desk.enquiries.suggesting import Suggested, suggested_part
from guichet.doors.desk.enquiries.thread import thread_part
from guichet.doors.desk.serving.pages import warnings
from guichet.doors.desk.sorting.tags import tags_of
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, frame, stamp, when
from guichet.enquiries.queries import ContactFacts, Desk, EnquiryFacts, OutgoingFacts
from guichet.enquiries.terms import Channel, EnquiryState, OutgoingState
from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.identity.terms import Right
from guichet.worklists.queries import TaskFacts


@dataclass(frozen=True, kw_only=True)
class EnquiryPage(StaffPage):
    """Who asked, what was said, what may answer it, and the box to answer in."""

    enquiry_id: int
    tags: Sequence[parts.Tag]
    notices: Sequence[parts.Part]
    facts: parts.SummaryList
    thread: parts.Thread
    suggested: Sequence[parts.Part]
    preview: Sequence[parts.Part]
    checks: Sequence[parts.Part]
    form: AnswerForm | None
    submit: str
    # Buttons that do something else with what is written.
    more: Sequence[parts.Button]
    join: JoinForm | None
    buttons: Sequence[parts.Part]
    panels: Sequence[parts.Section]


def enquiry_page(
    visit: Visit,
    desk: Desk,
    task: TaskFacts | None,
    suggested: Suggested | None,
    form: AnswerForm,
    join: JoinForm,
    found: Beside,
    outgoing: OutgoingFacts | None,
    *,
    draft: Draft | None,
    token: str,
) -> EnquiryPage:
    """Return the page; `draft` is what was written, shown as it will be read before it is sent."""
    one = desk.facts
    is_open = one.state in {EnquiryState.OPEN, EnquiryState.WAITING}
    files = attached(one)
    mine = task is not None and task.taken_by is not None and task.taken_by == visit.viewer.staff_id
    elsewhere = task is not None and task.taken_by is not None and not mine
    goes_out = outgoing is not None and outgoing.state is OutgoingState.WAITING
    may_write = is_open and not elsewhere and not goes_out
    around = frame(visit, current="desk:work", above=[parts.Link(text=_("Work"), href=reverse("desk:work"))])
    return EnquiryPage(
        heading=_("Question %(number)s") % {"number": one.reference},
        frame=replace(around, keys=parts.KeyHelp(keys=[*around.keys.keys, *_keys()])),
        enquiry_id=one.enquiry_id,
        tags=_tags(one, visit),
        notices=[
            *files.notices,
            *returned_parts(one),
            *(warnings(found.known, visit.language) if found.known else ()),
            *_notices(desk, task if elsewhere else None),
            *(outgoing_part(visit, one, outgoing, token) if outgoing and is_open else ()),
        ],
        facts=parts.SummaryList(dense=True, rows=_rows(one, task, came_again(desk))),
        thread=thread_part(visit, one, files.by_contact),
        suggested=suggested_part(one, suggested) if may_write and not draft else [],
        preview=preview(visit, one, draft) if draft else [],
        checks=checks(visit, draft) if draft else [],
        form=form if may_write else None,
        submit=_("Send it") if draft else _("See it as they will read it"),
        more=[
            parts.Button(text=_("Write on"), name="edit", value="1", kind=parts.ButtonKind.SECONDARY)
            if draft
            else parts.Button(text=_("Add the words"), name="insert", value="1", kind=parts.ButtonKind.SECONDARY)
        ],
        join=join if is_open and not draft else None,
        buttons=_buttons(visit, desk, task, token, mine=mine) if not draft else [],
        panels=panels(visit, found),
    )


def _keys() -> list[parts.Key]:
    return [
        parts.Key(keys="a", text=_("Write the answer")),
        parts.Key(keys="p", text=_("See it as they will read it, then send it")),
        parts.Key(keys="v", text=_("It had to be asked")),
        parts.Key(keys="f", text=_("It need not have been asked")),
        parts.Key(keys="u", text=_("Take back what is about to go out")),
        parts.Key(keys="l", text=_("Answer in the other language")),
        parts.Key(keys="r", text=_("The whole record")),
    ]


def _tags(one: EnquiryFacts, visit: Visit) -> list[parts.Tag]:
    kind = parts.TagKind.INFO if one.state is EnquiryState.OPEN else parts.TagKind.NEUTRAL
    tags = [parts.Tag(text=str(one.state.label), kind=kind)]
    if one.state is EnquiryState.OPEN and one.due_at < visit.origin.at:
        tags.append(parts.Tag(text=_("Late"), kind=parts.TagKind.DANGER))
    return tags + tags_of(one.enquiry_id, visit.language, local_day(visit.origin.at))


def _notices(desk: Desk, held: TaskFacts | None) -> list[parts.Part]:
    shown: list[parts.Part] = []
    if held:
        shown.append(
            parts.NoticeBanner(
                kind=parts.NoticeKind.WARNING,
                title=_("%(name)s is working on this question.") % {"name": held.taken_by_name},
                body=_("You can read along. To answer it yourself, ask your colleague to put it back."),
            )
        )
    if desk.facts.channel is Channel.SOCIAL:
        shown.append(
            parts.NoticeBanner(
                kind=parts.NoticeKind.WARNING,
                title=_("This was asked in public. What you write here is not posted."),
                body=_(
                    "We post the answer of guidance that you chose, and where to ask in private. Nothing of a file."
                ),
            )
        )
    shown += likely_same(desk)
    if desk.may_be_clients:
        clients: list[parts.Content] = [
            parts.Link(text=_("Record %(n)s") % {"n": number_of}, href=reverse("desk:client", args=[number_of]))
            for number_of in desk.may_be_clients
        ]
        shown.append(
            parts.NoticeBanner(
                title=_("This address is among those of a client. Who wrote is not proved: tell nothing of a file."),
                body=parts.Bullets(items=clients),
            )
        )
    return shown


def _rows(one: EnquiryFacts, task: TaskFacts | None, again: str) -> list[parts.SummaryRow]:
    first = one.contacts[0] if one.contacts else None
    language = _("English") if one.language is Language.EN else _("French")
    rows = [
        parts.SummaryRow(key=_("Who asked"), value=_who(one, first)),
        parts.SummaryRow(key=_("By which way"), value=str(one.channel.label)),
        parts.SummaryRow(key=_("Language"), value=language),
        parts.SummaryRow(key=_("We have it since"), value=when(one.opened_at)),
        parts.SummaryRow(key=_("To be answered by"), value=when(one.due_at)),
        parts.SummaryRow(key=_("What it is about"), value=_about(one)),
        parts.SummaryRow(key=_("Who has it"), value=task.taken_by_name if task else ""),
        parts.SummaryRow(key=_("Answered together with"), value=", ".join(one.also)),
        parts.SummaryRow(key=_("We wait for"), value=one.asked_for),
        parts.SummaryRow(key=_("Came again"), value=again),
    ]
    return [row for row in rows if row.value]


def _who(one: EnquiryFacts, first: ContactFacts | None) -> parts.Content:
    if one.client_id is not None:
        return parts.Link(text=_("A client: open their record"), href=reverse("desk:client", args=[one.client_id]))
    said = " · ".join(filter(None, [first.name, first.address])) if first else ""
    return said or _("A visitor, who reads the answer on the page of the receipt")


def _about(one: EnquiryFacts) -> str:
    if not one.is_sorted:
        return _("Not worked out yet")
    if not one.topic:
        return _("Not clear enough: read it")
    sure = number(round((one.confidence or 0) * 100), Language.EN)
    return " · ".join(filter(None, [one.topic, one.program, _("sure to %(n)s of 100") % {"n": sure}]))


def outgoing_part(visit: Visit, one: EnquiryFacts, outgoing: OutgoingFacts, token: str) -> list[parts.Part]:
    """Return what is about to go out, with the way to take it back; or why it did not go."""
    if outgoing.state is OutgoingState.STOPPED:
        why = str(outgoing.stopped_by.label) if outgoing.stopped_by else ""
        return [
            parts.NoticeBanner(
                kind=parts.NoticeKind.WARNING,
                title=_("Your answer did not go out."),
                body=_("%(why)s What you wrote is below.") % {"why": why},
            )
        ]
    if outgoing.state is not OutgoingState.WAITING:
        return []
    lines: list[parts.Content] = [line for line in outgoing.text.splitlines() if line.strip()]
    found: list[parts.Part] = [
        parts.NoticeBanner(
            title=_("This goes out at %(at)s.") % {"at": stamp(outgoing.goes_at)},
            body=parts.Paragraphs(texts=lines, language=outgoing.language),
        )
    ]
    if outgoing.is_mine or visit.viewer.may(Right.SUPERVISE_WORK):
        found.append(
            parts.PostButtons(
                action=reverse("desk:enquiry-do", args=[one.enquiry_id]),
                token=token,
                label=_("Something wrong with it?"),
                buttons=[parts.Button(text=_("Take the answer back"), name="do", value="undo", key="u")],
            )
        )
    return found


def _buttons(visit: Visit, desk: Desk, task: TaskFacts | None, token: str, *, mine: bool) -> list[parts.Part]:
    one = desk.facts

    def row(label: str, *buttons: tuple[str, str]) -> parts.PostButtons:
        return parts.PostButtons(
            action=reverse("desk:enquiry-do", args=[one.enquiry_id]),
            token=token,
            label=label,
            buttons=[
                parts.Button(text=text, name="do", value=value, kind=parts.ButtonKind.SECONDARY)
                for text, value in buttons
            ],
        )

    found: list[parts.Part] = []
    if one.state is EnquiryState.OPEN and task is not None:
        take = (_("Put it back for others"), "back") if mine else (_("Take it"), "take")
        if mine or task.taken_by is None:
            found.append(row(_("Who works on it"), take, (_("Needs no answer"), "aside")))
    if one.state is EnquiryState.WAITING:
        found.append(row(_("We wait for the person"), (_("Go on without waiting"), "resume")))
    if one.state in {EnquiryState.OPEN, EnquiryState.WAITING}:
        found += [row(label, *buttons) for label, buttons in verdicts(desk)]
    own = [each for each in one.contacts if each.enquiry_id == one.enquiry_id]
    if len(own) > 1:
        found.append(
            row(
                _("Is one of these messages about something else?"),
                *((_("Part the message of %(at)s") % {"at": stamp(each.received_at)}, f"split-{each.contact_id}")
                  for each in own[1:]),
            )
        )  # fmt: skip
    if one.also:
        found.append(
            row(
                _("Was it joined wrongly?"),
                *((_("Part %(number)s") % {"number": reference}, f"part-{reference}") for reference in one.also),
            )
        )
    return found
