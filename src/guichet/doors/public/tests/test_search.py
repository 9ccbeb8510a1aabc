"""One box finds answers, programs and one’s own files, in the reader’s language whatever was typed."""

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.doors.public.search import finding, missing
from guichet.doors.public.search.finding import Found, OwnFile, search
from guichet.doors.public.search.pages import search_page
from guichet.doors.tests.reading import english_in, read
from guichet.foundation.languages import Language
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.knowledge.actions import take_in
from guichet.knowledge.models import MissedQuestion
from guichet.knowledge.queries import Finding, Published, find
from guichet.knowledge.terms import Freshness
from guichet.knowledge.tests.conftest import TODAY, article, wording
from guichet.knowledge.tests.shipping import shipped_articles

pytestmark = pytest.mark.django_db
SOME = ("account-cannot-sign-in", "passport-lost", "fees-refund", "citizen-days", "study-need")


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    every = shipped_articles()
    take_in(
        {name: every[name] for name in SOME},
        Origin(actor="service", channel=Channel.SYSTEM, at=datetime(2026, 11, 22, tzinfo=UTC)),
    )


def address(language: str, text: str | None = None) -> str:
    with override(language):
        path = reverse("public:search")
    return path if text is None else f"{path}?{urlencode({'q': text})}"


@pytest.mark.parametrize("text", ["my pasport was stolen", "on m'a vole mon passeport", "stolen passports"])
@pytest.mark.parametrize("language", list(Language))
def test_an_answer_is_found_in_the_readers_language(client: Any, text: str, language: Language) -> None:
    response = client.get(address(language, text))
    page = read(response)
    with override(language):
        assert reverse("public:answer", args=["passport-lost"]) in page.links
    assert shipped_articles()["passport-lost"].say(language).title in page.text
    if language is Language.FR and text.startswith("on"):
        assert not english_in(response)


def test_a_program_is_found_by_its_name_or_code(client: Any) -> None:
    for text in ("TRV", "visitor visa"):
        with override("en"):
            assert reverse("public:program", args=["trv"]) in read(client.get(address("en", text))).links


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "?" * 10_000, "é" * 10_000, "<script>alert(1)</script>", "%s"])
def test_whatever_is_typed_the_page_is_shown(client: Any, text: str) -> None:
    answer = client.get(address("en", text))
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


def test_without_anything_typed_there_is_only_the_box(client: Any) -> None:
    assert [title for _level, title in read(client.get(address("en"))).headings] == ["Search"]


def test_own_files_are_found_by_number_or_program() -> None:
    files = [OwnFile("V300123456", "Visitor visa", "Received"), OwnFile("S300123457", "Study permit", "Received")]
    for text, number in (("v300123456", "V300123456"), ("my file S300123457 please", "S300123457"),
                         ("study permit", "S300123457")):  # fmt: skip
        assert [one.number for one in search(text, Language.EN, on=TODAY, files=files).files] == [number]
    assert search("passport", Language.EN, on=TODAY, files=files).files == ()


def test_the_box_stands_on_the_front_page(client: Any) -> None:
    with override("fr"):
        assert reverse("public:search").encode() in client.get(reverse("public:home")).content


