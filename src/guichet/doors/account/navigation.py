"""The menu of a client’s account."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from guichet.design import parts


def menu(current: str, *, unopened: int | None = None) -> parts.NavigationList:
    """Return the menu with the page named `current` marked; `unopened` is how many messages were not yet opened."""
    pages = [
        ("account:home", _("Overview"), None),
        ("account:files", _("Files"), None),
        ("account:messages", _("Messages"), unopened or None),
        ("account:questions", _("Questions"), None),
        ("account:chat", _("Ask a question"), None),
        ("account:documents", _("Documents"), None),
        ("account:people", _("People"), None),
        ("account:preferences", _("Preferences"), None),
        ("account:security", _("Security"), None),
        ("account:privacy", _("Privacy"), None),
    ]
    return parts.NavigationList(
        label=_("Your account"),
        items=[
            parts.NavigationItem(text=text, href=href, current=name == current, count=count)
            for name, text, count in pages
            if (href := _address(name))
        ],
    )


def _address(name: str) -> str:
    """Return the address of a page, or nothing where this deployment leaves it out."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
