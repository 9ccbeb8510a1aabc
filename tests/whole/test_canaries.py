"""A person of whom every fact is a word that stands nowhere else, led through the whole service: where is it written?

Each canary is looked for in all that is written beside the tables of the rooms themselves: the log, metrics, journal,
jobs, tasks, texts, the access log and its export, reports and certificates of retention, addresses led on to, and
pages for errors. Where one may stand by design, it says so here.
"""

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client as Browser
from django.test import override_settings

from guichet.applications.tests.factories import StaffFactory, UserFactory, link
from guichet.applications.tests.feeding import ingest, received, registered, told
from guichet.clients.actions import Description, Needs, change_name_used, change_needs, describe, set_safe_contact
from guichet.clients.models import Client, PostalAddress
from guichet.clients.rules import Safe
from guichet.clients.terms import NoticeChannel
from guichet.config.logs import WithoutPersons
from guichet.doors.desk.search import views as search_views
from guichet.foundation.languages import Language
from guichet.identity.actions import link_all, note_disclosure
from guichet.identity.models import AccessRecord, Look
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.actions import Origin
from guichet.journal.debts import settle
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.notices import sending
from guichet.notices.gateways import Busy, Handed, Outgoing, Refused
from guichet.notices.models import Delivery
from guichet.notices.terms import Fault, Medium
from guichet.oversight.actions import ask_about_look
from guichet.privacy.actions import (
    Decision,
    ask_for_copy,
    ask_for_correction,
    correct,
    make_copy,
    note_beside,
    take_copy,
)
from guichet.privacy.terms import CorrectionFact, Shown
from guichet.retention.actions import approve_disposal, ask_for_disposal, carry_out, place_hold
from guichet.retention.queries import certificate
from guichet.retention.terms import HoldReason
from guichet.worklists.models import Task

NOW = datetime.now(UTC).replace(microsecond=0)
TOKEN = "a-token-for-tests-of-canaries"

# Fact: the word. Letters that no pattern of the log takes for a number or an address, where the fact allows it.
CANARIES = {
    "name": "Wrenkanari",
    "name in another script": "Жкенари",
    "name used": "Siskinkanari",
    "former name": "Linnetkanari",
    "corrected name": "Serinkanari",
    "e-mail": "finchkanari",
    "new e-mail": "dovekanari",
    "telephone": "+14165550177",
    "safe e-mail": "owlkanari",
    "safe words": "Nightjarkanari",
    "street": "Larkkanari",
    "needs": "Robinkanari",
    "pronouns": "orlkanari",
    "greeting": "Thrushkanari",
    "born": "1931-07-19",
    "identifier": "9190817263",
    "file": "KANARI-88-X",
    "note": "Swiftkanari",
    "words of a text": "Magpiekanari",
    "question": "Plumkanari",
    "reason of an opening": "Quailkanari",
    "what is wrong": "Rookkanari",
    "what is right": "Stilkanari",
    "answer": "Ternkanari",
    "receipt of a fee": "Vireokanari",
}
# What names a file may stand in what is about the file: the journal's and a task's subject, and an address of ours.
NAMES_A_FILE = {"file"}


@dataclass
class Written:
    """All that was written, place by place."""

    places: dict[str, str] = field(default_factory=dict)

    def add(self, place: str, text: object) -> None:
        self.places[place] = self.places.get(place, "") + f"\n{text}"

    def found(self, *, but: dict[str, set[str]] | None = None) -> list[str]:
        """Return each canary with the place where it stands, but for what may stand there."""
        allowed = but or {}
        return sorted(
            f"{fact} in {place}"
            for place, text in self.places.items()
            for fact, word in CANARIES.items()
            if word.casefold() in text.casefold() and fact not in allowed.get(place, set())
        )


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, as it is written in production."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(WithoutPersons("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


def origin(actor: str = "user:1", at: datetime = NOW, channel: Channel = Channel.ACCOUNT) -> Origin:
    return Origin(actor=actor, channel=channel, at=at)


class Echo:
    """A carrier that repeats address and words in whatever goes wrong, as providers do."""

    def __init__(self) -> None:
        self.sent: list[Outgoing] = []

    def send(self, message: Outgoing) -> Handed:
        self.sent.append(message)
        match len(self.sent) % 3:
            case 1:
                raise RuntimeError(f"550 no such user {message.address}: {message.text} {CANARIES['name']}")
            case 2:
                raise Refused(Fault.ADDRESS_REFUSED, permanent=True) from ValueError(f"{message.address}")
        return Handed(f"provider-{message.reference}")

    def find(self, reference: str) -> Handed | None:
        raise Busy(Fault.OUT_OF_ORDER) from ValueError(CANARIES["e-mail"])

    def report_on(self, provider_reference: str) -> Any:
        raise Busy(Fault.OUT_OF_ORDER)

    def close(self) -> None:
        pass


