"""The catalogue that ships: whole, in both languages, and looked up by code and day."""

import csv
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from guichet.foundation.dated.problems import FaultyData
from guichet.foundation.languages import Language, Text
from guichet.foundation.laws import citation
from guichet.programs.catalogue import Catalogue, UnknownCode
from guichet.programs.checks import problems
from guichet.programs.queries import catalogue
from guichet.programs.terms import Line, Overall, SectionStatus, WhoActs

TODAY = date(2026, 11, 21)
LONGEST_SENTENCE = 20


def all_texts(of: Any, at: str = "") -> Iterator[tuple[str, Text]]:
    if isinstance(of, Text):
        yield at, of
    elif is_dataclass(of):
        for part in fields(of):
            yield from all_texts(getattr(of, part.name), f"{at}.{part.name}")
    elif isinstance(of, dict) or hasattr(of, "items"):
        for key, value in of.items():
            yield from all_texts(value, f"{at}.{key}")


def rows(found: Catalogue) -> Iterator[Any]:
    for part in fields(found):
        yield from getattr(found, part.name)


def test_the_files_that_ship_have_no_problems() -> None:
    assert [str(fault) for fault in problems()] == []


def test_everything_is_there() -> None:
    found = catalogue()
    assert {part.name: len(getattr(found, part.name)) for part in fields(found)} == {
        "program_rows": 41,
        "stage_rows": 39 + 27 + 14,
        "section_rows": 4,
        "document_rows": 45,
        "reason_rows": 37,
        "review_rows": 7,
        "fee_rows": 53,
        "decision_rows": 5,
        "aftercare_rows": 1,
        "office_rows": 43,
    }


def test_thirty_nine_programs_are_listed_in_their_usual_order() -> None:
    listed = catalogue().programs(on=TODAY)
    assert len(listed) == 39
    assert [program.code for program in listed[:3]] == ["ETA", "TRV", "SUPERVISA"]
    assert Counter(program.line for program in listed) == {
        Line.TEMPORARY: 12,
        Line.PERMANENT_ECONOMIC: 7,
        Line.PERMANENT_FAMILY: 4,
        Line.PERMANENT_REFUGEE: 3,
        Line.PERMANENT_OTHER: 1,
        Line.PERMANENT_STATUS: 3,
        Line.CITIZENSHIP: 4,
        Line.PASSPORT: 5,
    }


def test_samples_are_known_but_never_listed() -> None:
    samples = catalogue().programs(on=TODAY, listed=False)
    assert [program.code for program in samples] == ["PERMIT-LOG", "HELPDESK-LOG"]
    assert len(catalogue().programs(on=TODAY, listed=None)) == 41


@pytest.mark.parametrize("row", list(rows(catalogue())), ids=lambda row: f"{type(row).__name__} {row.code}")
def test_every_text_is_said_in_both_languages_in_short_sentences(row: Any) -> None:
    texts = list(all_texts(row))
    assert texts
    for at, text in texts:
        assert text.en.strip(), at
        assert text.fr.strip(), at
        for sentence in re.split(r"(?<=[.?!])\s", text.en):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


@pytest.mark.parametrize("stage", list(catalogue().stage_rows), ids=lambda stage: stage.code)
def test_a_stage_says_what_happens_and_what_comes_next_as_sentences(stage: Any) -> None:
    for text in (stage.happening, stage.next):
        assert text.en[0].isupper()
        assert text.en.endswith(".")
        assert text.fr[0].isupper()
        assert text.fr.endswith(".")
    assert not stage.name.en.endswith(".")
    assert not stage.name.fr.endswith(".")


def test_only_a_stage_in_which_the_client_acts_pauses_the_clock() -> None:
    pausing = {stage.code: stage for stage in catalogue().stage_rows if stage.pauses_clock}
    assert set(pausing) == {"BIOMETRICS", "MEDICAL", "ADDITIONAL_DOCS", "FAIRNESS", "TEST"}
    assert {stage.who_acts for stage in pausing.values()} == {WhoActs.CLIENT}


