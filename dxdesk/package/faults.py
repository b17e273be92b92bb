"""What is wrong with a package, each at its place, in words."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import Final

from dxdesk.language import translate as _
from dxdesk.package.codes import CODES, Code, Stage
from dxdesk.pointers import escape_pointer
from dxdesk.value import Value

# More than anybody reads; the bound keeps a hostile file from filling memory.
MAX_FAULTS: Final = 1_000
_MAX_SHOWN: Final = 120
_texts: ContextVar[Mapping[str, Code]] = ContextVar("texts", default=CODES)


class Remark(Value, frozen=True, kw_only=True):
    r"""A fault or a notice: its code, the place (a JSON Pointer, RFC 6901), what happened, what to do.

    `pointer` is empty where the whole file is meant. Characters that cannot be seen stand as `\uXXXX`
    in it, and very long names are cut, so that it can always be shown.
    """

    code: str
    stage: Stage
    pointer: str
    message: str
    cure: str

    def __str__(self) -> str:
        place = f" ({self.pointer})" if self.pointer else ""
        return f"{self.message}{place} {self.cure} [{self.code}]"


class PackageError(ValueError):
    """A package that cannot be used: every fault of the first stage that found any (at most 1,000)."""

    def __init__(self, faults: Iterable[Remark]) -> None:
        self.faults = tuple(islice(faults, MAX_FAULTS))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def remark(code: str, pointer: str = "", /, **fields: object) -> Remark:
    """Return the remark of `code` at `pointer`, with its texts in the active language."""
    texts = _texts.get()
    known = texts[code] if code in texts else CODES[code]
    shown = {name: visible(str(value)) for name, value in fields.items()}
    return Remark(
        code=code,
        stage=known.stage,
        pointer=pointer,
        message=_(known.message).format(**shown),
        cure=_(known.cure).format(**shown),
    )


@contextmanager
def worded(texts: Mapping[str, Code]) -> Iterator[None]:
    """Let remarks that are made meanwhile speak of another kind of file than packages, where a text is given."""
    token = _texts.set(texts)
    try:
        yield
    finally:
        _texts.reset(token)


def pointer_to(path: Iterable[str | int]) -> str:
    """Return the JSON Pointer of a path, fit to be shown."""
    return "".join("/" + visible(escape_pointer(str(step))) for step in path)


def visible(text: str) -> str:
    """Return a text from a file fit to be shown: one line, short, nothing invisible, nothing that turns it."""
    short = text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"
    if short.isprintable():
        return short
    return "".join(char if char.isprintable() else _escaped(char) for char in short)


def raise_any(faults: Iterable[Remark]) -> None:
    """Do nothing where there is no fault.

    Raises:
        PackageError: there is one, or more.
    """
    if listed := tuple(islice(faults, MAX_FAULTS)):
        raise PackageError(listed)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"