def settle_all() -> None:
    """Run every reaction that is owed, and those that follow, as a worker would."""
    done: set[int] = set()
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, args FROM procrastinate_jobs WHERE task_name = 'journal.react' ORDER BY id")
            owed = [(number, args if isinstance(args, dict) else json.loads(args)) for number, args in cursor]
        new = [(number, args) for number, args in owed if number not in done]
        if not new:
            return
        for number, args in new:
            done.add(number)
            settle(args["reaction"], args["entries"])


def told_by_the_case_system() -> Client:
    """Have the case system tell of the person and of everything that can happen to a file; one line is broken."""
    number = CANARIES["file"]
    facts = {
        "uci": CANARIES["identifier"],
        "names": [{"text": f"{CANARIES['name in another script']}"}, {"text": f"Amina {CANARIES['name']}"}],
        "birth_date": CANARIES["born"],
        "email": f"{CANARIES['e-mail']}@example.org",
        "phone": CANARIES["telephone"],
    }
    ingest(
        [
            registered("k-1", **facts),
            received("k-2", number=number, uci=CANARIES["identifier"]),
            told("k-3", "documents.requested", 3, number, documents=["FUNDS"], due="2026-12-31"),
            told("k-4", "fee.paid", 4, number, fee="TRV", amount=100, receipt=CANARIES["receipt of a fee"]),
            told("k-5", "note.released", 5, number, text={"en": CANARIES["note"], "fr": CANARIES["note"]}),
            {"broken": f"{CANARIES['name']} {CANARIES['e-mail']}@example.org"},
            told("k-6", "no.such.type", 6, number, name=CANARIES["name"]),
            registered("k-7", **{**facts, "birth_date": f"{CANARIES['name']} was born"}),
        ]
    )
    return Client.objects.get(uci=CANARIES["identifier"])


def said_by_the_client(amina: Client, me: Viewer) -> None:
    """Have the client say everything that can be said."""
    change_name_used(client_id=amina.pk, names=(f"Sam {CANARIES['former name']}",), origin=origin())
    change_name_used(client_id=amina.pk, names=(f"Sam {CANARIES['name used']}",), origin=origin())
    describe(
        client_id=amina.pk,
        description=Description(pronouns=CANARIES["pronouns"], greeting=CANARIES["greeting"]),
        origin=origin(),
    )
    change_needs(client_id=amina.pk, needs=Needs(access_needs=CANARIES["needs"]), origin=origin())
    PostalAddress.objects.create(
        client=amina,
        country="CAN",
        parts=json.dumps({"street_address": CANARIES["street"], "city": "Regina"}),
        valid_from=date(2026, 1, 1),
    )
    one, other = (
        ask_for_correction(
            viewer=me,
            client_id=amina.pk,
            fact=fact,
            wrong=CANARIES["what is wrong"],
            right=CANARIES["what is right"],
            origin=origin(me.actor),
        )
        for fact in (CorrectionFact.NAME, CorrectionFact.OTHER)
    )
    clerk = StaffFactory(roles=["OFFICER"])
    officer = Viewer(user_id=clerk.user_id, staff_id=clerk.pk, roles=frozenset({Role.OFFICER}),
                     opened={amina.pk: Purpose.WORK_ON_FILE})  # fmt: skip
    note_disclosure(
        to="PARTNER_CBSA", what=("NAME",), authority="PA_8_2_F", client_id=amina.pk, subject=f"client:{amina.pk}",
        origin=origin("staff:1"),
    )  # fmt: skip
    decision = Decision(after=f"Amina {CANARIES['corrected name']}", shown=Shown.DOCUMENT, answer=CANARIES["answer"])
    correct(viewer=officer, correction_id=one, decision=decision, origin=origin(officer.actor))
    note_beside(viewer=officer, correction_id=other, answer=CANARIES["answer"], origin=origin(officer.actor))
    copy = ask_for_copy(viewer=me, client_id=amina.pk, language=Language.EN, origin=origin(me.actor))
    make_copy(copy_id=copy, origin=origin("privacy"))
    assert b"".join(take_copy(viewer=me, copy_id=copy, origin=origin(me.actor)))


