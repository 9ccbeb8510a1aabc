"""Each fault that a data file may have is found, with its file and its line."""

import re
from pathlib import Path

import pytest

from guichet.programs.checks import problems

HERE = "# here"
DOCUMENT = "- code: LEASE\n  name: {en: Lease, fr: Bail}\n"
WHAT = "  what: {en: Your lease., fr: Votre bail.}\n"
REASON = "- code: R\n  plain: {en: Why., fr: Pourquoi.}\n"
PROGRAM = """\
- code: NEW
  line: temporary
  name: {en: New, fr: Nouveau}
  who: {en: You., fr: Vous.}
  biometrics: {en: No., fr: Non.}
  medical: {en: No., fr: Non.}
  interview: {en: No., fr: Non.}
"""
FEE = "- code: F\n  what: {en: Fee, fr: Frais}\n  per: person\n"
SECTION = "- code: S\n  name: {en: Part, fr: Partie}\n  statuses:\n"

CONDITION = "- code: OLD\n  valid_from: 2030-01-01\n  needs: {en: You are old., fr: Vous êtes vieux.}\n"
CASE = "- code: X-1\n  about: ETA\n  on: 2026-11-22\n  expected: FITS\n"

BROKEN = [
    ("documents.yaml", DOCUMENT.replace("{en: Lease, fr: Bail}", "{en: Lease} # here") + WHAT, "MISSING_SENTENCE"),
    ("documents.yaml", DOCUMENT + "  what:\n    en: Your lease.\n    fr:  # here\n", "MISSING_SENTENCE"),
    ("documents.yaml", DOCUMENT + "  what:\n    en: Your lease.\n    fr: Qui signe ?  # here\n", "FRENCH_SPACE"),
    ("documents.yaml", DOCUMENT + "  what:\n    en: Your lease.\n    fr: L'original.  # here\n", "FRENCH_APOSTROPHE"),
    ("documents.yaml", DOCUMENT + WHAT + "  waht: x  # here\n", "UNKNOWN_KEY"),
    ("documents.yaml", DOCUMENT + "  what: {en: A, fr: B, de: C}  # here\n", "UNKNOWN_KEY"),
    ("documents.yaml", DOCUMENT + WHAT + "  what: {en: A, fr: B}  # here\n", "DUPLICATE_KEY"),
    ("documents.yaml", DOCUMENT.replace("LEASE", "LEASE  # here"), "MISSING_KEY"),
    ("documents.yaml", DOCUMENT + "  what: Your lease.  # here\n", "WRONG_TYPE"),
    ("documents.yaml", DOCUMENT + WHAT + "  valid_from: 2026-02-30  # here\n", "WRONG_TYPE"),
    ("documents.yaml", DOCUMENT + WHAT + "  status: X  # here\n", "WRONG_TYPE"),
    ("documents.yaml", "- name: {en: Lease, fr: Bail}  # here\n", "NO_CODE"),
    ("documents.yaml", "- just words  # here\n", "NO_CODE"),
    ("documents.yaml", "LEASE: {}  # here\n", "NOT_A_LIST"),
    ("documents.yaml", DOCUMENT + "  what: {en: A\n- code: X  # here\n", "BROKEN_FILE"),
    (
        "documents.yaml",
        (DOCUMENT + WHAT).replace("LEASE", "LEASE  # here") + "  valid_from: 2026-02-02\n  valid_to: 2026-02-01\n",
        "BACKWARDS",
    ),
    ("documents.yaml", DOCUMENT + WHAT + (DOCUMENT + WHAT).replace("LEASE", "LEASE  # here"), "OVERLAP"),
    ("reasons.yaml", REASON + "  law: L\n  needs_fairness_letter: maybe  # here\n", "WRONG_TYPE"),
    ("fees.yaml", FEE + "  amount: -5  # here\n", "NEGATIVE"),
    ("fees.yaml", FEE + "  amount: 5.005  # here\n", "WRONG_TYPE"),
    ("fees.yaml", FEE + "  amount: NaN  # here\n", "WRONG_TYPE"),
    ("fees.yaml", FEE + "  amount: five  # here\n", "WRONG_TYPE"),
    ("reviews.yaml", "- code: R\n  name: {en: N, fr: N}\n  how: {en: H, fr: H}\n  days: 1.5  # here\n", "WRONG_TYPE"),
    (
        "offices.yaml",
        "- code: O\n  name: {en: N, fr: N}\n  country: CAN\n  time_zone: Nowhere/At  # here\n",
        "WRONG_TYPE",
    ),
    ("finder/conditions.yaml", CONDITION + "  rows:\n    - AGE: '<= <='  # here\n", "BAD_CELL"),
    ("finder/conditions.yaml", CONDITION + "  rows:\n    - AGE: [18, 19]  # here\n", "BAD_CELL"),
    ("finder/conditions.yaml", CONDITION + "  rows:\n    - {}  # here\n", "BAD_CELL"),
    ("finder/conditions.yaml", CONDITION + "  rows: []  # here\n", "BAD_CELL"),
    ("finder/conditions.yaml", CONDITION + "  rows:\n    - old  # here\n", "BAD_CELL"),
    (
        "finder/conditions.yaml",
        CONDITION.replace("OLD", "OLD  # here") + "  rows: [{SHOE_SIZE: '> 40'}]\n",
        "UNKNOWN_CODE",
    ),
    ("finder/programs.yaml", "- code: ETA\n  goals: [VISIT]\n  conditions:\n    - NOTHING  # here\n", "UNKNOWN_CODE"),
    ("finder/programs.yaml", "- code: ETA  # here\n  goals: [DANCE]\n  conditions: [FOREIGN]\n", "UNKNOWN_CODE"),
    ("finder/programs.yaml", "- code: NO-SUCH  # here\n  goals: [VISIT]\n  conditions: [FOREIGN]\n", "UNKNOWN_CODE"),
    ("finder/cases/own.yaml", CASE.replace("X-1", "X-1  # here") + "  said: {PLACE: MOON}\n", "UNKNOWN_CODE"),
    ("finder/cases/own.yaml", CASE + "  said: nothing  # here\n", "BAD_CELL"),
    ("programs/own.yaml", PROGRAM + "  stages: [PREP]\n  fees:\n    - ETA\n    - NO-FEE  # here\n", "UNKNOWN_CODE"),
    ("programs/own.yaml", PROGRAM + "  stages:\n    - PREP\n    - PREP  # here\n", "LISTED_TWICE"),
    ("programs/own.yaml", PROGRAM + "  stages: [PREP]\n  optional_stages: [PREP]  # here\n", "LISTED_TWICE"),
    ("programs/own.yaml", PROGRAM + "  stages: PREP  # here\n", "WRONG_TYPE"),
    ("programs/own.yaml", PROGRAM + "  stages: [prep]  # here\n", "WRONG_TYPE"),
    ("stage.yaml", "# here\n", "UNKNOWN_FILE"),
    ("stages_own.yml", "# here\n", "UNKNOWN_FILE"),
    ("stages.yaml", "- {code: NO-SUCH, remove: true}  # here\n", "NOTHING_TO_REMOVE"),
    ("stages.yaml", "- {code: PREP, remove: yes}  # here\n", "WRONG_TYPE"),
]


