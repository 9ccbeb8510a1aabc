"""`guichet token`: which machines may use the API."""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from guichet.identity.actions import CannotIssueToken, NoSuchToken, issue_token, revoke_token
from guichet.identity.models import ApiToken
from guichet.identity.terms import Scope
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

UNUSABLE = 2
EXAMPLES = """examples:
  guichet token create case-system --scope feed
  guichet token list --json
  guichet token revoke case-system
"""


class Command(BaseCommand):
    help = "Make, list and end the tokens by which other systems use the API."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, with the examples printed as they are written."""
        kwargs.setdefault("epilog", EXAMPLES)
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create", help="make a token and print it, this once")
        create.add_argument("name", help="which machine it is for")
        create.add_argument("--scope", action="append", required=True, choices=Scope.values)
        revoke = verbs.add_parser("revoke", help="end a token")
        revoke.add_argument("name")
        listing = verbs.add_parser("list", help="which tokens there are")
        listing.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the verb says."""
        origin = Origin(actor="operator", channel=Channel.SYSTEM, at=datetime.now(UTC))
        try:
            match options["verb"]:
                case "create":
                    secret = issue_token(
                        name=options["name"], scopes=[Scope(scope) for scope in options["scope"]], origin=origin
                    )
                    self.stderr.write(_("Keep this token safe: it is shown this once."))
                    self.stdout.write(secret)
                case "revoke":
                    revoke_token(name=options["name"], origin=origin)
                case "list":
                    self._list(as_json=options["json"])
        except CannotIssueToken:
            message = _("There is a token named %(name)s already, or the name is empty.") % {"name": options["name"]}
            raise CommandError(message, returncode=UNUSABLE) from None
        except NoSuchToken:
            message = _("There is no token named %(name)s.") % {"name": options["name"]}
            raise CommandError(message, returncode=UNUSABLE) from None

    def _list(self, *, as_json: bool) -> None:
        rows = [_facts(token) for token in ApiToken.objects.order_by("name", "id")]
        if as_json:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            state = "revoked" if row["revoked"] else "in use"
            scopes = ",".join(row["scopes"])
            self.stdout.write(f"{row['name']}\t{scopes}\t{state}\t{row['issued']}\t{row['last_used'] or 'never'}")


def _facts(token: ApiToken) -> dict[str, Any]:
    return {
        "name": token.name,
        "scopes": token.scopes,
        "issued": _day(token.issued_at),
        "last_used": _day(token.last_used_at),
        "revoked": _day(token.revoked_at),
    }


def _day(moment: datetime | None) -> str | None:
    """Return the day of a moment where the department is; None for none."""
    return timezone.localtime(moment).date().isoformat() if moment else None
