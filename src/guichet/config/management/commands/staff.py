"""`guichet staff`, with the offices of the catalogue: the room of accounts knows none."""

from difflib import get_close_matches

from django.core.management.base import CommandError
from django.utils.timezone import localdate

from guichet.config.cli import UNUSABLE
from guichet.config.reader import said
from guichet.identity.management.staff import StaffCommand
from guichet.programs.queries import catalogue

NEAREST = 3


class Command(StaffCommand):
    def checked_office(self, code: str) -> str:
        """Return the code, where it is of an office in force, or empty. Raises CommandError with the nearest ones."""
        known = [office.code for office in catalogue().office_rows.all_in_force(localdate())]
        if not code or code in known:
            return code
        why = said(
            "There is no office {code}. The nearest codes: {nearest}.",
            "Il n’y a pas de bureau {code}. Les codes les plus proches : {nearest}.",
            code=code,
            nearest=", ".join(get_close_matches(code.upper(), known, NEAREST, cutoff=0)),
        )
        raise CommandError(why, returncode=UNUSABLE)
