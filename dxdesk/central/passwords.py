"""Passwords: made, hashed by scrypt (RFC 7914) with a salt of their own, and compared in constant time."""

import hmac
from base64 import b64decode, b64encode
from hashlib import scrypt
from secrets import choice, token_bytes
from typing import Final
from unicodedata import normalize

SHORTEST: Final = 12
LONGEST: Final = 200
# OWASP's choice for 32 MiB: three rounds of 2^15 blocks of 1 KiB.
_COST, _BLOCK, _ROUNDS = 2**15, 8, 3
_MEMORY: Final = 64 * 2**20
_KIND: Final = "scrypt"
# Without the letters and digits that are taken for each other when read from a screen or a note.
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 5


def new_password() -> str:
    """Return a random password of 99 bits, easy to type: "k7m4p-…"."""
    return "-".join("".join(choice(_ALPHABET) for _letter in range(_GROUP)) for _group in range(_GROUPS))


def hashed(password: str) -> str:
    """Return what is kept of a password: the method with its costs, the salt and the hash."""
    salt = token_bytes(16)
    found = _derived(password, salt, _COST, _BLOCK, _ROUNDS)
    return "$".join((_KIND, f"{_COST},{_BLOCK},{_ROUNDS}", _written(salt), _written(found)))


def is_of(password: str, kept: str) -> bool:
    """Say whether a password is that of which `kept` is what `hashed` has returned."""
    _kind, costs, salt, expected = kept.split("$")
    cost, block, rounds = map(int, costs.split(","))
    return hmac.compare_digest(_derived(password, b64decode(salt), cost, block, rounds), b64decode(expected))


def _derived(password: str, salt: bytes, cost: int, block: int, rounds: int) -> bytes:
    # Keyboards write Vietnamese letters in either form.
    data = normalize("NFC", password).encode("utf-8", "surrogatepass")
    return scrypt(data, salt=salt, n=cost, r=block, p=rounds, maxmem=_MEMORY, dklen=32)


def _written(data: bytes) -> str:
    return b64encode(data).decode("ascii")
