"""What staff may ask about silence: when a client last heard of a file, and how long the longest silences are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Min
from django.db.models.functions import Coalesce, Greatest

from guichet.applications.models import Application, Silence
from guichet.applications.terms import Overall
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right


@dataclass(frozen=True, slots=True)
class LastWord:
    """When a client last heard of a file: news, or a word in the silence; and when the silence is looked at next."""

    news_at: datetime
    word_at: datetime | None
    look_at: datetime | None


@dataclass(frozen=True, slots=True)
class LongestSilence:
    """The open files of a program: how many, and since when the longest silence lasts."""

    program: str
    files: int
    since: datetime


def last_word(number: str, *, viewer: Viewer) -> LastWord:
    """Return when the client last heard of a file. One query. Raises NotAllowed."""
    file = Application.objects.filter(number=number).select_related("silence").first()
    if file is None or not viewer.may_see_client(file.client_id, number=number):
        raise NotAllowed(f"application:{number}")
    silence: Silence | None = getattr(file, "silence", None)
    return LastWord(
        news_at=file.latest_at,
        word_at=silence.word_at if silence else None,
        look_at=silence.look_at if silence else None,
    )


def longest_silences(viewer: Viewer) -> Sequence[LongestSilence]:
    """Return the longest silence of each program with open files, the longest first. Reads every open file.

    Raises NotAllowed for those who do not look after what is told.
    """
    if not viewer.may(Right.UNDELIVERED):
        raise NotAllowed("silences")
    heard = Greatest("latest_at", Coalesce("silence__word_at", F("latest_at")))
    found = (
        Application.objects.exclude(overall=Overall.CLOSED)
        .order_by()
        .values_list("program")
        .annotate(files=Count("id"), since=Min(heard))
        .order_by("since", "program")
    )
    return [LongestSilence(program, files, since) for program, files, since in found]
