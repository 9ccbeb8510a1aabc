"""Where many files stand, line by line, and what is asked most in a riding."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.applications.queries import FileSummary
from guichet.design import parts
from guichet.doors.parliament.lists.forms import ListForm
from guichet.doors.parliament.pages import OfficePage, menu
from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.mp_enquiries.rules import Listed, Theme


def list_page(form: ListForm, results: Sequence[parts.Content]) -> OfficePage:
    """Return the form for a list, with what came of the last one first."""
    return OfficePage(
        heading=_("Many files at once"),
        menu=menu("parliament:list"),
        parts=[
            *results,
            parts.Paragraphs(
                texts=[_("You see where each file of a consenting constituent stands. Nothing of the list is kept.")]
            ),
        ],
        form=form,
        submit=_("Show where they stand"),
    )


def results(listed: Listed, shown: dict[str, tuple[FileSummary, str, str]]) -> list[parts.Content]:
    """Return the table of files, and the lines that were left out, each with its reason.

    `shown` has, by number, the file, the constituent’s name and when a decision may be expected.
    """
    refused = [
        *((line, _("Line %(n)s: “%(text)s” is no application number.") % {"n": line, "text": text})
          for line, text in listed.unreadable),
        *((line, _("Line %(n)s: %(number)s stands there twice.") % {"n": line, "number": text})
          for line, text in listed.twice),
    ]  # fmt: skip
    said = [text for _line, text in sorted(refused)]
    said += [
        _("%(number)s: no constituent of this number lets your office see the file.") % {"number": each}
        for each in listed.numbers
        if each not in shown
    ]
    if listed.left_out:
        said.append(_("The list is too long: %(n)s lines at its end were not read.") % {"n": listed.left_out})
    found: list[parts.Content] = []
    if shown:
        found.append(_table(shown))
    if said:
        found.append(
            parts.Section(id="left-out", title=_("Left out, and why"), items=[parts.Bullets(items=list(said))])
        )
    return found


def themes_page(
    riding: str, by_reason: Sequence[Theme], by_program: Sequence[Theme], names: dict[str, str], language: Language
) -> OfficePage:
    """Return for how many constituents of a riding offices asked, by reason and by program."""
    return OfficePage(
        heading=_("Themes in %(riding)s") % {"riding": riding},
        menu=menu("parliament:themes"),
        parts=theme_parts(by_reason, by_program, names, language),
    )


def theme_parts(
    by_reason: Sequence[Theme], by_program: Sequence[Theme], names: dict[str, str], language: Language
) -> list[parts.Content]:
    """Return the tables of themes."""
    if not by_reason:
        return [parts.EmptyState(title=_("Nothing was asked of late"), body=_("Themes are counted over 90 days."))]
    return [
        parts.Paragraphs(
            texts=[_("Constituents about whom offices asked in the last 90 days. Somebody for whom it was asked twice "
                     "counts once. Small groups are not shown, so that nobody can be known by them.")]
        ),
        _themes(_("By what it is about"), by_reason, names, language),
        _themes(_("By program"), by_program, names, language),
    ]  # fmt: skip


def _themes(caption: str, themes: Sequence[Theme], names: dict[str, str], language: Language) -> parts.Table:
    return parts.Table(
        caption=caption,
        columns=[parts.Column(label=caption), parts.Column(label=_("Constituents"), number=True)],
        rows=[
            parts.Row(
                cells=[
                    names.get(one.code, one.code),
                    _("few") if one.people is None else number(one.people, language),
                ]
            )
            for one in themes
        ],
    )


def _table(shown: dict[str, tuple[FileSummary, str, str]]) -> parts.Table:
    return parts.Table(
        caption=_("Where they stand"),
        columns=[
            parts.Column(label=_("File")),
            parts.Column(label=_("Constituent")),
            parts.Column(label=_("Program")),
            parts.Column(label=_("Where it stands")),
            parts.Column(label=_("When")),
        ],
        rows=[
            parts.Row(
                cells=[each, name, file.program, file.happening, when],
                href=reverse("parliament:file", args=[each]),
            )
            for each, (file, name, when) in shown.items()
        ],
    )
