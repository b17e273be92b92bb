"""From what is printed back to the value: numbers, days, amounts, figures, offices and citations."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

from dxdesk.comparison.sameness import plain, without_dash, without_end, without_room
from dxdesk.document.table_of_indicators import figure_text
from dxdesk.guidance.pack import IndicatorKind
from dxdesk.plan.citation import read_citation
from dxdesk.plan.figure_reading import read_figure
from dxdesk.plan.model import Capacity, IndicatorFigure, LegalBasis, MoneyUnit, Signer
from dxdesk.plan.wording import UNIT_NAMES, basis_sentence, signature_lines
from dxdesk.text.days import UnclearDayError, read_day
from dxdesk.text.folding import fold
from dxdesk.text.numerals import read_money

_CAPACITIES: Final[tuple[Capacity, ...]] = ("TM", "KT", "Q", "TUQ", "TL")
_TITLES: Final = ("Chủ tịch", "Phó Chủ tịch", "Chánh Văn phòng", "Phó Chánh Văn phòng")
_SHARES: Final[dict[MoneyUnit, int]] = {"dong": 1, "million": 10**6}

_number = re.compile(r"(?:số)?\s*:?\s*(?P<number>\d{0,11})\s*/\s*(?P<symbol>\S.*)", re.IGNORECASE)
_day = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)
_grouped = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?", re.ASCII)


def read_number(text: str) -> tuple[str, str] | None:
    """Return number and symbol of “Số: 07/KH-UBND” as a plan keeps them; None for anything else."""
    found = _number.fullmatch(without_room(text))
    return (found["number"].lstrip("0"), found["symbol"].strip()) if found else None


def read_place_and_day(text: str) -> tuple[str, date | None] | None:
    """Return place and day of “Thạch Kim, ngày 05 tháng 12 năm 2022”; no day where there is room for it."""
    line = without_room(text)
    place, comma, rest = line.rpartition(", ngày")
    if not comma:
        return None
    day = long_day(f"ngày{rest}")
    blank = re.fullmatch(r"\s*tháng\s*năm\s*(?:\d{4})?", rest) is not None
    return (place.strip(), day) if day or blank else None


def long_day(text: str) -> date | None:
    """Return the day in words that a text names, where it names one."""
    found = _day.search(plain(text))
    try:
        return read_day(found[0], 0) if found else None
    except UnclearDayError:
        return None


def read_unit_of_money(text: str) -> MoneyUnit | None:
    """Return the unit that “Đơn vị tính: triệu đồng” names."""
    named = fold(text.rpartition(":")[2])
    return next((unit for unit, name in UNIT_NAMES.items() if fold(name) == named), None)


def read_amount(text: str, unit: MoneyUnit) -> int | None:
    """Return the đồng of an amount as a table prints it ("1.250,5"), or with its own unit; else None."""
    line = plain(text).replace(" ", "") if _grouped.fullmatch(plain(text).replace(" ", "")) else plain(text)
    if _grouped.fullmatch(line):
        amount = _decimal(line) * _SHARES[unit]
        return int(amount) if amount == int(amount) and 0 <= amount < 2**53 else None
    try:
        return read_money(line)
    except ValueError:
        return None


def read_printed_figure(kind: IndicatorKind, text: str, year: int) -> IndicatorFigure:
    """Return a figure of its kind as a table prints it, with or without its unit.

    Raises:
        ValueError: it is no figure of the kind.
    """
    line = plain(text)
    if kind in {"count", "money"} and _grouped.fullmatch(line) and "," not in line:
        return int(line.replace(".", ""))
    figure = read_figure(kind, text, year)
    # What is read in two ways is printed in another way than it was written.
    if kind == "percent" and plain(figure_text(kind, figure)) != plain(text).rstrip("% "):
        raise ValueError(text)
    return figure


def read_signer(lines: list[str], signer: Signer) -> Signer | None:
    """Return the signer whose capacity and title are printed so; None where no capacity is."""
    found = [plain(line).upper() for line in lines]
    last = lines[-1] if lines else ""
    for title in (signer.title, *_TITLES, plain(last).capitalize()):
        for capacity in (signer.capacity, *_CAPACITIES):
            changed = msgspec.structs.replace(signer, capacity=capacity, title=title)
            if [plain(line) for line in signature_lines(changed)] == found:
                return changed
    return None


def read_basis(text: str, basis: LegalBasis, year: int) -> LegalBasis:
    """Return a basis that is cited so: with one part exchanged where that explains it, else read anew."""
    sentence = without_end(without_dash(text))
    for changed in _with_one_part(sentence, basis):
        if basis_sentence(changed) == basis_sentence_of(sentence):
            return changed
    return read_citation(sentence, year)


def basis_sentence_of(sentence: str) -> str:
    """Return a cited sentence as the program ends it."""
    return " ".join(sentence.split()).rstrip(" .;")


def _with_one_part(sentence: str, basis: LegalBasis) -> list[LegalBasis]:
    """Return the basis with each of its parts exchanged for what stands in its place in a sentence."""
    mark = "\0"
    line = basis_sentence_of(sentence)
    candidates: list[LegalBasis] = []
    for name in ("abstract", "issuer", "number", "kind", "lead"):
        if not getattr(basis, name):
            continue
        candidates.append(msgspec.structs.replace(basis, **{name: ""}))
        before, _mark, after = basis_sentence(msgspec.structs.replace(basis, **{name: mark})).partition(mark)
        if line.startswith(before) and line.endswith(after) and len(before) + len(after) < len(line):
            part = line[len(before) : len(line) - len(after)]
            candidates.append(msgspec.structs.replace(basis, **{name: part}))
    if day := long_day(sentence):
        candidates.append(msgspec.structs.replace(basis, issued_on=day))
    return candidates


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))
