"""How plain a draft is, shown beside it before anybody approves it: the check of `guichet letters check`."""

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.foundation.languages import Language
from guichet.language.plain import HARDEST_GRADE, Report

# Beyond these, a list is no longer read; the rest shows once the first are mended.
MOST_SHOWN = 20


def plainness_section(found: Mapping[Language, Report], reader: Language) -> parts.Section:
    """Return the grade of each language and what should be mended, told in the language of the reader."""
    rows = [
        parts.Row(
            cells=[
                _language(language),
                one.message.say(reader),
                parts.Paragraphs(texts=[one.excerpt], language=language.value),
            ]
        )
        for language, report in found.items()
        for one in report.findings
    ]
    return parts.Section(
        id="plain",
        title=_("Is it plain?"),
        intro=" ".join(_grade(language, report) for language, report in found.items()),
        items=[
            parts.Table(
                caption=_("What should be mended"),
                caption_hidden=True,
                dense=True,
                columns=[
                    parts.Column(label=label) for label in (_("Language"), _("What should be mended"), _("Where"))
                ],
                rows=rows[:MOST_SHOWN],
                empty=parts.EmptyState(title=_("Nothing to mend was found.")),
            )
        ],
    )


def _grade(language: Language, report: Report) -> str:
    said = (
        _("%(language)s: grade %(grade)s.") if report.is_easy else _("%(language)s: grade %(grade)s, above %(most)s.")
    )
    grade = f"{report.grade:.1f}"
    words = {
        "language": _language(language),
        "grade": grade.replace(".", ",") if _is_french() else grade,
        "most": int(HARDEST_GRADE),
    }
    return said % words


def _language(language: Language) -> str:
    return {Language.EN: _("English"), Language.FR: _("French")}[language]


def _is_french() -> bool:
    return Language.of(get_language()) is Language.FR
