"""What the service ships is whole: every article in both languages, every link alive; and a fault has its line."""

import re
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from guichet.foundation.languages import Language
from guichet.knowledge.policy import former
from guichet.knowledge.rules import plainness
from guichet.knowledge.shipped import hardest, shipped
from guichet.knowledge.terms import Topic
from guichet.knowledge.tests.conftest import TODAY, article, wording
from guichet.knowledge.tests.shipping import as_shipped, shipped_articles
from guichet.language.plain import HARDEST_GRADE
from guichet.programs.queries import catalogue

LEAST = 150


def folder_with(tmp_path: Path, text: str, name: str = "visit-extend") -> Path:
    (tmp_path / "guidance").mkdir(exist_ok=True)
    (tmp_path / "guidance" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def as_yaml(**changes: object) -> str:
    return yaml.safe_dump({**article().model_dump(mode="json"), **changes}, allow_unicode=True, sort_keys=False)


def test_every_article_is_whole() -> None:
    found = as_shipped()
    assert not found.problems
    assert len(found.articles) >= LEAST


def test_every_program_and_every_topic_has_guidance() -> None:
    articles = shipped_articles()
    programs = {program.code for program in catalogue().programs(on=TODAY)}
    assert programs <= {code for one in articles.values() for code in one.programs}
    assert set(Topic) == {one.topic for one in articles.values()}


def test_every_article_is_read_at_once_by_most_people() -> None:
    hard = [one for one in hardest(shipped_articles()) if one[0] > HARDEST_GRADE]
    assert hard == []


def test_no_article_blames_warns_first_or_breaks_what_is_never_broken() -> None:
    never = {"BLAME", "CAPITALS", "EMPTY_PHRASE", "NUMERIC_DATE", "TYPOGRAPHY", "WARNING_FIRST"}
    found = [
        (one.id, language, finding.code, finding.excerpt)
        for one in shipped_articles().values()
        for language in Language
        for finding in plainness(one.say(language), language).findings
        if finding.code in never
    ]
    assert found == []


def test_no_answer_begins_with_yes_or_no() -> None:
    """An answer is shown for questions in many words: “Can I work as a visitor?” must not be met with “yes”."""
    begins = re.compile(
        r"(?:(?:in most cases|most often|often|le plus souvent|souvent),? )?(?:(?:yes|oui)[,.: ]|(?:no|non)[,.:])", re.I
    )
    texts = [one.say(language).answer for one in shipped().articles.values() for language in Language]
    assert [text for text in texts if begins.match(text.replace("\N{NO-BREAK SPACE}", " "))] == []


def test_a_hard_article_is_found() -> None:
    words = "Notwithstanding the aforementioned jurisdictional determination, discretionary considerations "
    hard = article(en=wording("Stay", answer=(words * 3).strip() + ".", body="{fee:VR}\n\n{steps:VR}\n"))
    grade, _name, language = hardest({"x": hard})[0]
    assert grade > HARDEST_GRADE
    assert language is Language.EN


def test_nobody_asks_the_same_of_two_articles() -> None:
    asked: dict[tuple[Language, str], str] = {}
    for one in shipped_articles().values():
        for language in Language:
            for question in one.say(language).questions:
                key = (language, " ".join(question.lower().split()))
                assert asked.setdefault(key, one.id) == one.id, f"{question}: {asked[key]} and {one.id}"


def test_what_became_a_part_of_another_article_leads_to_one_that_ships() -> None:
    ids, leads = shipped_articles().keys(), former(TODAY)
    assert leads
    assert not leads.keys() & ids
    assert set(leads.values()) <= ids


def test_a_departments_own_article_replaces_ours(tmp_path: Path) -> None:
    found = shipped(folder_with(tmp_path, as_yaml(source="Our own manual")))
    assert found.articles["visit-extend"].source == "Our own manual"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (as_yaml(see=["nowhere"]), "NO_SUCH_TARGET"),
        (as_yaml(programs=["NOPE"]), "NO_SUCH_TARGET"),
        (as_yaml(topic="cooking"), "WRONG_FIELD"),
        (as_yaml(id="other-name"), "WRONG_NAME"),
        ("- a\n- b\n", "NOT_A_RECORD"),
        ("en: [", "BROKEN_FILE"),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(tmp_path: Path, text: str, code: str) -> None:
    folder = folder_with(tmp_path, text)
    own = [problem for problem in shipped(folder).problems if str(folder) in problem.file]
    assert code in {problem.code for problem in own}
    assert all(problem.line >= 1 and problem.message.en and problem.message.fr for problem in own)


def test_an_unknown_figure_is_a_fault(tmp_path: Path) -> None:
    one = article().model_dump(mode="json")
    for language in ("en", "fr"):
        one[language]["body"] = "It costs {fee:NOPE} or {fee: VR}, and the steps are {steps:VR} here."
    folder = folder_with(tmp_path, yaml.safe_dump(one, allow_unicode=True))
    found = [problem.message.en for problem in shipped(folder).problems if str(folder) in problem.file]
    assert any("fee:NOPE" in message for message in found)
    assert any("steps:VR" in message for message in found)
    assert any("{fee: VR" in message for message in found)


@pytest.mark.django_db
def test_the_command_loads_once_and_refuses_what_is_faulty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("guidance", "load", "--json")
    call_command("guidance", "load", "--json")
    first, second = capsys.readouterr().out.splitlines()
    assert '"new": 0' not in first
    assert '"new": 0' in second
    with pytest.raises(CommandError):
        call_command("guidance", "load", "--data", str(folder_with(tmp_path, as_yaml(see=["nowhere"]))))
    with pytest.raises(CommandError):
        call_command("guidance", "check", "--data", str(tmp_path / "nothing"))
