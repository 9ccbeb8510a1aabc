"""What one may type to find something."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts

LONGEST = 300


def typed(query: QueryDict) -> str:
    """Return what was typed, without what no text holds; what is too long, its beginning. Nothing is a fault."""
    text = query.get("q", "")[:LONGEST]
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def search_box(text: str = "") -> parts.SearchBox:
    """Return the box to type into, as it stands on the front page and above what was found."""
    return parts.SearchBox(
        action=reverse("public:search"),
        label=_("What are you looking for?"),
        hint=_("Write it in your own words, in English or in French."),
        value=text,
        large=True,
    )