@pytest.mark.parametrize("program", list(catalogue().program_rows), ids=lambda program: program.code)
def test_every_stage_of_a_program_can_be_told_and_none_comes_twice(program: Any) -> None:
    stages = [*program.stages, *program.optional_stages]
    assert len(stages) == len(set(stages))
    assert all(catalogue().stage(code).happening for code in stages)
    assert catalogue().stage(program.stages[-1]).overall is Overall.CLOSED or program.code == "PERMIT-LOG"


def test_every_section_has_a_sentence_for_every_status() -> None:
    found = {
        (section.code, status): catalogue().section_sentence(section.code, status)
        for section in catalogue().section_rows
        for status in SectionStatus
    }
    assert len(found) == 20
    assert len({text.en for text in found.values()}) == 20
    assert len({text.fr for text in found.values()}) == 20


@pytest.mark.parametrize(
    ("code", "on", "amount"),
    [
        ("RPRF", date(2026, 4, 29), Decimal("575.00")),
        ("RPRF", date(2026, 4, 30), Decimal("600.00")),
        ("RPRF", date(2024, 4, 29), None),
        ("EE/PNP/AIP-PA", date(2026, 11, 21), Decimal("990.00")),
        ("ETA", date(2016, 1, 1), Decimal("7.00")),
        ("PPT-10", date(2026, 3, 30), None),
        ("RES", TODAY, Decimal("0.00")),
    ],
)
def test_a_fee_is_the_amount_in_force_on_the_day_or_none(code: str, on: date, amount: Decimal | None) -> None:
    fee = catalogue().fee(code, on)
    assert (fee.amount if fee else None) == amount
    assert catalogue().fee_name(code)


def test_the_fees_of_a_program_are_those_of_the_day() -> None:
    renewal = catalogue().program("PPT-RENEW")
    assert [fee.code for fee in catalogue().fees_of(renewal, TODAY)] == ["PPT-10", "PPT-5", "PPT-EXPRESS", "PPT-PICKUP"]
    assert [fee.code for fee in catalogue().fees_of(renewal, date(2025, 1, 1))] == ["PPT-EXPRESS", "PPT-PICKUP"]


def test_officers_notes_come_with_refusals_since_july_2025_only() -> None:
    visa = catalogue().program("TRV")
    assert "NOTES" in [review.code for review in catalogue().reviews_of(visa, TODAY)]
    assert "NOTES" not in [review.code for review in catalogue().reviews_of(visa, date(2025, 7, 28))]


def test_nobody_is_refused_for_what_was_never_put_to_them() -> None:
    found = {reason.code for reason in catalogue().reason_rows if reason.needs_fairness_letter}
    assert found == {"MISREP", "CRIMINAL", "SECURITY", "HEALTH"}


def test_an_unknown_code_is_unknown_to_every_look_up() -> None:
    found = catalogue()
    for kind in ("program", "stage", "section", "document", "reason", "review", "decision", "office"):
        assert not getattr(found, f"has_{kind}")("NO-SUCH")
        with pytest.raises(UnknownCode, match="NO-SUCH"):
            getattr(found, kind)("NO-SUCH")
    assert not found.has_fee("NO-SUCH")
    with pytest.raises(UnknownCode):
        found.fee("NO-SUCH", TODAY)
    with pytest.raises(UnknownCode):
        found.section_sentence("MEDICAL", "NO-SUCH")


def test_the_catalogue_is_read_once() -> None:
    assert catalogue() is catalogue()


