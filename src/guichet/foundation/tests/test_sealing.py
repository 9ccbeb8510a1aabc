"""Sealed with one key, opened with it; not by another, and not once changed."""

from typing import Any

import pytest
from cryptography.fernet import Fernet

from guichet.foundation.sealing import CannotOpen, key_of, seal, unseal

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def test_what_was_sealed_is_opened_again(settings: Any) -> None:
    settings.SEALING_KEYS = {"k1": OLD}
    sealed = seal("née Tremblay")
    assert "Tremblay" not in sealed
    assert key_of(sealed) == "k1"
    assert unseal(sealed) == "née Tremblay"
    assert seal("") == unseal("") == ""


def test_the_newest_key_seals_and_older_ones_still_open(settings: Any) -> None:
    settings.SEALING_KEYS = {"k1": OLD}
    before = seal("a safe number")
    settings.SEALING_KEYS = {"k2": NEW, "k1": OLD}
    assert unseal(before) == "a safe number"
    assert key_of(seal("a safe number")) == "k2"


def test_nothing_is_opened_without_its_key_or_once_changed(settings: Any) -> None:
    settings.SEALING_KEYS = {"k1": OLD}
    sealed = seal("a safe number")
    with pytest.raises(CannotOpen):
        unseal(sealed[:-6] + "AAAA==")
    settings.SEALING_KEYS = {"k2": NEW}
    with pytest.raises(CannotOpen, match="k1"):
        unseal(sealed)
