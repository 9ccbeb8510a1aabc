"""A worked case of points of the Comprehensive Ranking System."""

from collections.abc import Iterator

from guichet.assessment import policy
from guichet.assessment.cases import reading
from guichet.assessment.rules.ranking import Grid, Profile, Ranking, Spouse, ranking
from guichet.assessment.terms import JobOffer, Schooling, Study
from guichet.foundation.languages import Language, Text
from guichet.foundation.worked import Explained, Line, Row, Rule, Unreadable

SCHOOLINGS = {
    **{schooling.value: schooling.value for schooling in Schooling},
    "bachelor_3plus": Schooling.THREE_PLUS, "bachelor": Schooling.THREE_PLUS, "masters_prof": Schooling.MASTERS,
    "doctoral": Schooling.DOCTORATE, "phd": Schooling.DOCTORATE,
}  # fmt: skip
STUDIES = {"": Study.NONE, "no": Study.NONE, **{study.value: study for study in Study}}
OFFERS = {
    "": JobOffer.NONE, "no": JobOffer.NONE, "any": JobOffer.OTHER, "0": JobOffer.SENIOR,
    **{offer.value: offer for offer in JobOffer},
}  # fmt: skip
LANGUAGES = {language.value: language for language in Language}
# What can be changed to have more points, and what it is then; sentences for whoever asks what would help.
RAISES = {
    "first_clb_S_L_R_W": Text(
        en="One level more in each ability of the first language.",
        fr="Un niveau de plus dans chaque compétence de la première langue.",
    ),
    "second_clb_S_L_R_W": Text(
        en="Level 7 in each ability of the second language.",
        fr="Le niveau 7 dans chaque compétence de la seconde langue.",
    ),
    "education": Text(en="The next level of education.", fr="Le niveau de scolarité suivant."),
    "canadian_years": Text(en="One year more of work in Canada.", fr="Une année de travail de plus au Canada."),
    "foreign_years": Text(en="One year more of work abroad.", fr="Une année de travail de plus à l’étranger."),
    "nomination": Text(
        en="A nomination by a province or territory.", fr="Une désignation par une province ou un territoire."
    ),
}


def profile_of(row: Row) -> Profile:
    """Return the profile that a row of words describes. Raises Unreadable, naming the column."""
    return Profile(
        age=reading.whole(row, "age"),
        schooling=Schooling(reading.word(row, "education", SCHOOLINGS)),
        first_language=Language(reading.word(row, "first_language", LANGUAGES)),
        first=reading.levels(row, "first_clb_S_L_R_W"),
        second=reading.levels(row, "second_clb_S_L_R_W"),
        canadian_years=reading.whole(row, "canadian_years", empty=0),
        foreign_years=reading.whole(row, "foreign_years", empty=0),
        has_certificate=reading.yes(row, "trade_certificate"),
        spouse=_spouse(row),
        has_sibling=reading.yes(row, "sibling"),
        canadian_study=Study(reading.word(row, "canadian_study", STUDIES)),
        is_nominated=reading.yes(row, "nomination"),
        job_offer=JobOffer(reading.word(row, "job_offer", OFFERS)),
    )


def grid_of(row: Row) -> Grid:
    """Return the grid of a row: that of a version, by the day it began, or of any day. Raises Unreadable."""
    begins = reading.day(row, "grid_version")
    try:
        return policy.grid_of_version(begins)
    except policy.NotKnown:
        pass
    try:
        return policy.grid(begins)
    except policy.NotKnown:
        raise Unreadable("grid_version", begins.isoformat()) from None


def _spouse(row: Row) -> Spouse | None:
    # Read in any case, so that nonsense is named whether it counts or not.
    spouse = Spouse(
        schooling=Schooling(reading.word(row, "spouse_education", SCHOOLINGS, empty="none")),
        language=reading.levels(row, "spouse_clb_S_L_R_W"),
        canadian_years=reading.whole(row, "spouse_canadian_years", empty=0),
    )
    return spouse if reading.yes(row, "spouse_scored") else None


def _found(row: Row) -> Ranking:
    return ranking(profile_of(row), grid_of(row))


def _decided(row: Row) -> dict[str, str]:
    found = _found(row)
    return {
        "A_core": str(found.core),
        "B_spouse": str(found.spouse),
        "C_education": str(found.education),
        "C_foreign": str(found.foreign),
        "C_certificate": str(found.certificate),
        "C_total": str(found.transfer),
        "french_points": str(found.french),
        "D_additional": str(found.additional),
        "total": str(found.total),
    }


def _explained(row: Row) -> Explained:
    found, grid = _found(row), grid_of(row)
    text = Text(
        en="The points of the grid that is in force, or the last one known.",
        fr="Les points de la grille en vigueur, ou de la dernière connue.",
    )
    begins = grid.valid_from.isoformat() if grid.valid_from else ""
    lines = [Line(f"GRID_{begins}", str(found.total), text, grid.source, decided=True)]
    for change, reason in _raises(row):
        total = _found({**row, **change}).total
        if total > found.total:
            (column, wanted), *_ = change.items()
            misses = ((column, reading.cell(row, column), (wanted,)),)
            lines.append(Line(column.upper(), str(total), reason, grid.source, misses=misses, change=change))
    return Explained(str(found.total), tuple(lines), reading.reasons(found.why))


def _raises(row: Row) -> Iterator[tuple[dict[str, str], Text]]:
    profile = profile_of(row)
    rungs = list(Schooling)
    rung = rungs.index(profile.schooling)
    wanted = {
        "first_clb_S_L_R_W": "/".join(str(min(level + 1, 10)) for level in profile.first.each),
        "second_clb_S_L_R_W": "/".join(str(max(level, 7)) for level in profile.second.each),
        "education": rungs[min(rung + 1, len(rungs) - 1)].value,
        "canadian_years": str(profile.canadian_years + 1),
        "foreign_years": str(profile.foreign_years + 1),
        "nomination": "yes",
    }
    for column, word in wanted.items():
        yield {column: word}, RAISES[column]


RANKING_RULE = Rule(
    name="crs",
    source="CRS-TABLE; CRS-JOBOFFER",
    columns=(
        "grid_version", "spouse_scored", "age", "education", "first_language", "first_clb_S_L_R_W",
        "second_clb_S_L_R_W", "canadian_years", "foreign_years", "trade_certificate", "spouse_education",
        "spouse_clb_S_L_R_W", "spouse_canadian_years", "sibling", "canadian_study", "nomination", "job_offer",
    ),
    results=(
        "A_core", "B_spouse", "C_education", "C_foreign", "C_certificate", "C_total", "french_points",
        "D_additional", "total",
    ),
    decide=_decided,
    explain=_explained,
    own_cases=reading.OWN / "crs.csv",
)  # fmt: skip
