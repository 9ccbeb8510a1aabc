"""The registers of licences. No register offers a public interface that we may rely on: what ships only pretends."""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from guichet.clients.terms import Licence

# What the register that pretends says of a number, by how it ends: so that each answer can be seen.
LAPSED_ENDING, UNKNOWN_ENDING = "00", "99"


class LicenceRegister(Protocol):
    """Somebody who can be asked whether a licence is valid."""

    # How it is named beside what it said.
    name: str

    def look_up(self, *, regulator: str, number: str, name: str) -> Licence:
        """Return VALID, LAPSED, or UNKNOWN where the register cannot be reached or does not say. Never raises."""
        ...


class SimulatedRegister:
    """A register that pretends, and says so: numbers that end in 00 are not valid, in 99 it does not answer."""

    name = "SIMULATED"

    def look_up(self, *, regulator: str, number: str, name: str) -> Licence:
        """Return what the ending of the number says."""
        digits = "".join(character for character in number if character.isalnum())
        if not digits or not regulator or not name:
            return Licence.UNKNOWN
        if digits.endswith(UNKNOWN_ENDING):
            return Licence.UNKNOWN
        return Licence.LAPSED if digits.endswith(LAPSED_ENDING) else Licence.VALID


def register_of_settings() -> LicenceRegister:
    """Return the register that this department names in `LICENCE_REGISTER`."""
    register: LicenceRegister = import_string(settings.LICENCE_REGISTER)()
    return register
