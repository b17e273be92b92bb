"""The canonical form of JSON without fractions (RFC 8785), and digests of it.

Formats of this project have no floating-point numbers, so the one hard part of RFC 8785, how to print
them, does not arise: such numbers are refused.
"""

import hashlib
from typing import Any, Final

import msgspec

from dxdesk.value import MAX_SAFE_INTEGER

_SCALARS: Final = frozenset({str, bool, type(None)})

_sorted = msgspec.json.Encoder(order="sorted")
_as_it_is = msgspec.json.Encoder()


class NotCanonicalError(ValueError):
    """The value has no canonical form in our formats: a fraction, a huge integer, a lone surrogate."""


def canonical_bytes(value: Any) -> bytes:
    """Return the RFC 8785 form of a value of ours or of plain JSON data, in UTF-8.

    Raises:
        NotCanonicalError: plain data hold a float, an integer beyond ±(2^53−1), a lone surrogate,
            or something that is not JSON.
    """
    if isinstance(value, msgspec.Struct):  # its types allow neither fractions nor keys beyond ASCII
        return canonical_bytes_of_known(value)
    plain_keys = _checked(value)
    try:
        return _sorted.encode(value) if plain_keys else _as_it_is.encode(_in_utf16_order(value))
    except UnicodeEncodeError as error:
        raise NotCanonicalError("a lone surrogate cannot be written in UTF-8") from error


def canonical_bytes_of_known(value: Any) -> bytes:
    """Return the RFC 8785 form of what has been found to fit our types: no fractions, ASCII names."""
    return _sorted.encode(value)


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _checked(value: Any) -> bool:
    """Refuse what has no canonical form; return whether all keys are ASCII."""
    ascii_keys = True
    level = [value]
    while level:
        below: list[Any] = []
        for item in level:
            kind = type(item)
            if kind is dict:
                ascii_keys = _has_ascii_keys(item) and ascii_keys
                below.extend(item.values())
            elif kind is list or kind is tuple:
                below.extend(item)
            elif kind not in _SCALARS:
                _refuse_unsafe(item)
        level = below
    return ascii_keys


def _has_ascii_keys(item: dict[Any, Any]) -> bool:
    try:
        return "".join(item).isascii()
    except TypeError as error:
        raise NotCanonicalError("a key that is not text") from error


def _refuse_unsafe(item: Any) -> None:
    if type(item) is not int:
        raise NotCanonicalError(f"no canonical form for {type(item).__name__}")
    if not -MAX_SAFE_INTEGER <= item <= MAX_SAFE_INTEGER:
        raise NotCanonicalError("an integer beyond ±(2^53−1)")


def _in_utf16_order(value: Any) -> Any:
    if isinstance(value, dict):
        ordered = sorted(value.items(), key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass"))
        return {key: _in_utf16_order(item) for key, item in ordered}
    if isinstance(value, list | tuple):
        return [_in_utf16_order(item) for item in value]
    return value
