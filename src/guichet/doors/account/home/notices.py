"""Which notices concern the files that somebody sees in their account."""

from collections.abc import Collection, Sequence
from datetime import date

from guichet.applications.queries import FileStatus, FileSummary
from guichet.applications.terms import Overall
from guichet.identity.terms import Disclosure
from guichet.knowledge.queries import notices_for
from guichet.knowledge.rules import PublicNotice
from guichet.knowledge.terms import NoticeAudience


def notices_about(files: Sequence[FileSummary], audiences: Collection[NoticeAudience], on: date) -> list[PublicNotice]:
    """Return the notices that concern somebody’s open files. One query.

    Those about a country only where the files are one’s own: to others they would tell where somebody is from.
    """
    going_on = [file for file in files if file.overall is not Overall.CLOSED]
    return notices_for(
        audiences,
        on=on,
        programs={file.program_code for file in going_on},
        countries=() if NoticeAudience.HELPERS in audiences else {file.country for file in files},
        offices=(),
    )


def notices_about_file(file: FileStatus, audiences: Collection[NoticeAudience], on: date) -> list[PublicNotice]:
    """Return the notices that concern one file: its program, its client’s country, and its office. One query.

    Where the office must not be told, a notice about it is not shown: it would tell. Just so with the country.
    """
    return notices_for(
        audiences,
        on=on,
        programs=[file.program_code],
        countries=[file.country] if file.seen is Disclosure.CASE else (),
        offices=[file.office.code] if file.office else (),
    )
