"""The front page: what can be done here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.design import parts
from guichet.doors.public.pages import ReadingPage


@dataclass(frozen=True, kw_only=True)
class LanguagePage:
    """The choice between the official languages, each saying its own name for everything."""

    name: str
    department: Mapping[str, str]
    enter_english: parts.Button
    enter_french: parts.Button


def language_page() -> LanguagePage:
    """Return the page; its words are in both languages whatever the reader’s is."""
    return LanguagePage(
        name=" / ".join(dict.fromkeys(settings.SERVICE_NAME.values())),
        department=settings.DEPARTMENT_NAME,
        enter_english=_enter("en", "Continue in English"),
        enter_french=_enter("fr", "Continuer en français"),
    )


def _enter(code: str, name: str) -> parts.Button:
    with override(code):
        return parts.Button(text=name, href=reverse("public:home"))


def home_page(notices: Sequence[parts.Part] = (), *, signed_in: bool) -> ReadingPage:
    """Return the front page, with the notices in force first."""
    sections: list[parts.Part] = [*notices]
    if settings.DEMONSTRATION:
        sections.append(
            parts.NoticeBanner(
                title=_("This is a demonstration"),
                body=_("Every person, file and message here is invented. You can sign in as anybody."),
                action=parts.Link(text=_("Choose whom to sign in as"), href=reverse("public:demonstration")),
            )
        )
    sections.append(parts.CardList(grid=True, cards=_cards(signed_in=signed_in)))
    return ReadingPage(
        heading=_("What would you like to do?"),
        lead=_("See where your application stands, find a program, or ask us a question."),
        sections=sections,
    )


def _cards(*, signed_in: bool) -> list[parts.Card]:
    return [
        parts.Card(
            title=_("See your files") if signed_in else _("Sign in to see your files"),
            href=reverse("account:home"),
            body=_("What is happening now, who must act next, and everything that happened, in plain words."),
        ),
        parts.Card(
            title=_("Find an answer"),
            href=reverse("public:answers"),
            body=_("What people ask us most: documents, fees, waiting, decisions, your account, the first days here."),
        ),
        parts.Card(
            title=_("Find your program"),
            href=reverse("public:finder"),
            body=_("Answer a few questions, and see which programs fit, which do not, and what would make them fit."),
        ),
        parts.Card(
            title=_("Work it out yourself"),
            href=reverse("public:tools"),
            body=_("Visa or eTA, points, money, days: tools that say why, before you apply."),
        ),
        parts.Card(
            title=_("Count your days in Canada"),
            href=reverse("public:days"),
            body=_("For citizenship and permanent residence: note your trips, and see the first day you can apply."),
        ),
        parts.Card(
            title=_("How long it takes now"),
            href=reverse("public:times"),
            body=_("For each program, when people who apply today will have a decision; and how right we were before."),
        ),
        parts.Card(
            title=_("Ask a question"),
            href=reverse("public:chat"),
            body=_("An automated assistant finds the answer in our pages. A person can take over."),
        ),
        parts.Card(
            title=_("Get help"),
            href=reverse("public:contact"),
            body=_("All the ways to reach us, when, and how long people wait."),
        ),
    ]
