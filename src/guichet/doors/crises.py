"""Crises that are open, as every public page shows them: what it is called, and where to write."""

from collections.abc import Sequence

from django.urls import reverse

from guichet.crises.queries import open_crises
from guichet.design import parts
from guichet.foundation.languages import Language, Text
from guichet.knowledge.rules import PublicNotice

# Not gettext: what several doors share belongs to no door’s catalogue.
WRITE = Text("Write to us about it", "Écrivez-nous à ce sujet")


def without_crises(found: Sequence[PublicNotice]) -> list[PublicNotice]:
    """Return notices but for those of open crises, which a page shows with the way to write."""
    told = {one.name for one in open_crises()}
    return [one for one in found if one.title not in told]


def crisis_banners(language: Language) -> list[parts.Part]:
    """Return a banner for each crisis that is open, with the way to its form; mostly none."""
    return [
        parts.NoticeBanner(
            title=one.name.say(language),
            body=one.first_words.say(language),
            kind=parts.NoticeKind.DANGER,
            action=parts.Link(text=WRITE.say(language), href=reverse("public:crisis", args=[one.address])),
        )
        for one in open_crises()
    ]
