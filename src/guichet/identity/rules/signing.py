"""Signing the head of the access log, so that nobody who has only the database can write it anew. Ed25519. Pure."""

import base64
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from guichet.identity.rules.chain import canonical

SEED_BYTES = 32


class NoKey(Exception):
    """A key is not one: 32 bytes in base64 are wanted."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a log at a moment: all that is signed."""

    log: str
    number: int
    seq: int
    hash: str
    at: str

    def words(self) -> bytes:
        """Return what is signed."""
        return canonical(["guichet-head-1", self.log, self.number, self.seq, self.hash, self.at]).encode()


def sign(words: bytes, seed: str) -> str:
    """Return the signature of `words` by the key of this seed, in base64. Raises NoKey."""
    return base64.b64encode(_private(seed).sign(words)).decode()


def public_key(seed: str) -> str:
    """Return the public key of a seed, in base64: what others check with. Raises NoKey."""
    return base64.b64encode(_private(seed).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def is_signed(words: bytes, signature: str, public: str) -> bool:
    """Return whether `signature` is that of `words` by the key. Raises NoKey where the public key is none."""
    try:
        key = Ed25519PublicKey.from_public_bytes(_bytes(public))
    except ValueError:
        raise NoKey from None
    try:
        key.verify(base64.b64decode(signature, validate=True), words)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """Return a public key in a form that two people can compare by voice."""
    digest = hashlib.sha256(_bytes(public)).hexdigest()[:32]
    return " ".join(digest[place : place + 4] for place in range(0, 32, 4))


def _private(seed: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_bytes(seed))


def _bytes(text: str) -> bytes:
    try:
        found = base64.b64decode(text, validate=True)
    except ValueError:
        raise NoKey from None
    if len(found) != SEED_BYTES:
        raise NoKey
    return found
