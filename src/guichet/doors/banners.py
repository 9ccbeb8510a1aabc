"""Notices in force, as every door shows them: the same words in the same order, whatever the page."""

from collections.abc import Sequence

from guichet.design import parts
from guichet.design.dates import long_day
from guichet.foundation.languages import Language, Text
from guichet.knowledge.rules import PublicNotice
from guichet.knowledge.terms import NoticeAudience, NoticeKind

# Not gettext: what all doors share belongs to no door’s catalogue.
ALL_NOTICES = Text("All notices", "Tous les avis")
UNTIL = Text("Until {day}.", "Jusqu’au {day}.")
# Who reads at which door. A client who has signed in is shown what everybody is; staff see what clients see.
EVERYBODY = (NoticeAudience.PUBLIC,)
CLIENTS = (NoticeAudience.PUBLIC, NoticeAudience.CLIENTS)
HELPERS = (NoticeAudience.PUBLIC, NoticeAudience.CLIENTS, NoticeAudience.HELPERS)
STAFF = tuple(NoticeAudience)
# More than these push a page out of sight: the rest is one click away.
MOST_SHOWN = 3
LOOKS = {
    NoticeKind.URGENT: parts.NoticeKind.DANGER,
    NoticeKind.WARNING: parts.NoticeKind.WARNING,
    NoticeKind.INFORMATION: parts.NoticeKind.INFO,
}


def banners(found: Sequence[PublicNotice], language: Language, *, all_of_them: str = "") -> list[parts.Part]:
    """Return notices as banners; `all_of_them` is the address of the rest, where there are more than a page takes."""
    shown = found[:MOST_SHOWN] if all_of_them else found
    rest: list[parts.Part] = []
    if len(found) > len(shown):
        rest = [parts.Paragraphs(texts=[parts.Link(text=ALL_NOTICES.say(language), href=all_of_them)])]
    return [*(banner(one, language) for one in shown), *rest]


def banner(notice: PublicNotice, language: Language, *, marked: bool = False) -> parts.NoticeBanner:
    """Return one notice as a banner, with the last day on which it holds; `marked` with its language."""
    until = UNTIL.say(language).format(day=long_day(notice.shows_until, language))
    return parts.NoticeBanner(
        title=notice.title.say(language),
        body=f"{notice.text.say(language)} {until}",
        kind=LOOKS[notice.kind],
        language=language.value if marked else "",
    )
