"""Ports of this machine: read from the command line, and looked at before a server is put there."""

import socket
from argparse import ArgumentTypeError

from guichet.config.reader import said

HIGHEST = 65_535


def port(given: str) -> int:
    """Return a port as said on the command line; 0 is any that is free. Raises ArgumentTypeError for what is none."""
    if not (given.isascii() and given.isdigit() and len(given) <= 5 and int(given) <= HIGHEST):
        raise ArgumentTypeError(
            said(
                "{given} is no port: a whole number from 0 to {highest}",
                "{given} n’est pas un port : un nombre entier de 0 à {highest}",
                given=given,
                highest=HIGHEST,
            )
        )
    return int(given)


def is_free(number: int, host: str = "127.0.0.1", *, shared: bool = False) -> bool:
    """Return whether a server could listen there; with `shared`, beside one that shares its port.

    Raises OSError (socket.gaierror) for a host that is none of this machine's names.
    """
    family, kind, _protocol, _name, address = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        try:
            probe.bind(address)
        except OSError:
            return False
    return True


def free_port(wanted: int) -> int:
    """Return the wanted port, or any free one where it is taken."""
    if is_free(wanted):
        return wanted
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