def test_a_departments_own_folder_is_laid_over_ours(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "programs/programs").mkdir(parents=True)
    (tmp_path / "programs/stages.yaml").write_text(
        "- code: AOR\n"
        "  name: {en: We have it, fr: Nous l’avons}\n"
        "  happening: {en: Your file is open., fr: Votre dossier est ouvert.}\n"
        "  next: {en: Wait for our letter., fr: Attendez notre lettre.}\n"
        "  who_acts: department\n"
        "  overall: RECEIVED\n",
        encoding="utf-8",
    )
    (tmp_path / "programs/programs/anything.yaml").write_text("- {code: TRP, remove: true}\n")
    settings.DATA_FOLDER = str(tmp_path)
    assert catalogue().stage("AOR").happening.en == "Your file is open."
    assert catalogue().stage("PREP").happening.en == "You are getting your application ready."
    assert not catalogue().has_program("TRP")
    settings.DATA_FOLDER = ""
    assert catalogue().has_program("TRP")


def test_a_faulty_folder_is_refused_whole(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "programs").mkdir()
    (tmp_path / "programs/documents.yaml").write_text("- {code: LEASE, name: {en: Lease}}\n")
    settings.DATA_FOLDER = str(tmp_path)
    with pytest.raises(FaultyData, match=r"documents\.yaml:1 .*no sentence in French"):
        catalogue()


# --- The facts agree with the handbook they were taken from -------------------------------------------------------


def test_the_amounts_add_up() -> None:
    fees = list(catalogue().fee_rows)
    assert len(fees) == 56
    assert sum(fee.amount for fee in fees) == Decimal("16458.75")
    assert Counter(str(fee.status) for fee in fees) == {"C": 29, "C2": 26, "V": 1}


HANDBOOK = os.environ.get("GUICHET_HANDBOOK", "")


def handbook_programs() -> list[dict[str, Any]]:
    """The handbook's programs where it is at hand (GUICHET_HANDBOOK), else our own: then only the counts above hold."""
    if not HANDBOOK:
        return []
    found: dict[str, Any] = yaml.safe_load(Path(HANDBOOK, "programs.yaml").read_text(encoding="utf-8"))
    programs: list[dict[str, Any]] = found["programs"]
    return programs


def test_programs_agree_with_the_handbook_where_it_is_at_hand() -> None:
    theirs = handbook_programs()
    assert [program["code"] for program in theirs] in ([], [row.code for row in catalogue().programs(on=TODAY)])
    for program in theirs:
        ours = catalogue().program(program["code"])
        assert list(ours.stages) == program["stages"]
        assert list(ours.optional_stages) == program["optional_stages"]
        assert list(ours.documents) == program["documents"]
        assert list(ours.fees) == program["fees"]
        assert list(ours.reasons) == program["refusals"]
        assert list(ours.reviews) == program["review"]
        assert (ours.line, ours.source, ours.status) == (program["line"], program["source"], program["status"])


def test_fees_agree_with_the_handbook_where_it_is_at_hand() -> None:
    theirs = []
    if HANDBOOK:
        with Path(HANDBOOK, "fees.csv").open(encoding="utf-8") as file:
            theirs = list(csv.DictReader(file))
    for row in theirs:
        found = catalogue().fee_rows.history(row["fee_code"])
        begins = row["effective_from"] and date.fromisoformat(row["effective_from"])
        [fee] = [fee for fee in found if (fee.valid_from or "") == begins]
        assert (fee.amount, fee.per, fee.source, fee.status, fee.regulation) == (
            Decimal(row["amount_cad"]),
            row["per"],
            row["source"],
            row["status"],
            row["amount_in_regulation"],
        )


def test_no_short_form_of_ours_reaches_a_reader_of_the_catalogue() -> None:
    on = TODAY
    sources = {program.source for program in catalogue().programs(on=on)}
    sources |= {fee.source for program in catalogue().programs(on=on) for fee in catalogue().fees_of(program, on)}
    shown = {citation(source, language) for source in sources for language in Language}
    # Statutory orders have a number that people can look up; other short forms mean nothing to a reader.
    assert not {one for one in shown if re.search(r"\b(?!SOR/|DORS/)[A-Z]{3,}\b|\bseed\b", one)}
