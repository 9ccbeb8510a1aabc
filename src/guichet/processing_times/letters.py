"""What we tell a client about the time of their file."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.applications import letters as applications
from guichet.applications.events import FileQuiet
from guichet.applications.queries import program_of
from guichet.foundation.languages import Language
from guichet.notices.letters import Letter
from guichet.processing_times.events import RangeMoved
from guichet.processing_times.queries import status_told
from guichet.programs.queries import catalogue


def range_moved(event: RangeMoved, language: Language) -> Letter:
    """Return the letter that says that the range moved, and why."""
    program = program_of(event.application)
    with override(language):
        return Letter(
            subject=_("When to expect a decision has changed"),
            happened=event.sentence(language),
            next=_("You do not need to do anything now. You keep your place."),
            about=catalogue().program(program).name.say(language) if program else "",
            number=event.application,
        )


def file_quiet(event: FileQuiet, language: Language) -> Letter:
    """Return the word in a silence as the room of files writes it, the time being the one of the file's page."""
    return applications.file_quiet(
        event, language, status=status_told(event.application, language=language, now=event.at)
    )
