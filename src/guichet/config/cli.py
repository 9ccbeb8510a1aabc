"""The console script `guichet`: finds the settings and the database, then runs one command.

Exit codes, the same for every command: 0 done; 1 done, but something was refused; 2 unusable arguments;
75 try again later, since the database cannot be reached.
"""

import os
import sys
from importlib.metadata import version
from typing import Any, NoReturn

from guichet.config import lifeline
from guichet.config.environment import THREADS
from guichet.config.reader import let_arguments_be_refused_in_the_readers_language, said

NO_DATABASE_NEEDED = {
    "help",
    "messages",
    "document",
    "makemigrations",
    "collectstatic",
    "stand-ins",
    "rules",
    "forecast",
    "evaluate",
    "letters",
    "--help",
    "-h",
    "--version",
    "version",
}
# Those that answer, several beside one another; what learns takes all cores.
ONE_THREAD_EACH = {"serve", "work"}
# Beside the four: nobody read the result to its end; and what a shell says of a command that Ctrl-C stopped.
UNUSABLE, NOT_READ, TRY_AGAIN_LATER, INTERRUPTED = 2, 1, 75, 130


def main() -> None:
    """Run the command named on the command line, and exit with its code."""
    lifeline.watch()
    let_arguments_be_refused_in_the_readers_language()
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    makes_key = sys.argv[1:3] == ["keys", "new"]
    if makes_key:
        # Production's settings ask for a key, and this is how one gets the first.
        os.environ["DJANGO_SETTINGS_MODULE"] = "guichet.config.settings.development"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guichet.config.settings.development")
    if command in ONE_THREAD_EACH:
        # Read once, when numpy is: what one question needs is too little to share out, and two processes on two cores
        # that each wait for both of them answer five times later.
        os.environ.setdefault(THREADS, "1")
    asks_for_help = bool({"--help", "-h", "--version"} & set(sys.argv))
    wants_database = command not in NO_DATABASE_NEEDED and not makes_key and not asks_for_help
    # An export is checked by people who have nothing but the export.
    wants_database = wants_database and not (command == "audit" and "--export" in " ".join(sys.argv))
    # To see what would be read of a message, nothing but the message is needed.
    wants_database = wants_database and not (command == "mail" and "--dry-run" in sys.argv)
    if wants_database and not os.environ.get("DATABASE_URL"):
        from subprocess import SubprocessError

        import psycopg

        from guichet.config import embedded
        from guichet.config.environment import VAR

        try:
            os.environ["DATABASE_URL"] = embedded.start(VAR / "postgres")
        except (OSError, SubprocessError, psycopg.Error) as away:
            _end(
                TRY_AGAIN_LATER,
                "the embedded database does not start ({why}); its log is {log}",
                "la base de données intégrée ne démarre pas ({why}) ; son journal est {log}",
                why=type(away).__name__,
                log=VAR / "postgres/log",
            )

    _run(command)


def _run(command: str) -> None:
    import django
    from django.core.management import ManagementUtility, get_commands
    from django.db import OperationalError, ProgrammingError
    from psycopg.errors import UndefinedTable

    if command in {"--version", "version"}:
        _tell_version()
        return
    _check_address(os.environ.get("DATABASE_URL", ""))
    django.setup()
    if not command.startswith("-") and command != "help" and _module_of(command) not in get_commands():
        _end(
            UNUSABLE,
            "there is no command “{command}”; “guichet help” lists all",
            "il n’y a pas de commande « {command} » ; « guichet help » les énumère toutes",
            command=command,
        )
    if "--version" in sys.argv:
        _tell_version()
        return
    try:
        try:
            ManagementUtility([sys.argv[0], _module_of(command), *sys.argv[2:]]).execute()
        finally:
            # While it can still be answered for: what is written at the very end fails beyond our reach.
            sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write(said("\nguichet {command}: stopped\n", "\nguichet {command} : arrêté\n", command=command))
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read has gone, as `head` does. What is left to say goes nowhere, not even at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOT_READ)
    except ProgrammingError as wrong:
        if not isinstance(wrong.__cause__, UndefinedTable):
            raise
        _end(
            TRY_AGAIN_LATER,
            "the database is not prepared yet; first “guichet migrate”, or “make run”",
            "la base de données n’est pas encore préparée ; d’abord « guichet migrate », ou « make run »",
        )
    except OperationalError as away:
        _end(
            TRY_AGAIN_LATER,
            "the database cannot be reached; try again later ({why})",
            "la base de données ne répond pas ; réessayez plus tard ({why})",
            why=" ".join(str(away).split()),
        )


def _check_address(address: str) -> None:
    """End where the database's address cannot be read. It is not repeated: it may hold a password."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        conninfo_to_dict(address)
    except ProgrammingError:
        _end(
            UNUSABLE,
            "DATABASE_URL is no address of PostgreSQL: {example}",
            "DATABASE_URL n’est pas une adresse de PostgreSQL : {example}",
            example="postgresql://user@host:5432/name",
        )


def _end(code: int, en: str, fr: str, **facts: Any) -> NoReturn:
    sys.stderr.write(f"{said('guichet:', 'guichet :')} {said(en, fr, **facts)}\n")
    sys.exit(code)


def _tell_version() -> None:
    """Tell ours; the framework would tell its own."""
    sys.stdout.write(f"guichet {version('guichet')}\n")


def _module_of(command: str) -> str:
    """Return the name of the module that holds a command: `stand-ins` is kept in stand_ins.py."""
    return command if command.startswith("-") else command.replace("-", "_")
