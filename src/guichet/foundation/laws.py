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
    "Privacy Regs": ("Privacy Regulations", "Règlement sur la protection des renseignements personnels"),
    "ATIA": ("Access to Information Act", "Loi sur l’accès à l’information"),
    "OLA": ("Official Languages Act", "Loi sur les langues officielles"),
    "ACA": ("Accessible Canada Act", "Loi canadienne sur l’accessibilité"),
    "PA": ("Privacy Act", "Loi sur la protection des renseignements personnels"),
    "IRPA": ("Immigration and Refugee Protection Act", "Loi sur l’immigration et la protection des réfugiés"),
}
# What is no law: pages, notes and reports that the catalogue names by a short form nobody else knows.
PAPERS = {
    "FEES-PR2024": ("fees of April 30, 2024, as the press reported them", "frais du 30 avril 2024, selon la presse"),
    "FEES-PR2026": ("fees of April 30, 2026, as others reported them", "frais du 30 avril 2026, selon des tiers"),
    "FEES-TR2024": ("fees of December 1, 2024, as the press reported", "frais du 1er décembre 2024, selon la presse"),
    "FEES-PPT2026": ("passport fees of 2026, as the press reported", "frais de passeport de 2026, selon la presse"),
    "PPT-30": ("passports within 30 days, as the press reported", "passeports en 30 jours, selon la presse"),
    "STUDY": ("study permits in 2026, as others reported", "permis d’études en 2026, selon des tiers"),
    "REMISSION": ("the department’s policy on fees returned", "politique du ministère sur les frais remis"),
    "GSS-PAGES": (
        "the department’s pages on the Global Skills Strategy",
        "pages du ministère sur la Stratégie en matière de compétences mondiales",
    ),
    "CIMM-2022-AA": (
        "the department’s notes for a parliamentary committee, February 2022",
        "notes du ministère pour un comité parlementaire, février 2022",
    ),
    "seed 001": ("a federal report of 2017", "rapport fédéral de 2017"),
    "seed 004": (
        "the department’s notes for a parliamentary committee, November 2024",
        "notes du ministère pour un comité parlementaire, novembre 2024",
    ),
    "general knowledge": ("general knowledge, to be confirmed", "connaissances générales, à confirmer"),
}
# What French says where the catalogue has English words of its own.
FRENCH_WORDS = {
    ", schedule, item ": ", annexe, article ",
    "SOR/": "DORS/",
    "Ministerial instructions": "Instructions ministérielles",
    " items ": " articles ",
    " item ": " article ",
}
SECTION = re.compile(r",?\s+s\.\s?(?=\d)")
_PLACE = r"\d+(?:\.\d+)?(?:\([^()]+\))*"
PLACES = re.compile(rf",?\s+s\.\s?({_PLACE}(?:-{_PLACE})?(?:, {_PLACE}(?:-{_PLACE})?)*)")
# A law, where it begins a part of a source: its short name, and a section.
LAW = re.compile(rf"(?:{'|'.join(NAMES)}|SOR/[\d-]+|Ministerial instructions)\b")
NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"


def citation(law: str, language: Language) -> str:
    """Return a law as it is cited: `IRPR s.179(b)` is `Immigration and Refugee Protection Regulations, s. 179(b)`.

    In French, `Règlement sur l’immigration et la protection des réfugiés, al. 179b)`: a section is `art.`, its parts
    `par.` (a number), `al.` (a letter) and `sous-al.` (a Roman number), as the Department of Justice cites them.
    """
    french = language is Language.FR
    law = law.replace(" sch. item ", ", schedule, item ")
    for short, names in (NAMES | PAPERS).items():
        law = re.sub(rf"\b{short}\b", names[1 if french else 0], law)
    return _in_french(law) if french else SECTION.sub(f", s.{NO_BREAK}", law)


def laws_in(source: str) -> str:
    """Return of a source what is a law that anybody can look up: `IRPR s.181; our manual, 3` is `IRPR s.181`."""
    return "; ".join(part.strip() for part in source.split(";") if LAW.match(part.strip()))


def _in_french(law: str) -> str:
    for english, words in FRENCH_WORDS.items():
        law = law.replace(english, words)
    return PLACES.sub(lambda found: f", {_french_places(found[1])}", law).replace("; ", f"{NARROW}; ")


def _french_places(places: str) -> str:
    """Return `76(1)(b), 220` as `al. 76(1)b), art. 220`: what kind of place it is, said where it changes."""
    said, kind = [], ""
    for place in places.split(", "):
        parts = re.findall(r"\(([^()]+)\)", place)
        now = _kind(parts)
        # A letter loses its first bracket in French, a number keeps both: 5(1)c)(iii).
        written = re.sub(r"\(([a-z])\)", r"\1)", place.replace("-", " à "), count=1)
        said.append(written if now == kind else f"{now}{NO_BREAK}{written}")
        kind = now
    return ", ".join(said)


def _kind(parts: list[str]) -> str:
    """Return what French calls the place that is reached through these brackets."""
    if not parts:
        return "art."
    if parts[-1][0].isdigit():
        return "par."
    return "sous-al." if len(parts) > 1 and parts[-2].isalpha() else "al."
