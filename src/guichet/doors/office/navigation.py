"""What the office adds to the menu of staff."""

from django.utils.translation import gettext_lazy as _

from guichet.doors.staff import MenuItem, Navigation
from guichet.identity.terms import Right

NAVIGATION = Navigation(
    items=[
        MenuItem(
            text=_("Attention"),
            url_name="office:home",
            rights=frozenset({Right.FEED, Right.UNDELIVERED, Right.STUCK_JOBS}),
            key="g a",
        ),
        MenuItem(text=_("Feed"), url_name="office:runs", rights=frozenset({Right.FEED}), key="g f"),
        MenuItem(
            text=_("Undelivered notices"),
            url_name="office:undelivered",
            rights=frozenset({Right.UNDELIVERED}),
            key="g u",
        ),
        MenuItem(
            text=_("Longest silences"),
            url_name="office:silence",
            rights=frozenset({Right.UNDELIVERED}),
            key="g q",
        ),
        MenuItem(
            text=_("Who came back"),
            url_name="office:repeats",
            rights=frozenset({Right.UNDELIVERED}),
            key="g v",
        ),
        MenuItem(text=_("Jobs"), url_name="office:jobs", rights=frozenset({Right.STUCK_JOBS}), key="g j"),
        MenuItem(text=_("Programs"), url_name="office:programs", rights=frozenset({Right.CATALOGUE}), key="g p"),
        MenuItem(text=_("Standards"), url_name="office:standards", rights=frozenset({Right.CATALOGUE}), key="g s"),
        MenuItem(
            text=_("Answers"),
            url_name="office:guidance",
            rights=frozenset({Right.WRITE_GUIDANCE, Right.APPROVE_GUIDANCE}),
            key="g n",
        ),
        MenuItem(
            text=_("Assistant"),
            url_name="office:assistant",
            rights=frozenset({Right.APPROVE_GUIDANCE}),
            key="g h",
        ),
        MenuItem(text=_("Sorting"), url_name="office:sorting", rights=frozenset({Right.SUPERVISE_WORK}), key="g y"),
        MenuItem(
            text=_("Why people contact us"),
            url_name="office:causes",
            rights=frozenset({Right.APPROVE_GUIDANCE}),
            key="g e",
        ),
        MenuItem(text=_("Notices"), url_name="office:notices", rights=frozenset({Right.APPROVE_GUIDANCE}), key="g b"),
        MenuItem(text=_("Crises"), url_name="office:crises", rights=frozenset({Right.LEAD_CRISIS}), key="g i"),
        MenuItem(text=_("Who looked"), url_name="office:looks", rights=frozenset({Right.ACCESS_LOG}), key="g l"),
        MenuItem(text=_("Oversight"), url_name="office:oversight", rights=frozenset({Right.OVERSIGHT}), key="g o"),
        MenuItem(text=_("Retention"), url_name="office:retention", rights=frozenset({Right.PRIVACY}), key="g k"),
        MenuItem(
            text=_("Members’ offices"),
            url_name="office:member-offices",
            rights=frozenset({Right.MEMBER_OFFICES}),
            key="g m",
        ),
        MenuItem(text=_("Staff"), url_name="office:staff", rights=frozenset({Right.STAFF}), key="g t"),
    ],
)
