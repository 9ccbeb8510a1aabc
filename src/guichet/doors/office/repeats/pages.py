"""What the page of those who came back shows: each share with what it is a share of."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, frame
from guichet.enquiries.queries import Repeats
from guichet.enquiries.rules.repeats import Share
from guichet.enquiries.terms import Channel
from guichet.foundation.dates import number


@dataclass(frozen=True, kw_only=True)
class RepeatsPage(StaffPage):
    """Who came back, by the channel of the contact that repeats."""

    intro: str
    table: parts.Table
    meaning: parts.SummaryList


def repeats_page(visit: Visit, every: Repeats, by_channel: Mapping[Channel, Repeats], days: int) -> RepeatsPage:
    """Return the page."""
    rows = [(_("All channels"), every), *((str(one.label), found) for one, found in sorted(by_channel.items()))]
    return RepeatsPage(
        heading=_("Who had to come back"),
        frame=frame(visit, current="office:repeats"),
        intro=_(
            "Messages and calls of the last %(days)s days, over all channels. A person is a client, or the address "
            "that somebody wrote from; automatic messages are left out."
        )
        % {"days": days},
        table=parts.Table(
            caption=_("By the channel of the contact that repeats"),
            dense=True,
            columns=[
                parts.Column(label=_("Channel")),
                *(parts.Column(label=label, number=True) for label, _meaning in _measures()),
            ],
            rows=[parts.Row(cells=[name, *(_said(share, visit) for share in _shares(found))]) for name, found in rows]
            if every.within_week.of
            else [],
            empty=parts.EmptyState(title=_("Nothing was counted in this time")),
        ),
        meaning=parts.SummaryList(
            rows=[parts.SummaryRow(key=label, value=meaning) for label, meaning in _measures()], dense=True
        ),
    )


def _measures() -> list[tuple[str, str]]:
    return [
        (_("Same day"), _("Contacts of a person heard from earlier on the same day, of all contacts.")),
        (_("24 hours"), _("Contacts of a person heard from in the 24 hours before, of all contacts.")),
        (_("7 days"), _("Contacts about what the person asked about in the 7 days before, of all contacts.")),
        (_("By another way"), _("Those within 72 hours by another channel than before, of all contacts.")),
        (
            _("One contact was enough"),
            _("Matters after whose first contact none came about them in 7 days, of those whose 7 days are over."),
        ),
    ]


def _shares(found: Repeats) -> list[Share]:
    return [found.same_day, found.within_day, found.within_week, found.by_another_way, found.settled]


def _said(share: Share, visit: Visit) -> str:
    if share.percent is None:
        return _("none of 0")
    said = {"percent": number(round(share.percent), visit.language), "n": number(share.count, visit.language),
            "of": number(share.of, visit.language)}  # fmt: skip
    return _("%(percent)s of 100 (%(n)s of %(of)s)") % said
