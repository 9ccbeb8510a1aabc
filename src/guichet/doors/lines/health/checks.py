"""What must be so for the service to do its work."""

from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from guichet.journal.figures import worker_beat_age

# A worker says every ten seconds that it is there; after three missed beats it is not.
WORKER_SILENT_AFTER = 35.0


@dataclass(frozen=True, slots=True)
class Health:
    """How each part is, in one word: `ok`, `away`, `behind`, `silent`, `never-seen`, `unknown`."""

    database: str
    migrations: str
    worker: str

    @property
    def can_serve(self) -> bool:
        """Return whether pages can be served: the worker is not needed for that."""
        return self.database == "ok" and self.migrations == "ok"

    @property
    def can_tell(self) -> bool:
        """Return whether notices go out as well."""
        return self.can_serve and self.worker == "ok"


def health(now: datetime) -> Health:
    """Return how the parts are as of `now`."""
    try:
        connection.ensure_connection()
        migrations = "ok" if _migrated() else "behind"
        return Health("ok", migrations, _worker(now))
    except OperationalError:
        return Health("away", "unknown", "unknown")


def _worker(now: datetime) -> str:
    try:
        age = worker_beat_age(now)
    except OperationalError:
        raise
    except DatabaseError:  # the table is not there: migrations are behind
        return "unknown"
    if age is None:
        return "never-seen"
    return "ok" if age <= WORKER_SILENT_AFTER else "silent"


# Holds "yes" once the tables were found as this code wants them: reading every migration takes a tenth of a second.
_MIGRATED: set[str] = set()


def _migrated() -> bool:
    if not _MIGRATED:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _MIGRATED.add("yes")
    return True
