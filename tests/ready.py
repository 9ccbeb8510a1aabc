"""`python -m tests.ready [CLIENTS SEED DAY]`: make a database ready to be served, and draw a small country into it.

The commands are those that start a service anywhere; here one process runs them all, since each takes seconds to begin.
"""

import sys

import django
from django.core.management import call_command


def main(words: list[str]) -> None:
    django.setup()
    call_command("messages", compile=True)
    call_command("migrate", verbosity=0, skip_checks=True)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if words:
        clients, seed, day = words
        call_command("synthesize", f"--clients={clients}", f"--seed={seed}", f"--as-of={day}")


if __name__ == "__main__":
    main(sys.argv[1:])
