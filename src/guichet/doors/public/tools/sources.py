"""Where a rule of a tool stands, in words that people can look up."""

from django.utils.translation import gettext as _

from guichet.assessment.rules.why import Step
from guichet.assessment.terms import Certainty
from guichet.foundation.languages import Language
from guichet.foundation.laws import citation


def cited(source: str, language: Language) -> str:
    """Return a source in words: laws by their names, the department’s pages by what they are."""
    return " · ".join(_named(part.strip(), language) for part in source.split(";") if part.strip())


def where(step: Step, language: Language) -> str:
    """Return where a step stands, and how sure we are of it where it is not confirmed."""
    source = cited(step.source, language)
    return source if step.status is Certainty.CONFIRMED else f"{source} · {step.status.label}"


def _named(source: str, language: Language) -> str:
    match source:
        case "CRS-TABLE":
            return _("the department’s table of points, as others copied it")
        case "CRS-JOBOFFER":
            return _("Ministerial instructions of March 25, 2025, as reported")
        case "CRS-2026":
            return _("reports that are not official")
        case "FUNDS":
            return _("the department’s table of funds, as reported")
        case "CALC-FAQ":
            return _("the department’s questions and answers on its calculator")
        case "CALC-FORUM":
            return _("how the department’s calculator counts")
        case "derived from settlement funds":
            return _("derived from the table of settlement funds")
        case "canada.ca":
            return _("the department’s table of language tests")
        case _ if source.startswith("canada.ca") or "reported" in source:
            return _("the department’s table of language tests")
    return citation(source, language)
