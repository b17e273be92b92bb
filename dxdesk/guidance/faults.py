"""What is wrong in a guidance pack: the file, the line and the TOML key, and a sentence."""

import re
from collections.abc import Iterable
from typing import Final

from dxdesk.pointers import parent_of, tokens_of
from dxdesk.value import Value

# Strings and comments of TOML: what stands in them is no key.
_OPAQUE: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"""' r"|'''.*?'''" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'" r"|#[^\n]*",
    re.DOTALL,
)
_HEADER: Final = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")
_KEY: Final = re.compile(r"\s*([\w.-]+)\s*=")


class PackFault(Value, frozen=True, kw_only=True):
    """One fault of a pack. `file` is empty where the folder as a whole is meant, `line` where none fits.

    `key` is the TOML key as a person would write it; entries of arrays are counted from 1.
    """

    file: str
    line: int | None = None
    key: str = ""
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (place, self.key, self.message) if part)


class FaultyPackError(ValueError):
    """A guidance pack that cannot be used, with every fault found in it."""

    def __init__(self, faults: Iterable[PackFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def readable_key(pointer: str) -> str:
    """Turn a JSON Pointer into the TOML key a person looks for: `/a/0/b` becomes `a[1].b`."""
    steps = (f"[{int(step) + 1}]" if step.isdecimal() else f".{step}" for step in tokens_of(pointer))
    return "".join(steps).lstrip(".")


def line_of(pointer: str, lines: dict[str, int]) -> int | None:
    """Return the line of the nearest key at or above `pointer` in what `key_lines` found."""
    while pointer and pointer not in lines:
        pointer = parent_of(pointer)
    return lines.get(pointer)


def key_lines(text: str) -> dict[str, int]:
    """Map the JSON Pointer of each key and table that stands on a line of its own to that line."""
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    table = ""
    bare = _OPAQUE.sub(lambda match: '""' + "\n" * match[0].count("\n"), text)
    for number, line in enumerate(bare.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = _table_pointer(header[2].split("."), counts, is_array=header[1] == "[[")
            lines[table] = number
        elif key := _KEY.match(line):
            lines.setdefault(f"{table}/{key[1].replace('.', '/')}", number)
    return lines


def _table_pointer(names: list[str], counts: dict[str, int], *, is_array: bool) -> str:
    pointer = ""
    for depth, name in enumerate(names, start=1):
        pointer += f"/{name}"
        if is_array and depth == len(names):
            counts[pointer] = counts.get(pointer, -1) + 1
        if pointer in counts:
            pointer += f"/{counts[pointer]}"
    return pointer
