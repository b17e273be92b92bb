"""What a person waits for at the window, measured in a process of its own, without a screen.

Run as a module with a number of activities and of repeats, it prints its comparisons as JSON.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import msgspec

from tests.benchmarks.comparison import Comparison
from tests.benchmarks.memory import ROOT
from tests.benchmarks.timing import Times
from tests.benchmarks.window_start import BARE, LIST, TABLE, seconds_to_paint, store_in

if TYPE_CHECKING:
    from tests.benchmarks.window_plan import OpenWindow

PLANS: Final = 200
EDITS: Final = 200_000
_LIMIT: Final = "limit"
_BARE_WINDOW: Final = 0.128  # seconds that a bare window takes where the limits, in seconds, are meant for
_LEAFED: Final = 8  # pages of tasks, one after the other
_SECONDS_MORE: Final = 4.0  # of writing, for each repeat after the first
_MOST_SECONDS: Final = 30.0


def measured(activities: int, repeats: int) -> list[Comparison]:
    """Return what a fresh process measures."""
    command = [sys.executable, "-m", "tests.benchmarks.window", str(activities), str(repeats)]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    result = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, env=surroundings)
    return msgspec.json.decode(result.stdout, type=list[Comparison])


def _run(activities: int, repeats: int) -> list[Comparison]:
    from tests.benchmarks.made_plan import made_plan  # noqa: PLC0415 - a parent that only asks needs no Qt
    from tests.benchmarks.window_plan import OpenWindow  # noqa: PLC0415
    from tests.benchmarks.window_store import add_with_history, fill_list  # noqa: PLC0415

    plan = made_plan(activities)
    with TemporaryDirectory() as folder:
        home = Path(folder)
        fill_list(store_in(home), made_plan(len(plan.tasks)), PLANS)
        started = _started(home, repeats)
        ids = [add_with_history(store_in(home), plan, edits) for edits in (0, EDITS)]
        with OpenWindow(store_in(home)) as window:
            opened = _opened(window, ids, repeats)
            window.open(ids[1])
            switched = [*_pages(window), *_thinking(window, repeats)]
            seconds = min(1 + _SECONDS_MORE * (repeats - 1), _MOST_SECONDS)
            limited = [*opened, *switched, *_writing(window, seconds, repeats)]
            bare = started[0].theirs
            assert bare is not None
            pace = bare.median / _BARE_WINDOW
            return [*started, *(_paced(each, pace) for each in limited)]


def _paced(work: Comparison, pace: float) -> Comparison:
    """Return a comparison with its limit as long as this machine is slow, by the bare window of the same run."""
    if work.beside != _LIMIT or work.theirs is None:
        return work
    scaled = Times(tuple(seconds * pace for seconds in work.theirs.seconds))
    return work._replace(beside=f"{_LIMIT} × {pace:.2f}", theirs=scaled)


def _started(home: Path, repeats: int) -> list[Comparison]:
    for kind in (BARE, TABLE, LIST):  # modules are compiled, files are in memory
        seconds_to_paint(kind, home)
    turns = [[seconds_to_paint(kind, home) for kind in (LIST, BARE, TABLE)] for _ in range(repeats)]
    ours, bare, plain = (Times(times) for times in zip(*turns, strict=True))
    name = f"start to the list of {PLANS} plans"
    return [
        Comparison(name, ours, "bare PySide6 window", bare),
        # A bare window knows no enumeration of Qt's and no font: a table of its own takes half as long again.
        Comparison(name, ours, "Qt's own table in one", plain, 1.6),
    ]


def _opened(window: "OpenWindow", ids: list[str], repeats: int) -> list[Comparison]:
    first = window.open(ids[0])
    turns = [[window.open(plan_id) for plan_id in ids] for _ in range(repeats)]
    without, with_edits = (Times(times) for times in zip(*turns, strict=True))
    return [
        _limited("plan opened, beyond reading it, the first time", Times((first,)), 0.150),
        _limited("plan opened, beyond reading it", without, 0.150),
        Comparison(f"plan opened, {EDITS:,} edits", with_edits, "without edits", without, 1.15),
    ]


def _pages(window: "OpenWindow") -> list[Comparison]:
    others, tasks = window.other_pages(), window.task_pages()
    paced = Times(tuple(switch.in_sight for switch in window.leaf_through(tasks[:_LEAFED])))
    first = {key: window.switch(key) for key in (*tasks, *others)}
    again = [window.switch(key) for key in (*tasks, *tasks)]
    later = [window.switch(key) for key in others]
    slowest = max(others, key=first.__getitem__)
    in_sight, whole = (Times(times) for times in zip(*(first[key] for key in tasks), strict=True))
    return [
        _limited("the next task's page after a while, p95", share(paced, 95), 0.050),
        _limited("task page in sight, first visit, p95", share(in_sight, 95), 0.050),
        _limited("task page with all below, first visit, p95", share(whole, 95), 0.100),
        _limited("task page, later visits, p95", share(Times(tuple(one.whole for one in again)), 95), 0.050),
        _limited(f"other pages, first visit, slowest ({slowest})", Times((first[slowest].in_sight,)), 0.050),
        _limited("other pages, later visits, slowest", Times((max(one.whole for one in later),)), 0.050),
    ]


def _thinking(window: "OpenWindow", repeats: int) -> list[Comparison]:
    turns = range(repeats)
    return [
        _limited(
            "findings after an edit", Times(tuple(window.look_for_findings(turn) for turn in turns)), 0.1
        ),
        _limited("search opened", Times(tuple(window.open_search() for _turn in turns)), 0.1),
        _limited("search, a letter more, slowest", share(window.search("nhan luc so"), 100), 0.1),
    ]


def _writing(window: "OpenWindow", seconds: float, repeats: int) -> list[Comparison]:
    window.show_preview()
    refreshed = Times(tuple(window.preview_after_key() for _turn in range(repeats)))
    keys, late = window.write(seconds)
    return [
        _limited("preview after the last key", refreshed, 0.3),
        _limited("keystroke, p95", share(keys, 95), 0.016),
        _limited("keystroke, p99", share(keys, 99), 0.033),
        _limited(f"worst block of the UI thread in {seconds:.0f} s", share(late, 100), 0.1),
    ]


def share(times: Times, percent: int) -> Times:
    """Return the time that so many per cent of all do not exceed."""
    values = sorted(times.seconds)
    return Times((values[min(len(values) * percent // 100, len(values) - 1)],))


def _limited(work: str, times: Times, limit: float) -> Comparison:
    return Comparison(work, times, _LIMIT, Times((limit,)), 1.0)


if __name__ == "__main__":
    print(msgspec.json.encode(_run(int(sys.argv[1]), int(sys.argv[2]))).decode())
