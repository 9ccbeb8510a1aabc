"""What we said over the last months, and what came of it: a picture, a sentence and a table."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import month
from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.processing_times.queries import LedgerRow, SaidThen, Standing, wait_in_words
from guichet.processing_times.queries import percent as change_of

KINDS = {
    Standing.RIGHT: parts.TagKind.SUCCESS,
    Standing.OFF: parts.TagKind.DANGER,
    Standing.EARLY: parts.TagKind.NEUTRAL,
    Standing.FEW: parts.TagKind.NEUTRAL,
}


def history_section(said: Sequence[SaidThen], lines: Sequence[LedgerRow], language: Language) -> Iterator[parts.Part]:
    """Yield what was said month by month and what became of it; nothing before there are two months."""
    if len(said) < 2:
        return
    by_month = {line.month: line for line in lines}
    rows = []
    for each in reversed(said):
        line = by_month.get(each.as_of.replace(day=1))
        rows.append(
            parts.Row(
                cells=[
                    month(each.as_of),
                    wait_in_words(each.wait, language),
                    happened(line, language) if line else "–",
                ]
            )
        )
    items: list[parts.Content] = [
        parts.RangeChart(
            label=_("What we said, month by month; the mark is the middle"),
            lines=[
                parts.RangeLine(
                    label=month(each.as_of),
                    first=each.wait.p10,
                    middle=each.wait.p50,
                    last=each.wait.p90,
                    text=wait_in_words(each.wait, language),
                )
                for each in said
            ],
        ),
        parts.DefinitionHint(
            term=_("See what came of it, month by month"),
            body=parts.Table(
                caption=_("What we said to those who applied, and what came of it"),
                columns=[
                    parts.Column(label=_("Applied in")),
                    parts.Column(label=_("We said")),
                    parts.Column(label=_("What came of it")),
                ],
                rows=rows,
                dense=True,
            ),
        ),
    ]
    if any(each.afterwards for each in said):
        items.append(parts.Paragraphs(texts=[afterwards_note()]))
    yield parts.Section(
        id="history",
        title=_("What we said, and what came of it"),
        intro=_sentence(said, language),
        items=items,
        action=parts.Link(text=_("How right were we, in all programs?"), href=reverse("public:times-accuracy")),
    )


def happened(line: LedgerRow, language: Language) -> parts.Content:
    """Return what became of those who applied in a month: the share inside the range, or why there is none yet."""
    found, outcome = line.rightness, line.outcome
    if found is None or outcome is None or line.counted_on is None:
        return parts.Tag(text=str(Standing.FEW.label if line.counted_on else Standing.EARLY.label))
    if found.is_final:
        text = _("%(share)s%% inside the range") % {"share": number(found.least, language)}
    elif found.least == 0:
        text = _("%(waiting)s of %(files)s still wait") % {
            "waiting": number(outcome.waiting, language),
            "files": number(outcome.files, language),
        }
    else:
        text = _("%(least)s%% to %(most)s%% inside the range") % {
            "least": number(found.least, language),
            "most": number(found.most, language),
        }
    return parts.Tag(text=text, kind=KINDS[line.standing])


def afterwards_note() -> str:
    """Return what is to be known of statements that were reckoned afterwards."""
    return _("Older months were reckoned afterwards, only from what was known at the time.")


def _sentence(said: Sequence[SaidThen], language: Language) -> str:
    first, last = said[0].wait, said[-1].wait
    change = change_of(first.p50, last.p50)
    words = {"month": month(said[0].as_of), "share": number(abs(change), language)}
    if change >= 10:
        return _("The middle of the range is %(share)s%% longer than in %(month)s.") % words
    if change <= -10:
        return _("The middle of the range is %(share)s%% shorter than in %(month)s.") % words
    return _("The range is about as it was in %(month)s.") % words
