"""How a look is said to the client: who it was by role and office, never by name, and what for."""

from django.utils.translation import gettext as _

from guichet.foundation.languages import Language
from guichet.identity.queries import LookFacts
from guichet.identity.terms import AuthorityKind, Purpose
from guichet.programs.queries import catalogue


def sentence_of(look: LookFacts, language: Language, *, hides_place: bool) -> str:
    """Return who looked and what for, in one line; without the office where a place may endanger the client."""
    return _("%(who)s: %(purpose)s") % {"who": who(look, language, hides_place=hides_place), "purpose": why(look)}


def who(look: LookFacts, language: Language, *, hides_place: bool) -> str:
    """Return who looked: the role and office of staff, or what a holder of authority is to the client."""
    if look.holder:
        return holder_for_client(look.holder)
    role = str(look.roles[0].label) if look.roles else _("Staff")
    office = "" if hides_place else _office_name(look.office, language)
    return _("%(role)s, %(office)s") % {"role": role, "office": office} if office else role


def why(look: LookFacts) -> str:
    """Return why somebody looked, as the client reads it."""
    if look.delayed:
        return _("for an investigation; we showed you this later for that reason")
    return purpose_for_client(look.purpose) if look.purpose else _("as you or the law allows")


def holder_for_client(kind: AuthorityKind) -> str:
    """Return what somebody is to the client, as the client says it."""
    return {
        AuthorityKind.REPRESENTATIVE: _("Your representative"),
        AuthorityKind.HELPER: _("Your helper"),
        AuthorityKind.PARENT: _("Your parent or guardian"),
        AuthorityKind.FAMILY: _("An adult of your household"),
        AuthorityKind.SPONSOR: _("Your sponsor"),
        AuthorityKind.SPONSOR_GROUP: _("Your sponsors’ group"),
        AuthorityKind.MP_OFFICE: _("The office of your member of Parliament or senator"),
        AuthorityKind.PARTNER_SITE: _("A partner site"),
        AuthorityKind.ESTATE: _("Whoever settles the estate"),
    }[kind]


def purpose_for_client(purpose: Purpose) -> str:
    """Return why staff looked, as the client reads it."""
    return {
        Purpose.CLIENT_ASKED: _("because you asked about it"),
        Purpose.REPRESENTATIVE_ASKED: _("because your representative asked about it"),
        Purpose.WORK_ON_FILE: _("to work on it"),
        Purpose.UNDELIVERED_NOTICE: _("because a message did not reach you"),
        Purpose.SAME_PERSON: _("to see whether two of our records are yours"),
        Purpose.COMPLAINT: _("because of a complaint"),
        Purpose.CRISIS: _("because you wrote to us in a crisis"),
        Purpose.QUALITY_REVIEW: _("to check the quality of our work"),
        Purpose.BREAK_GLASS: _("for a reason of their own, which another person checks"),
        Purpose.INVESTIGATION: _("for an investigation"),
    }[purpose]


def _office_name(code: str, language: Language) -> str:
    known = catalogue()
    return known.office(code).name.say(language) if known.has_office(code) else code
