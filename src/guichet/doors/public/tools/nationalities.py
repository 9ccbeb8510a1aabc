"""Countries, as somebody chooses the one of a passport."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from guichet.assessment.queries import named_nationalities
from guichet.doors.public.tools.asking import Asker
from guichet.foundation.countries import country_names

# Places whose people hold the passport of another country or nationality of this list.
OF_ANOTHER = frozenset(
    {
        "AIA", "BMU", "VGB", "CYM", "FLK", "GIB", "MSR", "PCN", "SHN", "TCA", "IMN", "JEY", "GGY", "PRI", "GUM",
        "VIR", "MNP", "ASM", "GLP", "MTQ", "GUF", "REU", "MYT", "PYF", "NCL", "WLF", "SPM", "MAF", "BLM", "ABW",
        "CUW", "SXM", "BES", "ALA", "GRL", "FRO", "SJM", "NFK", "CXR", "CCK", "NIU", "COK", "TKL",
    }
)  # fmt: skip


def country_choices(asker: Asker, *, without: Collection[str] = ()) -> list[Any]:
    """Return the countries and other nationalities of passports, in the language of the page."""
    named = [(rule.code, rule.name.say(asker.language)) for rule in named_nationalities(asker.on) if rule.name]
    known = [pair for pair in country_names(asker.language).items() if pair[0] not in OF_ANOTHER | set(without)]
    return [("", _("Choose")), *known, (_("Other nationalities"), named)]
