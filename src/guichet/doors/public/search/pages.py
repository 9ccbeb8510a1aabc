"""What was found, as a page: the answer that fits best, then everything else, and always a way to a person."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.public.answers.live import TOOLS, pieces_of
from guichet.doors.public.pages import ReadingPage
from guichet.doors.public.programs.pages import slug
from guichet.doors.public.search.finding import Found
from guichet.doors.public.search.forms import search_box
from guichet.foundation.languages import Language
from guichet.knowledge.queries import Published
from guichet.knowledge.rules import inline_of


@dataclass(frozen=True, kw_only=True)
class SearchPage(ReadingPage):
    """The box, and what was found."""

    search: parts.SearchBox


def search_page(text: str, found: Found | None, language: Language, on: date) -> SearchPage:
    """Return the page of a day; without anything typed, only the box to type into."""
    return SearchPage(
        heading=_("Search"),
        search=search_box(text),
        sections=_sections(text, found, language, on) if found is not None else [],
    )


def _sections(text: str, found: Found, language: Language, on: date) -> list[parts.Part]:
    slip: list[parts.Part] = [_did_you_mean(found.meant)] if found.meant else []
    near = _section("near", _("Perhaps near what you mean"), [_answer(one, language, on) for one in found.near])
    if not found:
        nothing = parts.EmptyState(
            title=_("We found nothing that fits “%(text)s”") % {"text": text},
            body=_("Try fewer or other words, or go on in one of these ways."),
        )
        return [*slip, nothing, _ways_on(), *([near] if near else [])]
    first, others = (found.answers[:1], found.answers[1:]) if found.is_sure else ((), found.answers)
    shown = [
        _section("files", _("Your files"), [
            parts.Card(title=one.program, href=reverse("account:file", args=[one.number]), body=one.happening)
            for one in found.files
        ]),
        _section("answer", _("This answers it best"), [_answer(one, language, on) for one in first]),
        _section("tools", _("Work it out"), [
            parts.Card(title=str(one.label), href=reverse(TOOLS[one]), body=_("A tool that answers for your own case."))
            for one in found.tools
            if one in TOOLS
        ]),
        _section(
            "answers",
            _("Other answers") if first else _("Answers"),
            [_answer(one, language, on) for one in others],
        ),
        _section("programs", _("Programs"), [
            parts.Card(
                title=one.name.say(language), href=reverse("public:program", args=[slug(one.code)]),
                body=one.who.say(language),
            )
            for one in found.programs
        ]),
        near,
    ]  # fmt: skip
    ask = parts.Section(
        id="ask",
        title=_("Not answered?"),
        items=[parts.Paragraphs(texts=[_("A person can help you, in English or in French.")]), _ask()],
    )
    return [*slip, *(one for one in shown if one), ask]


def _ways_on() -> parts.Part:
    """Return where somebody goes on who found nothing: to the assistant, to what others ask, to a person."""
    return parts.CardList(
        grid=True,
        cards=[
            parts.Card(
                title=_("Ask a question"),
                href=reverse("public:chat"),
                body=_("An automated assistant finds the answer in our pages. A person can take over."),
            ),
            parts.Card(
                title=_("Find an answer"),
                href=reverse("public:answers"),
                body=_(
                    "What people ask us most: documents, fees, waiting, decisions, your account, the first days here."
                ),
            ),
            parts.Card(
                title=_("Get help"),
                href=reverse("public:contact"),
                body=_("All the ways to reach us, when, and how long people wait."),
            ),
        ],
    )


def _did_you_mean(text: str) -> parts.Part:
    href = f"{reverse('public:search')}?{urlencode({'q': text})}"
    return parts.Paragraphs(texts=[parts.Link(text=_("Did you mean “%(text)s”?") % {"text": text}, href=href)])


def _section(name: str, title: str, cards: list[parts.Card]) -> parts.Section | None:
    return parts.Section(id=name, title=title, items=[parts.CardList(cards=cards)]) if cards else None


def _answer(one: Published, language: Language, on: date) -> parts.Card:
    wording = one.say(language)
    return parts.Card(
        title=wording.title,
        href=reverse("public:answer", args=[one.article.id]),
        body=parts.Sentence(pieces=pieces_of(inline_of(wording.answer), language, on, linked=False)),
    )


def _ask() -> parts.Button:
    return parts.Button(text=_("Contact us"), href=reverse("public:contact"), kind=parts.ButtonKind.SECONDARY)
