"""What the search shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.applications.queries import FileCount
from guichet.clients.queries import Findings, Found, NameFacts
from guichet.clients.terms import FoundBy
from guichet.design import parts
from guichet.doors.desk.search.forms import SearchForm
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, day, frame
from guichet.foundation.countries import country_name
from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.identity.terms import Purpose

# The surest reasons first; the shape beside the word says whether the fit is exact.
EXACT = {FoundBy.UCI, FoundBy.NUMBER, FoundBy.EMAIL, FoundBy.PHONE, FoundBy.NAME}


@dataclass(frozen=True, slots=True)
class Result:
    """A client that was found, with how many files they have (None: none)."""

    found: Found
    files: FileCount | None


@dataclass(frozen=True, kw_only=True)
class SearchPage(StaffPage):
    """The box to type into, and who was found."""

    form: SearchForm
    more: parts.NoticeBanner | None
    results: parts.Table | None
    open_now: parts.Table | None

    @property
    def fields(self) -> list[BoundField]:
        """Return the two boxes. Neither is marked optional: one of them is enough, and the hints say so."""
        return [self.form["q"], self.form["born"]]


def search_page(
    visit: Visit, form: SearchForm, found: Findings | None, results: Sequence[Result], open_now: Sequence[Found]
) -> SearchPage:
    """Return the search; `found` is None where nothing was searched for, `open_now` whose files are open already."""
    around = frame(visit, current="desk:home")
    return SearchPage(
        heading=_("Find a client"),
        # The box of the page itself is the search here: one is enough.
        frame=around.without_search(),
        form=form,
        more=_more(len(results), visit.language) if found and found.more else None,
        results=_results(visit, found, results) if found else None,
        open_now=_open_now(visit, open_now) if open_now and not found else None,
    )


def names(known: Sequence[NameFacts]) -> SafeString:
    """Return the names of a client: the one we use, then the others, each in its own script and direction."""
    first, *others = known
    return format_html(
        "{}{}",
        one_name(first),
        format_html_join("", ' <span class="other-name">{}</span>', ((one_name(name),) for name in others)),
    )


def one_name(name: NameFacts) -> SafeString:
    """Return a name with its direction, so that it turns nothing around it."""
    return format_html('<bdi dir="{}">{}</bdi>', name.direction, name.text)


def _open_now(visit: Visit, clients: Sequence[Found]) -> parts.Table:
    return parts.Table(
        caption=_("Open now"),
        dense=True,
        columns=[
            parts.Column(label=_("Name")),
            parts.Column(label=_("UCI")),
            parts.Column(label=_("Purpose")),
        ],
        rows=[
            parts.Row(
                href=reverse("desk:client", args=[one.client_id]),
                cells=[
                    names(one.names) if one.names else one.shown_uci,
                    one.shown_uci,
                    Purpose(visit.viewer.opened[one.client_id]).label,
                ],
            )
            for one in clients
        ],
    )


def _more(shown: int, language: Language) -> parts.NoticeBanner:
    return parts.NoticeBanner(
        title=_("There are more than these %(n)s.") % {"n": number(shown, language)},
        body=_("Add the year or day of birth, or another name."),
    )


def _results(visit: Visit, found: Findings, results: Sequence[Result]) -> parts.Table:
    sort = visit.GET.get("sort", "")
    order = _ORDERS.get(sort.lstrip("-"))
    shown = sorted(results, key=order, reverse=sort.startswith("-")) if order else results
    return parts.Table(
        caption=ngettext("%(n)s client", "%(n)s clients", len(results)) % {"n": number(len(results), visit.language)},
        dense=True,
        sort=sort,
        query=visit.GET.urlencode(),
        columns=[
            parts.Column(label=_("Name"), sort="name"),
            parts.Column(label=_("UCI")),
            parts.Column(label=_("Born"), sort="born"),
            parts.Column(label=_("Country")),
            parts.Column(label=_("Files"), sort="files", number=True),
            parts.Column(label=_("Found by")),
        ],
        rows=[_row(result, found, visit) for result in shown],
        empty=parts.EmptyState(
            title=_("Nobody was found"),
            body=_("Try one name only, another spelling, the e-mail address, or a number from a letter."),
        ),
    )


def _row(result: Result, found: Findings, visit: Visit) -> parts.Row:
    one = result.found
    where = reverse("desk:client", args=[one.client_id])
    if one.found_by is FoundBy.NUMBER and found.number:
        where = reverse("desk:file", args=[found.number])
    return parts.Row(
        href=where,
        cells=[
            names(one.names) if one.names else one.shown_uci,
            one.shown_uci,
            day(one.birth_date),
            country_name(one.country, visit.language),
            _files(result.files, visit.language),
            parts.Tag(
                text=one.found_by.label,
                kind=parts.TagKind.SUCCESS if one.found_by in EXACT else parts.TagKind.NEUTRAL,
            ),
        ],
    )


def _files(count: FileCount | None, language: Language) -> str:
    if count is None:
        return "0"
    if not count.open:
        return number(count.files, language)
    return _("%(n)s (%(open)s open)") % {"n": number(count.files, language), "open": number(count.open, language)}


_ORDERS: dict[str, Callable[[Result], tuple[object, ...]]] = {
    "name": lambda one: (one.found.names[0].text.casefold() if one.found.names else "", one.found.client_id),
    "born": lambda one: (str(one.found.birth_date or ""), one.found.client_id),
    "files": lambda one: (one.files.files if one.files else 0, one.found.client_id),
}
