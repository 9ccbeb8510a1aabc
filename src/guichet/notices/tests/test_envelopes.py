"""What goes out: plain, in both languages, and no more than others may see."""

import re
from datetime import date
from typing import Any

import pytest

from guichet.applications.tests.factories import ApplicationFactory
from guichet.config.documents import example
from guichet.foundation.languages import Language
from guichet.journal.events import EVENT_KINDS, Event
from guichet.notices.envelopes import LONGEST_TEXT, email_of, text_of
from guichet.notices.letters import Letter, letter_for
from guichet.notices.policy import covers

NUMBER = "V300123456"
# The alphabet of a plain text message. Source: 3GPP TS 23.038, s. 6.2.1.
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def one_of_each() -> list[Event]:
    """Return an event of every kind that a client could notice."""
    return [
        example(event) for kind, event in sorted(EVENT_KINDS.items()) if event.visible and not kind.startswith("test.")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("event", one_of_each(), ids=lambda event: event.kind)
def test_every_change_can_be_told_in_both_languages_without_a_number(event: Event, language: Language) -> None:
    ApplicationFactory(number=NUMBER)
    letter = letter_for(event, language)
    assert letter.subject
    assert letter.happened
    envelope = email_of([(event.kind, letter)], language)
    assert envelope.subject
    for body in (envelope.text, envelope.html, envelope.subject):
        assert NUMBER not in body
        assert not re.search(r"%\(\w+\)|{{|{%", body)
    said = covers()[event.kind].say(language) if event.kind in covers() else letter.happened
    assert said in envelope.text
    assert f'<html lang="{language}">' in envelope.html


LETTER = Letter(
    subject="We need something from you",
    happened="We asked you for one document: proof of funds.",
    next="Send it through your account.",
    your_turn=True,
    due_on=date(2026, 12, 1),
    points=("Proof of funds <or> savings",),
    about="Visitor visa",
    number=NUMBER,
)


def test_on_the_clients_turn_what_to_do_and_by_when_is_said_first() -> None:
    text = email_of([("document.requested", LETTER)], Language.EN).text
    assert (
        0
        < text.index("Send it through")
        < text.index("Please do this by December\N{NO-BREAK SPACE}1, 2026.")
        < text.index("We asked you")
        < text.index("- Proof of funds <or> savings")
        < text.index("This is about: Visitor visa")
    )
    assert "\n\n\n" not in text


def test_a_decision_is_only_announced() -> None:
    letter = Letter(
        subject="Refused", happened="We refused it.", next="Ask for a review.", points=("Funds",), your_turn=True,
        due_on=date(2026, 12, 1),
    )  # fmt: skip
    envelope = email_of([("decision.made", letter)], Language.FR)
    assert envelope.subject == "Du nouveau dans votre dossier"
    assert "Une décision a été rendue" in envelope.text
    for private in ("Refused", "refused", "review", "Funds", "décembre"):
        assert private not in envelope.text + envelope.html + envelope.subject


def test_what_is_marked_up_in_a_letter_stays_text() -> None:
    html = email_of([("document.requested", LETTER)], Language.EN).html
    assert "Proof of funds &lt;or&gt; savings" in html


def test_the_other_language_is_one_link_away_and_said_in_it() -> None:
    english, french = (email_of([("document.requested", LETTER)], language) for language in Language)
    assert "préférez lire ce message en français\N{NARROW NO-BREAK SPACE}?" in english.text
    assert '<p lang="fr"' in english.html
    assert "rather read this message in English?" in french.text
    assert '<p lang="en"' in french.html


def test_no_subject_breaks_a_header() -> None:
    letter = Letter(subject="One\r\nBcc: everybody@example.org", happened="It happened.", next="")
    assert email_of([("fee.paid", letter)], Language.EN).subject == "One Bcc: everybody@example.org"


@pytest.mark.parametrize("language", list(Language))
def test_a_text_message_is_one_message_of_plain_letters_and_says_nothing_personal(
    language: Language, settings: Any
) -> None:
    settings.SITE_URL = "https://immigration.services.example.org"
    text = text_of(language).text
    assert len(text) <= LONGEST_TEXT
    assert set(text) <= GSM
    assert text.endswith(f"https://immigration.services.example.org/{language}/")
    assert settings.SERVICE_NAME[language] in text
