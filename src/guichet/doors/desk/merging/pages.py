"""What the pages about two records of one person show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guichet.applications.queries import FileSummary, files_of
from guichet.clients.queries import ClientFacts, DuplicateFacts, Found, MergeFacts, Verdict
from guichet.clients.terms import ContactKind, DuplicateReason, DuplicateState
from guichet.design import parts
from guichet.doors.desk.merging.forms import JoinForm, OtherRecordForm, PartForm
from guichet.doors.desk.search.pages import names
from guichet.doors.desk.words import LANGUAGES
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, day, frame
from guichet.foundation.countries import country_name
from guichet.foundation.dates import long_date


@dataclass(frozen=True, kw_only=True)
class PairPage(StaffPage):
    """Asks whether two records are opened to be compared."""

    one: int
    other: int
    intro: str
    people: parts.Table


@dataclass(frozen=True, kw_only=True)
class ComparePage(StaffPage):
    """Two records side by side, and what can be decided."""

    one: int
    other: int
    intro: str
    notice: parts.NoticeBanner | None
    table: parts.Table
    form: JoinForm
    consequence: str
    suggestion: int | None


@dataclass(frozen=True, kw_only=True)
class PartPage(StaffPage):
    """Asks why two records are parted, and says what follows."""

    merge_id: int
    client_id: int
    facts: parts.SummaryList
    consequence: str
    form: PartForm


@dataclass(frozen=True, kw_only=True)
class OtherRecordPage(StaffPage):
    """Asks with which record a client is compared."""

    client_id: int
    form: OtherRecordForm


def pair_page(visit: Visit, one: Found, other: Found) -> PairPage:
    """Return the question; it shows no more of either than a list of results does."""
    return PairPage(
        heading=_("Compare two records"),
        frame=frame(visit, current="desk:work"),
        one=one.client_id,
        other=other.client_id,
        intro=_("To compare them, both are opened for half an hour. That is noted, and both clients can see it."),
        people=parts.Table(
            caption=_("The two records"),
            caption_hidden=True,
            dense=True,
            columns=[parts.Column(label=_("UCI")), parts.Column(label=_("Name")), parts.Column(label=_("Born"))],
            rows=[
                parts.Row(cells=[found.shown_uci, names(found.names) if found.names else "–", day(found.birth_date)])
                for found in (one, other)
            ],
        ),
    )


def compare_page(
    visit: Visit, one: ClientFacts, other: ClientFacts, verdict: Verdict, pair: DuplicateFacts | None, form: JoinForm
) -> ComparePage:
    """Return two records side by side, with what they have alike and in what they differ."""
    waits = pair is not None and pair.state is DuplicateState.OPEN
    return ComparePage(
        heading=_("One person or two?"),
        frame=frame(visit, current="desk:work"),
        one=one.client_id,
        other=other.client_id,
        intro=_("What speaks for one person counts %(score)s of a hundred. Only people decide.")
        % {"score": verdict.score},
        notice=_decided_before(pair),
        table=_side_by_side(visit, one, other, verdict),
        form=form,
        consequence=_("All files, messages and looks of both records are then shown as one person’s, to the client and "
                      "to everybody who answers. The client is told. It can be undone at any time: each record keeps "
                      "what is its own."),
        suggestion=pair.duplicate_id if pair is not None and waits else None,
    )  # fmt: skip


def part_page(visit: Visit, merge: MergeFacts, form: PartForm) -> PartPage:
    """Return the question why two records are parted."""
    return PartPage(
        heading=_("Separate two records"),
        frame=frame(visit, current="desk:home"),
        merge_id=merge.merge_id,
        client_id=merge.kept,
        facts=parts.SummaryList(
            dense=True,
            rows=[
                parts.SummaryRow(key=_("Record that is kept"), value=merge.kept_uci),
                parts.SummaryRow(key=_("Joined to it"), value=merge.gone_uci),
                parts.SummaryRow(key=_("Since"), value=day(merge.merged_at)),
                parts.SummaryRow(
                    key=_("What was compared"),
                    value=format_html_join(SafeString("<br>"), "{}", ((proof.label,) for proof in merge.proofs)),
                ),
            ],
        ),
        consequence=_("Each record has its own files, messages and accounts again, and what has come for it since. "
                      "What the client chose while they were joined stays with the record that was kept. Both are "
                      "told."),
        form=form,
    )  # fmt: skip


def other_record_page(visit: Visit, client_id: int, form: OtherRecordForm) -> OtherRecordPage:
    """Return the question with which record a client is compared."""
    return OtherRecordPage(
        heading=_("Compare with another record"),
        frame=frame(visit, current="desk:home"),
        client_id=client_id,
        form=form,
    )


def records(visit: Visit, client: ClientFacts, merges: Sequence[MergeFacts]) -> parts.Section:
    """Return which records were joined to make this client, with the way to part or to join more."""
    return parts.Section(
        id="records",
        title=_("Records"),
        items=[
            parts.SummaryList(
                dense=True,
                rows=[
                    parts.SummaryRow(
                        key=_("Joined"),
                        value=one.gone_uci if one.kept == client.client_id else f"{one.gone_uci} → {one.kept_uci}",
                        action=parts.Link(
                            text=_("Separate"), detail=one.gone_uci, href=reverse("desk:part", args=[one.merge_id])
                        ),
                    )
                    for one in merges
                ],
            )
        ]
        if merges
        else [],
        action=parts.Link(
            text=_("Compare with another record"), href=reverse("desk:other-record", args=[client.client_id])
        ),
    )


def _decided_before(pair: DuplicateFacts | None) -> parts.NoticeBanner | None:
    if pair is None or pair.state is not DuplicateState.DIFFERENT:
        return None
    return parts.NoticeBanner(
        kind=parts.NoticeKind.WARNING,
        title=_("A colleague decided that these are two people."),
        body=_("Join them only on a proof that was not known then."),
    )


def _side_by_side(visit: Visit, one: ClientFacts, other: ClientFacts, verdict: Verdict) -> parts.Table:
    language = visit.language
    files = {
        facts.client_id: files_of(visit.viewer, language=language, now=visit.origin.at, client_id=facts.client_id)
        for facts in (one, other)
    }
    return parts.Table(
        caption=_("The two records"),
        caption_hidden=True,
        dense=True,
        columns=[
            parts.Column(label=_("Fact")),
            parts.Column(label=one.shown_uci),
            parts.Column(label=other.shown_uci),
            parts.Column(label=_("Compared")),
        ],
        rows=[
            _row(_("UCI"), one.shown_uci, other.shown_uci, _slip(verdict)),
            _row(_("Name"), _names(one), _names(other), _named(one, other, verdict)),
            _fact(_("Born"), *(long_date(who.birth_date, language) if who.birth_date else "" for who in (one, other))),
            _fact(_("Citizen of"), *(country_name(who.country, language) for who in (one, other))),
            *(
                _fact(str(kind.label), *(_address(who, kind) for who in (one, other)))
                for kind in ContactKind
            ),
            _row(_("Language"), LANGUAGES[one.language], LANGUAGES[other.language], ""),
            _row(_("Online account"), _account(one), _account(other), ""),
            _row(_("Files"), _files(files[one.client_id]), _files(files[other.client_id]), ""),
        ],
    )  # fmt: skip


def _row(name: str, one: parts.Content, other: parts.Content, compared: parts.Content) -> parts.Row:
    return parts.Row(cells=[name, one, other, compared])


def _fact(name: str, one: str, other: str) -> parts.Row:
    if not one or not other:
        return _row(name, one or "–", other or "–", parts.Tag(text=_("Not known of both")))
    return _row(name, one, other, _same() if one == other else _differs())


def _same() -> parts.Tag:
    return parts.Tag(text=_("The same"), kind=parts.TagKind.SUCCESS)


def _differs() -> parts.Tag:
    return parts.Tag(text=_("Differs"), kind=parts.TagKind.WARNING)


def _slip(verdict: Verdict) -> parts.Content:
    if DuplicateReason.UCI_SLIP not in verdict.reasons:
        return ""
    return parts.Tag(text=_("Differs by one slip"), kind=parts.TagKind.INFO)


def _named(one: ClientFacts, other: ClientFacts, verdict: Verdict) -> parts.Tag:
    if DuplicateReason.NAME in verdict.reasons:
        return _same()
    if DuplicateReason.NAME_ALIKE in verdict.reasons:
        return parts.Tag(text=_("Similar"), kind=parts.TagKind.INFO)
    return _differs() if one.names and other.names else parts.Tag(text=_("Not known of both"))


def _names(client: ClientFacts) -> parts.Content:
    return names(client.names) if client.names else "–"


def _address(client: ClientFacts, kind: ContactKind) -> str:
    return next((point.shown for point in client.contact_points if point.kind is kind), "")


def _account(client: ClientFacts) -> str:
    return _("Linked") if client.has_account else _("None linked yet")


def _files(found: Sequence[FileSummary]) -> parts.Content:
    if not found:
        return "–"
    return format_html_join(SafeString("<br>"), "{} {}", ((file.number, file.program) for file in found))
