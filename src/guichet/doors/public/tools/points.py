"""How many points in Express Entry, by the Comprehensive Ranking System?"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.assessment.queries import grid, ranking, ranking_gains, ranking_most, sentence
from guichet.assessment.rules.ranking import MOST_HUMAN_CAPITAL, Profile, Ranking, Spouse
from guichet.assessment.terms import Schooling, Study
from guichet.assessment.terms import StepCode as S
from guichet.design import parts
from guichet.design.dates import long_day
from guichet.doors.public.programs.pages import certainty_tag
from guichet.doors.public.tools import fields
from guichet.doors.public.tools.asking import Asked, Asker, Said, ToolForm
from guichet.doors.public.tools.fields import YES_NO, WholeField, choice, levels_said, tick
from guichet.doors.public.tools.gains import gains_section
from guichet.doors.public.tools.grid import points_table
from guichet.doors.public.tools.pages import Answered, Tool, reasons_section, what_next
from guichet.doors.public.tools.sources import cited
from guichet.doors.public.tools.trying import what_if_of
from guichet.foundation.dates import number
from guichet.foundation.languages import Language

ALONE, COUPLE, CANADIAN = "alone", "couple", "canadian"
MOST_YEARS = 60


class YouForm(ToolForm):
    """Age, schooling, and who comes along."""

    title = gettext_lazy("You")
    age = WholeField(label=gettext_lazy("How old are you?"), least=16, most=99)
    schooling = fields.schooling(gettext_lazy("What is your highest level of schooling?"))
    partner = choice(
        gettext_lazy("Do you have a spouse or partner?"),
        [(ALONE, gettext_lazy("No, or my spouse or partner stays behind")),
         (COUPLE, gettext_lazy("Yes, and they come along")),
         (CANADIAN, gettext_lazy("Yes, a citizen or permanent resident of Canada"))],
    )  # fmt: skip


class LanguageForm(ToolForm):
    """The level of each ability, in both languages."""

    title = gettext_lazy("Your languages")
    first_language = choice(
        gettext_lazy("Which is your first official language?"),
        [("en", gettext_lazy("English")), ("fr", gettext_lazy("French"))],
        hint=gettext_lazy("The one in which your test results are better."),
    )
    speaking = fields.level(gettext_lazy("First official language: speaking"))
    listening = fields.level(gettext_lazy("First official language: listening"))
    reading = fields.level(gettext_lazy("First official language: reading"))
    writing = fields.level(gettext_lazy("First official language: writing"))
    second_speaking = fields.level(gettext_lazy("Second official language: speaking"))
    second_listening = fields.level(gettext_lazy("Second official language: listening"))
    second_reading = fields.level(gettext_lazy("Second official language: reading"))
    second_writing = fields.level(gettext_lazy("Second official language: writing"))

    def adapt(self) -> None:
        """Lead to the tool that says the level of a result."""
        self.fields["speaking"].help_text = fields.levels_hint()


class WorkForm(ToolForm):
    """Work, study in Canada, family there, nomination."""

    title = gettext_lazy("Your work and your ties to Canada")
    canadian_years = WholeField(
        label=gettext_lazy("How many full years of skilled work do you have in Canada?"), least=0, most=MOST_YEARS,
        help_text=gettext_lazy("In the last ten years, with authorization. Write 0 if none."),
    )  # fmt: skip
    foreign_years = WholeField(
        label=gettext_lazy("How many full years of skilled work do you have outside Canada?"), least=0, most=MOST_YEARS,
        help_text=gettext_lazy("In the last ten years. Write 0 if none."),
    )  # fmt: skip
    canadian_study = choice(gettext_lazy("Did you study in Canada after secondary school?"), Study.choices)
    certificate = tick(gettext_lazy("I have a Canadian certificate of qualification in a trade."))
    sibling = tick(
        gettext_lazy("I have a brother or sister in Canada, a citizen or permanent resident aged 18 or more.")
    )
    nomination = choice(gettext_lazy("Has a province or territory nominated you?"), YES_NO)


class SpouseForm(ToolForm):
    """The spouse or partner who comes along; nothing where nobody does."""

    title = gettext_lazy("Your spouse or partner")
    spouse_schooling = fields.schooling(gettext_lazy("What is their highest level of schooling?"))
    spouse_speaking = fields.level(gettext_lazy("Their best official language: speaking"))
    spouse_listening = fields.level(gettext_lazy("Their best official language: listening"))
    spouse_reading = fields.level(gettext_lazy("Their best official language: reading"))
    spouse_writing = fields.level(gettext_lazy("Their best official language: writing"))
    spouse_years = WholeField(
        label=gettext_lazy("How many full years of skilled work do they have in Canada?"), least=0, most=MOST_YEARS
    )

    def adapt(self) -> None:
        """Ask nothing where nobody comes along who is counted."""
        if self.said.get("partner", COUPLE) != COUPLE:
            self.fields.clear()


def profile_of(said: Said) -> Profile:
    """Return the profile that was told of. Job offers are not asked about: the grid of today gives nothing for them."""
    spouse = None
    if said["partner"] == COUPLE:
        spouse = Spouse(
            schooling=Schooling(said["spouse_schooling"]),
            language=levels_said(said, "spouse_"),
            canadian_years=said["spouse_years"],
        )
    return Profile(
        age=said["age"],
        schooling=Schooling(said["schooling"]),
        first_language=Language(said["first_language"]),
        first=levels_said(said),
        second=levels_said(said, "second_"),
        canadian_years=said["canadian_years"],
        foreign_years=said["foreign_years"],
        has_certificate=said["certificate"],
        spouse=spouse,
        has_sibling=said["sibling"],
        canadian_study=Study(said["canadian_study"]),
        is_nominated=said["nomination"] == "yes",
    )


def answer(asked: Asked, asker: Asker, query: Any) -> Answered:
    """Return the points, factor by factor, what would give most, and what somebody tries."""
    profile, language = profile_of(asked.said), asker.language
    found = ranking(profile, asker.on)
    total = number(found.total, language)
    estimate = _("An estimate. The cut-off changes from round to round, and we do not hold the newest ones.")
    return Answered(
        sections=[
            parts.Answer(said=_("You have %(total)s points.") % {"total": total}, figure=total, detail=estimate),
            _table(profile, found, asker),
            gains_section(ranking_gains(profile, asker.on), asker),
        ],
        what_if=what_if_of(profile, found, asked, asker, query),
        then=[
            *_time(profile, found, asker),
            _why(found, asker),
            what_next(asker, programs=["EE-FSW", "EE-CEC", "EE-PNP"], articles=["pr-points", "pr-express-entry"]),
        ],
    )


def ended(asker: Asker) -> Iterator[parts.Part]:
    """Give what must be said before any points, where newer rules exist that are not known."""
    known = grid(asker.on)
    if known.newer_from and known.valid_to:
        said = {"until": long_day(known.valid_to), "since": long_day(known.newer_from)}
        yield parts.NoticeBanner(
            title=_("These are the points of the rules that ended on %(until)s") % said,
            body=_("Other rules are reported since %(since)s. We do not have them yet. Your points may be higher or "
                   "lower: check on the department’s own page before you decide anything.") % said,
            kind=parts.NoticeKind.WARNING,
        )  # fmt: skip


def _table(profile: Profile, found: Ranking, asker: Asker) -> parts.Section:
    """Return each factor with its points and the most it can give, and the sums of the parts."""
    couple = profile.spouse is not None
    most = ranking_most(asker.on, couple=couple)
    points = {step.code: step.facts["points"] for step in found.why if isinstance(step.facts.get("points"), int)}
    lines: list[tuple[str, Any, int]] = [
        (_("Age"), points[S.RANK_AGE], most["AGE"]),
        (_("Education"), points[S.RANK_EDUCATION], most["EDUCATION"]),
        (_("First official language"), points[S.RANK_FIRST], 4 * most["FIRST_LANGUAGE"]),
        (_("Second official language"), points[S.RANK_SECOND], most["SECOND_LANGUAGE_CAP"]),
        (_("Work in Canada"), points[S.RANK_WORK], most["CANADIAN_WORK"]),
    ]
    if couple:
        lines.append((_("Your spouse or partner"), found.spouse, _most_of_spouse(most)))
    lines += [
        (_("Skills that add to one another"), found.transfer, most["TRANSFER_CAP"]),
        (_("Additional points"), found.additional, most["ADDITIONAL_CAP"]),
    ]
    language = asker.language
    rows = [parts.Row(cells=[name, number(one, language), number(at_most, language)]) for name, one, at_most in lines]
    whole = number(MOST_HUMAN_CAPITAL + most["ADDITIONAL_CAP"], language)
    strong: list[parts.Content] = [
        parts.Strong(text=_("In all")),
        parts.Strong(text=number(found.total, language)),
        whole,
    ]
    return points_table([*rows, parts.Row(cells=strong)])


def _most_of_spouse(most: Any) -> int:
    return int(most["SPOUSE_EDUCATION"] + 4 * most["SPOUSE_LANGUAGE"] + most["SPOUSE_WORK"])


def _time(profile: Profile, found: Ranking, asker: Asker) -> Iterator[parts.Part]:
    """Give what the next birthdays take."""
    later = [
        (age, ranking(replace(profile, age=age), asker.on).total) for age in range(profile.age + 1, profile.age + 4)
    ]
    lines = [
        _("At %(age)s: %(total)s points.") % {"age": age, "total": number(total, asker.language)}
        for age, total in later
        if total != found.total
    ]
    if lines:
        intro = _("If nothing else changes, birthdays change your points:")
        yield parts.Section(id="time", title=_("What time takes"), intro=intro, items=[parts.Bullets(items=lines)])


def _why(found: Ranking, asker: Asker) -> parts.Section:
    language, known = asker.language, grid(asker.on)
    # Every line rests on the same table: it is named once.
    reasons = [parts.Reason(text=sentence(step, language)) for step in found.why if step.code is not S.RANK_ENDED]
    section = reasons_section(reasons)
    since = {"since": long_day(known.valid_from) if known.valid_from else "", "source": cited(known.source, language)}
    sure = parts.SummaryRow(key=_("How sure we are"), value=certainty_tag(known.factors["AGE"].status))
    return replace(
        section,
        intro=_("By the table in force since %(since)s. Source: %(source)s.") % since,
        items=[*section.items, parts.SummaryList(dense=True, rows=[sure])],
    )


POINTS = Tool(
    code="points",
    heading=gettext_lazy("How many points in Express Entry?"),
    lead=gettext_lazy("By the Comprehensive Ranking System. Four short parts. We keep nothing."),
    groups=(YouForm, LanguageForm, WorkForm, SpouseForm),
    answer=answer,
    warnings=ended,
)
