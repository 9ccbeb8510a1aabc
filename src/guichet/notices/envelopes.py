"""What goes out: a letter made into an e-mail or a text message, with no more of it than others may see.

An e-mail names the program and says what happened, unless that is for the client's eyes only; never a number, never
a person. A text message says that there is something to read, no more. Source: project decision 0010.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.dates import long_date
from guichet.foundation.languages import Language
from guichet.notices.letters import Letter
from guichet.notices.policy import covers
from guichet.notices.terms import Answer, Medium

# One text message: longer ones cost twice and may arrive in two halves. Source: 3GPP TS 23.038.
LONGEST_TEXT = 160


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is said, ready to be handed over."""

    subject: str
    text: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that an e-mail or a printed letter tells."""

    # What it is called, where a message tells of several.
    heading: str
    about: str
    # What to do, where it is the client's turn: said first.
    to_do: tuple[str, ...]
    happened: str
    points: tuple[str, ...]
    next: str
    link: str = ""
    link_text: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What the templates of an e-mail show."""

    language: str
    subject: str
    news: tuple[Item, ...]
    # Where messages of this kind can be turned off, for those that can.
    turn_off: str
    account: str
    other_account: str
    service: str
    department: str
    other_language: str


News = Sequence[tuple[str, Letter]]


def email_of(news: News, language: Language) -> Envelope:
    """Return the e-mail that tells of these events, each with its kind, in this language."""
    page = _page(news, language)
    with override(language):
        text = render_to_string("notices/email.txt", {"page": page})
        html = render_to_string("notices/email.html", {"page": page})
    return Envelope(page.subject, _without_empty_runs(text), html)


def text_of(language: Language) -> Envelope:
    """Return the text message, the same for every kind of news."""
    with override(language):
        # Translators: at most 160 characters of the GSM alphabet: no ê, no ’, no no-break space.
        said = _("You have a new message from %(service)s. Sign in to read it: %(address)s")
        return Envelope("", said % {"service": settings.SERVICE_NAME[language], "address": account_address(language)})


def neutral_of(medium: Medium, language: Language) -> Envelope:
    """Return the message to somebody in danger, the same for every kind of news: not even who writes."""
    with override(language):
        if medium is Medium.TEXT:
            # Translators: at most 160 characters of the GSM alphabet: no ê, no ’, no no-break space.
            return Envelope("", _("There is something new for you. You know where to read it."))
        return Envelope(
            _("A message for you"), _("Hello,\n\nthere is something new for you. You know where to read it.\n")
        )


def answer_of(answer: Answer, language: Language) -> Envelope:
    """Return what is answered to a text: nothing that others may not read, whoever holds the telephone."""
    with override(language):
        # Translators: at most 160 characters of the GSM alphabet each: no ê, no ’, no no-break space.
        said = {
            Answer.HELP: _(
                "%(service)s: text STATUS to hear if there is news, STOP for no more texts, START to get them again. "
                "%(address)s"
            ),
            Answer.STOPPED: _(
                "You will get no more texts from %(service)s. Messages by other ways go on. "
                "Text START to get texts again."
            ),
            Answer.RESUMED: _("You will get texts from %(service)s again. Text STOP for no more texts."),
            Answer.NEWS: _("There is something new or something to do in your account. Sign in: %(address)s"),
            Answer.NO_NEWS: _(
                "There is nothing new and nothing to do. Your account shows where things stand: %(address)s"
            ),
            Answer.UNKNOWN_NUMBER: _(
                "We do not know this number, so we can say nothing here. Sign in or find help: %(address)s"
            ),
            Answer.PASSED_ON: _(
                "Thank you. A person will read your text. Please send no personal facts by text. "
                "Your account: %(address)s"
            ),
        }[answer]
        words = {"service": settings.SERVICE_NAME[language], "address": account_address(language)}
        return Envelope("", said % words)


def account_address(language: Language) -> str:
    """Return where a client reads their messages."""
    return f"{settings.SITE_URL}/{language}/"


def page_of(news: Sequence[Item], subject: str, language: Language, *, turn_off: str = "") -> Page:
    """Return what the templates show around some news."""
    return Page(
        language=language,
        subject=" ".join(subject.split()),
        news=tuple(news),
        turn_off=_turn_off_address(turn_off, language) if turn_off else "",
        account=account_address(language),
        other_account=account_address(language.other),
        service=settings.SERVICE_NAME[language],
        department=settings.DEPARTMENT_NAME[language],
        other_language=language.other,
    )


def item_of(letter: Letter, language: Language) -> Item:
    """Return one thing told, with what to do said first where it is the client's turn."""
    with override(language):
        to_do = [letter.next] if letter.your_turn else []
        if letter.your_turn and letter.due_on:
            to_do.append(_("Please do this by %(day)s.") % {"day": long_date(letter.due_on, language)})
    return Item(
        heading=" ".join(letter.subject.split()),
        about=letter.about,
        to_do=tuple(to_do),
        happened=letter.happened,
        points=letter.points,
        next="" if letter.your_turn else letter.next,
        number=letter.number,
        link=letter.link,
        link_text=letter.link_text,
    )


def subject_of(letters: Sequence[Letter], language: Language) -> str:
    """Return the subject of a message that tells of these: their own where they have one in common."""
    subjects = dict.fromkeys(letter.subject for letter in letters)
    if len(subjects) == 1:
        return next(iter(subjects))
    with override(language):
        if any(letter.your_turn for letter in letters):
            return _("We need something from you, and there is other news")
        return _("Several things are new in your files")


def _page(news: News, language: Language) -> Page:
    letters = [_covered(kind, letter, language) for kind, letter in news]
    turn_off = next((letter.turn_off for letter in letters if letter.turn_off), "")
    items = [item_of(letter, language) for letter in letters]
    return page_of(items, subject_of(letters, language), language, turn_off=turn_off)


def _covered(kind: str, letter: Letter, language: Language) -> Letter:
    """Return the letter, or what stands for it where others may read the mailbox."""
    cover = covers().get(kind)
    if cover is None:
        return letter
    with override(language):
        return Letter(
            subject=_("Something new in your file"), happened=cover.say(language), next="", about=letter.about
        )


def _turn_off_address(token: str, language: Language) -> str:
    with override(language):
        return settings.SITE_URL + reverse("account:quiet-messages", args=[token])


def _without_empty_runs(text: str) -> str:
    """Return the text with at most one empty line in a row, as a template leaves more."""
    lines: list[str] = []
    for line in (line.rstrip() for line in text.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"
