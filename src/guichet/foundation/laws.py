"""Laws by the names people can look up, in the words of each language. Pure."""

import re

from guichet.foundation.languages import Language

# The short forms of the catalogue, longest first; the French names are the laws’ own.
NAMES = {
    "Citizenship Regs": ("Citizenship Regulations", "Règlement sur la citoyenneté"),
    "Passport Order": ("Passport Order", "Décret sur les passeports canadiens"),
    "GCSI": ("service inventory of 2023-2024", "répertoire des services de 2023-2024"),
    "CitAct": ("Citizenship Act", "Loi sur la citoyenneté"),
    "IRPR": (
        "Immigration and Refugee Protection Regulations",
        "Règlement sur l’immigration et la protection des réfugiés",
    ),
    "IRPA": ("Immigration and Refugee Protection Act", "Loi sur l’immigration et la protection des réfugiés"),
}
SECTION = re.compile(r",?\s+s\.\s?(?=\d)")
NO_BREAK = "\N{NO-BREAK SPACE}"


def citation(law: str, language: Language) -> str:
    """Return a law as it is cited: `IRPR s.179(b)` is `Immigration and Refugee Protection Regulations, s. 179(b)`."""
    place = 1 if language is Language.FR else 0
    for short, names in NAMES.items():
        law = law.replace(short, names[place])
    return SECTION.sub(f", {'art.' if place else 's.'}{NO_BREAK}", law)
