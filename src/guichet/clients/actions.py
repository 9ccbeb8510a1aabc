"""What may be done about clients."""

from guichet.clients.registering import Told, register_clients

__all__ = ["Told", "register_clients"]
