"""How a question stands, in words: the same on the page of the receipt, in the account, and at the desk."""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.enquiries.policy import pause
from guichet.enquiries.queries.facts import EnquiryFacts
from guichet.enquiries.queries.places import Place
from guichet.enquiries.terms import EnquiryState
from guichet.foundation.dates import long_date, number
from guichet.foundation.languages import Language


def how_it_stands(one: EnquiryFacts, language: Language) -> str:
    """Return how a question stands, as one sentence for whoever asked."""
    with override(language):
        match one.state:
            case EnquiryState.OPEN:
                return _("We have your question. A person here answers it.")
            case EnquiryState.WAITING:
                return _("We need something from you before we can answer.")
            case EnquiryState.ANSWERED:
                return _("We answered your question.")
            case EnquiryState.JOINED:
                return _("We answer this together with another question of yours.")
            case EnquiryState.SET_ASIDE:
                return _("We closed this without an answer: we found nothing that asks for one.")


def by_when(one: EnquiryFacts, language: Language) -> str:
    """Return by when an answer comes, or why nobody can say; empty for what is over."""
    if one.is_over:
        return ""
    with override(language):
        if one.state is EnquiryState.WAITING:
            return pause(one.waits_for, localtime(one.latest_at).date()).sentence.say(language)
        due = localtime(one.due_at).date()
        day = long_date(due, language)
        if one.expected_on and one.expected_on > due:
            return _(
                "We promised an answer by %(day)s, and we are late with many. At the pace of the last two weeks we "
                "reach yours on %(expected)s."
            ) % {"day": day, "expected": long_date(one.expected_on, language)}
        return _("You will hear from us by %(day)s.") % {"day": day}


def in_line(place: Place | None, language: Language) -> str:
    """Return how many questions stand before one; empty for what stands in no line."""
    if place is None:
        return ""
    with override(language):
        if place.is_more:
            return _("More than %(n)s questions stand before yours.") % {"n": number(place.ahead, language)}
        if place.ahead == 0:
            return _("Yours is the next one.")
        return _("Questions that stand before yours: %(n)s.") % {"n": number(place.ahead, language)}
