"""How answers, conditions and changes are said."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import long_day
from guichet.foundation.countries import country_name
from guichet.foundation.dates import money, number
from guichet.foundation.languages import Language
from guichet.foundation.laws import citation, laws_in
from guichet.plans.queries import Change, Checked, Held, Outcome, Question
from guichet.programs.terms import Certainty, Fit, QuestionType

FIT_KINDS = {
    Fit.FITS: parts.TagKind.SUCCESS,
    Fit.MAY: parts.TagKind.INFO,
    Fit.LATER: parts.TagKind.WARNING,
    Fit.NOT: parts.TagKind.NEUTRAL,
}


def fit_tag(fit: Fit) -> parts.Tag:
    """Return how a program stands, in two words."""
    return parts.Tag(text=str(fit.label), kind=FIT_KINDS[fit])


def answer_words(question: Question, word: str, language: Language) -> str:
    """Return an answer as it is read."""
    if not word:
        return _("I don’t know")
    match question.type:
        case QuestionType.YES_NO:
            return _("Yes") if word == "YES" else _("No")
        case QuestionType.DAY:
            return long_day(date.fromisoformat(word))
        case QuestionType.COUNTRY:
            return country_name(word, language)
        case QuestionType.MONEY:
            return money(Decimal(word), language)
        case QuestionType.COUNT:
            return number(int(word), language)
    option = question.option(word)
    return option.text.say(language) if option else word


def standing_tag(held: Held) -> parts.Tag:
    """Return whether a condition holds."""
    match held:
        case Held.YES:
            return parts.Tag(text=_("It is so"), kind=parts.TagKind.SUCCESS)
        case Held.NO:
            return parts.Tag(text=_("It is not so"), kind=parts.TagKind.WARNING)
        case _:
            return parts.Tag(text=_("Not known yet"), kind=parts.TagKind.INFO)


def condition_row(one: Checked, language: Language) -> parts.SummaryRow:
    """Return a condition: how it stands, where it stands in law, and how sure we are of it."""
    condition = one.condition
    pieces: list[parts.Content] = [standing_tag(one.held), " ", rule_of(one, language)]
    return parts.SummaryRow(key=condition.needs.say(language), value=parts.Sentence(pieces=pieces))


def rule_of(one: Checked, language: Language) -> str:
    """Return where a condition stands in law, and how sure we are where it is not confirmed."""
    laws = citation(laws_in(one.condition.source), language)
    status = one.condition.status
    return " · ".join(filter(None, (laws, "" if laws and status is Certainty.CONFIRMED else str(status.label))))


def in_short(outcome: Outcome, who: str, language: Language) -> str:
    """Return the one thing to know of how a program stands."""
    if outcome.fit is Fit.LATER and outcome.from_day:
        return _("From %(day)s, if nothing else changes.") % {"day": long_day(outcome.from_day)}
    if outcome.failed:
        return _("Needed: %(what)s") % {"what": needed(outcome.failed[0], language)}
    if outcome.open:
        return _("Not known yet: %(what)s") % {"what": needed(outcome.open[0], language)}
    if outcome.last_day:
        return _("%(who)s Apply before %(day)s.") % {"who": who, "day": long_day(outcome.last_day)}
    return who


def needed(one: Checked, language: Language) -> str:
    """Return what a condition asks."""
    return one.condition.needs.say(language)


def change_points(change: Change, questions: Mapping[str, Question], answers: Mapping[str, str],
                  language: Language) -> list[parts.Content]:  # fmt: skip
    """Return what would have to be otherwise, point by point."""
    points: list[parts.Content] = []
    if change.from_day:
        points.append(_("You wait until %(day)s.") % {"day": long_day(change.from_day)})
    for code, word in change.answers.items():
        question = questions[code]
        words = {
            "question": question.ask.say(language),
            "wanted": answer_words(question, word, language),
            "said": answer_words(question, answers.get(code, ""), language),
        }
        if question.type is QuestionType.MONEY:
            points.append(_("%(question)s At least %(wanted)s, where you said %(said)s.") % words)
        else:
            points.append(_("%(question)s “%(wanted)s”, where you said “%(said)s”.") % words)
    return points


def change_in_short(change: Change | None, questions: Mapping[str, Question], language: Language) -> str:
    """Return the smallest change in one line: the day from which on, and the answers that would do."""
    if change is None:
        return _("No one or two changes would make it fit.")
    said = []
    for code, word in change.answers.items():
        question = questions[code]
        words = {"question": question.ask.say(language), "wanted": answer_words(question, word, language)}
        is_least = question.type is QuestionType.MONEY
        said.append(
            _("%(question)s At least %(wanted)s.") % words if is_least else _("%(question)s “%(wanted)s”.") % words
        )
    what = " ".join(said)
    if not change.from_day:
        return _("It would fit with: %(what)s") % {"what": what}
    day = long_day(change.from_day)
    if not what:
        return _("It fits from %(day)s.") % {"day": day}
    return _("It would fit from %(day)s with: %(what)s") % {"day": day, "what": what}
