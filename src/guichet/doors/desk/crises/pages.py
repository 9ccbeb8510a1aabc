"""What the pages of crises show to those who answer: the lines of the list, one family, the training."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.crises.queries import CaseFacts, CrisisFacts, FamilyFacts, FamilyLine, PassageFacts, Standing
from guichet.crises.rules import Part, Question
from guichet.crises.terms import Band
from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, address, frame, stamp, when
from guichet.enquiries.terms import EnquiryState
from guichet.foundation.dates import number

PAGE = 50
LOOKS = {
    Band.DANGER: parts.TagKind.DANGER,
    Band.HIGH: parts.TagKind.WARNING,
    Band.RAISED: parts.TagKind.INFO,
    Band.USUAL: parts.TagKind.NEUTRAL,
}


@dataclass(frozen=True, kw_only=True)
class CrisisPage(StaffPage):
    """Parts under one another, and perhaps a form."""

    shown: Sequence[parts.Content]
    form: Any = None
    submit: str = ""
    cancel: str = ""
    kind: str = "primary"
    below: Sequence[parts.Content] = field(default_factory=list)
    # A second, small form and where it goes.
    other_form: Any = None
    other_submit: str = ""
    other_action: str = ""


def band_tag(band: Band) -> parts.Tag:
    """Return how much somebody is at risk, as a tag."""
    return parts.Tag(text=str(band.label), kind=LOOKS[band])


def crises_page(visit: Visit, found: Sequence[CrisisFacts]) -> CrisisPage:
    """Return the crises in which this person helps."""
    cards = [
        parts.Card(
            title=one.name.say(visit.language),
            href=reverse("desk:crisis", args=[one.address]),
            body=one.first_words.say(visit.language),
            facts=[_("Open since %(day)s") % {"day": stamp(one.opened_at)}],
        )
        for one in found
    ]
    return CrisisPage(
        heading=_("Crises"),
        frame=frame(visit, current="desk:crises"),
        shown=[parts.CardList(cards=cards)]
        if cards
        else [parts.EmptyState(title=_("No crisis is open in which you help"))],
    )


def line_page(
    visit: Visit, one: CrisisFacts, standing: Standing, found: Sequence[FamilyLine], *, later: bool
) -> CrisisPage:
    """Return the families that wait, most at risk first; `found` holds one too many where there are more."""
    shown = found[:PAGE]
    said = [_("Most at risk first, then whoever wrote first. A family is one line.")]
    if standing.lent_until:
        said.append(_("You were lent here until %(moment)s.") % {"moment": stamp(standing.lent_until)})
    return CrisisPage(
        heading=one.name.say(visit.language),
        frame=frame(visit, current="desk:crises", above=[_all()]),
        shown=[
            parts.Paragraphs(texts=said),
            parts.Table(
                caption=_("Families that wait"),
                caption_hidden=True,
                dense=True,
                columns=[
                    parts.Column(label=_("Line")),
                    parts.Column(label=_("Risk")),
                    parts.Column(label=_("Points"), number=True),
                    parts.Column(label=_("First wrote")),
                    parts.Column(label=_("Questions"), number=True),
                ],
                rows=[
                    parts.Row(
                        href=reverse("desk:crisis-family", args=[line.family_id]),
                        urgent=line.band is Band.DANGER,
                        cells=[
                            number(line.family_id, visit.language),
                            band_tag(line.band),
                            number(line.points, visit.language),
                            when(line.first_at),
                            number(line.waiting, visit.language),
                        ],
                    )
                    for line in shown
                ],
                empty=parts.EmptyState(title=_("Nobody waits")),
            ),
        ],
        below=[
            parts.Pagination(
                previous_href="?" if later else "",
                next_href=_after(shown[-1]) if len(found) > PAGE else "",
            )
        ]
        if later or len(found) > PAGE
        else [],
    )


def family_page(
    visit: Visit,
    found: FamilyFacts,
    standing: Standing,
    asked: Sequence[Question],
    passages: Sequence[PassageFacts],
    form: Any,
    join: Any,
    token: str,
) -> CrisisPage:
    """Return a family: what they said of the risk, what they wrote and were answered, and the answers there are."""
    waits = any(case.question.state in {EnquiryState.OPEN, EnquiryState.WAITING} for case in found.cases)
    here = found.line.family_id
    shown: list[parts.Content] = [
        _facts(visit, found),
        *(_case(visit, case, asked, standing) for case in found.cases),
        _passages(visit, passages),
    ]
    return CrisisPage(
        heading=_("Line %(n)s") % {"n": number(here, visit.language)},
        frame=frame(
            visit,
            current="desk:crises",
            above=[
                _all(),
                parts.Link(
                    text=found.crisis.name.say(visit.language),
                    href=reverse("desk:crisis", args=[found.crisis.address]),
                ),
            ],
        ),
        shown=shown,
        form=form if waits and passages and found.crisis.is_open else None,
        submit=_("Send it to the whole family"),
        cancel=reverse("desk:crisis", args=[found.crisis.address]),
        below=[_parting(here, found, token)] if found.joined else [],
        other_form=join,
        other_submit=_("Join the two lines"),
        other_action=reverse("desk:crisis-family-do", args=[here]),
    )


def training_page(visit: Visit, one: CrisisFacts, lessons: Sequence[Part], form: Any) -> CrisisPage:
    """Return the training: what is read, then one question about each part."""
    return CrisisPage(
        heading=_("Before you begin"),
        frame=frame(visit, current="desk:crises", above=[_all()]),
        shown=[
            parts.Paragraphs(texts=[_("It takes about half an hour, with the approved answers of this crisis.")]),
            *(parts.Paragraphs(texts=[part.text.say(visit.language)]) for part in lessons),
        ],
        form=form,
        submit=_("Finish the training"),
        cancel=reverse("desk:crises"),
    )


def _all() -> parts.Link:
    return parts.Link(text=_("Crises"), href=reverse("desk:crises"))


def _after(line: FamilyLine) -> str:
    band, moment, row = line.place
    return address({"after": f"{band}_{moment.isoformat()}_{row}"})


def _facts(visit: Visit, found: FamilyFacts) -> parts.SummaryList:
    rows = [
        parts.SummaryRow(key=_("Risk"), value=band_tag(found.line.band)),
        parts.SummaryRow(key=_("First wrote"), value=when(found.line.first_at)),
        parts.SummaryRow(key=_("Questions that wait"), value=number(found.line.waiting, visit.language)),
    ]
    return parts.SummaryList(dense=True, rows=rows)


def _case(visit: Visit, case: CaseFacts, asked: Sequence[Question], standing: Standing) -> parts.Section:
    one = case.question
    said = [
        parts.SummaryRow(key=question.text.say(visit.language), value=option.text.say(visit.language))
        for question in asked
        for option in question.options
        if case.answers.get(question.code) == option.code
    ]
    reference: parts.Content = one.reference
    if standing.works_here:
        reference = parts.Link(text=one.reference, href=reverse("desk:enquiry", args=[one.enquiry_id]))
    rows = [
        parts.SummaryRow(key=_("Number"), value=reference),
        parts.SummaryRow(key=_("State"), value=str(one.state.label)),
        parts.SummaryRow(key=_("Risk"), value=band_tag(case.band)),
        *said,
    ]
    exchanges = [
        parts.Exchange(
            id=f"message-{contact.contact_id}",
            asked=contact.text or contact.subject or _("These words were removed by rule."),
            language=contact.language.value,
            replies=[parts.Paragraphs(texts=[_("Received on %(moment)s") % {"moment": stamp(contact.received_at)}])],
        )
        for contact in one.contacts
    ]
    answers = [
        parts.Section(
            id=f"answer-{each.answer_id}",
            title=_("Answered on %(moment)s") % {"moment": stamp(each.answered_at)},
            items=[
                parts.Paragraphs(
                    texts=[line for line in each.text.splitlines() if line.strip()], language=each.language.value
                )
            ],
        )
        for each in one.answers
    ]
    return parts.Section(
        id=f"question-{one.enquiry_id}",
        title=_("Question %(number)s") % {"number": one.reference},
        items=[
            parts.SummaryList(dense=True, rows=rows),
            parts.Thread(label=_("What was said"), you=_("They"), us=_("We"), exchanges=exchanges),
            *answers,
        ],
    )


def _passages(visit: Visit, passages: Sequence[PassageFacts]) -> parts.Section:
    items: list[parts.Content] = [
        parts.SummaryList(
            rows=[
                parts.SummaryRow(key=one.title.say(visit.language), value=one.text.say(visit.language))
                for one in passages
            ]
        )
    ]
    if not passages:
        items = [parts.EmptyState(title=_("No answer is approved yet"))]
    return parts.Section(id="answers", title=_("The approved answers"), items=items)


def _parting(here: int, found: FamilyFacts, token: str) -> parts.PostButtons:
    return parts.PostButtons(
        action=reverse("desk:crisis-family-do", args=[here]),
        token=token,
        label=_("Was a line joined wrongly?"),
        buttons=[
            parts.Button(
                text=_("Part line %(n)s") % {"n": row}, name="part", value=str(row), kind=parts.ButtonKind.SECONDARY
            )
            for row in found.joined
        ],
    )
