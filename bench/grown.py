"""A country as large as wanted, in minutes: a small one that was taken in as any other, and copies of it.

A copy has the same people and files under other numbers. What is kept for the feed alone (events, jobs) is not copied;
of notices, the latest eight of each file are made, each with its e-mail: no page shows more at once.
"""

import psycopg

from bench.scratch import guichet

CLIENTS, CLIENTS_SHORT = 560, 60
NUMBER = "{column} || '-' || copy"
TABLES: dict[str, dict[str, str]] = {
    "clients_client": {"uci": "'B' || lpad((id + copy * {clients_client})::text, 9, '0')"},
    "clients_name": {"client_id": "clients_client"},
    "clients_contactpoint": {"client_id": "clients_client"},
    "applications_application": {"client_id": "clients_client", "number": NUMBER},
    "applications_stageentry": {"application_id": "applications_application"},
    "applications_sectionstatus": {"application_id": "applications_application"},
    "applications_documentrequest": {"application_id": "applications_application"},
    "applications_feepayment": {"application_id": "applications_application"},
    "applications_releasednote": {"application_id": "applications_application"},
    "journal_entry": {"client_id": "clients_client", "caused_by": "journal_entry", "subject": NUMBER},
    "notices_notice": {"client_id": "clients_client", "entry_id": "journal_entry", "subject": NUMBER},
    "notices_delivery": {"client_id": "clients_client", "reference": NUMBER},
    "notices_carried": {"notice_id": "notices_notice", "delivery_id": "notices_delivery"},
}
"""Every table that is copied: what each column that is not the same in a copy is made of, or whose number it is."""
NOTICES = """
INSERT INTO notices_notice (entry_id, kind, subject, occurred_at, created_at, opened_at, not_sent, client_id)
SELECT id, kind, subject, occurred_at, recorded_at, CASE WHEN id % 3 = 0 THEN occurred_at + interval '1 day' END, '',
       client_id
FROM (SELECT *, row_number() OVER (PARTITION BY subject ORDER BY occurred_at DESC, id DESC) AS place FROM journal_entry
      WHERE subject LIKE 'application:%' AND client_id IS NOT NULL) entry
WHERE place <= 8;
INSERT INTO notices_delivery (medium, address, language, status, reference, provider_reference, subject_line, body,
                              attempts, queued_at, next_try_at, sent_at, delivered_at, failure, client_id, says, held,
                              takes_more)
SELECT 'email', 'bench@example.org', 'en', CASE WHEN id % 2 = 0 THEN 'DELIVERED' ELSE 'SENT' END, 'bench-' || id, '',
       'Your file', repeat('What we wrote. ', 40), 1, occurred_at, occurred_at, occurred_at + interval '4 s',
       CASE WHEN id % 2 = 0 THEN occurred_at + interval '1 min' END, '', client_id,
       '', '', false
FROM notices_notice ORDER BY id;
INSERT INTO notices_carried (notice_id, delivery_id, medium, round)
SELECT notice.id, delivery.id, 'email', 0
FROM notices_notice notice JOIN notices_delivery delivery ON delivery.reference = 'bench-' || notice.id;
"""


class Country:
    """A country in a database, that can grow."""

    def __init__(self, address: str, as_of: str, *, short: bool) -> None:
        self._address = address
        self._copies = 0
        clients = CLIENTS_SHORT if short else CLIENTS
        guichet(address, "synthesize", "--clients", str(clients), "--seed", "11", "--as-of", as_of)
        with psycopg.connect(address) as connection:
            connection.execute(NOTICES.encode())
            self._steps = {table: _number(connection, f"SELECT max(id) FROM {table}") or 1 for table in TABLES}
            self._files = _number(connection, "SELECT count(*) FROM applications_application")

    def grow(self, files: int) -> int:
        """Copy until there are about so many files; return how many there are."""
        copies = max(round(files / self._files) - 1, self._copies)
        with psycopg.connect(self._address, autocommit=True) as connection:
            _without_checks(connection)
            # Made anew at the end: to keep them while rows come in takes several times as long.
            indexes = _indexes(connection) if copies > 20 else {}
            for name in indexes:
                connection.execute(f"DROP INDEX {name}".encode())
            for table in TABLES:
                self._copy(connection, table, self._copies + 1, copies)
            for statement in indexes.values():
                connection.execute(statement.encode())
            for table in TABLES:
                connection.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}".encode()
                )
                connection.execute(f"VACUUM ANALYZE {table}".encode())
            self._copies = copies
            return _number(connection, "SELECT count(*) FROM applications_application")

    def _copy(self, connection: psycopg.Connection, table: str, first: int, last: int) -> None:
        cursor = connection.execute(f"SELECT * FROM {table} LIMIT 0".encode())
        columns = [column.name for column in cursor.description or ()]
        made = ", ".join(self._made(table, column) for column in columns)
        connection.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {made}"
            f" FROM {table}, generate_series({first}, {last}) copy WHERE id <= {self._steps[table]}".encode()
        )

    def _made(self, table: str, column: str) -> str:
        """Return what a column of a copy is made of, as SQL."""
        how = table if column == "id" else TABLES[table].get(column, column)
        return (
            f"{column} + copy * {self._steps[how]}" if how in self._steps else how.format(column=column, **self._steps)
        )


def _without_checks(connection: psycopg.Connection) -> None:
    """Leave the checks of foreign keys out, where we may: a copy of what is right is right."""
    try:
        connection.execute("SET session_replication_role = replica")
    except psycopg.errors.InsufficientPrivilege:
        return
    finally:
        connection.execute("SET synchronous_commit = off")
        connection.execute("SET maintenance_work_mem = '512MB'")


def _indexes(connection: psycopg.Connection) -> dict[str, str]:
    """Return the indexes of our tables that are no constraint's, by name, each with the statement that makes it."""
    found = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN"
        " (SELECT conname FROM pg_constraint)",
        [list(TABLES)],
    )
    return dict(found.fetchall())


def _number(connection: psycopg.Connection, statement: str) -> int:
    found = connection.execute(statement.encode()).fetchone()
    return int(found[0] or 0) if found else 0
