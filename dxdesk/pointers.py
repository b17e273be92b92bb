"""Places in JSON data: JSON Pointers (RFC 6901), put together and taken apart."""

from collections.abc import Iterable


def escape_pointer(token: str) -> str:
    """Return one step of a path as it stands in a JSON Pointer."""
    return token.replace("~", "~0").replace("/", "~1")


def pointer_of(path: Iterable[str | int]) -> str:
    """Return the JSON Pointer of a path."""
    return "".join("/" + escape_pointer(str(step)) for step in path)


def tokens_of(pointer: str) -> list[str]:
    """Return the steps of a JSON Pointer, unescaped."""
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def parent_of(pointer: str) -> str:
    """Return what holds a place; the whole is held by itself."""
    return pointer.rpartition("/")[0]


def is_within(pointer: str, place: str) -> bool:
    """Say whether a pointer is a place, or something within it."""
    return pointer == place or pointer.startswith(f"{place}/")
