"""Whoever pulls the plug while somebody types loses at most a second of typing, and nothing that was said to be saved.

By default a few moments are tried; `DXDESK_KILLS=1000` tries as many.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
import pytest

from dxdesk.plan.changes import value_at
from dxdesk.plan.defaults import OFFICE_SETTING, OfficeDefaults
from dxdesk.plan.edits import edited
from dxdesk.plan.model import Plan
from dxdesk.plan.unread import unread_text, unread_within
from dxdesk.store.integrity import check_store
from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from dxdesk.store.values import Tally
from dxdesk.text.dates import short_date
from tests.killing.typist import SETTING, digest
from tests.ui.desks import sample

pytestmark = pytest.mark.once

_ROOT: Final = Path(__file__).resolve().parents[2]
_KILLS: Final = int(os.environ.get("DXDESK_KILLS", "16"))
_AT_ONCE: Final = 2
_LONGEST: Final = 2.5  # seconds of typing: the first backup begins after 2
_LOST_AT_MOST: Final = 1.0  # seconds


class Told(NamedTuple):
    """What a process told before it was killed, and when that was."""

    lines: Sequence[Sequence[Any]]
    killed: float

    def of(self, kind: str) -> list[Sequence[Any]]:
        return [line for line in self.lines if line[0] == kind]


@pytest.mark.parametrize("turn", range(_KILLS // _AT_ONCE))
def test_a_kill_at_any_moment_loses_at_most_a_second_of_typing(tmp_path: Path, turn: int) -> None:
    chance = random.Random(turn)  # noqa: S311 - the same turn kills at the same moments
    plan = sample()
    typists = []
    for number in range(_AT_ONCE):
        file = tmp_path / str(number) / "dxdesk.sqlite3"
        with open_store(file) as store:
            plan_id = store.add_plan(plan, Tally())
        typists.append(
            (file, plan_id, _started(file, plan_id, f"{turn}-{number}"), chance.uniform(0, _LONGEST))
        )
    told = [_killed(process, seconds) for _file, _plan_id, process, seconds in typists]
    for (file, plan_id, *_rest), each in zip(typists, told, strict=True):
        _check(file, plan_id, plan, each)


def _started(file: Path, plan_id: str, seed: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.killing.typist", str(file), plan_id, seed]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with (file.parent / "complaints.txt").open("wb") as complaints:
        return subprocess.Popen(
            command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=complaints, env=surroundings
        )


def _killed(process: subprocess.Popen[bytes], seconds: float) -> Told:
    """Kill a process some seconds after it began to type."""
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(seconds)
    killed = time.monotonic()
    process.kill()
    rest = process.stdout.read()
    process.stdout.close()
    process.wait()
    whole = [line for line in (first + rest).splitlines(keepends=True) if line.endswith(b"\n")]
    return Told([msgspec.json.decode(line) for line in whole], killed)


def _check(file: Path, plan_id: str, begun_with: Plan, told: Told) -> None:
    complaints = (file.parent / "complaints.txt").read_text("utf-8", "replace")
    assert "Traceback" not in complaints, complaints
    assert told.lines, "the program did not start"
    assert not told.of("failed")
    with open_store(file) as store:
        stored = store.load(plan_id).plan
        _check_saved(stored, told)
        _check_history(store, plan_id, begun_with, stored)
        _check_typed(store, plan_id, stored, told)
    assert check_store(file).sound
    for backup in (file.parent / "backups").glob("*.sqlite3"):
        assert check_store(backup).sound


def _check_saved(stored: Plan, told: Told) -> None:
    """The plan stands as it was when it was last said to be saved, or as it was after that."""
    saved = max((number for _kind, number in told.of("saved")), default=0)
    allowed = {each for _kind, number, each in told.of("change") if number >= saved}
    assert digest(stored) in allowed, f"{saved} changes were said to be saved"


def _check_history(store: Store, plan_id: str, begun_with: Plan, stored: Plan) -> None:
    """The edits lead from the plan as it was at first to the one that is stored."""
    plan = begun_with
    for each in reversed(store.undoable(plan_id, 1_000_000)):
        plan = edited(plan, each.edit.forward)
    assert plan == stored


def _check_typed(store: Store, plan_id: str, stored: Plan, told: Told) -> None:
    """Where typing went on, what stood there a second ago is kept, or what stood there later."""
    lines = list(told.lines)
    begun = max((index for index, line in enumerate(lines) if line[0] == "begin"), default=None)
    if begun is None or not lines[begun][1]:
        return
    place = lines[begun][1]
    typed = [(moment, text) for kind, moment, *text in lines[begun:] if kind == "typed" for text in text]
    due = [index for index, (moment, _text) in enumerate(typed) if moment <= told.killed - _LOST_AT_MOST]
    if not due:
        return
    allowed = [text.strip() for _moment, text in typed[due[-1] :]]
    kept = _kept_at(store, plan_id, stored, place)
    words = f"{place}: {kept} is kept, where {allowed[0]!r} stood a second before; {told}"
    assert set(kept) & set(allowed), words


def _kept_at(store: Store, plan_id: str, plan: Plan, place: str) -> list[str]:
    """Return what is kept of a place: as a draft, as it was typed, or as a value."""
    if place == SETTING:
        defaults = store.setting(OFFICE_SETTING, OfficeDefaults)
        return [defaults.place if defaults else ""]
    kept = [store.drafts(plan_id).get(place), unread_text(plan, place), *unread_within(plan, place).values()]
    value = None if place.startswith("note:") else value_at(plan, place, None)
    if isinstance(value, tuple):  # what an activity costs, from each source
        value = sum(cost.amount for cost in value)
    if value is not None:
        kept.append(short_date(value) if isinstance(value, date) else str(value))
    return [text.strip() for text in kept if text is not None]
