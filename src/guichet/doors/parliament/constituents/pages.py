"""What an office sees of its constituents."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.applications.queries import FileStatus, FileSummary
from guichet.applications.terms import Overall, WaitingOn
from guichet.clients.queries import AuthorityFacts, ProposalFacts
from guichet.clients.terms import Answer
from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.members import state_tag
from guichet.doors.parliament.constituents.forms import ConsentForm
from guichet.doors.parliament.pages import OfficePage, menu
from guichet.identity.terms import Disclosure
from guichet.mp_enquiries.queries import MpEnquiryFacts, OfficeFacts


def home_page(
    office: OfficeFacts,
    files: Sequence[FileSummary],
    names: Mapping[int, str],
    *,
    asked: Sequence[ProposalFacts],
    invited: Sequence[ProposalFacts],
    token: str,
    now: datetime,
) -> OfficePage:
    """Return the constituents who consent, by whose turn it is, and what waits for a yes."""
    open_files = [one for one in files if one.overall is not Overall.CLOSED]
    closed = [one for one in files if one.overall is Overall.CLOSED]
    open_files.sort(key=lambda one: (one.to_do is None, names.get(one.client_id, ""), one.number))
    items: list[parts.Content] = [
        parts.Button(text=_("Ask a constituent for consent"), href=reverse("parliament:ask-consent")),
        *(_invited(one, token) for one in invited),
    ]
    if files:
        items += [
            parts.Section(title=title, items=[parts.CardList(cards=[_card(one, names) for one in some])])
            for title, some in ((_("Open files"), open_files), (_("Closed files"), closed))
            if some
        ]
    else:
        items.append(
            parts.EmptyState(
                title=_("No constituent has consented yet"),
                body=_("Ask one. They answer on their own telephone, and you see their files here at once."),
            )
        )
    shown = [one for one in asked if one.answer is not Answer.WITHDRAWN]
    if shown:
        items.append(parts.Section(id="asked", title=_("Asked for consent"), items=[_asked(shown, token, now)]))
    return OfficePage(heading=office.name, menu=menu("parliament:home"), parts=items)


def ask_page(form: ConsentForm, *, until: date) -> OfficePage:
    """Return the form with which an office asks for consent."""
    return OfficePage(
        heading=_("Ask a constituent for consent"),
        menu=menu("parliament:home"),
        back=_back(),
        parts=[
            parts.Paragraphs(
                texts=[
                    _("If there is such a client, they get a message, read in their account who asks for what, and "
                      "say yes or no there. It takes a minute. We do not tell you whether there is such a client."),
                    _("A consent ends by itself on %(day)s. The constituent can end it at any time.")
                    % {"day": long_day(until)},
                    parts.Link(
                        text=_("Without an account: consent on paper"), href=reverse("parliament:paper-consent")
                    ),
                ]
            )
        ],
        form=form,
        submit=_("Send the request"),
        cancel=reverse("parliament:home"),
    )  # fmt: skip


def paper_page(office: OfficeFacts, until: date) -> OfficePage:
    """Return the consent form to print: what is shared, with whom, until when, and the places to write in."""
    blank = "_" * 24
    return OfficePage(
        heading=_("Consent for an office of Parliament"),
        menu=menu("parliament:home"),
        back=_back(),
        parts=[
            parts.Paragraphs(
                texts=[
                    _("I allow the department to tell %(office)s about my file, so that the office can help me.")
                    % {"office": office.name},
                    _("The office may be told only. It does nothing in my name, and gets no faster decision."),
                    _("I read in my account what the office asks and what it is answered, or I ask for it."),
                    _("The consent ends on %(day)s at the latest. I can end it at any time: in my account, by letter, "
                      "or by telephone.") % {"day": long_day(until)},
                ]
            ),
            parts.SummaryList(
                rows=[
                    parts.SummaryRow(key=_("Office"), value=f"{office.name} · {office.email}"),
                    parts.SummaryRow(key=_("My name"), value=blank),
                    parts.SummaryRow(key=_("My date of birth"), value=blank),
                    parts.SummaryRow(key=_("My identifier (UCI)"), value=blank),
                    parts.SummaryRow(key=_("Application numbers, or “all”"), value=blank),
                    parts.SummaryRow(
                        key=_("The office may be told"),
                        value=parts.Bullets(
                            items=[
                                _("☐ only where the file stands, and what it waits for"),
                                _("☐ also letters, documents, notes and the reasons of a decision"),
                            ]
                        ),
                    ),
                    parts.SummaryRow(key=_("Day, and my signature"), value=blank),
                ]
            ),
            parts.PrintButton(),
            parts.Paragraphs(
                texts=[
                    _("Send the signed form to the department. One person records it, a second one compares it; then "
                      "the file stands here, and the constituent is told."),
                ]
            ),
        ],
    )  # fmt: skip


def file_page(
    status: FileStatus, name: str, held: AuthorityFacts | None, enquiries: Sequence[MpEnquiryFacts], token: str
) -> OfficePage:
    """Return where a constituent’s file stands: the sentences and the range that the constituent reads, no more."""
    expected = status.expected
    rows = [
        parts.SummaryRow(key=_("Constituent"), value=name),
        parts.SummaryRow(key=_("File"), value=f"{status.number} · {status.program}"),
        parts.SummaryRow(key=_("Where it stands"), value=status.happening),
        parts.SummaryRow(key=_("Whose turn it is"), value=_turn(status.waiting_on)),
        parts.SummaryRow(key=_("When"), value=parts.Paragraphs(texts=_filled(expected.headline, expected.text))),
        parts.SummaryRow(key=_("What changed"), value=expected.moved),
        parts.SummaryRow(key=_("What comes next"), value=status.next),
        parts.SummaryRow(key=_("Last change"), value=long_day(local_day(status.latest_at))),
        parts.SummaryRow(key=_("Consent"), value=_consent(held)),
    ]
    ask = parts.Button(text=_("Ask us about this file"), href=reverse("parliament:ask", args=[status.number]))
    below: list[parts.Content] = [
        parts.Section(
            id="enquiries",
            title=_("What your office asked about this file"),
            items=[parts.CardList(cards=[enquiry_card(one) for one in enquiries]), ask] if enquiries else [ask],
        ),
        parts.PostButtons(
            action=reverse("parliament:hand-back", args=[status.number]),
            token=token,
            label=_("You do not need this consent any more?"),
            buttons=[
                parts.Button(
                    text=_("Hand the consent back"), name="do", value="hand-back", kind=parts.ButtonKind.SECONDARY
                )
            ],
        ),
    ]
    return OfficePage(
        heading=status.program,
        menu=menu("parliament:home"),
        back=_back(),
        parts=[
            parts.SummaryList(rows=[row for row in rows if row.value]),
            parts.Paragraphs(texts=[_("The constituent reads the same sentences, and that your office looked.")]),
        ],
        below=below,
    )


def enquiry_card(one: MpEnquiryFacts) -> parts.Card:
    """Return an enquiry in a list."""
    facts = [one.number, str(one.lane.label), _("Asked on %(day)s") % {"day": long_day(local_day(one.opened_at))}]
    if one.is_open:
        facts.append(_("Answer by %(day)s") % {"day": long_day(local_day(one.due_at))})
    return parts.Card(
        title=one.reference,
        href=reverse("parliament:enquiry", args=[one.reference]),
        tag=state_tag(one),
        facts=facts,
    )


def _card(file: FileSummary, names: Mapping[int, str]) -> parts.Card:
    kind = parts.TagKind.NEUTRAL if file.overall is Overall.CLOSED else parts.TagKind.INFO
    tag = parts.Tag(text=file.overall_word, kind=kind)
    if file.to_do:
        tag = parts.Tag(text=_("Their turn"), kind=parts.TagKind.WARNING)
    return parts.Card(
        title=f"{names.get(file.client_id, '')} · {file.program}",
        href=reverse("parliament:file", args=[file.number]),
        body=file.happening,
        tag=tag,
        facts=[file.number, _("Application received %(day)s") % {"day": long_day(local_day(file.received_at))}],
    )


def _asked(asked: Sequence[ProposalFacts], token: str, now: datetime) -> parts.Part:
    def row(one: ProposalFacts) -> parts.SummaryRow:
        if one.answer is Answer.NO:
            said: parts.Content = _("Said no on %(day)s") % {"day": long_day(local_day(one.answered_at or now))}
        elif not one.waits(now):
            said = _("No answer until %(day)s") % {"day": long_day(local_day(one.lapses_at))}
        else:
            said = parts.PostButtons(
                action=reverse("parliament:take-back", args=[one.proposal_id]),
                token=token,
                label=_("Waits until %(day)s") % {"day": long_day(local_day(one.lapses_at))},
                buttons=[
                    parts.Button(text=_("Take it back"), name="do", value="take-back", kind=parts.ButtonKind.SECONDARY)
                ],
            )
        return parts.SummaryRow(key=one.asked_for, value=said)

    return parts.SummaryList(rows=[row(one) for one in asked])


def _invited(one: ProposalFacts, token: str) -> parts.NoticeBanner:
    return parts.NoticeBanner(
        title=_("A constituent asks for the help of your office"),
        body=_("They name your office in their account. With your yes you see who it is, and where the file stands."),
        action=parts.PostButtons(
            action=reverse("parliament:accept", args=[one.proposal_id]),
            token=token,
            buttons=[
                parts.Button(text=_("Yes"), name="answer", value="yes"),
                parts.Button(text=_("No"), name="answer", value="no", kind=parts.ButtonKind.SECONDARY),
            ],
        ),
    )


def _turn(turn: WaitingOn) -> str:
    return {
        WaitingOn.YOU: _("The constituent’s"),
        WaitingOn.DEPARTMENT: _("The department’s"),
        WaitingOn.PARTNER: _("A partner’s of the department"),
        WaitingOn.NOBODY: _("Nobody’s"),
    }[turn]


def _consent(held: AuthorityFacts | None) -> str:
    if held is None:
        return ""
    what = (
        _("Also letters, documents and reasons")
        if Disclosure.CASE in held.sees
        else _("Only where the file stands, and what it waits for")
    )
    if held.ends_at is None:
        return what
    return _("%(what)s. Until %(day)s.") % {"what": what, "day": long_day(local_day(held.ends_at))}


def _filled(*texts: str) -> list[parts.Content]:
    return [text for text in texts if text]


def _back() -> parts.BackLink:
    return parts.BackLink(href=reverse("parliament:home"), text=_("Constituents"))
