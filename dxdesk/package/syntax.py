"""JSON that means one thing only, as plain data.

The usual parsers let duplicate names, NaN, fractions, huge numbers and lone surrogates through (RFC 8259
leaves them open; RFC 7493, I-JSON, forbids most); here each is a fault with its place.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from dxdesk.package.faults import PackageError, Remark, pointer_to, raise_any, remark
from dxdesk.value import MAX_SAFE_INTEGER

MAX_DEPTH: Final = 64

_SURROGATE_ESCAPE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SAFE_DIGITS: Final = 15


class _Trap:
    """Stands where the file has something that a package must not have."""

    def __init__(self, code: str, literal: str) -> None:
        self.code = code
        self.literal = literal


class _Repeating(dict[str, Any]):
    """An object in which names stand more than once."""

    names: tuple[str, ...] = ()


def parsed(text: str) -> Any:
    """Return the plain data of a JSON text that means one thing only.

    Raises:
        PackageError: the text is no JSON; or it is nested too deep; or it holds duplicate names, NaN,
            fractions, huge integers or lone surrogates, each with its place.
    """
    traps: list[_Trap | _Repeating] = []
    try:
        data = _loads(text, traps)
    except json.JSONDecodeError as error:
        _refuse_syntax(text, error)
    except RecursionError:
        raise PackageError([remark("DX123", limit=MAX_DEPTH)]) from None
    if isinstance(data, dict | list) and _is_too_deep(data):
        raise PackageError([remark("DX123", limit=MAX_DEPTH)])
    if traps or _SURROGATE_ESCAPE.search(text):
        raise_any(_located(data))
    return data


def _loads(text: str, traps: list[_Trap | _Repeating]) -> Any:
    def trap(code: str, literal: str) -> _Trap:
        traps.append(found := _Trap(code, literal))
        return found

    def integer(literal: str) -> int | _Trap:
        if len(literal) <= _SAFE_DIGITS:
            return int(literal)
        if len(literal) > 2 * _SAFE_DIGITS or abs(int(literal)) > MAX_SAFE_INTEGER:
            return trap("DX127", literal)
        return int(literal)

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        return found if len(found) == len(pairs) else repeating(pairs)

    def repeating(pairs: list[tuple[str, Any]]) -> _Repeating:
        found, counts = _Repeating(pairs), Counter(name for name, _value in pairs)
        found.names = tuple(name for name, count in counts.items() if count > 1)
        traps.append(found)
        return found

    return json.loads(
        text,
        parse_int=integer,
        parse_float=lambda literal: trap("DX126", literal),
        parse_constant=lambda literal: trap("DX125", literal),
        object_pairs_hook=members,
    )


def _refuse_syntax(text: str, error: json.JSONDecodeError) -> NoReturn:
    is_cut_off = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    code = "DX122" if is_cut_off else "DX121"
    raise PackageError([remark(code, line=error.lineno, column=error.colno)]) from None


def _is_too_deep(data: Any) -> bool:
    level = [data]
    for _depth in range(MAX_DEPTH):
        level = [
            child
            for item in level
            for child in (item.values() if isinstance(item, dict) else item)
            if isinstance(child, dict | list)
        ]
        if not level:
            return False
    return True


def _located(data: Any) -> Iterator[Remark]:
    for path, item in walk(data):
        if isinstance(item, _Trap):
            yield remark(item.code, pointer_to(path), literal=item.literal)
        elif isinstance(item, _Repeating):
            for name in item.names:
                yield remark("DX124", pointer_to((*path, name)), name=name)
        elif isinstance(item, str) and _SURROGATE.search(item):
            yield remark("DX128", pointer_to(path))


def walk(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield every value of plain data with its path, in the order of the document.

    A name that is not plain text comes as a value of its own, at the path of what it names.
    """
    yield path, data
    if isinstance(data, dict):
        for name, item in data.items():
            if not name.isascii() or not name.isprintable():
                yield (*path, name), name
            yield from walk(item, (*path, name))
    elif isinstance(data, list | tuple):
        for index, item in enumerate(data):
            yield from walk(item, (*path, index))
