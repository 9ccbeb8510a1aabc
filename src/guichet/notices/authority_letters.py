"""What clients are told about who may see their file or act for them, and about their household."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.clients.events import (
    AuthorityAsked,
    AuthorityChanged,
    AuthorityDeclined,
    AuthorityEnded,
    AuthorityEnding,
    AuthorityFormRecorded,
    AuthorityFormRefused,
    AuthorityGranted,
    AuthorityInvited,
    AuthorityLicenceLapsed,
    AuthorityRevoked,
    GroupGrew,
    HouseholdEvent,
    HouseholdInvited,
)
from guichet.clients.queries import form_fault
from guichet.clients.terms import AuthorityEnd
from guichet.foundation.languages import Language
from guichet.identity.terms import AuthorityKind
from guichet.notices.letters import Letter


def authority_invited(event: AuthorityInvited, language: Language) -> Letter:
    """Return the letter that lets a client notice an invitation that they did not send."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("You asked somebody to help you"),
            happened=happened,
            next=_("They see nothing of your file before they say yes. If this was not you, contact us at once."),
        )


def authority_asked(event: AuthorityAsked, language: Language) -> Letter:
    """Return the letter that asks a client for a yes or a no, and presses nobody."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("Somebody asks to see your file"),
            happened=happened,
            next=_("Sign in to see who it is, and say yes or no. If you do nothing, they see nothing."),
        )


def authority_declined(event: AuthorityDeclined, language: Language) -> Letter:
    """Return the letter that says that a request or an invitation was declined."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("A request to help you was declined"),
            happened=happened,
            next=_("You do not need to do anything now."),
        )


def authority_form_recorded(event: AuthorityFormRecorded, language: Language) -> Letter:
    """Return the letter that lets a client notice a form that they did not sign, before anything follows from it."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("We received a form about who may see your file"),
            happened=happened,
            next=_("Nobody sees anything because of it before that. If you signed no such form, contact us at once."),
        )


def authority_form_refused(event: AuthorityFormRefused, language: Language) -> Letter:
    """Return the letter that says that a paper form does not hold, why, and what to do."""
    happened, known = event.sentence(language), form_fault(event.fault)
    with override(language):
        mend = _("You can choose in your account who may help you, or send us a new form, signed by you.")
        return Letter(
            subject=_("A form could not be accepted"),
            happened=happened,
            next=known.next.say(language) if known else mend,
        )


def authority_granted(event: AuthorityGranted, language: Language) -> Letter:
    """Return the letter that lets a client notice an authority that they did not give."""
    happened = event.sentence(language)
    with override(language):
        if event.as_holder:
            return Letter(
                subject=_("You may see a file of another person"),
                happened=happened,
                next=_("Sign in to see what was shared with you, and until when."),
            )
        if event.on_paper:
            return Letter(
                subject=_("Somebody may now see your file"),
                happened=happened,
                next=_(
                    "This follows from a form with your signature, which two of us compared. If you signed no such "
                    "form, contact us at once. You can take it back in your account at any time."
                ),
            )
        by_law = event.held_as == AuthorityKind.PARENT
        return Letter(
            subject=_("Somebody may now see your file"),
            happened=happened,
            next=(
                _("This holds until you come of age. If you think that it is wrong, contact us.")
                if by_law
                else _("You can take this back in your account at any time; it then ends at once.")
            ),
        )


def authority_changed(event: AuthorityChanged, language: Language) -> Letter:
    """Return the letter that tells of another scope."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("What somebody may see was changed"),
            happened=happened,
            next=(
                _("Sign in to see what was shared with you, and until when.")
                if event.as_holder
                else _("Sign in to see what they may see or do. If this was not you, contact us at once.")
            ),
        )


def authority_over(event: AuthorityRevoked | AuthorityEnded, language: Language) -> Letter:
    """Return the letter that says that an authority ended, by somebody’s word or by itself."""
    happened = event.sentence(language)
    with override(language):
        if event.held_as == AuthorityKind.PARENT and isinstance(event, AuthorityEnded) and not event.as_holder:
            return Letter(
                subject=_("You decide alone who sees your file"),
                happened=happened,
                next=_("Sign in, or open an account, to see your file and to say who else may see it."),
            )
        return Letter(
            subject=(
                _("You no longer see a file of another person")
                if event.as_holder
                else _("Somebody no longer sees your file")
            ),
            happened=happened,
            next=(
                _("You can act for yourself, or choose somebody else in your account.")
                if not event.as_holder and isinstance(event, AuthorityRevoked) and event.why == AuthorityEnd.HOLDER
                else _("You do not need to do anything now.")
            ),
        )


def authority_ending(event: AuthorityEnding, language: Language) -> Letter:
    """Return the letter that says beforehand that an authority will end by itself."""
    happened = event.sentence(language)
    with override(language):
        if event.as_holder and event.held_as == AuthorityKind.PARENT:
            return Letter(
                subject=_("A child for whom you act comes of age"),
                happened=happened,
                next=_("If you want to go on seeing the file, ask them then. It will be theirs to decide."),
            )
        if event.as_holder:
            return Letter(
                subject=_("You will stop seeing a file of another person"),
                happened=happened,
                next=_("If you still need to see it, ask that person. It is theirs to decide."),
            )
        if event.held_as == AuthorityKind.PARENT:
            return Letter(
                subject=_("You soon decide alone who sees your file"),
                happened=happened,
                next=_("If you want your parents to go on seeing it, share it with them in your account."),
            )
        return Letter(
            subject=_("Somebody will stop seeing your file"),
            happened=happened,
            next=_("If you want them to go on, give it to them again in your account before that day."),
        )


def licence_lapsed(event: AuthorityLicenceLapsed, language: Language) -> Letter:
    """Return the letter that says that a paid representative may not help at present."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("Your representative cannot act for you now"),
            happened=happened,
            next=_("Ask them about it. You can always act for yourself, or choose somebody else."),
        )


def group_grew(event: GroupGrew, language: Language) -> Letter:
    """Return the letter that tells a client of a person more who sees their file by the group they allow."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("Your sponsors’ group has another member"),
            happened=happened,
            next=_("You see in your account who belongs to it, and can take back there at any time what it may see."),
        )


def household_invited(event: HouseholdInvited, language: Language) -> Letter:
    """Return the letter that asks an adult whether they belong to a household."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("Somebody asks you to join their household"),
            happened=happened,
            next=_("Sign in to see who it is, and say yes or no. If you do nothing, nothing changes."),
        )


def household_changed(event: HouseholdEvent, language: Language) -> Letter:
    """Return the letter that says that somebody joined or left."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("Your household has changed"),
            happened=happened,
            next=_("You decide in your account what each person sees of your file."),
        )
