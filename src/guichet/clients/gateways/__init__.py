"""What clients ask of the outside: the registers of those who may be paid for advice."""

from guichet.clients.gateways.licences import LicenceRegister, SimulatedRegister, register_of_settings

__all__ = ["LicenceRegister", "SimulatedRegister", "register_of_settings"]
