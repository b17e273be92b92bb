from datetime import date
from pathlib import Path

import msgspec
import pytest

from dxdesk.document.compose import unprintable_texts
from dxdesk.plan.model import Plan
from dxdesk.plan.rules.review import review
from dxdesk.value import convert
from tests.benchmarks.__main__ import run
from tests.benchmarks.comparison import Comparison, table
from tests.benchmarks.groups import Subject
from tests.benchmarks.history import HISTORY, keep, last_ratios, place
from tests.benchmarks.made_plan import made_plan
from tests.benchmarks.timing import Times
from tests.document.sample_plans import pack

pytestmark = pytest.mark.once

TINY = Subject(activities=23, repeats=1)


@pytest.mark.parametrize("activities", [23, 276])
def test_the_made_plan_is_a_valid_plan_of_that_many_activities(activities: int) -> None:
    plan = made_plan(activities)
    assert sum(len(entry.activities) for entry in plan.tasks.values()) == activities
    assert len(plan.tasks) == 23
    assert convert(msgspec.to_builtins(plan), Plan) == plan
    assert not unprintable_texts(plan, pack())
    assert not [finding for finding in review(plan, pack()) if finding.severity == "error"]


def test_the_table_prints_for_a_tiny_plan(capsys: pytest.CaptureFixture[str]) -> None:
    run(["docx", "plan", "package"], TINY)
    lines = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in lines if line} >= {"docx", "plan", "package"}
    assert any("json.loads" in line and "≤ 3" in line for line in lines)
    assert any(line.startswith("PDF,") and "line breaking" in line for line in lines)


def test_a_run_that_is_kept_is_what_the_next_one_is_shown_beside(tmp_path: Path) -> None:
    file = tmp_path / "history.csv"
    old, new = (
        Comparison("keystroke", Times((seconds,)), f"limit × {pace}", Times((0.016,)), 1.0, group="window")
        for seconds, pace in ((0.008, "1.03"), (0.004, "0.98"))
    )
    keep([old], date(2026, 11, 1), file)
    assert last_ratios(file)[place(new)] == "0.50"
    keep([new], date(2026, 11, 2), file)
    assert last_ratios(file)[place(old)] == "0.25"
    assert len(file.read_text("utf-8").splitlines()) == 3


def test_the_history_can_be_read() -> None:
    assert HISTORY.exists()
    assert len(last_ratios()) > 5


def test_an_edit_is_measured_beside_the_disk(capsys: pytest.CaptureFixture[str]) -> None:
    run(["edits"], TINY)
    assert "fdatasync of a page, p99" in capsys.readouterr().out


def test_signing_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    run(["signing"], TINY)
    shown = capsys.readouterr().out
    works = (
        "sign B-B, RSA-2048",
        "sign B-B, P-256",
        "verify 2 signatures, RSA-2048",
        "verify 2 signatures, P-256",
        "data of the plan in the PDF",
        "first signature adds",
    )
    assert not [work for work in works if f" {work}" not in shown]


def test_the_window_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    run(["window"], TINY)
    shown = capsys.readouterr().out
    works = (
        "start to the list",
        "plan opened",
        "task page",
        "findings",
        "search",
        "preview",
        "keystroke",
        "worst",
    )
    assert not [work for work in works if f" {work}" not in shown]


def test_a_receiver_under_load_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    run(["central"], TINY)
    shown = capsys.readouterr().out
    assert [line for line in shown.splitlines() if " 92 packages" in line and "floor: Starlette" in line]
    assert "the server: peak memory" in shown


def test_a_peer_that_is_not_there_is_named() -> None:
    shown = table([Comparison("DOCX", Times((0.015, 0.016)), "docxtpl", None, 1.0)])
    assert shown.splitlines()[-1].split() == [
        "DOCX",
        "15.5",
        "(15.0)",
        "ms",
        "docxtpl",
        "not",
        "installed",
        "≤",
        "1",
    ]


@pytest.mark.parametrize(
    ("ours", "verdict"),
    [((3.0, 3.0), "ok"), ((5.0, 5.0), "missed"), ((5.0, 5.0, 3.0), "missed (close)")],
)
def test_the_verdict_follows_the_target(ours: tuple[float, ...], verdict: str) -> None:
    assert Comparison("PDF", Times(ours), "peer", Times((10.0,)), 0.4).verdict == verdict


def test_taking_in_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    run(["import"], TINY)
    lines = [line for line in capsys.readouterr().out.splitlines() if "import of 115 packages" in line]
    assert [len(lines), "raw sqlite3" in lines[0]] == [2, True]
