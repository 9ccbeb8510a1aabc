"""What a client is told about their account and how they are known: new devices, codes, getting back in."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.dates import long_date
from guichet.foundation.languages import Language
from guichet.identity.events import (
    ChangesLocked,
    CodeAskedByPost,
    CodePosted,
    DocumentSeen,
    IdentityCheckFailed,
    NewDevice,
    RecoveryConfirmed,
    RecoveryDone,
    RecoveryStopped,
    WayChanged,
)
from guichet.identity.queries import not_me_token, stop_token
from guichet.identity.terms import RecoveryOutcome
from guichet.notices.letters import Letter


def new_device(event: NewDevice, language: Language) -> Letter:
    """Return the letter by which a stranger in the account is noticed, with the one click that ends it."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("A sign-in on a new device"),
            happened=happened,
            next=_("If it was you, there is nothing to do. If it was not you, end it now."),
            link=_address("not_me", not_me_token(event.device)),
            link_text=_("It was not me"),
        )


def changes_locked(event: ChangesLocked, language: Language) -> Letter:
    """Return the letter that says what was done, and what to do next."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("We protected your account"),
            happened=happened,
            next=_("Sign in, look at your ways to sign in, and make new printed codes. We will help you if you call."),
        )


def way_changed(event: WayChanged, language: Language) -> Letter:
    """Return the letter that tells of a new or lost way to sign in."""
    happened = event.sentence(language)
    with override(language):
        return _was_it_you(_("How you sign in was changed"), happened)


def code_posted(event: CodePosted, language: Language) -> Letter:
    """Return the letter that says what comes by post, and until when it works."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("A letter is on its way to you"),
            happened=happened,
            next=_("Sign in when you have it, choose “I have a code from a letter”, and enter the code."),
        )


def code_asked_by_post(event: CodeAskedByPost, language: Language) -> Letter:
    """Return the letter by which an owner notices somebody else in their account. Says of no address whether it is."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("A code by post was asked for"),
            happened=happened,
            next=_(
                "If this was you: where your file has a postal address, the letter is on its way. If it was not you, "
                "contact us at once."
            ),
        )


def check_failed(event: IdentityCheckFailed, language: Language) -> Letter:
    """Return the letter that lets a client notice somebody who asks in their name."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("Somebody asked us about your files"),
            happened=happened,
            next=_("If it was you, have a letter from us at hand and call again. If it was not you, tell us."),
        )


def document_seen(event: DocumentSeen, language: Language) -> Letter:
    """Return the letter that says that somebody showed a document in the client's name."""
    happened = event.sentence(language)
    with override(language):
        return _was_it_you(_("We saw your identity document"), happened)


def recovery_confirmed(event: RecoveryConfirmed, language: Language) -> Letter:
    """Return the letter by which a recovery can be stopped, with the one click that stops it."""
    happened = event.sentence(language)
    with override(language):
        said = _("It happens on %(day)s. If you asked for it, there is nothing to do. If you did not, stop it now.")
        return Letter(
            subject=_("Somebody wants to change how you sign in"),
            happened=happened,
            next=said % {"day": long_date(event.ready_on, language)},
            link=_address("stop_recovery", stop_token(event.recovery)),
            link_text=_("Stop it"),
        )


def recovery_stopped(event: RecoveryStopped, language: Language) -> Letter:
    """Return the letter that says that nothing was changed."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("The change was stopped"),
            happened=happened,
            next=_("If you still need help to sign in, contact us."),
        )


def recovery_done(event: RecoveryDone, language: Language) -> Letter:
    """Return the letter that says how one signs in from now on."""
    happened = event.sentence(language)
    with override(language):
        then = {
            RecoveryOutcome.SHEET_BY_POST: _(
                "Sign in with the number and the codes in it. If this was not you, call us."
            ),
            RecoveryOutcome.SHEET_IN_HAND: _(
                "Sign in with the number and codes. If this was not you, call us at once."
            ),
            RecoveryOutcome.NEW_EMAIL: _(
                "We send codes to the new address only. If this was not you, call us at once."
            ),
        }
        return Letter(subject=_("You can sign in again"), happened=happened, next=then[RecoveryOutcome(event.gets)])


def _was_it_you(subject: str, happened: str) -> Letter:
    """Return a letter with what to do if it was not you, in the language of the moment."""
    return Letter(
        subject=subject,
        happened=happened,
        next=_("If this was you, there is nothing to do. If it was not you, contact us at once."),
    )


def _address(name: str, token: str) -> str:
    """Return the whole address of a page, in the language of the moment."""
    return f"{settings.SITE_URL}{reverse(name, args=[token])}"
