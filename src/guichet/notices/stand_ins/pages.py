"""The page that shows what the stand-ins received, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from guichet.foundation.dates import long_moment
from guichet.foundation.languages import Language
from guichet.notices.stand_ins.kept import Thing
from guichet.notices.stand_ins.mail import parsed

LATEST = 100


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail as the page shows it."""

    address: str
    to: str
    subject: str
    at: str
    text: str
    html: str
    language: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text message as the page shows it."""

    to: str
    at: str
    body: str


def page(
    path: str, language: Language, *, emails: Sequence[Thing], texts: Sequence[Thing], can_answer: bool = False
) -> str | None:
    """Return the page at `path` in a language, or None where there is none."""
    parts = path.strip("/").split("/")
    with override(language):
        match parts:
            case [""]:
                first = max(len(emails) - LATEST, 0)
                latest = [_email(first + n, thing, language) for n, thing in enumerate(emails[first:], start=1)]
                shown = {
                    "emails": latest[::-1],
                    "texts": [_text(thing, language) for thing in texts[: -LATEST - 1 : -1]],
                    "email_count": len(emails),
                    "text_count": len(texts),
                    "can_answer": can_answer,
                }
                return render_to_string("notices/stand_ins/received.html", {**shown, **_around(language, path)})
            case ["emails", number, *rest] if number.isdigit() and 1 <= int(number) <= len(emails):
                email = _email(int(number), emails[int(number) - 1], language)
                if rest == ["html"]:
                    return email.html or None
                if not rest:
                    context = {"email": email, **_around(language, path)}
                    return render_to_string("notices/stand_ins/email.html", context)
    return None


def _around(language: Language, path: str) -> dict[str, str]:
    return {
        "language": language,
        "answer": f"/answer?language={language}",
        "all_messages": f"/?language={language}",
        "other": language.other,
        "this_in_other": f"{path}?language={language.other}",
        "site": settings.SITE_URL,
    }


def _email(number: int, thing: Thing, language: Language) -> Email:
    message = parsed(thing)
    bodies = {kind: message.get_body(preferencelist=(kind,)) for kind in ("plain", "html")}
    plain, html = (body.get_content() if body else "" for body in (bodies["plain"], bodies["html"]))
    return Email(
        address=f"/emails/{number}",
        to=", ".join(thing["to"]),
        subject=str(message["Subject"] or ""),
        at=_moment(thing["at"], language),
        text=plain,
        html=html,
        language=str(message["Content-Language"] or ""),
    )


def _text(thing: Thing, language: Language) -> Text:
    return Text(thing["phone_number"], _moment(thing["created_at"], language), thing["body"])


def _moment(at: str, language: Language) -> str:
    return long_moment(datetime.fromisoformat(at), language, ZoneInfo(settings.TIME_ZONE))
