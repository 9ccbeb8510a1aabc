"""What the desk adds to the menu of staff: searching, from every page."""

from django.utils.translation import gettext_lazy as _

from guichet.design.parts import Key
from guichet.doors.staff import HeaderSearch, MenuItem, Navigation
from guichet.identity.terms import Right
from guichet.worklists.queries import all_kinds

NAVIGATION = Navigation(
    items=[
        MenuItem(text=_("Clients"), url_name="desk:home", rights=frozenset({Right.SEARCH_CLIENTS}), key="g c"),
        # Whoever has nothing to do here finds no such page in their menu.
        MenuItem(
            text=_("Work"),
            url_name="desk:work",
            rights=frozenset({Right.SUPERVISE_WORK, *(kind.right for kind in all_kinds().values())}),
            key="g w",
        ),
        MenuItem(text=_("Board"), url_name="desk:board", rights=frozenset({Right.SUPERVISE_WORK}), key="g d"),
        MenuItem(text=_("Unwanted mail"), url_name="desk:unwanted", rights=frozenset({Right.CLIENT_FILES}), key="g x"),
        MenuItem(
            text=_("Recoveries"),
            url_name="desk:recoveries",
            rights=frozenset({Right.RECOVER_ACCOUNT}),
            key="g r",
        ),
        MenuItem(text=_("Crises"), url_name="desk:crises", rights=frozenset({Right.HELP_IN_CRISES}), key="g z"),
    ],
    search=HeaderSearch(
        url_name="desk:home",
        label=_("Name, UCI, file number, e-mail, telephone"),
        right=Right.SEARCH_CLIENTS,
    ),
    keys=[
        Key(keys="/", text=_("Search for a client")),
        Key(keys="j", text=_("Next row of a table")),
        Key(keys="k", text=_("Row before")),
        Key(keys="Enter", text=_("Open the row")),
        Key(keys="x", text=_("Tick the row")),
        Key(keys="?", text=_("Show or hide these keys")),
    ],
)
