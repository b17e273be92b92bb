"""Components of the frame, and bases, from their lines: number, day, signer, recipients and the like."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import msgspec

from dxdesk.comparison.blanks import BLANK
from dxdesk.comparison.difference import Proposal
from dxdesk.comparison.expected import Role
from dxdesk.comparison.found import FoundLine
from dxdesk.comparison.printed_values import (
    long_day,
    read_basis,
    read_number,
    read_place_and_day,
    read_signer,
    read_unit_of_money,
)
from dxdesk.comparison.sameness import plain
from dxdesk.comparison.saying import Saying, changed, entry_text, shown
from dxdesk.comparison.steps import Put
from dxdesk.document.paragraphs import one_line
from dxdesk.plan.changes import value_at
from dxdesk.plan.model import LegalBasis

_archive = re.compile(r"Lưu\s*:\s*", re.IGNORECASE)
_referred = re.compile(r"số\s*(?P<number>\d{1,11})\s*/", re.IGNORECASE)


def _signer(saying: Saying) -> Iterator[Proposal]:
    yield from changed(saying.plan, saying.line.path, saying.text, tracked=saying.tracked)


def _recipient(saying: Saying) -> Iterator[Proposal]:
    text = entry_text([FoundLine(saying.text)])
    yield from changed(saying.plan, saying.line.path, text, tracked=saying.tracked)


def _archive_line(saying: Saying) -> Iterator[Proposal]:
    text = _archive.sub("", entry_text([FoundLine(saying.text)]), count=1)
    yield from changed(saying.plan, saying.line.path, text, tracked=saying.tracked)


def _subject(saying: Saying) -> Iterator[Proposal]:
    own = one_line(saying.plan.document.subject)
    prefix = saying.line.text.replace(BLANK, "").removesuffix(own)
    if plain(saying.text).casefold().startswith(plain(prefix).casefold()):
        text = plain(saying.text)[len(plain(prefix)) :].strip() if prefix else saying.text
        yield from changed(saying.plan, saying.line.path, text, tracked=saying.tracked)


def _number(saying: Saying) -> Iterator[Proposal]:
    read = read_number(saying.text)
    if read is None:
        return
    number, symbol = read
    document = saying.plan.document
    if number != document.number.lstrip("0"):
        yield from changed(saying.plan, "/document/number", number, tracked=saying.tracked)
    if plain(symbol) != plain(document.symbol):
        yield from changed(saying.plan, "/document/symbol", symbol, tracked=saying.tracked)


def _place_and_day(saying: Saying) -> Iterator[Proposal]:
    read = read_place_and_day(saying.text)
    if read is None:
        return
    place, day = read
    if plain(place) != plain(one_line(saying.plan.document.place)):
        yield from changed(saying.plan, "/document/place", place, tracked=saying.tracked)
    yield from changed(saying.plan, "/document/issued_on", day, tracked=saying.tracked)


def _reference(saying: Saying) -> Iterator[Proposal]:
    """Yield number and day of issue where somebody wrote them above an appendix."""
    number = _referred.search(plain(saying.text))
    if number and number["number"].lstrip("0") != saying.plan.document.number.lstrip("0"):
        yield from changed(
            saying.plan, "/document/number", number["number"].lstrip("0"), tracked=saying.tracked
        )
    if day := long_day(saying.text):
        yield from changed(saying.plan, "/document/issued_on", day, tracked=saying.tracked)


def _office(saying: Saying) -> Iterator[Proposal]:
    signer = saying.plan.document.signer
    read = read_signer([line.text for line in saying.found], signer)
    if read is not None:
        for name in ("capacity", "title"):
            yield from changed(
                saying.plan, f"/document/signer/{name}", getattr(read, name), tracked=saying.tracked
            )


def _unit_of_money(saying: Saying) -> Iterator[Proposal]:
    if unit := read_unit_of_money(saying.text):
        yield from changed(saying.plan, "/document/money_unit", unit, tracked=saying.tracked)


def _basis(saying: Saying) -> Iterator[Proposal]:
    path = saying.line.path
    before: LegalBasis = value_at(saying.plan, path)
    after = read_basis(saying.text, before, saying.plan.year)
    parts = [name for name in before.__struct_fields__ if getattr(before, name) != getattr(after, name)]
    if len(parts) == 1:
        name = parts[0]
        yield from changed(saying.plan, f"{path}/{name}", getattr(after, name), tracked=saying.tracked)
    elif parts:
        step = Put(path=path, value=msgspec.to_builtins(after))
        yield msgspec.structs.replace(shown(saying), steps=(step,))


FRAME_READERS: Final[Mapping[Role, Callable[[Saying], Iterator[Proposal]]]] = {
    "number": _number,
    "date": _place_and_day,
    "subject": _subject,
    "basis": _basis,
    "recipient": _recipient,
    "archive": _archive_line,
    "office": _office,
    "signer": _signer,
    "unit-note": _unit_of_money,
    "reference": _reference,
}
