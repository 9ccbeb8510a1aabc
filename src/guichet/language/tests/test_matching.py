"""The engine finds what was meant: through a slip, a missing accent, an elision, a plural, in the other language."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from guichet.foundation.languages import Language
from guichet.language import learning, matching
from guichet.language.keeping import Unreadable, keep, take_up
from guichet.language.matching import Entry, Matcher
from guichet.language.meaning import encoder
from guichet.language.nearness import Around, lead
from guichet.language.stems import stems

EN, FR = Language.EN, Language.FR
CORPUS = [
    Entry(
        "lost-passport",
        ((EN, "Lost or stolen passport"), (EN, "someone stole my passport"), (FR, "Passeport perdu ou volé"),
         (FR, "on m’a volé mon passeport")),
        ((EN, "Tell the police, then us. We cancel the passport."), (FR, "Avisez la police, puis nous.")),
    ),
    Entry(
        "extend-visit",
        ((EN, "Stay longer as a visitor"), (EN, "extend my visit"), (FR, "Rester plus longtemps en visite"),
         (FR, "prolonger ma visite")),
        ((EN, "Apply before your status ends."), (FR, "Faites la demande avant la fin de votre statut.")),
    ),
    Entry(
        "fees",
        ((EN, "What are the fees?"), (EN, "how much does it cost"), (FR, "Quels sont les frais ?"),
         (FR, "combien ça coûte")),
        ((EN, "Each program has its fee."), (FR, "Chaque programme a ses frais.")),
    ),
    Entry(
        "study",
        ((EN, "Study permit"), (EN, "I want to go to college"), (FR, "Permis d’études"), (FR, "aller à l’université")),
        ((EN, "You need a letter of acceptance."), (FR, "Il faut une lettre d’acceptation.")),
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return matching.read(CORPUS, encoder())


@pytest.mark.parametrize(
    ("text", "language", "right"),
    [
        ("my passport was stolen", EN, "lost-passport"), ("my pasport was stollen", EN, "lost-passport"),
        ("stolen passports", EN, "lost-passport"), ("passeport vole", FR, "lost-passport"),
        ("l'université", FR, "study"), ("permis d'etude", FR, "study"), ("PERMIS D’ÉTUDES", FR, "study"),
        ("prolonger la visite", FR, "extend-visit"), ("may I stay for longer", EN, "extend-visit"),
        ("how much must I pay", EN, "fees"), ("combien dois-je payer", FR, "fees"), ("feees", EN, "fees"),
    ],
)  # fmt: skip
def test_what_was_meant_is_found(matcher: Matcher, text: str, language: Language, right: str) -> None:
    found = matcher.rank(text, language, encoder())
    assert found.ranked[0][0] == right
    assert found.confidence == found.ranked[0][1]
    assert all(0 <= share <= 1 for _, share in found.ranked)


def test_what_is_about_something_else_is_less_sure(matcher: Matcher) -> None:
    def sure(text: str) -> float:
        return matcher.rank(text, EN, encoder()).confidence

    assert sure("someone stole my passport") > sure("a recipe for onion soup") + 0.2
    assert not matcher.rank("a recipe for onion soup", EN, encoder()).answered


@pytest.mark.parametrize(
    "text", ["", "  ", "\x00\x07", "?" * 10_000, "é" * 10_000, "💥 " * 3_000, "\n".join("ab" * 5_000)]
)
def test_what_is_no_question_breaks_nothing(matcher: Matcher, text: str) -> None:
    assert not matcher.rank(text, EN, encoder()).answered


def test_the_same_corpus_answers_the_same_and_survives_being_kept(matcher: Matcher, tmp_path: Path) -> None:
    again = matching.read(CORPUS, encoder())
    keep(matcher, tmp_path / "kept.npz")
    kept = take_up(tmp_path / "kept.npz")
    for text in ("my passport was stolen", "how much"):
        first = matcher.rank(text, EN, encoder())
        assert again.rank(text, EN, encoder()) == first
        after = kept.rank(text, EN, encoder())
        assert [name for name, _ in after.ranked] == [name for name, _ in first.ranked]
        assert after.confidence == pytest.approx(first.confidence, abs=0.01)
    assert list(tmp_path.iterdir()) == [tmp_path / "kept.npz"]


def test_what_is_learnt_in_steps_is_borne_out_by_what_lies_around_and_survives_being_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    strange = matching.outside(many=False)[::8]
    monkeypatch.setattr(matching, "outside", lambda *, many: strange)
    monkeypatch.setattr(matching, "MOST_AT_ONCE", 0)
    monkeypatch.setattr(learning, "LEAST_STEPS", 60)
    large = matching.read(CORPUS, encoder())
    keep(large, tmp_path / "kept.npz")
    kept = take_up(tmp_path / "kept.npz")
    for text in ("my passport was stolen", "how much must I pay"):
        first, after, bare = (one.rank(text, EN, encoder()) for one in (large, kept, replace(kept, around=None)))
        assert [name for name, _ in after.ranked] == [name for name, _ in first.ranked]
        assert after.confidence == pytest.approx(first.confidence, abs=0.01)
        assert bare.confidence != pytest.approx(after.confidence, abs=0.001)
    assert kept.rank("my passport was stolen", EN, encoder()).ranked[0][0] == "lost-passport"


def test_what_lies_around_is_the_nearest_of_each_entry_and_of_what_belongs_nowhere() -> None:
    vectors = np.eye(4, dtype=np.float32)
    around = Around(vectors[:3], np.array([0, 0, 2]), vectors[3:], 3)
    near, strange = around.near(np.array([[0.6, 0.8, 0, 0], [0, 0, 0.8, 0.6]], dtype=np.float32))
    assert near == pytest.approx(np.array([[0.8, 0, 0], [0, 0, 0.8]]))
    assert strange == pytest.approx(np.array([0, 0.6]))
    assert lead(near[0], float(strange[0])) == pytest.approx(0.8 / 3)
    assert lead(near[1], float(strange[1])) < 0


def test_with_few_texts_of_each_entry_one_is_kept_back_so_that_the_others_can_find_it() -> None:
    def rows(count: int) -> list[matching._Row]:
        return [
            matching._Row(entry, place, language, "text")
            for entry in range(10)
            for language in Language
            for place in range(count)
        ]

    def kept(count: int) -> set[tuple[int, int | None]]:
        some = rows(count)
        return {(some[at].entry, some[at].place) for at in np.flatnonzero(matching._kept_back(some))}

    assert kept(6) == {(entry, 4) for entry in range(10)}
    assert kept(3) == {(entry, 2) for entry in range(0, 10, 2)}
    assert kept(1) == {(0, 0), (5, 0)}, "with titles only, nothing else is left"


def test_few_strange_texts_stand_beside_a_small_corpus() -> None:
    few, many = matching.outside(many=False), matching.outside(many=True)
    assert many[: len(few)] == few
    assert len(many) > 3 * len(few)
    assert len({(language, text) for language, text in many}) == len(many)


def test_a_file_that_breaks_off_is_unreadable(matcher: Matcher, tmp_path: Path) -> None:
    path = tmp_path / "kept.npz"
    keep(matcher, path)
    path.write_bytes(path.read_bytes()[:5_000])
    with pytest.raises(Unreadable):
        take_up(path)


def test_a_corpus_of_titles_and_bodies_alone_is_found_by_its_words() -> None:
    bare = [Entry(one.id, one.asked[:1], one.body) for one in CORPUS]
    found = matching.read(bare, encoder()).rank("must I tell the police?", EN, encoder())
    assert found.ranked[0][0] == "lost-passport"


def test_without_anything_asked_there_is_nothing_to_match_with() -> None:
    with pytest.raises(ValueError, match="nothing to match"):
        matching.read([Entry("empty", (), ())], encoder())


@pytest.mark.parametrize(
    ("one", "other"),
    [("refusées", "refusé"), ("l’étude", "etudes"), ("qu’une demande", "demandes"), ("Œuvres", "oeuvre")],
)
def test_a_french_word_meets_its_other_forms(one: str, other: str) -> None:
    assert stems(one, FR) == stems(other, FR) != []


def test_a_text_lies_where_its_translation_does() -> None:
    one, other, far = encoder().vectors(["a study permit", "un permis d’études", "onion soup"])
    assert float(one @ other) > float(one @ far) + 0.3
    assert np.linalg.norm(encoder().vectors([""])) == 0