def seen_at_the_desk(amina: Client, me: Viewer, written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    """Search, open, break glass, ask about the look; and let a page fail with the whole person in its mouth."""
    desk = Browser(raise_request_exception=False)
    zoe = StaffFactory(roles=["OFFICER"], office="CSC-MONTREAL")
    desk.force_login(zoe.user)
    address = f"/en/desk/clients/{amina.pk}/"
    answers = [desk.get("/en/desk/", {"q": CANARIES["name"]}), desk.get(address)]
    answers.append(desk.post(f"{address}open/", {"purpose": "WORK_ON_FILE"}))
    reason = {
        "purpose": "WORK_ON_FILE",
        "reason": f"{CANARIES['reason of an opening']}, a sentence or two.",
        "next": "",
    }
    answers.append(desk.post(f"{address}open-for-a-reason/", reason))
    answers += [desk.get(f"{address}?tab={tab}") for tab in ("files", "timeline", "notices", "looks")]
    answers.append(desk.get(f"/en/desk/files/{CANARIES['file']}/"))
    answers.append(
        desk.post(f"{address}contacts/", {"kind": "email", "value": f"{CANARIES['new e-mail']}@example.org"})
    )
    assert [answer.status_code for answer in answers[4:]] == [200] * 5 + [302], "the file did not open"
    look = Look.objects.filter(client_id=amina.pk).latest("id")
    ask_about_look(viewer=me, look_id=look.pk, words=CANARIES["question"], origin=origin(me.actor, datetime.now(UTC)))
    for answer in answers:
        written.add("addresses led on to", answer.headers.get("Location", ""))
        assert answer.headers["Referrer-Policy"] == "same-origin"

    def broken(*_args: object, **_more: object) -> object:
        raise LookupError(" ".join(CANARIES.values()))

    monkeypatch.setattr(search_views, "search_clients", broken)
    failed = desk.get("/en/desk/", {"q": CANARIES["name"]})
    assert failed.status_code == 500
    written.add("pages for errors", failed.content.decode())
    written.add("pages for errors", desk.get("/en/desk/files/NO-SUCH-FILE/").content.decode())
    stranger = Browser(raise_request_exception=False)
    stranger.force_login(UserFactory())
    written.add("pages for errors", stranger.get(f"/en/account/files/{CANARIES['file']}/").content.decode())


def sent_and_answered(amina: Client, written: Written) -> None:
    """Send what is owed by e-mail and text, through a carrier that repeats everything; and let the client answer."""
    for medium in (Medium.EMAIL, Medium.TEXT):
        later = [NOW + timedelta(minutes=minute) for minute in range(0, 60 * 24 * 3, 180)]
        for moment in later:
            sending.send_due(medium, Echo(), lambda moment=moment: moment)
        Client.objects.filter(pk=amina.pk).update(channel=NoticeChannel.TEXT)
        ingest([told(f"k-8-{medium}", "stage.entered", 20, CANARIES["file"], stage="ELIGIBILITY")])
        settle_all()
    line = Browser(raise_request_exception=False)
    for number, words in enumerate(["STATUS", "HELP", CANARIES["words of a text"], "STOP"]):
        said = {"id": f"t-{number}", "source_number": CANARIES["telephone"], "message": words}
        line.post("/api/v1/notify-received-text", json.dumps(said), content_type="application/json",
                  headers={"Authorization": f"Bearer {TOKEN}"})  # fmt: skip
    for moment in (NOW + timedelta(days=4), NOW + timedelta(days=4, hours=1)):
        sending.send_due(Medium.TEXT, Echo(), lambda moment=moment: moment)
    texts = Delivery.objects.filter(medium=Medium.TEXT)
    written.add("texts", "\n".join(texts.values_list("body", flat=True)))


def disposed_of(written: Written, amina: Client) -> None:
    """Ask for a disposal, approve it and carry it out; with a hold."""
    one, other = (
        Viewer(user_id=clerk.user_id, staff_id=clerk.pk, roles=frozenset({Role.PRIVACY_OFFICER}))
        for clerk in (StaffFactory(roles=["PRIVACY_OFFICER"]), StaffFactory(roles=["PRIVACY_OFFICER"]))
    )
    place_hold(viewer=one, uci=CANARIES["identifier"], reason=HoldReason.COURT, origin=origin(one.actor))
    number = ask_for_disposal(viewer=one, as_of=NOW.date(), origin=origin(one.actor))
    approve_disposal(viewer=other, disposal_id=number, origin=origin(other.actor))
    list(carry_out(disposal_id=number, origin=origin("operator")))
    written.add("certificate", json.dumps(certificate(number)))
    report = io.StringIO()
    call_command("retention", "report", "--json", stdout=report)
    written.add("report of retention", report.getvalue())


def all_that_is_written(written: Written, log: io.StringIO, folder: Path) -> None:
    """Gather what stands beside the rooms' own tables."""
    for kind, subject, actor, payload in Entry.objects.values_list("kind", "subject", "actor", "payload"):
        written.add("payloads of the journal", f"{kind} {actor} {json.dumps(payload, ensure_ascii=False)}")
        written.add("subjects of the journal", subject)
    for task in Task.objects.all():
        written.add("tasks", f"{task.kind} {json.dumps(task.facts, ensure_ascii=False)} {task.outcome}")
        written.add("subjects of tasks", task.subject)
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args::text, lock, queueing_lock FROM procrastinate_jobs")
        written.add("jobs", cursor.fetchall())
    link_all(now=NOW)
    written.add("access log", "\n".join(AccessRecord.objects.values_list("facts", flat=True)))
    export = folder / "log.ndjson"
    call_command("audit", "export", str(export), stdout=io.StringIO(), stderr=io.StringIO())
    written.add("export of the access log", export.read_text())
    metrics = Browser().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert metrics.status_code == 200
    written.add("metrics", metrics.content.decode())
    for command in (["doctor"], ["retention", "run", "--dry-run"]):
        said = io.StringIO()
        try:
            call_command(*command, stdout=said, stderr=said)
        except BaseException as ended:  # doctor ends with a code
            said.write(str(ended))
        written.add("commands", said.getvalue())
    written.add("log", log.getvalue())


# An entry and a task say which file they are about (the journal forgets it when the file goes); so does an address.
BY_DESIGN = {
    "payloads of the journal": NAMES_A_FILE,
    "subjects of the journal": NAMES_A_FILE,
    "subjects of tasks": NAMES_A_FILE,
    "addresses led on to": NAMES_A_FILE,
}


@pytest.mark.django_db
@pytest.mark.slow
def test_no_canary_is_found_where_nothing_of_anybody_may_stand(
    log: io.StringIO, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Written()
    with override_settings(NOTIFY_KEY=TOKEN, NOTIFY_CALLBACK_TOKEN=TOKEN, METRICS_TOKEN=TOKEN):
        amina = told_by_the_case_system()
        user = UserFactory()
        link(user, amina)
        me = Viewer(user_id=user.pk, own_clients=frozenset({amina.pk}))
        said_by_the_client(amina, me)
        settle_all()
        seen_at_the_desk(amina, me, written, monkeypatch)
        settle_all()
        sent_and_answered(amina, written)
        set_safe_contact(
            client_id=amina.pk,
            safe=Safe(email=f"{CANARIES['safe e-mail']}@example.org", words=CANARIES["safe words"]),
            origin=origin(),
        )
        settle_all()
        disposed_of(written, amina)
        # What a worker logs of a job that fails.
        try:
            raise RuntimeError(" ".join(CANARIES.values()))
        except RuntimeError:
            logging.getLogger("procrastinate.worker").exception("Job journal.react[1] failed")
        all_that_is_written(written, log, tmp_path)
    assert written.found(but=BY_DESIGN) == []
    # It was driven through all of it: an empty place proves nothing.
    assert {place for place, text in written.places.items() if not text.strip()} == set()
    assert set(written.places) == {
        "access log", "addresses led on to", "certificate", "commands", "export of the access log", "jobs", "log",
        "metrics", "pages for errors", "payloads of the journal", "report of retention", "subjects of the journal",
        "subjects of tasks", "tasks", "texts",
    }  # fmt: skip
    assert len(Entry.objects.values_list("kind", flat=True).distinct()) > 25
    assert "builtins.LookupError" in log.getvalue()
    assert {"email", "text"} <= set(Delivery.objects.values_list("medium", flat=True))


@pytest.mark.parametrize("fact", CANARIES)
def test_a_canary_that_is_planted_is_found(fact: str) -> None:
    """The search above sees what is there, wherever it stands and however it is written."""
    written = Written()
    written.add("log", f'{{"said": "x{CANARIES[fact].upper()}y"}}')
    assert written.found() == [f"{fact} in log"]
    assert written.found(but={"log": {fact}}) == []
    written.add("subjects of tasks", CANARIES["file"])
    assert "file in subjects of tasks" in written.found()
    assert "file in subjects of tasks" not in written.found(but=BY_DESIGN)
