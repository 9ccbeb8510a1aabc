"""The console script `guichet`: finds the settings and the database, then runs one command.

Exit codes, the same for every command: 0 done; 1 done, but something was refused; 2 unusable arguments;
75 try again later, since the database cannot be reached.
"""

import os
import sys

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
}
TRY_AGAIN_LATER = 75


def main() -> None:
    """Run the command named on the command line, and exit with its code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guichet.config.settings.development")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    wants_database = command not in NO_DATABASE_NEEDED and not {"--help", "-h"} & set(sys.argv)
    if wants_database and "DATABASE_URL" not in os.environ:
        from guichet.config import embedded
        from guichet.config.environment import VAR

        os.environ["DATABASE_URL"] = embedded.start(VAR / "postgres")

    from django.core.management import ManagementUtility
    from django.db import OperationalError

    try:
        ManagementUtility([sys.argv[0], _module_of(command), *sys.argv[2:]]).execute()
    except OperationalError as away:
        sys.stderr.write(f"guichet: the database cannot be reached; try again later ({away})\n")
        sys.exit(TRY_AGAIN_LATER)


def _module_of(command: str) -> str:
    """Return the name of the module that holds a command: `stand-ins` is kept in stand_ins.py."""
    return command if command.startswith("-") else command.replace("-", "_")
