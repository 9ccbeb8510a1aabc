"""`guichet retention` from the dry run to the certificate, by two people; what cannot be is refused with a reason."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from guichet.applications.models import Application
from guichet.applications.tests.factories import StaffFactory
from guichet.identity.terms import Role
from guichet.retention.tests.test_disposals import over


def told(*words: str) -> str:
    out = io.StringIO()
    call_command("retention", *words, stdout=out, stderr=io.StringIO())
    return out.getvalue().strip()


def officers() -> list[str]:
    return [StaffFactory(roles=[Role.PRIVACY_OFFICER]).user.email for _ in range(2)]


@pytest.mark.django_db
def test_from_the_dry_run_to_the_certificate() -> None:
    one, other = officers()
    goes, held = over(), over()
    Application.objects.update(latest_at="2010-01-01T00:00Z")
    hold = told("hold", "--file", held.number, "--reason", "COURT", "--reference", "T-12-26", "--by", one)
    # Of so few people no count is shown; the disposal keeps them exactly.
    assert json.loads(told("report", "--json"))["report"]["FILE"] == {"GOES": None, "HELD": None}
    assert "not shown" in told("report")
    assert json.loads(told("run", "--dry-run", "--json"))["report"]["FILE"] == {"GOES": None, "HELD": None}
    assert "Held by a legal hold" in told("report")
    number = told("ask", "--by", one)
    told("approve", number, "--by", other)
    done = json.loads(told("run", number, "--json"))
    assert done["gone"]["FILE"] == 1
    assert done == json.loads(told("certificate", number))
    assert not Application.objects.filter(pk=goes.pk).exists()
    assert Application.objects.filter(pk=held.pk).exists()
    [row] = json.loads(told("list", "--json", "--by", other))
    assert (row["state"], row["sha256"]) == ("DONE", done["sha256"])
    told("lift", hold, "--by", other)
    assert [one["over"] for one in json.loads(told("holds", "--json", "--by", one))] == [True]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["hold", "--file", "V0", "--reason", "COURT", "--by", "ONE"], 1),
        (["ask", "--by", "nobody@example.org"], 1),
        (["ask", "--by", "AGENT"], 1),
        (["ask", "--as-of", "2999-01-01", "--by", "ONE"], 1),
        (["approve", "99", "--by", "ONE"], 1),
        (["lift", "99", "--by", "ONE"], 1),
        (["run", "99"], 1),
        (["run"], 2),
        (["certificate", "99"], 1),
    ],
)
def test_what_cannot_be_is_refused(words: list[str], code: int) -> None:
    names = {"ONE": officers()[0], "AGENT": StaffFactory(roles=[Role.AGENT]).user.email}
    with pytest.raises(CommandError) as refusal:
        told(*(names.get(word, word) for word in words))
    assert refusal.value.returncode == code


@pytest.mark.django_db
def test_who_asked_cannot_approve() -> None:
    one, _ = officers()
    number = told("ask", "--by", one)
    with pytest.raises(CommandError, match="cannot approve"):
        told("approve", number, "--by", one)