@pytest.mark.parametrize(("file", "text", "code"), BROKEN, ids=[f"{row[2]} {n}" for n, row in enumerate(BROKEN)])
def test_a_fault_is_found_at_its_line(tmp_path: Path, file: str, text: str, code: str) -> None:
    path = tmp_path / "programs" / file
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    line = next(number for number, line in enumerate(text.splitlines(), 1) if HERE in line)
    found = [fault for fault in problems(tmp_path) if fault.code == code]
    assert [(fault.file, fault.line) for fault in found] == [(str(path), line)]
    assert found[0].message.en != found[0].message.fr
    for said in (found[0].message, found[0].mend):
        assert not re.search(r"\{\w+\}", said.en + said.fr), "a fact was not filled in"


def test_a_missing_status_of_a_section_is_found(tmp_path: Path) -> None:
    (tmp_path / "programs").mkdir()
    text = SECTION + "    NOT_STARTED: {en: Not yet., fr: Pas encore.}\n"
    (tmp_path / "programs/sections.yaml").write_text(text)
    assert {fault.code for fault in problems(tmp_path)} == {"MISSING_KEY"}
    assert len(problems(tmp_path)) == 4


def test_one_broken_file_does_not_hide_another(tmp_path: Path) -> None:
    (tmp_path / "programs").mkdir()
    (tmp_path / "programs/fees.yaml").write_text("- [\n")
    (tmp_path / "programs/documents.yaml").write_bytes(b"- code: \xff\n")
    assert [(Path(fault.file).name, fault.code) for fault in problems(tmp_path)] == [
        ("documents.yaml", "BROKEN_FILE"),
        ("fees.yaml", "BROKEN_FILE"),
    ]


def test_what_is_removed_is_missed_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "programs").mkdir()
    (tmp_path / "programs/fees.yaml").write_text("- {code: TRV, remove: true}\n")
    found = problems(tmp_path)
    assert {fault.code for fault in found} == {"UNKNOWN_CODE"}
    assert {fault.record for fault in found} == {"TRV", "SUPERVISA"}
    assert all(fault.file.endswith("temporary.yaml") and fault.line > 1 for fault in found)


def test_how_long_a_closed_file_is_told_of_can_be_changed_but_not_taken_away(tmp_path: Path) -> None:
    own = tmp_path / "programs" / "aftercare.yaml"
    own.parent.mkdir()
    own.write_text("- {code: CLOSED_FILE, days: 30, what: {en: How long, fr: Durée}}\n")
    assert problems(tmp_path) == []
    own.write_text("- {code: CLOSED_FILE, remove: true}\n")
    assert [(fault.code, "CLOSED_FILE" in fault.message.fr) for fault in problems(tmp_path)] == [("NEEDED", True)]


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert [fault.code for fault in problems(tmp_path / "no-such")] == ["NO_FOLDER"]


def test_a_folder_without_files_of_this_room_changes_nothing(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


def test_an_empty_file_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "programs").mkdir()
    (tmp_path / "programs/fees.yaml").write_text("# nothing of our own yet\n")
    assert problems(tmp_path) == []
