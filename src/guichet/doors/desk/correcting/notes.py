"""What a client says of a fact, shown beside it wherever staff read it. Source: Privacy Act, s. 12(2)(b)."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.privacy.queries import CorrectionFacts
from guichet.privacy.terms import CorrectionFact, CorrectionState

WITH_FACTS = {CorrectionFact.NAME, CorrectionFact.BIRTH_DATE, CorrectionFact.COUNTRY}


def with_notes(value: parts.Words, noted: Sequence[CorrectionFacts], fact: CorrectionFact) -> parts.Words:
    """Return a fact with what the client says of it below it."""
    for one in noted:
        if one.fact is fact:
            value = format_html('{}<br><span class="hint">{}</span>', value, _said(one))
    return value


def other_notes(noted: Sequence[CorrectionFacts]) -> list[parts.SummaryRow]:
    """Return what the client says of anything else, as rows of their own."""
    return [
        parts.SummaryRow(
            key=f"{one.fact.label} · {one.number}" if one.number else str(one.fact.label), value=_said(one)
        )
        for one in noted
        if one.fact not in WITH_FACTS
    ]


def _said(one: CorrectionFacts) -> str:
    if one.state is CorrectionState.OPEN:
        return _("The client says that this is wrong, and it is being looked at: %(words)s") % {"words": one.right}
    return _("The client says: %(words)s") % {"words": one.right}
