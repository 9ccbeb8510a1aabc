"""What a client is told about their own record: facts that changed, an account that was linked."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.clients.events import (
    AccountLinked,
    ClientUpdated,
    ContactPointAdded,
    ContactPointInUse,
    ContactPointLeft,
    DeathUndone,
    LetterReturned,
    NameUsedChanged,
    PreferencesNoted,
    RecordJoined,
    RecordJoinedToOther,
    RecordsParted,
)
from guichet.foundation.languages import Language
from guichet.notices.letters import Letter


def client_updated(event: ClientUpdated, language: Language) -> Letter:
    """Return the letter that says which facts changed, never the facts."""
    happened = event.sentence(language)
    with override(language):
        names = {
            "names": _("your name"),
            "birth_date": _("your date of birth"),
            "country": _("your country of citizenship"),
            "language": _("the language we write to you in"),
            "email": _("your e-mail address"),
            "phone": _("your telephone number"),
            "channel": _("the way we tell you of news"),
        }
        return Letter(
            subject=_("We updated your record"),
            happened=happened,
            next=_("Check that it is right. If you did not expect this change, contact us."),
            points=tuple(names[fact] for fact in event.changed if fact in names),
        )


def account_linked(event: AccountLinked, language: Language) -> Letter:
    """Return the letter that lets a client notice an account that is not theirs."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("An account was linked to your files"),
            happened=happened,
            next=_("If this was you, there is nothing to do. If it was not you, contact us at once."),
        )


def contact_point_added(event: ContactPointAdded, language: Language) -> Letter:
    """Return the letter that says a new address is there. It goes where the client was told until now."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("A new address or number in your record"),
            happened=happened,
            next=_("Nothing to do if this was you. If it was not you, contact us at once."),
        )


def contact_point_in_use(event: ContactPointInUse, language: Language) -> Letter:
    """Return the letter that says which way messages go now."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("We use your new address or number"),
            happened=happened,
            next=_("Nothing to do if this was you. If it was not you, contact us at once."),
        )


def contact_point_left(event: ContactPointLeft, language: Language) -> Letter:
    """Return the letter to the address itself that is no longer used."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("We no longer use this address or number"),
            happened=happened,
            next=_("Nothing to do if you asked for this. If you did not, contact us at once."),
        )


def letter_returned(event: LetterReturned, language: Language) -> Letter:
    """Return the letter that says that post does not arrive. Never where it went."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("A letter to you came back"),
            happened=happened,
            next=_("Check the postal address in your preferences. Until then we send you no letters."),
        )


def name_used_changed(event: NameUsedChanged, language: Language) -> Letter:
    """Return the letter about the name we use; it says no name."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("The name that we use for you"),
            happened=happened,
            next=_("Your official documents stay as they are. You can change the name we use at any time."),
        )


def death_undone(event: DeathUndone, language: Language) -> Letter:
    """Return the letter after a mistake of ours; what the mistake was is told by a person, not by a letter."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("We corrected your record"),
            happened=happened,
            next=_("You can contact us if you want to know more. Messages reach you again as before."),
        )


def preferences_noted(event: PreferencesNoted, language: Language) -> Letter:
    """Return the letter after staff wrote something down for a client."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("How we reach and serve you"),
            happened=happened,
            next=_("You can see and change it in your account, under Preferences."),
        )


def record_joined(event: RecordJoined | RecordJoinedToOther, language: Language) -> Letter:
    """Return the letter that says that two records are one now, and lets somebody notice that they are not."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("We joined two records about you"),
            happened=happened,
            next=_("You now see all your files in one place. If you see a file that is not yours, contact us at once: "
                   "we can separate the records again."),
        )  # fmt: skip


def records_parted(event: RecordsParted, language: Language) -> Letter:
    """Return the letter that says that two records are two again."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("We separated two records"),
            happened=happened,
            next=_("Your own files are as they were. If one of them is missing, contact us."),
        )
