"""Replies as pages show them: codes become words, figures and links of today, in the language of the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.applications.queries import FileSummary, NotAllowed, file_status, files_of
from guichet.assistant.queries import TurnFacts, help_for, said_in
from guichet.assistant.rules import (
    Cited,
    InLanguage,
    LeadsTo,
    Offered,
    OwnFiles,
    PersonOffered,
    Piece,
    Sentence,
)
from guichet.assistant.sentences import SENTENCES
from guichet.assistant.terms import Helped, Outcome, Page, Say
from guichet.design import parts
from guichet.design.dates import long_day
from guichet.doors.public.answers.live import TOOLS, pieces_of
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.knowledge.queries import published, titles
from guichet.knowledge.rules import inline_of
from guichet.knowledge.terms import Tool

PAGES = {
    Page.SIGN_IN: "account:chat",
    Page.CONTACTS: "account:preferences",
    Page.LINK: "account:link-file",
    Page.CONTACT: "public:contact",
}
MOST_FILES = 5


@dataclass(frozen=True, slots=True)
class Around:
    """Who reads a reply, in which language, when; `token` goes with what is sent."""

    viewer: Viewer
    language: Language
    now: datetime
    on: date
    token: str


def replies(turn: TurnFacts, around: Around, *, is_last: bool, is_over: bool) -> list[parts.Content]:
    """Return the parts of a reply; what can be pressed stands under the last one only, but for a verdict."""
    found: list[parts.Content] = []
    for piece in turn.pieces:
        found += _shown(piece, around, can_press=is_last and not is_over)
    if turn.outcome is Outcome.ANSWERED:
        found += _verdict(turn, around)
    return found


def _shown(piece: Piece, around: Around, *, can_press: bool) -> Iterator[parts.Content]:
    match piece:
        case Sentence(say):
            yield from _sentence(say, around)
        case Cited(article):
            yield from _article(article, around)
        case Offered(articles):
            yield from _offer(articles, around, can_press=can_press)
        case OwnFiles(number):
            yield from _files(number, around)
        case InLanguage(code):
            if said := said_in(code, around.on):
                yield parts.Paragraphs(texts=[said], language=code)
        case LeadsTo(page):
            yield from _way(page, around)
        case PersonOffered():
            if can_press:
                yield parts.Button(
                    text=_("Let a person take over"),
                    href=reverse("public:chat-person"),
                    kind=parts.ButtonKind.SECONDARY,
                )


def _sentence(say: Say, around: Around) -> Iterator[parts.Content]:
    if say in {Say.DANGER, Say.SELF_HARM}:
        helps = ("CRISIS", "EMERGENCY") if say is Say.SELF_HARM else ("EMERGENCY",)
        yield parts.NoticeBanner(
            title=str(SENTENCES[say]),
            body=parts.Paragraphs(texts=[help_for(code, around.on).say(around.language) for code in helps]),
            kind=parts.NoticeKind.WARNING,
        )
        return
    yield parts.Paragraphs(texts=[str(SENTENCES[say])])


def _article(article: str, around: Around) -> Iterator[parts.Content]:
    """Yield an article’s answer with its source; what was withdrawn since is said to be gone."""
    found = published(article, on=around.on)
    if found is None:
        yield parts.Paragraphs(texts=[_("The page that was shown here is no longer published.")])
        return
    wording = found.say(around.language)
    answer = parts.Sentence(pieces=pieces_of(inline_of(wording.answer), around.language, around.on))
    yield parts.Paragraphs(texts=[answer])
    if found.article.tool in TOOLS:
        tool = Tool(found.article.tool)
        yield parts.Button(text=str(tool.label), href=reverse(TOOLS[tool.value]), kind=parts.ButtonKind.SECONDARY)
    yield parts.Card(
        title=wording.title,
        href=reverse("public:answer", args=[article]),
        facts=[_("Source: our page on this"), _("Read through on %(day)s") % {"day": long_day(found.reviewed_on)}],
    )


def _offer(articles: tuple[str, ...], around: Around, *, can_press: bool) -> Iterator[parts.Content]:
    known = titles(articles, on=around.on)
    named = [(article, known[article][around.language]) for article in articles if article in known]
    if can_press and named:
        yield parts.PostButtons(
            action=reverse("public:chat-choose"),
            token=around.token,
            buttons=[
                parts.Button(text=title, kind=parts.ButtonKind.SECONDARY, name="article", value=article)
                for article, title in named
            ],
        )
    elif named:
        links = [parts.Link(text=title, href=reverse("public:answer", args=[article])) for article, title in named]
        yield parts.Bullets(items=links)


def _files(number: str, around: Around) -> Iterator[parts.Content]:
    """Yield where the reader’s own files stand, in the very sentences of the status page."""
    if not around.viewer.own_clients:
        yield parts.Paragraphs(texts=[_("Sign in again to see where your file stands.")])
        return
    summaries = files_of(around.viewer, language=around.language, now=around.now)
    chosen = [file for file in summaries if number in {"", file.number}]
    if not number:
        chosen = [file for file in chosen if file.decided_at is None] or chosen[:1]
    for file in chosen[:MOST_FILES]:
        yield _file(file, around, is_only=len(chosen) == 1)


def _file(file: FileSummary, around: Around, *, is_only: bool) -> parts.Part:
    href = reverse("account:file", args=[file.number])
    facts = [file.number, file.overall_word]
    try:
        status = file_status(file.number, viewer=around.viewer, language=around.language, now=around.now)
    except NotAllowed:
        return parts.Card(title=file.program, href=href, body=file.happening, facts=facts)
    if not is_only:
        body = parts.Paragraphs(texts=[status.happening, status.needed])
        return parts.Card(title=file.program, href=href, body=body, facts=facts)
    asked = [status.to_do.sentence] if status.to_do else []
    said = [
        (_("What is happening now"), [status.happening]),
        (_("What you have to do"), [status.needed, *(one for one in asked if one != status.needed)]),
        (_("What comes next"), [status.next]),
        (_("When to expect an answer"), [status.expected.headline, status.expected.text]),
    ]
    rows = [
        parts.SummaryRow(key=key, value=parts.Paragraphs(texts=[line for line in lines if line]))
        for key, lines in said
        if any(lines)
    ]
    return parts.Section(
        title=file.program,
        intro=" · ".join(facts),
        items=[parts.SummaryList(rows=rows), parts.Link(text=_("Open this file"), href=href)],
    )


def _way(page: Page, around: Around) -> Iterator[parts.Content]:
    signed_in = bool(around.viewer.user_id)
    if page is Page.SIGN_IN and signed_in:
        return
    texts = {
        Page.SIGN_IN: _("Sign in and go on here"),
        Page.CONTACTS: _("Change how we reach you"),
        Page.LINK: _("Link your file"),
        Page.CONTACT: _("Contact us"),
    }
    yield parts.Button(text=texts[page], href=reverse(PAGES[page]), kind=parts.ButtonKind.SECONDARY)


def _verdict(turn: TurnFacts, around: Around) -> Iterator[parts.Content]:
    match turn.helped:
        case Helped.YES:
            yield parts.Paragraphs(texts=[_("You said that this answered your question.")])
        case Helped.NO:
            yield parts.Paragraphs(texts=[_("You said that this did not answer your question.")])
            yield parts.Button(
                text=_("Let a person take over"), href=reverse("public:chat-person"), kind=parts.ButtonKind.SECONDARY
            )
        case None:
            detail = _("to question %(n)s") % {"n": turn.position}
            yield parts.PostButtons(
                action=reverse("public:chat-judge"),
                token=around.token,
                kept=[("position", str(turn.position))],
                label=_("Did this answer your question?"),
                buttons=[
                    parts.Button(text=text, detail=detail, kind=parts.ButtonKind.LINK, name="helped", value=helped)
                    for text, helped in ((_("Yes"), Helped.YES), (_("No"), Helped.NO))
                ],
            )
