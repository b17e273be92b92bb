"""One line of the table: our time beside a floor, a peer or a limit, and what the ratio should be."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tests.benchmarks.timing import Times

_TITLES = ("group", "work", "ours (min)", "beside", "theirs (min)", "ratio", "kept", "target", "")
_SECOND = 1000.0  # ms


class Comparison(NamedTuple):
    """Ours and theirs; `target` is the highest ratio ours / theirs that is wanted.

    `theirs` is None where the peer is not installed, and `beside` empty where there is none. `unit` is
    what the values are shown in: "ms" and "µs" show seconds. `group` is the one that it was measured in.
    """

    work: str
    ours: Times
    beside: str = ""
    theirs: Times | None = None
    target: float | None = None
    unit: str = "ms"
    group: str = ""

    @property
    def ratio(self) -> float | None:
        """Median by median."""
        return self.ours.median / self.theirs.median if self.theirs else None

    @property
    def verdict(self) -> str:
        """Whether the target is reached; where the least times disagree with the medians, it is close."""
        if self.target is None or self.theirs is None or self.ratio is None:
            return ""
        met = self.ratio <= self.target
        met_at_best = self.ours.least / self.theirs.least <= self.target
        return ("ok" if met else "missed") + ("" if met == met_at_best else " (close)")


def table(comparisons: Sequence[Comparison], kept: Mapping[Comparison, str] | None = None) -> str:
    """Return the comparisons as an aligned table, with the ratios that were kept of an earlier run."""
    rows = [_TITLES, *(_cells(one, (kept or {}).get(one, "")) for one in comparisons)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_TITLES))]
    lines = ["  ".join(_aligned(row, widths)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def shares(title: str, stages: dict[str, float]) -> str:
    """Return one line that says where the time goes."""
    total = sum(stages.values())
    parts = (
        f"{name} {seconds * _SECOND:.1f} ms ({seconds / total:.0%})"
        for name, seconds in sorted(stages.items(), key=lambda stage: -stage[1])
    )
    return f"{title}, {total * _SECOND:.0f} ms: {', '.join(parts)}"


def shown(one: Comparison) -> tuple[str, str, str, str, str]:
    """Return ours, beside, theirs, ratio and target as text."""
    theirs = "" if not one.beside else _shown(one.theirs, one.unit) if one.theirs else "not installed"
    ratio = "" if one.ratio is None else f"{one.ratio:.2f}" if one.ratio >= 0.1 else f"{one.ratio:.3f}"
    target = "" if one.target is None else f"≤ {one.target:g}"
    return _shown(one.ours, one.unit), one.beside, theirs, ratio, target


def _cells(one: Comparison, kept: str) -> tuple[str, ...]:
    ours, beside, theirs, ratio, target = shown(one)
    return one.group, one.work, ours, beside, theirs, ratio, kept, target, one.verdict


def _shown(times: Times, unit: str) -> str:
    factor = {"ms": 1e3, "µs": 1e6}.get(unit, 1.0)
    median, least = times.median * factor, times.least * factor
    digits = 2 if median < 10 else 1 if median < 100 else 0
    if len(set(times.seconds)) == 1:
        return f"{median:.{digits}f} {unit}"
    return f"{median:.{digits}f} ({least:.{digits}f}) {unit}"


def _aligned(row: tuple[str, ...], widths: list[int]) -> list[str]:
    numbers = {2, 4, 5, 6, 7}
    return [
        text.rjust(width) if column in numbers else text.ljust(width)
        for column, (text, width) in enumerate(zip(row, widths, strict=True))
    ]
