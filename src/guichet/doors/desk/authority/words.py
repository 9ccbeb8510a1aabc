"""Authority in the words of the desk: what somebody may be told, of which files, until when, and how that was shown."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guichet.clients.queries import AuthorityFacts, PartyFacts, ProposalFacts, regulators
from guichet.clients.terms import CallerCheck, Consent, Licence, Requester, WayIn
from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.staff import day
from guichet.foundation.languages import Language
from guichet.identity.terms import Disclosure


def told_in_words(sees: Iterable[Disclosure], *, acts: bool) -> str:
    """Return what somebody may be told and do."""
    said = _("Status, letters, documents and reasons") if Disclosure.CASE in set(sees) else _("Status only")
    deeds = _("May act for the client.") if acts else _("May not act.")
    return f"{said}. {deeds}"


def files_in_words(files: Iterable[str]) -> str:
    """Return of which files."""
    return ", ".join(files) or _("All files, also those to come")


def last_day(ends_at: datetime | None) -> SafeString | str:
    """Return the last day on which something holds that ends at a moment; without an end, in words."""
    if ends_at is None:
        return _("Until it is taken back")
    return day(local_day(ends_at - timedelta(microseconds=1)))


def scope_rows(one: AuthorityFacts | ProposalFacts, language: Language) -> list[parts.SummaryRow]:
    """Return what is given or asked: as what, how much, of which files, on what ground."""
    rows = [
        parts.SummaryRow(key=_("As"), value=str(one.kind.label)),
        parts.SummaryRow(key=_("May be told"), value=told_in_words(one.sees, acts=one.acts)),
        parts.SummaryRow(key=_("Files"), value=files_in_words(one.files)),
        parts.SummaryRow(key=_("Rests on"), value=_ground(one)),
    ]
    if one.party:
        rows.append(parts.SummaryRow(key=_("Paid"), value=licence_in_words(one.party, language)))
        if one.party.organisation:
            rows.append(parts.SummaryRow(key=_("Firm or organisation"), value=one.party.organisation))
    return rows


def state_of(one: AuthorityFacts) -> parts.Tag:
    """Return whether it allows anything now, and if not, why."""
    if one.holds:
        return parts.Tag(text=_("In force"), kind=parts.TagKind.SUCCESS)
    if one.consent is Consent.ENDED:
        return parts.Tag(text=_("Over"), kind=parts.TagKind.NEUTRAL)
    if one.consent is Consent.NOT_BEGUN:
        return parts.Tag(text=_("Not in force yet"), kind=parts.TagKind.INFO)
    return parts.Tag(text=_("Allows nothing now"), kind=parts.TagKind.WARNING)


def licence_in_words(party: PartyFacts, language: Language) -> str:
    """Return whether somebody is paid and, if so, what the register said of the licence."""
    if not party.is_paid:
        return _("No")
    known = regulators().get(party.regulator)
    said = {
        "regulator": known.name.say(language) if known else party.regulator,
        "number": party.licence_number,
        "result": str(Licence(party.licence).label),
    }
    return _("Yes. %(regulator)s, licence %(number)s: %(result)s") % said


def change_in_words(change: Mapping[str, str], who: Requester, accepted: Iterable[CallerCheck]) -> str:
    """Return what would have to happen for something to be possible, as one sentence."""
    return " ".join(_one_change(name, word, who, accepted) for name, word in change.items())


def _ground(one: AuthorityFacts | ProposalFacts) -> str:
    said = [str(one.source.label)]
    if one.form_version:
        said.append(one.form_version)
    if one.signed_on:
        said.append(_("signed %(day)s") % {"day": one.signed_on.isoformat()})
    if isinstance(one, AuthorityFacts):
        said.append(str(one.proof.label))
    return " · ".join(said)


def _one_change(name: str, word: str, who: Requester, accepted: Iterable[CallerCheck]) -> str:
    if name == "known":
        ways = "; ".join(str(check.label) for check in CallerCheck if check in set(accepted))
        return _("Make sure who it is, by one of these: %(ways)s.") % {"ways": ways}
    if name == "pay":
        return _("The register confirms their licence.")
    if name == "way":
        return str(
            {
                WayIn.SIGNED_IN: _("They sign in, or use the line that is kept for their office."),
                WayIn.SPOKEN: _("They call, or come to a counter."),
                WayIn.WRITTEN: _("They write to us."),
            }[WayIn(word)]
        )
    if who is Requester.PARENT:
        return _("They show the record of birth or the order of custody.")
    return str(
        {
            Consent.TO_BE_TOLD: _("The client names them in their account (“People”), or signs form IMM 5475."),
            Consent.TO_ACT: _("The client appoints them in their account (“People”), or signs form IMM 5476."),
            Consent.MEMBER: _("The client signs a consent for this office."),
            Consent.RECORDS: _("The client signs a consent for the request for records."),
            Consent.COURT: _("They show the paper that names them to settle the estate."),
        }[Consent(word)]
    )
