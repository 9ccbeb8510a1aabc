"""`guichet keys` makes, tells and changes keys; what cannot be is refused with a reason."""

import io
import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command

from guichet.clients.former import keep_former_names, once_called
from guichet.clients.models import Preference
from guichet.clients.tests import factories
from guichet.clients.tests.factories import NOON
from guichet.config import doctor
from guichet.config.environment import named
from guichet.foundation.resealing import Sealed, census

K1, K2 = Fernet.generate_key().decode(), Fernet.generate_key().decode()
LABEL = "clients.Preference.access_needs"


def told(*words: str) -> tuple[str, str, int]:
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("keys", *words, stdout=out, stderr=err)
    except SystemExit as end:
        code = int(str(end.code))
    return out.getvalue(), err.getvalue(), code


def sealed_with_k1(settings: Any, count: int) -> None:
    settings.SEALING_KEYS = {"k1": K1}
    for number in range(count):
        Preference.objects.create(
            client=factories.client("Ana", uci=str(number)), access_needs="a ramp", changed_at=NOON
        )
    settings.SEALING_KEYS = {"k2": K2, "k1": K1}


def test_a_new_key_is_one_and_is_never_the_same_twice() -> None:
    first, again = told("new", "k7")[0].strip(), told("new", "k7")[0].strip()
    assert first != again
    assert first.startswith("k7:")
    Fernet(first.partition(":")[2])
    assert re.match(r"k20\d{6}:", told("new")[0])


@pytest.mark.parametrize("name", ["k:7", "k,7", "a name", "k" * 21, "test"])
def test_a_name_that_cannot_be_or_is_taken_is_refused(name: str) -> None:
    with pytest.raises(CommandError) as refusal:
        told("new", name)
    assert refusal.value.returncode == 2


def test_a_first_key_is_made_before_production_has_one_and_without_a_database() -> None:
    surroundings = {name: value for name, value in os.environ.items() if name != "GUICHET_SEALING_KEYS"}
    surroundings |= {
        "DJANGO_SETTINGS_MODULE": "guichet.config.settings.production",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "LC_ALL": "fr_CA.UTF-8",
    }
    made = subprocess.run(
        [sys.executable, "-m", "guichet", "keys", "new"], env=surroundings, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    Fernet(made.stdout.strip().partition(":")[2])
    assert "Gardez cette clé" in made.stderr


@pytest.mark.django_db
def test_status_and_rotate_tell_what_is_left_and_end_with_one_while_something_is(settings: Any) -> None:
    sealed_with_k1(settings, 3)
    out, _, code = told("status", "--json")
    assert (json.loads(out), code) == (
        {"newest": "k2", "sealed": [{"column": LABEL, "key": "k1", "count": 3}]},
        1,
    )
    out, err, code = told("rotate", "--json", "--batch", "2")
    done = {one["column"]: one for one in json.loads(out)["columns"]}
    assert done[LABEL] == {"column": LABEL, "resealed": 3, "unopened": 0, "changed": 0}
    assert (json.loads(out)["left"], code) == (0, 0)
    assert err.splitlines() == [f"{LABEL}: 2", f"{LABEL}: 3"]
    assert told("status")[2] == 0
    assert census() == [Sealed(LABEL, "k2", 3)]


@pytest.mark.django_db
def test_a_former_name_is_still_found_once_the_old_key_has_gone(settings: Any) -> None:
    settings.SEALING_KEYS = {"k1": K1}
    client = factories.client("Sam Roy")
    keep_former_names({client.pk: ["Quetzal Roy"]}, kept={client.pk: ["Sam Roy"]}, at=NOON)
    assert once_called(["quetzal"], born=None, limit=5) == {client.pk: True}
    settings.SEALING_KEYS = {"k2": K2, "k1": K1}
    told("rotate")
    settings.SEALING_KEYS = {"k2": K2}
    assert once_called(["quetzal"], born=None, limit=5) == {client.pk: True}


@pytest.mark.django_db
def test_a_lost_key_ends_with_one_and_the_doctor_names_it(settings: Any) -> None:
    sealed_with_k1(settings, 2)
    [finding] = doctor.sealed_facts()
    assert finding.where == LABEL
    assert "k1" in finding.message
    settings.SEALING_KEYS = {"k2": K2}
    assert told("rotate")[2] == 1
    [finding] = doctor.sealed_facts()
    assert "missing" in finding.message
    settings.SEALING_KEYS = {"k1": K1}
    assert list(doctor.sealed_facts()) == []


@pytest.mark.parametrize(
    ("keys", "found"), [({}, 1), ({"k1": "short"}, 1), ({"k1": K1, "k0": K1[:-3]}, 1), ({"k1": K1}, 0)]
)
def test_keys_that_are_none_are_found_and_refused(settings: Any, keys: dict[str, str], found: int) -> None:
    settings.SEALING_KEYS = keys
    assert len(list(doctor.sealing_keys())) == found
    if found:
        with pytest.raises(CommandError) as refusal:
            told("rotate")
        assert refusal.value.returncode == 2


@pytest.mark.django_db
def test_a_batch_of_nothing_is_refused() -> None:
    with pytest.raises(CommandError):
        told("rotate", "--batch", "0")


def test_a_name_said_twice_would_hide_a_key_and_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUICHET_SEALING_KEYS", f"k1:{K1},k1:{K2}")
    with pytest.raises(ValueError, match="twice"):
        named("GUICHET_SEALING_KEYS")
