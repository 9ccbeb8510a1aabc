"""Authority in plain words: what somebody may see and do, of which files, until when, and with which licence."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from guichet.clients.queries import AuthorityFacts, PartyFacts, ProposalFacts, regulators
from guichet.clients.terms import Consent, Licence
from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.foundation.languages import Language
from guichet.identity.terms import Disclosure

# What the register that ships with the service is called: it only pretends.
PRETENDS = "SIMULATED"


def sees_in_words(sees: Iterable[Disclosure]) -> str:
    """Return what somebody may see, as a sentence."""
    if Disclosure.CASE in set(sees):
        return _("Where the file stands, and also letters, documents, notes and the reasons of a decision")
    return _("Where the file stands, and what it waits for. No letters, documents or reasons.")


def acts_in_words(*, acts: bool) -> str:
    """Return whether somebody may act, as a sentence."""
    if acts:
        return _("Answer us and do things in the client’s name. Each time, the client is shown what was done.")
    return _("Nothing in the client’s name: they may only be told.")


def files_in_words(files: Iterable[str]) -> str:
    """Return which files somebody may see."""
    return ", ".join(files) or _("All files, also those to come")


def until_in_words(ends_at: datetime | None, of_age_on: date | None = None) -> str:
    """Return until when it holds."""
    if of_age_on:
        return _("Until they come of age, on %(day)s. From then on the young adult decides alone.") % {
            "day": long_day(of_age_on)
        }
    if ends_at is None:
        return _("Until it is taken back")
    return long_day(last_day(ends_at))


def who_in_words(kind: str, party: PartyFacts | None, language: Language) -> str:
    """Return as what somebody helps, for whom they work, and whether they are paid."""
    said = [kind]
    if party and party.organisation:
        said.append(party.organisation)
    if party and party.is_paid:
        said.append(_("paid, %(licence)s") % {"licence": licence_in_words(party, language)})
    elif party:
        said.append(_("not paid"))
    return " · ".join(said)


def licence_in_words(party: PartyFacts, language: Language) -> str:
    """Return the number of a licence, and what the register said of it and when."""
    known = regulators().get(party.regulator)
    words = {
        "number": party.licence_number,
        "regulator": known.name.say(language) if known else party.regulator,
        "day": long_day(local_day(party.licence_checked_at)) if party.licence_checked_at else "",
    }
    if party.licence is Licence.VALID and party.licence_checked_at:
        said = _("licence %(number)s, %(regulator)s, confirmed %(day)s") % words
    elif party.licence is Licence.VALID:
        said = _("licence %(number)s, %(regulator)s, confirmed") % words
    elif party.licence is Licence.LAPSED:
        said = _("licence %(number)s, %(regulator)s: not valid") % words
    else:
        said = _("licence %(number)s, %(regulator)s: not confirmed yet") % words
    if party.licence_register == PRETENDS:
        said += " " + _("(practice register)")
    return said


def scope_rows(one: AuthorityFacts | ProposalFacts, language: Language) -> list[parts.SummaryRow]:
    """Return what an authority covers, asked for or given, as rows."""
    of_age_on = one.of_age_on if isinstance(one, AuthorityFacts) else None
    return [
        parts.SummaryRow(key=_("Who they are"), value=who_in_words(str(one.kind.label), one.party, language)),
        parts.SummaryRow(key=_("May see"), value=sees_in_words(one.sees)),
        parts.SummaryRow(key=_("May do"), value=acts_in_words(acts=one.acts)),
        parts.SummaryRow(key=_("Files"), value=files_in_words(one.files)),
        parts.SummaryRow(key=_("Until"), value=until_in_words(one.ends_at, of_age_on)),
    ]


def state_of(one: AuthorityFacts) -> parts.Tag | None:
    """Return why an open authority allows nothing now; None where it holds."""
    if one.holds:
        return None
    if one.consent is Consent.NOT_BEGUN:
        text = _("From %(day)s") % {"day": long_day(local_day(one.starts_at))}
        return parts.Tag(text=text, kind=parts.TagKind.INFO)
    if one.party and one.party.licence in {Licence.LAPSED, Licence.UNKNOWN}:
        return parts.Tag(text=_("Sees nothing now: the licence is not confirmed"), kind=parts.TagKind.DANGER)
    return parts.Tag(text=_("Sees nothing now"), kind=parts.TagKind.WARNING)


def last_day(ends_at: datetime) -> date:
    """Return the last day on which something holds that ends at a moment: midnight ends the day before."""
    return local_day(ends_at - timedelta(microseconds=1))


def end_of(day: date) -> datetime:
    """Return the moment at which a day is over, where the service is."""
    zone = timezone.get_default_timezone()
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone).astimezone(UTC)
