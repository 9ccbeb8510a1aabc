"""Clients and files for tests, straight into the tables: no feed, no worker."""

from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from guichet.applications.models import (
    Application,
    DocumentRequest,
    FeePayment,
    ReleasedNote,
    SectionStatus,
    StageEntry,
)
from guichet.applications.terms import Overall
from guichet.clients.models import AccountLink, Client, ContactPoint, Name
from guichet.clients.terms import ContactKind, LinkMeans
from guichet.identity.models import Staff, User

RECEIVED = datetime(2026, 10, 1, 14, tzinfo=UTC)


def at(day: str, hour: int = 14) -> datetime:
    """Return a moment on a day written as `2026-10-01`, in the middle of the department’s working day."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), tzinfo=UTC) + timedelta(hours=hour)


class UserFactory(DjangoModelFactory):
    """Somebody with an account."""

    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"person{number}@example.org")


class StaffFactory(DjangoModelFactory):
    """A member of staff."""

    class Meta:
        model = Staff

    user = factory.SubFactory(UserFactory)
    name = "Claude Leduc"
    office = "CSC-MONTREAL"
    roles = ["AGENT"]


class ClientFactory(DjangoModelFactory):
    """A person the department serves, with a name and an e-mail address."""

    class Meta:
        model = Client
        skip_postgeneration_save = True

    uci = factory.Sequence(lambda number: f"11{number:08}")
    birth_date = date(1991, 2, 3)
    country = "DZA"
    language = "en"
    known_as_of = RECEIVED

    @factory.post_generation
    def names(self, create, names, **_):
        for position, text in enumerate(names or ["Amina Benali"]):
            Name.objects.create(client=self, position=position, text=text, folded=text.lower())

    @factory.post_generation
    def email(self, create, email, **_):
        ContactPoint.objects.create(client=self, kind=ContactKind.EMAIL, value=email or f"client{self.pk}@example.org")


class ApplicationFactory(DjangoModelFactory):
    """A file of a visitor visa, received on October 1, 2026 unless said otherwise."""

    class Meta:
        model = Application

    number = factory.Sequence(lambda number: f"V3{number:08}")
    client = factory.SubFactory(ClientFactory)
    program = "TRV"
    office = "CPC-OTTAWA"
    office_since = factory.SelfAttribute("received_at")
    program_since = factory.SelfAttribute("received_at")
    received_at = RECEIVED
    overall = Overall.RECEIVED
    latest_at = factory.SelfAttribute("received_at")


def link(user: User, client: Client) -> AccountLink:
    """Let the account see the client’s files."""
    return AccountLink.objects.create(user=user, client=client, means=LinkMeans.FACTS, linked_at=RECEIVED)


def enter(file: Application, stage: str, day: str, overall: str = Overall.IN_PROGRESS) -> None:
    """Let the file enter a stage on a day."""
    moment = at(day)
    StageEntry.objects.create(application=file, stage=stage, entered_at=moment)
    file.stage, file.stage_since, file.overall, file.latest_at = stage, moment, overall, moment
    file.save()


def ask(file: Application, document: str, day: str, due: str | None = None, came: str | None = None) -> DocumentRequest:
    """Ask for a document on a day; `came` is the day it came."""
    return DocumentRequest.objects.create(
        application=file,
        document=document,
        requested_at=at(day),
        due_on=date.fromisoformat(due) if due else None,
        received_at=at(came) if came else None,
        sha256="9f" * 32 if came else "",
    )


def section(file: Application, code: str, status: str, day: str) -> SectionStatus:
    """Let a part of the review have a status since a day."""
    return SectionStatus.objects.create(application=file, section=code, status=status, since=at(day))


def pay(file: Application, fee: str, amount: str, day: str) -> FeePayment:
    """Let a fee have been paid on a day."""
    return FeePayment.objects.create(application=file, fee=fee, amount=amount, receipt="R-1001", paid_at=at(day))


def release(file: Application, text: str, day: str, language: str = "en") -> ReleasedNote:
    """Release an officer’s note on a day."""
    return ReleasedNote.objects.create(application=file, text=text, language=language, released_at=at(day))


def decide(file: Application, decision: str, day: str, reasons: tuple[str, ...] = ()) -> None:
    """Decide the file on a day."""
    file.decision, file.decided_at, file.reasons = decision, at(day), list(reasons)
    file.overall, file.latest_at = Overall.CLOSED, at(day)
    file.save()
