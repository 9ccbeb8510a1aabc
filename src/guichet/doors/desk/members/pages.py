"""What the desk shows of what an office of Parliament asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.applications.queries import FileStatus
from guichet.design import parts
from guichet.design.parts import Content, Tag
from guichet.doors.desk.members.forms import AnswerForm
from guichet.doors.entrance import Visit
from guichet.doors.members import enquiry_rows, state_tag, thread, why_closed
from guichet.doors.staff import StaffPage, frame, when
from guichet.enquiries.queries import MayBe
from guichet.foundation.languages import Language
from guichet.identity.terms import Disclosure
from guichet.mp_enquiries.actions import Texts
from guichet.mp_enquiries.queries import MpEnquiryFacts
from guichet.worklists.queries import TaskFacts


@dataclass(frozen=True, kw_only=True)
class MpEnquiryPage(StaffPage):
    """Who asks about whom, what was said, where the file stands, and the box to answer in."""

    tags: Sequence[Tag]
    parts: Sequence[Content]
    preview: Sequence[Content]
    form: AnswerForm | None
    submit: str


def enquiry_page(
    visit: Visit,
    one: MpEnquiryFacts,
    status: FileStatus | None,
    task: TaskFacts | None,
    own: Sequence[MayBe],
    form: AnswerForm,
    *,
    preview: Texts | None,
) -> MpEnquiryPage:
    """Return the page; `preview` is what was written, shown as both will read it before it is sent."""
    late = one.is_open and one.due_at < visit.origin.at
    tags = [state_tag(one), *([parts.Tag(text=_("Late"), kind=parts.TagKind.DANGER)] if late else [])]
    return MpEnquiryPage(
        heading=_("Enquiry %(number)s") % {"number": one.reference},
        frame=frame(visit, current="desk:work", above=[parts.Link(text=_("Work"), href=reverse("desk:work"))]),
        tags=tags,
        parts=[part for part in (_warned(one), _asked_themself(own), _facts(visit, one, status, task),
                                 thread(one, visit.language)) if part],
        preview=_preview(preview) if preview else [],
        form=form if one.is_open and one.consent else None,
        submit=_("Send it to both") if preview else _("See it as they will read it"),
    )  # fmt: skip


def _warned(one: MpEnquiryFacts) -> parts.Content | None:
    if (closed := why_closed(one)) is not None:
        return closed
    if Disclosure.CASE not in one.sees:
        return parts.NoticeBanner(
            kind=parts.NoticeKind.WARNING,
            title=_("The consent covers only where the file stands, and what it waits for"),
            body=_("No letters, documents, notes or reasons: tell the office to ask the constituent for more."),
        )
    return None


def _asked_themself(own: Sequence[MayBe]) -> parts.Content | None:
    """Return the questions that the constituent asked themself and that wait: one answer, the same facts."""
    if not own:
        return None
    links: list[parts.Content] = [
        parts.Sentence(
            pieces=[
                parts.Link(text=one.reference, href=reverse("desk:enquiry", args=[one.enquiry_id])),
                f" · {one.state.label}",
            ]
        )
        for one in own
    ]
    return parts.NoticeBanner(
        title=_("The constituent asks us too, themself. Tell both the same."), body=parts.Bullets(items=links)
    )


def _facts(visit: Visit, one: MpEnquiryFacts, status: FileStatus | None, task: TaskFacts | None) -> parts.Content:
    language = {Language.EN: _("English"), Language.FR: _("French")}
    rows = [
        *enquiry_rows(one, visit.language),
        parts.SummaryRow(key=_("To be answered by"), value=when(one.due_at) if one.is_open else ""),
        parts.SummaryRow(key=_("Asked by"), value=f"{one.asked_by} · {one.member}"),
        parts.SummaryRow(key=_("The office reads"), value=language[one.office_language]),
        parts.SummaryRow(key=_("The constituent reads"), value=language[one.client_language]),
        parts.SummaryRow(
            key=_("Client"),
            value=parts.Link(text=_("Open the record"), href=reverse("desk:client", args=[one.client_id])),
        ),
        parts.SummaryRow(
            key=_("Where it stands"),
            value=parts.Paragraphs(texts=[t for t in (status.happening, status.expected.headline, status.next) if t])
            if status
            else "",
        ),
        parts.SummaryRow(key=_("Who has it"), value=task.taken_by_name if task else ""),
    ]
    return parts.SummaryList(dense=True, rows=[row for row in rows if row.value])


def _preview(texts: Texts) -> list[parts.Content]:
    return [
        parts.Section(
            title=title,
            items=[parts.Paragraphs(texts=[line for line in text.splitlines() if line.strip()], language=code)],
        )
        for title, text, code in (
            (_("Both read this in English"), texts.en, "en"),
            (_("Both read this in French"), texts.fr, "fr"),
        )
        if text
    ]
