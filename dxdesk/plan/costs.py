"""What an activity costs and who pays, as two cells of a table."""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from dxdesk.language import translate as _
from dxdesk.plan.model import Cost, FundingSource
from dxdesk.plan.wording import SHORT_SOURCE_NAMES, SOURCE_NAMES, WITHOUT_SOURCE
from dxdesk.text.folding import fold
from dxdesk.text.numerals import number_text, read_money

Costs = tuple[Cost, ...]

# Amounts that a heading may be in, and how they are said.
UNIT_WORDS: Final = {1: "đồng", 10**3: "nghìn", 10**6: "triệu", 10**9: "tỷ"}

# Words that tell nothing about who pays, and what the words that are left mean.
_GENERAL: Final = {
    "ngan",
    "sach",
    "nha",
    "nuoc",
    "ns",
    "nsnn",
    "nguon",
    "von",
    "kinh",
    "phi",
    "cap",
    "du",
    "kien",
    "tu",
}
_PAYERS: Final[dict[str, FundingSource]] = {
    "tw": "central",
    "nstw": "central",
    "trung uong": "central",
    "tinh": "province",
    "huyen": "district",
    "quan": "district",
    "thi xa": "district",
    "xa": "commune",
    "phuong": "commune",
    "thi tran": "commune",
    "xa hoi hoa": "private",
    "xhh": "private",
    "doanh nghiep": "private",
    "khac": "other",
}
_bare_number = re.compile(r"\d[\d., ]*", re.ASCII)
_share = re.compile(r"(?P<name>[^:]+):(?P<amount>[^:]+)")
_nothing = re.compile(r"[-–—. ]*")


class UnclearCostError(ValueError):
    """A cost or a source that cannot be read; the sentence says what to write."""


def read_amount(text: str, unit: int | None = None, thousands: str = "") -> int:
    """Return the đồng in a cell; a bare number counts in `unit` where the heading of its column names one.

    `thousands` is the sign ("." or ",") that the other cells of the column show to divide thousands.

    Raises:
        UnclearAmountError: it is no amount, or could mean two different amounts.
    """
    bare = text.strip()
    if _bare_number.fullmatch(bare):
        if thousands:
            bare = bare.replace(thousands, "").replace(".", ",")
        return read_money(f"{bare} {UNIT_WORDS[unit]}" if unit else bare)
    return read_money(text)


def is_nothing(text: str) -> bool:
    """Say whether a cell is empty, or has only the dash that stands for nothing."""
    return _nothing.fullmatch(text.strip()) is not None


def read_source(text: str) -> FundingSource | None:
    """Return the source that a name means, long or short, in any case; None for “Chưa rõ nguồn”.

    Raises:
        UnclearCostError: it names no source, or not which one.
    """
    folded = fold(text)
    if not folded or folded == fold(WITHOUT_SOURCE):
        return None
    for names in (SOURCE_NAMES, SHORT_SOURCE_NAMES):
        for source, name in names.items():
            if folded == fold(name):
                return source
    left = " ".join(word for word in folded.split() if word not in _GENERAL)
    if left in _PAYERS:
        return _PAYERS[left]
    message = _("“{text}” is not one of the sources; write one of these: {names}")
    raise UnclearCostError(message.format(text=text.strip(), names=", ".join(SHORT_SOURCE_NAMES.values())))


def amount_text(costs: Costs) -> str:
    """Return the sum as it is shown: "1.500.000 đồng"; nothing where there is no cost."""
    return f"{number_text(_total(costs))} đồng" if costs else ""


def sources_text(costs: Costs) -> str:
    """Return who pays; where there are several costs, a line for each with its amount."""
    if len(costs) == 1:
        source = costs[0].source
        return SHORT_SOURCE_NAMES[source] if source else ""
    return "\n".join(f"{_name(cost)}: {amount_text((cost,))}" for cost in costs)


def with_amount(costs: Costs, text: str, unit: int | None = None, thousands: str = "") -> Costs:
    """Return the costs with what was typed as their amount; nothing typed takes them all away.

    Raises:
        UnclearCostError: several sources share the costs, so that nobody knows which one changes.
        UnclearAmountError: what was typed is no amount.
    """
    if is_nothing(text):
        return ()
    amount = read_amount(text, unit, thousands)
    if len(costs) > 1 and amount != _total(costs):
        raise UnclearCostError(_("Several sources share this amount; change it in the column of sources."))
    if len(costs) > 1:
        return costs
    return (Cost(amount=amount, source=costs[0].source if costs else None),)


def with_sources(costs: Costs, text: str, unit: int | None = None, thousands: str = "") -> Costs:
    """Return the costs with what was typed as their source, or as a list of sources with their shares.

    Raises:
        UnclearCostError: a source is unknown, or it is not said how much each of several pays.
        UnclearAmountError: a share is no amount.
    """
    if is_nothing(text):
        return tuple(msgspec.structs.replace(cost, source=None) for cost in costs)
    parts = [part for part in re.split(r"[\n;]", text) if part.strip()]
    shares = [found for part in parts if (found := _share.fullmatch(part.strip(" -+•")))]
    if len(shares) == len(parts):
        return tuple(
            Cost(amount=read_amount(share["amount"], unit, thousands), source=read_source(share["name"]))
            for share in shares
        )
    source = read_source(text)
    if not costs:
        raise UnclearCostError(_("Write the amount first, then the source that pays it."))
    if len(costs) > 1:
        raise UnclearCostError(_("Say how much each source pays, like “NS tỉnh: 350 triệu”, one on a line."))
    return (msgspec.structs.replace(costs[0], source=source),)


def thousands_sign(texts: Iterable[str]) -> str:
    """Return the sign that divides thousands in a column of numbers, where its cells leave no doubt."""
    signs = {sign for text in texts for sign in ".," if _divides_thousands(sign, text.strip())}
    return signs.pop() if len(signs) == 1 else ""


def _divides_thousands(sign: str, number: str) -> bool:
    own, other = re.escape(sign), re.escape("," if sign == "." else ".")
    groups = rf"[1-9]\d{{0,2}}(?:{own}\d{{3}})"
    return bool(
        re.fullmatch(rf"{groups}{{2,}}(?:{other}\d+)?|{groups}{other}\d+", number)
        or re.fullmatch(rf"\d+{other}(?:\d{{1,2}}|\d{{4,}})|0{other}\d+", number)
    )


def _total(costs: Costs) -> int:
    return sum(cost.amount for cost in costs)


def _name(cost: Cost) -> str:
    return SHORT_SOURCE_NAMES[cost.source] if cost.source else WITHOUT_SOURCE
