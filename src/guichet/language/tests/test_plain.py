"""The plain-language check: each rule finds what it is for and leaves alone what is not; its words are whole data."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.language.plain import Kind, check
from guichet.language.plain.wording import codes, limits
from guichet.language.typography import french

NO_BREAK = "\N{NO-BREAK SPACE}"
PLAIN = {
    "en": (
        "We have your application. You do not need to do anything now. An officer will look at it before 3 May 2027. "
        "We will write to you on that day. If you move, sign in and tell us where you live now."
    ),
    "fr": (
        "Nous avons votre demande. Vous n’avez rien à faire pour le moment. Un agent la regardera avant le 3 mai 2027. "
        "Nous vous écrirons ce jour-là. Si vous déménagez, ouvrez votre compte et dites-nous où vous habitez."
    ),
}


def found(text: str, language: str, kind: Kind = Kind.GUIDANCE) -> set[str]:
    return {one.code for one in check(text, language, kind).findings}


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", " ".join(["word"] * 26) + ".", "LONG_SENTENCE"),
        ("fr", " ".join(["mot"] * 29) + ".", "LONG_SENTENCE"),
        ("en", "Your file was opened by an officer and sent back.", "PASSIVE"),
        ("en", "A letter is usually written in May.", "PASSIVE"),
        ("fr", "Votre demande a été rejetée en mai.", "PASSIVE"),
        ("fr", "La décision sera bientôt prise ici ; la lettre est écrite.", "PASSIVE"),
        ("en", "You shall furnish it prior to May.", "JARGON"),
        ("fr", "Envoyez-le préalablement à votre départ.", "JARGON"),
        ("fr", "Dans l’éventualité où vous partez, dites-le.", "JARGON"),
        ("en", "Please be advised that we moved.", "EMPTY_PHRASE"),
        ("fr", "Veuillez noter que nous avons déménagé.", "EMPTY_PHRASE"),
        ("en", "We will make a decision in May.", "NOUN_FOR_VERB"),
        ("fr", "Nous allons procéder à la vérification.", "NOUN_FOR_VERB"),
        ("en", "Send the XQZ form.", "ABBREVIATION"),
        ("fr", "Envoyez le formulaire XQZ.", "ABBREVIATION"),
        ("en", "It is not unlikely that we write.", "DOUBLE_NEGATIVE"),
        ("en", "You cannot come back unless you have a visa.", "DOUBLE_NEGATIVE"),
        ("fr", "Il n’est pas impossible que nous écrivions.", "DOUBLE_NEGATIVE"),
        ("en", "Warning: answer in May.", "WARNING_FIRST"),
        ("en", "Hello. Failure to answer closes your file.", "WARNING_FIRST"),
        ("fr", "Le défaut de répondre entraînera la fermeture du dossier.", "WARNING_FIRST"),
        ("en", "We close the file since you failed to answer.", "BLAME"),
        ("fr", "Nous fermons le dossier, car vous avez omis de répondre.", "BLAME"),
        ("en", "Answer by 01/02/2027.", "NUMERIC_DATE"),
        ("en", "Answer by 2027-02-01.", "NUMERIC_DATE"),
        ("fr", "Répondez avant le 01-02-27.", "NUMERIC_DATE"),
        ("en", "This is IMPORTANT for you.", "CAPITALS"),
        ("fr", "NE PAS JETER cette lettre.", "CAPITALS"),
        ("fr", "Une question ? Écrivez-nous.", "TYPOGRAPHY"),
        ("fr", "L'agent vous écrit.", "TYPOGRAPHY"),
        ("fr", 'Choisissez "Mon compte".', "TYPOGRAPHY"),
        ("fr", "Cela coûte 1 500 $.", "TYPOGRAPHY"),
    ],
)
def test_what_should_be_mended_is_found_with_its_words(language: str, text: str, code: str) -> None:
    findings = {one.code: one for one in check(text, language, Kind.GUIDANCE).findings}
    assert code in findings
    assert findings[code].message.en
    assert findings[code].message.fr
    assert findings[code].excerpt


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", " ".join(["word"] * 25) + ".", "LONG_SENTENCE"),
        ("en", "She is married, and the office is closed. We are pleased to write.", "PASSIVE"),
        ("en", "You need a visa. We have written to you.", "PASSIVE"),
        ("fr", "Elle est arrivée en mai et s’est inscrite. Il est né ici.", "PASSIVE"),
        ("fr", "Votre permis n’est plus valable. Vous avez été là.", "PASSIVE"),
        ("en", "The flat is furnished.", "JARGON"),
        ("en", "Ask for an eTA with your UCI. Send a PDF.", "ABBREVIATION"),
        ("en", "The quick zone form (XQZ) is new. Send the XQZ.", "ABBREVIATION"),
        ("fr", "Votre IUC et votre AVE sont dans la lettre.", "ABBREVIATION"),
        ("en", "We do not understand. Do not wait until May.", "DOUBLE_NEGATIVE"),
        ("en", "We have your file. It is here. If you do not answer, the file may be refused.", "WARNING_FIRST"),
        ("en", "If you forgot to sign, send a new form. It is not your fault.", "BLAME"),
        ("fr", "Si vous avez oublié de signer, envoyez un autre formulaire.", "BLAME"),
        ("en", "Answer by 1 February 2027. Call 613-555-0199, file V300123456.", "NUMERIC_DATE"),
        ("en", "Write “URGENT” on it. The URL and the PDF are new.", "CAPITALS"),
        ("en", "It's John's: ask him?", "TYPOGRAPHY"),
        ("fr", french("Une question ? Écrivez-nous : c'est 1 500 $ ; « oui » !"), "TYPOGRAPHY"),
        ("fr", "Dans les 72 heures, à 14:05, voyez https://exemple.ca/?page=2.", "TYPOGRAPHY"),
    ],
)
def test_what_is_right_is_left_alone(language: str, text: str, code: str) -> None:
    assert code not in found(text, language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_plain_letter_has_nothing_to_mend(language: str) -> None:
    report = check(PLAIN[language], language)
    assert report.is_easy
    assert report.findings == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The file is with the office in the city. " * 5),
        ("fr", "Le dossier est au bureau de la grande ville. " * 5),
    ],
)
def test_a_letter_speaks_to_its_reader_and_says_what_comes_next_and_when(language: str, text: str) -> None:
    lacks = {"NO_READER", "NO_NEXT_STEP", "NO_DATE"}
    assert found(text, language, Kind.LETTER) >= lacks
    assert not found(text, language, Kind.GUIDANCE) & lacks
    assert not found(text[:40], language, Kind.LETTER) & lacks


def test_a_hard_text_names_its_hardest_sentence() -> None:
    hard = (
        "The determination of inadmissibility on grounds of misrepresentation precludes the foreign national from "
        "applying for permanent residence following enforcement of the removal order."
    )
    report = check(f"We have your file. {hard}", "en")
    assert not report.is_easy
    assert report.findings[0].code == "HARD_SENTENCE"
    assert report.findings[0].excerpt.startswith("The determination")


def test_every_rule_is_used_and_says_its_piece_in_both_languages() -> None:
    told = {code for _language, _text, code in _cases()} | {"HARD_SENTENCE", "NO_READER", "NO_NEXT_STEP", "NO_DATE"}
    assert set(codes()) == told
    for one in ("en", "fr"):
        message = limits(one).finding("JARGON", "", found="x", instead="y").message
        assert message.fr == french(message.fr)


@given(st.text(max_size=400), st.sampled_from(["en", "fr"]))
def test_any_text_can_be_checked(text: str, language: str) -> None:
    report = check(text, language)
    assert 1.0 <= report.difficulty <= 6.0
    assert report.grade >= 0
    assert all(re.fullmatch(r"[A-Z_]+", one.code) and one.message.say(language) for one in report.findings)


def _cases() -> list[tuple[str, str, str]]:
    marks = test_what_should_be_mended_is_found_with_its_words.pytestmark
    return list(marks[0].args[1])
