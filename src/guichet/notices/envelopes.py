"""What goes out: a letter made into an e-mail or a text message, with no more of it than others may see.

An e-mail names the program and says what happened, unless that is for the client's eyes only; never a number, never
a person. A text message says that there is something to read, no more. Source: project decision 0010.
"""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.dates import long_date
from guichet.foundation.languages import Language
from guichet.notices.letters import Letter
from guichet.notices.policy import covers

# One text message: longer ones cost twice and may arrive in two halves. Source: 3GPP TS 23.038.
LONGEST_TEXT = 160


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is said, ready to be handed over."""

    subject: str
    text: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What the templates of an e-mail show."""

    language: str
    subject: str
    about: str
    # What to do, where it is the client's turn: said first.
    to_do: tuple[str, ...]
    happened: str
    points: tuple[str, ...]
    next: str
    link: str
    link_text: str
    account: str
    other_account: str
    service: str
    department: str
    other_language: str


def email_of(kind: str, letter: Letter, language: Language) -> Envelope:
    """Return the e-mail that tells of an event of this kind, in this language."""
    page = _page(kind, letter, language)
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


def neutral_email(language: Language) -> Envelope:
    """Return the e-mail to somebody in danger, the same for every kind of news: not even who writes."""
    with override(language):
        return Envelope(
            _("A message for you"), _("Hello,\n\nthere is something new for you. You know where to read it.\n")
        )


def neutral_text(language: Language) -> Envelope:
    """Return the text message to somebody in danger."""
    with override(language):
        # Translators: at most 160 characters of the GSM alphabet: no ê, no ’, no no-break space.
        return Envelope("", _("There is something new for you. You know where to read it."))


def account_address(language: Language) -> str:
    """Return where a client reads their messages."""
    return f"{settings.SITE_URL}/{language}/"


def _page(kind: str, letter: Letter, language: Language) -> Page:
    cover = covers().get(kind)
    with override(language):
        if cover:
            letter = Letter(subject=_("Something new in your file"), happened=cover.say(language), next="")
        to_do = [letter.next] if letter.your_turn else []
        if letter.your_turn and letter.due_on:
            to_do.append(_("Please do this by %(day)s.") % {"day": long_date(letter.due_on, language)})
        return Page(
            language=language,
            subject=" ".join(letter.subject.split()),
            about=letter.about,
            to_do=tuple(to_do),
            happened=letter.happened,
            points=letter.points,
            next="" if letter.your_turn else letter.next,
            link=letter.link,
            link_text=letter.link_text,
            account=account_address(language),
            other_account=account_address(language.other),
            service=settings.SERVICE_NAME[language],
            department=settings.DEPARTMENT_NAME[language],
            other_language=language.other,
        )


def _without_empty_runs(text: str) -> str:
    """Return the text with at most one empty line in a row, as a template leaves more."""
    lines: list[str] = []
    for line in (line.rstrip() for line in text.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"
