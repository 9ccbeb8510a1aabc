"""What may be the same question: why, and the buttons to say yes or no, once."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.enquiries.queries import Desk, MayBe
from guichet.enquiries.rules.repeats import WEEK


def likely_same(desk: Desk) -> list[parts.Part]:
    """Return the notice that names what may be the same, each with why; nothing where there is nothing."""
    if not desk.may_be:
        return []
    lines: list[parts.Content] = [
        parts.Sentence(
            pieces=[parts.Link(text=one.reference, href=reverse("desk:enquiry", args=[one.enquiry_id])), _why(one)]
        )
        for one in desk.may_be
    ]
    return [
        parts.NoticeBanner(
            title=_("These may be the same question. Nothing proves it."), body=parts.Bullets(items=lines)
        )
    ]


def verdicts(desk: Desk) -> list[tuple[str, Sequence[tuple[str, str]]]]:
    """Return for each that may be the same the buttons to join it or to say that it is another."""
    return [
        (
            _("Is %(number)s the same question?") % {"number": one.reference},
            ((_("The same: join them"), f"same-{one.reference}"), (_("Another question"), f"apart-{one.reference}")),
        )
        for one in desk.may_be
    ]


def came_again(desk: Desk) -> str:
    """Return how often the person came again about this question, over all channels; empty where they did not."""
    again = [each for each in desk.again.values() if each.within_week]
    if not again:
        return ""
    said = [_("%(n)s of %(of)s messages in the %(days)s days after an earlier one about the same") % {
        "n": len(again), "of": len(desk.facts.contacts), "days": WEEK.days,
    }]  # fmt: skip
    if day := sum(each.same_day for each in again):
        said.append(_("on the same day: %(n)s") % {"n": day})
    if ways := sum(each.by_another_way for each in again):
        said.append(_("by another way: %(n)s") % {"n": ways})
    return " · ".join(said)


def _why(one: MayBe) -> str:
    # Not how probable: that number orders well, and says too much of itself (docs/decisions/0059).
    said = [one.state.label, one.ground.label, *(each.label for each in one.common)]
    return " · " + " · ".join(map(str, said))
