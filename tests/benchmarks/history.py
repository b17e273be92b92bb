"""What was measured before: a file of runs that somebody thought worth keeping, one line a comparison."""

import csv
import os
import platform
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from dxdesk import __version__
from tests.benchmarks.comparison import Comparison, shown

HISTORY: Final = Path(__file__).with_name("history.csv")
_TITLES: Final = (
    "day", "version", "machine", "group", "work", "ours", "beside", "theirs", "ratio", "target", "verdict",
)  # fmt: skip
_CPUS: Final = Path("/proc/cpuinfo")


def keep(comparisons: Iterable[Comparison], day: date, file: Path = HISTORY) -> None:
    """Add a run to the file; the newest is last."""
    is_new = not file.exists()
    with file.open("a", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        if is_new:
            writer.writerow(_TITLES)
        writer.writerows(
            (day.isoformat(), __version__, machine(), one.group, one.work, *shown(one), one.verdict)
            for one in comparisons
        )


def last_ratios(file: Path = HISTORY) -> Mapping[tuple[str, ...], str]:
    """Return the ratio of each comparison in the newest run that had it, by what `place` says of it."""
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as opened:
        return {
            _place(row["group"], row["work"], row["beside"]): row["ratio"] for row in csv.DictReader(opened)
        }


def place(one: Comparison) -> tuple[str, ...]:
    """Return what a comparison is told by from run to run."""
    return _place(one.group, one.work, one.beside)


def machine() -> str:
    """Return what kind of computer this is: ratios hold from one to the other, times do not."""
    lines = _CPUS.read_text("utf-8").splitlines() if _CPUS.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    name = next(names, platform.processor() or platform.machine())
    return f"{name}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _place(group: str, work: str, beside: str) -> tuple[str, ...]:
    # A limit is stretched by the pace of the machine, which is another one in every run.
    return group, work, beside.partition(" × ")[0]
