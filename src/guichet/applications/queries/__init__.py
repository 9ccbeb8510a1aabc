"""What others may ask about files. Whoever asks says who they are; the sentences are made in `rules`."""

from guichet.applications.queries.files import (
    FileCount,
    FileDocuments,
    client_of,
    documents_of,
    file_counts,
    file_status,
    file_status_in_both,
    files_held,
    files_of,
    offices_of,
    program_of,
    programs_by_number,
    programs_of_clients,
    promise_of,
    status_told,
)
from guichet.applications.queries.rows import (
    facts_of_clients,
    facts_of_files,
)
from guichet.applications.queries.timeline import (
    TimelineLine,
    TimelinePage,
    timeline,
)
from guichet.applications.rules.expected import Expected
from guichet.applications.rules.lines import DocumentLine, FileStatus, FileSummary
from guichet.identity.queries import NotAllowed

__all__ = [
    "DocumentLine",
    "Expected",
    "FileCount",
    "FileDocuments",
    "FileStatus",
    "FileSummary",
    "NotAllowed",
    "TimelineLine",
    "TimelinePage",
    "client_of",
    "documents_of",
    "facts_of_clients",
    "facts_of_files",
    "file_counts",
    "file_status",
    "file_status_in_both",
    "files_held",
    "files_of",
    "offices_of",
    "program_of",
    "programs_by_number",
    "programs_of_clients",
    "promise_of",
    "status_told",
    "timeline",
]
