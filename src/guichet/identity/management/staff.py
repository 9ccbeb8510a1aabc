"""`guichet staff`: who works here, and as what. Which offices there are is not known here; see `checked_office`."""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guichet.foundation.languages import Language
from guichet.identity.actions import CannotAddStaff, add_staff, set_roles
from guichet.identity.models import Staff
from guichet.identity.terms import Role
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

UNUSABLE = 2
EXAMPLES = """examples:
  guichet staff add leduc@department.example --name "Camille Leduc" --role AGENT --office CSC-MONTREAL --language fr
  guichet staff roles leduc@department.example --role AGENT --role SUPERVISOR
  guichet staff leave leduc@department.example
  guichet staff list --json
"""


class StaffCommand(BaseCommand):
    help = "Add members of staff, change their roles, end their work, list them."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, with the examples printed as they are written."""
        kwargs.setdefault("epilog", EXAMPLES)
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        roles = [role.value for role in Role]
        add = verbs.add_parser("add", help="let somebody sign in as staff")
        add.add_argument("email")
        add.add_argument("--name", required=True, help="the name that clients may hear")
        add.add_argument("--role", action="append", required=True, choices=roles)
        add.add_argument("--office", default="", help="code of the office, such as CSC-MONTREAL")
        add.add_argument("--language", default="en", choices=["en", "fr"])
        change = verbs.add_parser("roles", help="give somebody these roles and no others")
        change.add_argument("email")
        change.add_argument("--role", action="append", required=True, choices=roles)
        leave = verbs.add_parser("leave", help="somebody no longer works here")
        leave.add_argument("email")
        listing = verbs.add_parser("list", help="who works here")
        listing.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the verb says."""
        origin = Origin(actor="operator", channel=Channel.SYSTEM, at=datetime.now(UTC))
        match options["verb"]:
            case "add":
                self._add(options, origin)
            case "roles":
                set_roles(staff_id=_staff(options["email"]).pk, roles=_roles(options), origin=origin)
            case "leave":
                staff = _staff(options["email"])
                roles = [Role(role) for role in staff.roles]
                set_roles(staff_id=staff.pk, roles=roles, is_active=False, origin=origin)
            case _:
                self._list(as_json=options["json"])

    def checked_office(self, code: str) -> str:
        """Return the code of an office. Raises CommandError where there is no such office."""
        raise NotImplementedError

    def _add(self, options: dict[str, Any], origin: Origin) -> None:
        try:
            number = add_staff(
                email=options["email"],
                name=options["name"],
                roles=_roles(options),
                office=self.checked_office(options["office"]),
                language=Language.of(options["language"]),
                origin=origin,
            )
        except CannotAddStaff as why:
            raise CommandError(str(why), returncode=UNUSABLE) from why
        self.stdout.write(f"staff:{number}")

    def _list(self, *, as_json: bool) -> None:
        everybody = Staff.objects.select_related("user").order_by("name", "id")
        if as_json:
            rows = [_facts(staff) for staff in everybody]
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for staff in everybody:
            left = "" if staff.is_active else " (left)"
            self.stdout.write(f"{staff.user.email}  {staff.name}  {staff.office}  {', '.join(staff.roles)}{left}")


def _facts(staff: Staff) -> dict[str, Any]:
    return {
        "staff": staff.pk,
        "email": staff.user.email,
        "name": staff.name,
        "office": staff.office,
        "roles": staff.roles,
        "active": staff.is_active,
    }


def _staff(email: str) -> Staff:
    try:
        return Staff.objects.get(user__email__iexact=email.strip())
    except Staff.DoesNotExist as none:
        raise CommandError(f"Nobody works here with the address {email}.", returncode=UNUSABLE) from none


def _roles(options: dict[str, Any]) -> list[Role]:
    return [Role(role) for role in options["role"]]
