"""`guichet rules`: what a department’s own scripts rely on."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

CASES = Path(__file__).parents[2] / "clients/tests/data/consent.csv"


def run(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    try:
        call_command("rules", *words)
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_cases_that_agree(capsys) -> None:
    code, out, _ = run("verify", "consent", str(CASES), "--json", capsys=capsys)
    found = json.loads(out)
    assert code == 0
    assert (found["rule"], found["cases"], found["agree"], found["disagree"]) == ("consent", 54, 54, [])


def test_a_case_that_differs_and_one_that_cannot_be_read_are_named_and_the_rest_goes_on(capsys, tmp_path: Path) -> None:
    text = CASES.read_text(encoding="utf-8").replace("G01,A friend", "X01,A friend", 1)
    text = text.replace("phone,yes,disclose_case,ALLOW,unpaid", "phone,yes,disclose_case,DENY,unpaid", 1)
    text = text.replace("G02,The same friend sends a document in,representative", "G02,A wizard,wizard", 1)
    file = tmp_path / "cases.csv"
    file.write_text(text, encoding="utf-8-sig")
    code, out, _ = run("verify", "consent", str(file), "--json", capsys=capsys)
    found = json.loads(out)
    assert (code, found["cases"], found["agree"]) == (1, 54, 52)
    assert found["disagree"] == [
        {"case": "X01", "column": "expected", "expected": "DENY", "got": "ALLOW"},
        {"case": "G02", "column": "requester_kind", "expected": "ALLOW", "got": "unreadable: requester_kind: wizard"},
    ]
    code, out, _ = run("verify", "consent", str(file), "--language", "fr", capsys=capsys)
    assert code == 1
    assert "52 cas sur 54" in out


@pytest.mark.parametrize(
    "words",
    [
        ("verify", "nonsense", str(CASES)),
        ("verify", "consent", "/nowhere/cases.csv"),
        ("verify", "consent", str(Path(__file__).parents[2] / "clients/data/authority/kinds.yaml")),
        ("explain", "consent", "--input", str(CASES)),
        ("explain", "consent", "--input", "/nowhere.json"),
    ],
)
def test_what_cannot_be_used_ends_with_two_and_says_why(words: tuple[str, ...], capsys) -> None:
    code, out, err = run(*words, capsys=capsys)
    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err


def test_one_case_is_explained_with_the_smallest_change(capsys, tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text(
        json.dumps(
            {
                "requester_kind": "representative",
                "client_consent": "IMM5476",
                "consent_signed": True,
                "consent_age_days": 3,
                "paid": True,
                "licensed": None,
                "channel": "web",
                "identity_questions_passed": True,
                "action": "disclose_case",
            }
        ),
        encoding="utf-8",
    )
    code, out, _ = run("explain", "consent", "--input", str(case), "--json", capsys=capsys)
    found = json.loads(out)
    assert code == 0
    assert (found["result"], found["fired"]["code"], found["fired"]["source"]) == ("DENY", "UNLICENSED", "IRPA s.91")
    others = {one["code"]: one for one in found["others"]}
    assert others["APPOINTED"]["smallest_change"] == {"paid": "UNPAID"}
    assert others["SENSITIVE"]["why_not"][0] == {"column": "action", "is": "CASE", "wants": ["SENSITIVE"]}
    code, out, _ = run("explain", "consent", "--input", str(case), "--language", "fr", capsys=capsys)
    assert (code, out.splitlines()[0]) == (0, "DENY (UNLICENSED)")
    assert "consultant" in out


def test_a_case_with_an_unknown_word_is_refused(capsys, tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text('{"requester_kind": "wizard", "action": "disclose_case"}', encoding="utf-8")
    code, _, err = run("explain", "consent", "--input", str(case), capsys=capsys)
    assert code == 2
    assert "wizard" in err


def test_without_a_file_the_cases_that_come_with_the_rule_are_held_against_it(capsys) -> None:
    code, out, _ = run("verify", "pr-residency", "--json", capsys=capsys)
    found = json.loads(out)
    assert (code, found["rule"], found["disagree"]) == (0, "pr-residency", [])
    assert found["cases"] == found["agree"] >= 20
    code, _, err = run("verify", "consent", capsys=capsys)
    assert code == 2
    assert "consent" in err


def test_what_is_worked_out_is_explained_step_by_step(capsys, tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text('{"application_date": "2025-06-01", "pr_date": "2022-06-03"}', encoding="utf-8")
    code, out, _ = run("explain", "citizenship-presence", "--input", str(case), "--json", capsys=capsys)
    found = json.loads(out)
    assert (code, found["result"], found["fired"]["code"]) == (0, "no", "SHORT")
    assert found["steps"][0]["code"] == "PRESENCE_WINDOW"
    assert all(step["text"]["en"] != step["text"]["fr"] and step["source"] for step in found["steps"])
    (other,) = found["others"]
    assert (other["code"], other["smallest_change"]) == ("MEETS", {"application_date": "2025-06-02"})
    code, out, _ = run("explain", "citizenship-presence", "--input", str(case), "--language", "fr", capsys=capsys)
    assert code == 0
    assert "Il vous manque 1\u00a0jour." in out


def test_the_finder_agrees_with_its_own_cases_and_says_why(capsys, tmp_path: Path) -> None:
    code, out, _ = run("verify", "finder", "--json", capsys=capsys)
    found = json.loads(out)
    assert code == 0
    assert found["cases"] == found["agree"] >= 120
    file = tmp_path / "case.json"
    said = (
        "STANDING=RESIDENT; BIRTH=2009-03-12; PR_SINCE=2022-01-01; DAYS_AWAY=0; TAXES=YES; BARRED=NO; CIT_LANGUAGE=YES"
    )
    file.write_text(json.dumps({"about": "CIT-GRANT", "on": "2026-11-22", "said": said}), encoding="utf-8")
    code, out, _ = run("explain", "finder", "--input", str(file), capsys=capsys)
    assert code == 0
    assert out.startswith("LATER (CIT-GRANT)")
    assert "from_day=2027-03-12" in out


@pytest.mark.parametrize(
    "changed", [{"about": "NOTHING"}, {"on": "soon"}, {"said": "PLACE=MOON"}, {"said": "WHAT=YES"}, {"said": "PLACE"}]
)
def test_a_case_that_the_finder_cannot_read_is_refused(capsys, tmp_path: Path, changed: dict[str, str]) -> None:
    file = tmp_path / "case.json"
    case = {"about": "ETA", "on": "2026-11-22", "said": "PLACE=ABROAD"} | changed
    file.write_text(json.dumps(case), encoding="utf-8")
    code, _, err = run("explain", "finder", "--input", str(file), capsys=capsys)
    assert code == 2
    assert next(iter(changed)) in err
