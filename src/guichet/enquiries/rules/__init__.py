"""What is decided about contacts and enquiries. Pure."""

from guichet.enquiries.rules.incoming import Incoming, IncomingFile, Sender

__all__ = ["Incoming", "IncomingFile", "Sender"]
