"""Sentences that the timeline, the message and the status page share. Pure, in the language that is active."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.foundation.dates import long_date
from guichet.foundation.languages import Language

if TYPE_CHECKING:
    from guichet.programs.catalogue import Catalogue


def documents_named(codes: Sequence[str], catalogue: "Catalogue", language: Language) -> str:
    """Return the names of documents, one after another: `Proof of money; Photo`."""
    return "; ".join(catalogue.document(code).name.say(language) for code in codes)


def application_received(program: str, catalogue: "Catalogue", language: Language) -> str:
    """Return that we have the application."""
    return _("We received your application: %(program)s.") % {"program": catalogue.program(program).name.say(language)}


def documents_asked(codes: Sequence[str], catalogue: "Catalogue", language: Language) -> str:
    """Return that we asked for these documents."""
    asked = ngettext(
        "We asked you for one document: %(names)s.", "We asked you for %(count)s documents: %(names)s.", len(codes)
    )
    return asked % {"count": len(codes), "names": documents_named(codes, catalogue, language)}


def documents_received(codes: Sequence[str], catalogue: "Catalogue", language: Language) -> str:
    """Return that these documents came in."""
    received = ngettext("We received your document: %(names)s.", "We received your documents: %(names)s.", len(codes))
    return received % {"names": documents_named(codes, catalogue, language)}


def documents_to_send(
    codes: Sequence[str], due: date | None, today: date, catalogue: "Catalogue", language: Language
) -> str:
    """Return what the client is to send and by when; after that day, what to do now."""
    words = {"names": documents_named(codes, catalogue, language), "day": long_date(due, language) if due else ""}
    if due is None:
        wanted = ngettext(
            "Send us this document as soon as you can: %(names)s.",
            "Send us these documents as soon as you can: %(names)s.",
            len(codes),
        )
    elif due < today:
        wanted = ngettext(
            "We asked for this document by %(day)s: %(names)s. Send it now, or tell us why you need more time.",
            "We asked for these documents by %(day)s: %(names)s. Send them now, or tell us why you need more time.",
            len(codes),
        )
    else:
        wanted = ngettext(
            "Send us this document by %(day)s: %(names)s.", "Send us these documents by %(day)s: %(names)s.", len(codes)
        )
    return wanted % words


def how_to_send(due: date | None, language: Language) -> str:
    """Return how documents reach us. Sending them through the account is not offered yet, and it says so."""
    said = _(
        "Send them by mail to the office that has your file, with your application number on each page. "
        "You cannot send documents through this account yet."
    )
    if due is None:
        return said
    in_time = _("They must reach us by %(day)s. If you need more time, tell us before that day.")
    return f"{said} {in_time % {'day': long_date(due, language)}}"


def after_receiving() -> str:
    """Return what comes next once we have an application."""
    return _("We will check that it is complete, and write to you either way.")


def after_an_answer() -> str:
    """Return what comes next once what we had asked for came."""
    return _("We will look at it, and write to you again.")


def after_reasons() -> str:
    """Return what comes next where a decision gives reasons, which stand beside this sentence."""
    return _("You can read each reason, the law it rests on, and what you can do about it.")


def closed(decided: str, day: date, language: Language) -> str:
    """Return what was decided, `decided` being its sentence, on which day, and that nothing more is to come."""
    then = _("That was on %(day)s. The file is closed, and nothing more is to come.")
    return f"{decided} {then % {'day': long_date(day, language)}}"


def closed_undecided() -> str:
    """Return that a file is closed of which no decision was told."""
    return _("This file is closed, and nothing more is to come.")


def nothing_to_do() -> str:
    """Return that the client may wait in peace."""
    return _("You do not need to do anything now.")


def still_active(since: datetime, language: Language, zone: ZoneInfo) -> str:
    """Return that nothing has happened, and that nothing is wrong."""
    day = long_date(since.astimezone(zone).date(), language)
    return _("Your application is still active. There has been no news since %(day)s.") % {"day": day}
