import msgspec
import pytest

from dxdesk.document.compose import unprintable_texts
from dxdesk.plan.model import Plan
from dxdesk.plan.rules.review import review
from dxdesk.value import convert
from tests.benchmarks.__main__ import run
from tests.benchmarks.comparison import Comparison, table
from tests.benchmarks.groups import Subject
from tests.benchmarks.made_plan import made_plan
from tests.benchmarks.timing import Times
from tests.document.sample_plans import pack

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
    assert [line.split()[0] for line in lines if line.startswith(("DOCX  ", "compose", "review"))]
    assert any("json.loads" in line and "≤ 3" in line for line in lines)
    assert any(line.startswith("PDF,") and "line breaking" in line for line in lines)


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
    assert not [work for work in works if f"\n{work}" not in shown]


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
    assert not [work for work in works if f"\n{work}" not in shown]


def test_a_receiver_under_load_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    run(["central"], TINY)
    shown = capsys.readouterr().out
    assert [
        line for line in shown.splitlines() if line.startswith("92 packages") and "floor: Starlette" in line
    ]
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
    lines = [
        line for line in capsys.readouterr().out.splitlines() if line.startswith("import of 115 packages")
    ]
    assert [len(lines), "raw sqlite3" in lines[0]] == [2, True]
