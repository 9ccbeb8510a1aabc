"""Whom one can sign in as in a demonstration, and why it is worth it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.foundation.languages import Language
from guichet.identity.terms import Role
from guichet.programs.queries import catalogue
from guichet.rehearsal.queries import Part


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Somebody to sign in as."""

    name: str
    what: str
    why: str
    button: parts.Button


@dataclass(frozen=True, kw_only=True)
class DemonstrationPage:
    """The invented people, clients apart from staff."""

    heading: str
    lead: str
    notice: parts.NoticeBanner
    clients: Sequence[Choice]
    staff: Sequence[Choice]
    empty: parts.EmptyState | None


def demonstration_page(people: Sequence[Part], language: Language) -> DemonstrationPage:
    """Return the page."""
    return DemonstrationPage(
        heading=_("Choose whom to sign in as"),
        lead=_("Nobody here exists. Names, files and messages were made by a program, and go to nobody."),
        notice=parts.NoticeBanner(
            title=_("Messages that the service sends are caught on this machine"),
            body=_("You can read every e-mail and text message that went out."),
            # The stand-in for the text provider shows the e-mails as well.
            action=parts.Link(text=_("Open the mailbox"), href=f"{settings.NOTIFY_URL}/"),
        ),
        clients=[_client(each, language) for each in people if not each.roles],
        staff=[_staff(each, language) for each in people if each.roles],
        empty=None
        if people
        else parts.EmptyState(
            title=_("There is nobody to sign in as yet"),
            body=_("The synthetic country has not been made. See the README: make run makes it."),
        ),
    )


def _client(person: Part, language: Language) -> Choice:
    what = {Language.EN: _("Client, reads English"), Language.FR: _("Client, reads French")}[person.language]
    return Choice(
        name=person.name,
        what=_("%(who)s, file %(number)s") % {"who": what, "number": person.number}
        if person.number
        else _("Helps clients with their files"),
        why=person.why.say(language) if person.why else "",
        button=_button(person),
    )


def _staff(person: Part, language: Language) -> Choice:
    known = catalogue()
    office = known.office(person.office).name.say(language) if known.has_office(person.office) else person.office
    return Choice(
        name=person.name,
        what=", ".join([*(str(role.label) for role in person.roles), office]),
        why=_what_there_is_to_see(person.roles[-1]),
        button=_button(person),
    )


def _what_there_is_to_see(role: Role) -> str:
    return {
        Role.AGENT: _("Search for a client by a name in any script, say why, and read what the client reads."),
        Role.SUPERVISOR: _("What agents see, and the messages that did not arrive."),
        Role.OFFICER: _("Open a client’s file for a stated purpose."),
        Role.MANAGER: _("The feed of the case system, rows that were set aside, and jobs that are stuck."),
        Role.CONTENT_OWNER: _("Answers, notices, programs and standards, each with its source and how sure we are."),
        Role.ADMINISTRATOR: _("Staff and their roles, and the feed."),
        Role.AUDITOR: _("Who looked at which file, and what for."),
        Role.MEMBERS_AGENT: _("What offices of Parliament ask about constituents who consent, and its clocks."),
        Role.PRIVACY_OFFICER: _("Programs, standards and tasks; holds and disposals are on the command line."),
    }[role]


def _button(person: Part) -> parts.Button:
    return parts.Button(
        text=_("Sign in"), detail=_("as %(name)s") % {"name": person.name}, name="account", value=str(person.user_id)
    )
