"""All tools, as cards."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.public.pages import ReadingPage


def tools_page() -> ReadingPage:
    """Return the list of tools; those of other pages stand here once their pages exist."""
    travel = [
        _card("tool-visa", _("Do I need a visa or an eTA?"), _("By your passport and how you travel.")),
        _card(
            "tool-biometrics",
            _("Must I give fingerprints and a photo?"),
            _("And whether those you gave still hold."),
        ),
        _card("tool-medical", _("Do I need a medical exam?"), _("And whether the last one still holds.")),
        _card("tool-stay", _("Until when may I stay in Canada?"), _("And what to do before and after that day.")),
    ]
    settle = [
        _card("finder", _("Find your program"), _("A few questions, and every program that fits.")),
        _card("tool-points", _("How many points in Express Entry?"), _("And what would give you most.")),
        _card("tool-grid", _("Have I 67 points as a skilled worker?"), _("The selection grid, factor by factor.")),
        _card("tool-levels", _("Which level are my language results?"), _("Five tests, English and French.")),
        _card("tool-funds", _("How much money must I have to settle?"), _("By the size of your family.")),
        _card("tool-income", _("Is my income enough to sponsor my family?"), _("And how long you answer for them.")),
    ]
    live = [
        _card(
            "tool-residence",
            _("Do I meet the residency obligation?"),
            _("From your trips, and until when you may be away."),
        ),
        _card(
            "days",
            _("Have I enough days for citizenship?"),
            _("A journal of your trips, and the first safe day."),
        ),
    ]
    live.append(
        _card("tool-descent", _("Is this person a citizen by birth?"), _("By where they and a parent were born."))
    )
    send = [
        _card("tool-complete", _("Is my application complete?"), _("Your papers, and what would have it sent back.")),
    ]
    wait = [
        _card("times", _("How long will it take?"), _("If you apply today, by program.")),
        _card("standards", _("How long it should take"), _("Our service standards, and how often we kept them.")),
    ]
    return ReadingPage(
        heading=_("Tools"),
        lead=_("Each tool says why, by which rule, and what would change the answer. Nothing that you type is kept."),
        sections=[
            _group(_("To travel, and to stay for a time"), travel),
            _group(_("To live in Canada"), settle),
            _group(_("Permanent residents and citizens"), live),
            _group(_("Before you send an application"), send),
            _group(_("How long it takes"), wait),
        ],
    )


def _group(title: str, cards: list[parts.Card | None]) -> parts.Section:
    return parts.Section(title=title, items=[parts.CardList(grid=True, cards=[card for card in cards if card])])


def _card(name: str, title: str, body: str) -> parts.Card | None:
    """Return the card of a page, or nothing where that page is not open."""
    try:
        return parts.Card(title=title, href=reverse(f"public:{name}"), body=body)
    except NoReverseMatch:
        return None