def test_what_nothing_here_answers_is_kept_once_a_visitor_and_without_anything_personal(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of five articles nothing is ever improbable: what counts as missed is tested with its rule.
    monkeypatch.setattr(missing, "is_missed", lambda _confidence, _on: True)
    page = address("fr")
    for text in ("combien coûte un permis pour chien", "combien coûte un permis pour CHIEN ?", "TRV",
                 "mon numéro est le 514 555 0123, où est mon chien"):  # fmt: skip
        client.get(page, {"q": text})
    (kept,) = MissedQuestion.objects.all()
    assert (kept.words, kept.language, kept.source) == ("combien coûte un permis pour chien", "fr", "SEARCH")
    client.get(page, {"q": "combien coûte un permis pour chien"}, headers={"User-Agent": "another"})
    client.get(page, {"q": "un lien vers un permis de pêche"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert MissedQuestion.objects.count() == 2


def test_figures_stand_in_what_is_found_and_a_card_holds_no_second_link() -> None:
    said = "It costs {fee:VR}. See [who](article:visit-extend), and apply before the last day of your status."
    dit = "Cela coûte {fee:VR}. Voyez [qui](article:visit-extend), et faites votre demande avant la fin du statut."
    french = wording("Rester plus longtemps", answer=dit)
    one = article(en=wording("Stay longer", answer=said), fr=french)
    answer = Published(one, 1, one.reviewed_on, one.review_by, Freshness.REVIEWED)
    (answers, _ask) = search_page("stay", Found(answers=(answer,)), Language.EN, TODAY).sections
    shown = str(answers)
    assert "It costs $" in shown
    assert "…" not in shown
    assert shown.count("<a ") == 1


def test_every_page_for_clients_has_the_box_and_the_pages_with_a_large_one_have_no_second(client: Any) -> None:
    with override("en"):
        box = f'action="{reverse("public:search")}"'
        assert client.get(reverse("public:contact")).content.decode().count(box) == 1
        for page in (reverse("public:home"), reverse("public:search"), reverse("account_login")):
            assert client.get(page).content.decode().count(box) == 1


def test_other_words_for_a_program_and_a_slip_in_its_name_find_it() -> None:
    found = search("maple leaf card", Language.EN, on=TODAY)
    assert [one.code for one in found.programs][:1] == ["PRCARD"]
    files = [OwnFile("V300123456", "Permis d’études", "Reçue")]
    assert search("visa étudiant", Language.FR, on=TODAY, files=files).files == tuple(files)


def test_an_answer_is_looked_for_with_the_words_as_they_were_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noted(text: str, language: Language, *, on: date) -> Finding:
        asked.append(text)
        return find(text, language, on=on)

    monkeypatch.setattr(finding, "find", noted)
    search("maple leaf card", Language.EN, on=TODAY)
    assert asked == ["maple leaf card"]


def test_what_was_probably_meant_is_offered_where_no_answer_is_sure(client: Any) -> None:
    page = read(client.get(address("en", "xyzzy of refnud")))
    assert "Did you mean “xyzzy of refund”?" in page.text
    assert address("en", "xyzzy of refund") in page.links


@pytest.mark.parametrize("language", list(Language))
def test_what_nothing_here_fits_is_said_so_with_the_ways_on(
    client: Any, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    monkeypatch.setattr(finding, "LIKELY", 1.1)
    response = client.get(address(language, "my passport was stolen"))
    page = read(response)
    titles = [title for _level, title in page.headings]
    with override(language):
        ways = [reverse(f"public:{name}") for name in ("chat", "answers", "contact")]
        near = reverse("public:answer", args=["passport-lost"])
        nothing, perhaps = _("We found nothing that fits “%(text)s”"), _("Perhaps near what you mean")
        assert perhaps in titles
    assert any(nothing % {"text": "my passport was stolen"} in title for title in titles)
    assert [link for link in page.links if link in {*ways, near}][-4:] == [*ways, near], "perhaps near comes last"
    assert _("This answers it best") not in titles
    assert language is Language.EN or not english_in(response)


def test_a_word_that_says_nothing_has_no_match_at_all() -> None:
    for text in ("the", "comment", "what is it"):
        found = search(text, Language.EN, on=TODAY)
        assert (found.answers, found.near, found.tools, bool(found)) == ((), (), (), False)


def test_beside_ones_own_file_a_weak_match_is_only_perhaps_near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "LIKELY", 1.1)
    files = [OwnFile("V300123456", "Visitor visa", "Received")]
    found = search("V300123456 passport", Language.EN, on=TODAY, files=files)
    shown = [section.id for section in search_page("V300123456 passport", found, Language.EN, TODAY).sections]
    assert shown == ["files", "near", "ask"]
