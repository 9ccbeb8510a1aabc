"""`guichet retention`: what is kept no longer, who holds it back, and its disposal by two people."""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from guichet.foundation.dated.problems import FaultyData
from guichet.foundation.small_groups import guarded
from guichet.identity.queries import NotAllowed, account_for, staff_of
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.retention import actions
from guichet.retention.queries import certificate, disposals, dry_run, holds
from guichet.retention.terms import HoldReason, Kept, Verdict

REFUSED, UNUSABLE = 1, 2
EXAMPLES = """examples:
  guichet retention report --json                        a dry run: what would go, and why the rest stays
  guichet retention hold --file V300123456 --reason COURT --by hamdan@department.example
  guichet retention ask --by hamdan@department.example   keep the dry run, and ask a second person
  guichet retention approve 3 --by roy@department.example
  guichet retention run 3                                safe to break off and to start again
  guichet retention certificate 3
exit codes: 0 done; 1 refused; 2 unusable arguments
"""


class Command(BaseCommand):
    help = (
        "Say what is kept no longer and why the rest stays, hold records back, and dispose of the rest by two people."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, with the examples printed as they are written."""
        kwargs.setdefault("epilog", EXAMPLES)
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        report = verbs.add_parser("report", help="a dry run: how many rows would go, and why others stay")
        hold = verbs.add_parser("hold", help="keep a person, or one file, whatever the time")
        whom = hold.add_mutually_exclusive_group(required=True)
        whom.add_argument("--client", metavar="UCI", default="", help="the person's unique client identifier")
        whom.add_argument("--file", metavar="NUMBER", default="", help="the file's number")
        hold.add_argument("--reason", required=True, choices=HoldReason.values)
        hold.add_argument("--reference", default="", help="the number of the request, the complaint or the case")
        hold.add_argument("--until", type=date.fromisoformat, default=None, help="the first day without it")
        lift = verbs.add_parser("lift", help="let a hold hold no longer")
        listing = verbs.add_parser("holds", help="all holds")
        ask = verbs.add_parser("ask", help="keep a dry run, and ask a second person to approve")
        approve = verbs.add_parser("approve", help="approve what somebody else asked for")
        withdraw = verbs.add_parser("withdraw", help="call off what has not begun")
        orders = verbs.add_parser("list", help="all disposals")
        run = verbs.add_parser("run", help="carry out an approved disposal")
        run.add_argument("--dry-run", action="store_true", help="say what would go now, and change nothing")
        proof = verbs.add_parser("certificate", help="what went, by which rules and whose decision")
        for verb in (report, ask):
            verb.add_argument("--as-of", type=date.fromisoformat, default=None, help="as of a day (today)")
        for verb in (lift, approve, withdraw, proof):
            verb.add_argument("number", type=int)
        run.add_argument("number", type=int, nargs="?", default=0)
        for verb in (hold, lift, listing, ask, approve, withdraw, orders):
            verb.add_argument("--by", required=True, metavar="ADDRESS", help="the privacy officer who decides")
        for verb in (report, listing, orders, run):
            verb.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the verb says."""
        self._now = datetime.now(UTC)
        do: Callable[[dict[str, Any]], None] = getattr(self, f"_{options['verb']}")
        try:
            do(options)
        except FaultyData:
            _refuse(_("The rules have a fault; “guichet doctor” says which."), UNUSABLE)
        except NotAllowed:
            _refuse(_("Nobody who does privacy work has this address."))
        except actions.NothingToHold:
            _refuse(_("There is no such person or file, or the day is over."))
        except actions.NoSuchHold:
            _refuse(_("There is no such hold, or it was lifted."))
        except actions.SamePerson:
            _refuse(_("Who asked for a disposal cannot approve it."))
        except actions.NotNow:
            _refuse(_("There is no such disposal, or it is not so far, or the day is to come."))

    def _report(self, options: dict[str, Any]) -> None:
        as_of = options.get("as_of") or timezone.localtime(self._now).date()
        rules, counted = dry_run(as_of, self._now)
        report = {kept: guarded(counts) for kept, counts in counted.items()}
        if options["json"]:
            self.stdout.write(json.dumps({"as_of": as_of.isoformat(), "rules": rules, "report": report}))
            return
        for kept, shown in report.items():
            self.stdout.write(f"{kept}\t{Kept(kept).label}")
            for verdict, count in shown.items():
                said = _("not shown") if count is None else count
                self.stdout.write(f"\t{said}\t{Verdict(verdict).label}")

    def _hold(self, options: dict[str, Any]) -> None:
        viewer = _officer(options["by"])
        number = actions.place_hold(
            viewer=viewer,
            uci=options["client"],
            number=options["file"],
            reason=HoldReason(options["reason"]),
            reference=options["reference"],
            ends_on=options["until"],
            origin=self._origin(viewer),
        )
        self.stdout.write(str(number))

    def _lift(self, options: dict[str, Any]) -> None:
        viewer = _officer(options["by"])
        actions.lift_hold(viewer=viewer, hold_id=options["number"], origin=self._origin(viewer))

    def _holds(self, options: dict[str, Any]) -> None:
        rows = [
            {
                "hold": one.hold_id,
                "on": one.number or f"client:{one.client_id}",
                "reason": one.reason.value,
                "reference": one.reference,
                "placed": timezone.localtime(one.placed_at).date().isoformat(),
                "by": one.placed_by,
                "until": one.ends_on.isoformat() if one.ends_on else None,
                "over": one.is_over,
            }
            for one in holds(viewer=_officer(options["by"]), now=self._now)
        ]
        self._tell(rows, as_json=options["json"])

    def _ask(self, options: dict[str, Any]) -> None:
        viewer = _officer(options["by"])
        as_of = options["as_of"] or timezone.localtime(self._now).date()
        self.stdout.write(str(actions.ask_for_disposal(viewer=viewer, as_of=as_of, origin=self._origin(viewer))))

    def _approve(self, options: dict[str, Any]) -> None:
        viewer = _officer(options["by"])
        actions.approve_disposal(viewer=viewer, disposal_id=options["number"], origin=self._origin(viewer))

    def _withdraw(self, options: dict[str, Any]) -> None:
        viewer = _officer(options["by"])
        actions.withdraw_disposal(viewer=viewer, disposal_id=options["number"], origin=self._origin(viewer))

    def _list(self, options: dict[str, Any]) -> None:
        rows = [
            {
                "disposal": one.disposal_id,
                "state": one.state.value,
                "as_of": one.as_of.isoformat(),
                "gone": one.gone,
                "asked": one.asked_by,
                "approved": one.approved_by,
                "sha256": one.sha256,
            }
            for one in disposals(viewer=_officer(options["by"]))
        ]
        self._tell(rows, as_json=options["json"])

    def _tell(self, rows: list[dict[str, Any]], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(rows))
            return
        for row in rows:
            self.stdout.write("\t".join(str(value) for value in row.values()))

    def _run(self, options: dict[str, Any]) -> None:
        if options["dry_run"]:
            self._report(options)
            return
        if not options["number"]:
            _refuse(_("Which disposal? “guichet retention list” tells their numbers."), UNUSABLE)
        origin = Origin(actor="operator", channel=Channel.SYSTEM, at=self._now)
        for step in actions.carry_out(disposal_id=options["number"], origin=origin):
            self.stderr.write(f"{step.kept}: {step.gone}")
        done = certificate(options["number"]) or {}
        self.stdout.write(json.dumps(done) if options["json"] else str(done.get("sha256", "")))

    def _certificate(self, options: dict[str, Any]) -> None:
        done = certificate(options["number"])
        if done is None:
            raise actions.NotNow
        self.stdout.write(json.dumps(done, ensure_ascii=False, indent=2))

    def _origin(self, viewer: Viewer) -> Origin:
        return Origin(actor=viewer.actor, channel=Channel.SYSTEM, at=self._now)


def _officer(address: str) -> Viewer:
    """Return the member of staff of an address, as somebody who decides. Raises NotAllowed for anybody else."""
    user_id = account_for(address)
    staff = staff_of(user_id) if user_id else None
    if staff is None:
        raise NotAllowed("privacy")
    return Viewer(user_id=user_id, staff_id=staff.staff_id, roles=staff.roles, office=staff.office)


def _refuse(why: str, code: int = REFUSED) -> None:
    raise CommandError(why, returncode=code)
