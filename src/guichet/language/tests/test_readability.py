"""The difficulty of a text follows what people find hard, and names what makes it so."""

import csv
import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.language.readability import EASIEST, HARDEST, difficulty, sentences, syllables

# A folder with the rated sentences of ReadMe++, where they are at hand.
RATINGS = os.environ.get("GUICHET_RATINGS", "")
ENOUGH = {"en": 0.75, "fr": 0.70}

# Our own, rated by us, where the rated sentences are not at hand: from 1, easy, to 4, hard.
OURS = {
    "en": [
        (1, "We have your file."),
        (1, "You can come in now."),
        (1, "I live here with my son."),
        (1, "What is your name?"),
        (2, "We will write to you again before the end of May."),
        (2, "Please bring your passport and two photos when you come to see us."),
        (2, "If you move to a new home, tell us where you live now."),
        (2, "The office is open from Monday to Friday, but not on holidays."),
        (3, "An officer is looking at whether you meet the conditions of the program, which may take several months."),
        (
            3,
            "You may ask for your fee to be returned if you withdraw before we begin to process the application.",
        ),
        (3, "Members of your family who are not travelling with you must still be listed on the form."),
        (3, "Your permit stays valid while we consider the extension you requested before it expired."),
        (
            4,
            "An applicant who fails to furnish the requested documentation within the prescribed period is deemed "
            "to have abandoned the application, notwithstanding any subsequent submission.",
        ),
        (
            4,
            "The determination of inadmissibility on grounds of misrepresentation precludes the foreign national from "
            "applying for permanent residence for a period of five years following enforcement of the removal order.",
        ),
        (
            4,
            "Discretionary relief, where humanitarian and compassionate considerations so warrant, is exceptional in "
            "nature and does not constitute an alternative stream of immigration.",
        ),
        (
            4,
            "Regulatory amendments establishing supplementary eligibility requirements (including biometric enrolment) "
            "apply retroactively to proceedings commenced before promulgation.",
        ),
    ],
    "fr": [
        (1, "Nous avons votre dossier."),
        (1, "Vous pouvez entrer."),
        (1, "Je vis ici avec mon fils."),
        (1, "Comment vous appelez-vous ?"),
        (2, "Nous allons vous écrire encore une fois avant la fin de mai."),
        (2, "Prenez votre passeport et deux photos quand vous venez nous voir."),
        (2, "Si vous changez de maison, dites-nous où vous vivez maintenant."),
        (2, "Le bureau est ouvert du lundi au vendredi, mais pas les jours de fête."),
        (3, "Une personne vérifie si vous répondez aux conditions du programme, ce qui peut prendre plusieurs mois."),
        (
            3,
            "Vous pouvez demander un remboursement si vous retirez la demande avant que nous commencions à l’examiner.",
        ),
        (3, "Les membres de la famille qui ne voyagent pas avec vous doivent tout de même figurer sur le formulaire."),
        (3, "Votre permis reste valable pendant que nous étudions la prolongation demandée avant son expiration."),
        (
            4,
            "Le demandeur qui omet de fournir les renseignements exigés dans le délai prescrit est réputé s’être "
            "désisté de sa demande, nonobstant toute présentation ultérieure.",
        ),
        (
            4,
            "L’interdiction de territoire prononcée pour fausses déclarations empêche l’étranger de présenter une "
            "demande de résidence permanente pendant les cinq années suivant l’exécution de la mesure de renvoi.",
        ),
        (
            4,
            "La dispense discrétionnaire, lorsque des considérations d’ordre humanitaire la justifient, revêt un "
            "caractère exceptionnel et ne constitue pas une catégorie d’immigration parallèle.",
        ),
        (
            4,
            "Les modifications réglementaires établissant des exigences supplémentaires d’admissibilité (notamment "
            "biométriques) s’appliquent rétroactivement aux instances introduites avant leur promulgation.",
        ),
    ],
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_level_follows_what_people_found_hard(language: str) -> None:
    rated = _rated(language)
    found = [difficulty(text, language).level for _, text in rated]
    assert _rank_correlation(found, [rating for rating, _ in rated]) > ENOUGH[language]


def test_of_two_ways_to_say_it_the_plainer_is_easier() -> None:
    stiff = "The applicant is required to furnish supplementary documentation prior to the expiration of the period."
    plain = "You must send us more papers before the last day."
    assert difficulty(plain, "en").grade < 8 < difficulty(stiff, "en").grade


def test_it_names_the_hard_sentence_and_its_words() -> None:
    found = difficulty(
        "We have it. Notwithstanding the aforementioned provisions, the admissibility of Mr. Diallo Mbappé "
        "remains undetermined pending the adjudication of supplementary documentation.",
        "en",
    )
    assert [sentence.text.split()[0] for sentence in found.sentences] == ["Notwithstanding"]
    assert {"notwithstanding", "aforementioned", "admissibility"} <= set(found.words)
    assert "mbappé" not in found.words


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_text_of_short_known_words_has_nothing_to_name(language: str) -> None:
    found = difficulty({"en": "We have it. You can go home.", "fr": "On l’a. Tu peux partir."}[language], language)
    assert (found.sentences, found.words) == ((), ())


@pytest.mark.parametrize("text", ["", " \n ", "123 ?", "https://a.example/x"])
def test_a_text_without_words_is_as_easy_as_can_be(text: str) -> None:
    assert difficulty(text, "en").level == EASIEST


@given(st.text(alphabet="abé É.?!,(\n’'- 1", max_size=80), st.sampled_from(["en", "fr"]))
def test_every_text_has_a_level_on_the_scale(text: str, language: str) -> None:
    assert EASIEST <= difficulty(text, language).level <= HARDEST


@given(st.text(alphabet="abé É.?!,(’- \n", max_size=80))
def test_no_letter_is_lost_between_sentences(text: str) -> None:
    assert "".join("".join(sentences(text)).split()).count("é") == text.count("é")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two? “Three!” Four", ["One.", "Two?", "“Three!”", "Four"]),
        ("Mr. Diallo paid 3.50 dollars, see no. 5, e.g. Form A.", None),
        ("M. Diallo habite C. P. 218, Sherbrooke.", None),
        ("A line that\ngoes on.", ["A line that goes on."]),
        ("Bring:\n- your passport\n- two photos", ["Bring:", "your passport", "two photos"]),
        ("What to do\nSend the form.", ["What to do", "Send the form."]),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(text: str, found: list[str] | None) -> None:
    assert sentences(text) == (found or [text])


@pytest.mark.parametrize(
    ("word", "language", "count"),
    [
        ("house", "en", 1), ("table", "en", 2), ("passed", "en", 1), ("wanted", "en", 2), ("houses", "en", 2),
        ("application", "en", 4), ("the", "en", 1), ("demandes", "fr", 2), ("envoient", "fr", 2), ("moment", "fr", 2),
        ("résidence", "fr", 3), ("rue", "fr", 1), ("immigration", "fr", 4),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_said(word: str, language: str, count: int) -> None:
    assert syllables(word, language) == count


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_longer_sentence_of_the_same_words_is_never_easier(language: str) -> None:
    word = {"en": "house", "fr": "maison"}[language]
    levels = [difficulty(" ".join([word] * many), language).level for many in (1, 5, 10, 20, 40)]
    assert all(shorter <= longer for shorter, longer in pairwise(levels))


def _rated(language: str) -> list[tuple[float, str]]:
    if not RATINGS:
        return [(float(rating), text) for rating, text in OURS[language]]
    with Path(RATINGS, f"{language}-val.csv").open(encoding="utf-8", newline="") as file:
        return [(float(row["Rating"]), row["Sentence"]) for row in csv.DictReader(file)]


def _rank_correlation(some: list[float], others: list[float]) -> float:
    """Return Spearman's: Pearson's of the ranks, equal ones sharing the mean of theirs."""
    ranked = [_ranks(some), _ranks(others)]
    mean = (len(some) + 1) / 2
    one, other = ([rank - mean for rank in ranks] for ranks in ranked)
    together = sum(a * b for a, b in zip(one, other, strict=True))
    return float(together / (sum(a * a for a in one) * sum(b * b for b in other)) ** 0.5)


def _ranks(values: list[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) + 1) / 2 for value in values]
