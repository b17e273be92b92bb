"""`dxdesk check` on a plan with a warning that somebody answers for."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dxdesk.package.reading import read_package
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.plan.acceptance import accept
from dxdesk.plan.edits import edited, replacement
from dxdesk.plan.packs import pack_for
from dxdesk.plan.rules.review import review
from dxdesk.resources import resource
from tests.cli.conftest import Command

DAY = ("--today", "2022-12-01")


@pytest.fixture
def accepted(tmp_path: Path) -> Path:
    """Write the sample plan of a commune without its archive line, which was accepted."""
    plan = read_package(resource("samples", "xa.dxplan.json").read_bytes()).package.plan
    plan = edited(plan, [replacement(plan, "/document/archive", "")])
    (finding,) = (finding for finding in review(plan, pack_for(plan)) if finding.code == "RC02")
    when = datetime(2022, 11, 30, 9, 0, tzinfo=UTC)
    plan = edited(plan, accept(plan, finding, "Nguyễn Thị Tâm", "Văn thư sẽ\nghi sau.", when))
    path = tmp_path / "accepted.dxplan.json"
    path.write_bytes(package_bytes(draft_package(plan)))
    return path


def test_who_answers_for_a_warning_is_told(command: Command, accepted: Path) -> None:
    result = command("check", accepted, *DAY)
    assert result.returncode == 0, result.stdout
    assert "Accepted warnings (1)" in result.stdout
    assert "[RC02 /document/archive]" in result.stdout
    assert "Accepted by Nguyễn Thị Tâm on 30/11/2022: Văn thư sẽ ghi sau." in result.stdout
    assert "Warnings, to be looked at" not in result.stdout


def test_programs_are_told_too(command: Command, accepted: Path) -> None:
    answer = json.loads(command("check", accepted, "--json", *DAY).stdout)
    assert answer["counts"]["warning"] == 0
    assert all(finding["code"] != "RC02" for finding in answer["findings"])
    (pair,) = answer["accepted"]
    assert pair["finding"]["code"] == pair["acceptance"]["code"] == "RC02"
    assert pair["finding"]["severity"] == "warning"
    assert pair["acceptance"]["by"] == "Nguyễn Thị Tâm"


def test_an_accepted_plan_passes_every_check_of_a_package(command: Command, accepted: Path) -> None:
    result = command("verify", accepted)
    assert result.returncode == 0, result.stdout


def test_what_was_accepted_in_one_language_is_accepted_in_the_other(command: Command, accepted: Path) -> None:
    result = command("check", accepted, "--json", *DAY, language="vi")
    answer = json.loads(result.stdout)
    assert result.returncode == 0
    (pair,) = answer["accepted"]
    assert pair["finding"]["message"] == pair["finding"]["recorded"] == pair["acceptance"]["message"]
