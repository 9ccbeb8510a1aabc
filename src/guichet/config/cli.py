"""The console script `guichet`: finds the settings and the database, then runs one command.

Exit codes, the same for every command: 0 done; 1 done, but something was refused; 2 unusable arguments;
75 try again later, since the database cannot be reached.
"""

import os
import sys
from importlib.metadata import version

NO_DATABASE_NEEDED = {
    "help",
    "messages",
    "document",
    "makemigrations",
    "collectstatic",
    "stand-ins",
    "--help",
    "-h",
    "--version",
    "version",
}
# Beside the four: nobody read the result to its end; and what a shell says of a command that Ctrl-C stopped.
UNUSABLE, NOT_READ, TRY_AGAIN_LATER, INTERRUPTED = 2, 1, 75, 130


def main() -> None:
    """Run the command named on the command line, and exit with its code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guichet.config.settings.development")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    wants_database = command not in NO_DATABASE_NEEDED and not {"--help", "-h"} & set(sys.argv)
    # An export is checked by people who have nothing but the export.
    wants_database = wants_database and not (command == "audit" and "--export" in " ".join(sys.argv))
    if wants_database and not os.environ.get("DATABASE_URL"):
        from guichet.config import embedded
        from guichet.config.environment import VAR

        os.environ["DATABASE_URL"] = embedded.start(VAR / "postgres")

    _run(command)


def _run(command: str) -> None:
    import django
    from django.core.management import ManagementUtility, get_commands
    from django.db import OperationalError, ProgrammingError
    from psycopg.errors import UndefinedTable

    if command in {"--version", "version"}:
        sys.stdout.write(f"guichet {version('guichet')}\n")
        return
    _check_address(os.environ.get("DATABASE_URL", ""))
    django.setup()
    if not command.startswith("-") and command != "help" and _module_of(command) not in get_commands():
        sys.stderr.write(f"guichet: there is no command “{command}”; “guichet help” lists all\n")
        sys.exit(UNUSABLE)
    try:
        try:
            ManagementUtility([sys.argv[0], _module_of(command), *sys.argv[2:]]).execute()
        finally:
            # While it can still be answered for: what is written at the very end fails beyond our reach.
            sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write(f"\nguichet {command}: stopped\n")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read has gone, as `head` does. What is left to say goes nowhere, not even at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOT_READ)
    except ProgrammingError as wrong:
        if not isinstance(wrong.__cause__, UndefinedTable):
            raise
        sys.stderr.write("guichet: the database is not prepared yet; first “guichet migrate”, or “make run”\n")
        sys.exit(TRY_AGAIN_LATER)
    except OperationalError as away:
        sys.stderr.write(f"guichet: the database cannot be reached; try again later ({away})\n")
        sys.exit(TRY_AGAIN_LATER)


def _check_address(address: str) -> None:
    """End where the database's address cannot be read. It is not repeated: it may hold a password."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        conninfo_to_dict(address)
    except ProgrammingError:
        sys.stderr.write("guichet: DATABASE_URL is no address of PostgreSQL: postgresql://user@host:5432/name\n")
        sys.exit(UNUSABLE)


def _module_of(command: str) -> str:
    """Return the name of the module that holds a command: `stand-ins` is kept in stand_ins.py."""
    return command if command.startswith("-") else command.replace("-", "_")
