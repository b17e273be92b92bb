"""Commands for the revision after one that is sealed, and for what was changed."""

import json
from datetime import date
from pathlib import Path

from dxdesk.issuing.papers import issued_package
from dxdesk.resources import resource
from tests.cli.conftest import Command

SAMPLE = resource("samples", "xa.dxplan.json")


def sealed(command: Command) -> None:
    result = command("seal", SAMPLE, "-o", "r1.dxplan.json")
    assert result.returncode == 0, result.stderr


def test_an_issued_package_tells_number_and_day(command: Command, tmp_path: Path) -> None:
    sealed(command)
    package = tmp_path / "r1.dxplan.json"
    assert "Issued" not in command("verify", "r1.dxplan.json").stdout
    package.write_bytes(issued_package(package.read_bytes(), "15", date(2022, 12, 5), ()))
    assert "\nIssued: number 15, 05/12/2022\n" in command("verify", "r1.dxplan.json").stdout


def test_an_amendment_follows_what_is_sealed(command: Command, tmp_path: Path) -> None:
    sealed(command)
    before = (tmp_path / "r1.dxplan.json").read_bytes()
    result = command("amend", "r1.dxplan.json", "-o", "r2.dxplan.json")
    assert result.stdout == "Written: r2.dxplan.json (draft of revision 2)\n"
    assert command("edit", "r2.dxplan.json", "--set", "/goals/general", "Mục tiêu mới.").returncode == 0
    result = command("changes", "r1.dxplan.json", "r2.dxplan.json")
    assert result.returncode == 1
    assert result.stdout.startswith("General goal: changed\n  - ")
    assert result.stdout.endswith("\n  + Mục tiêu mới.\n")
    (change,) = json.loads(command("changes", "r1.dxplan.json", "r2.dxplan.json", "--json").stdout)["changes"]
    assert (change["kind"], change["path"]) == ("changed", "/goals/general")
    assert command("seal", "r2.dxplan.json", "-o", "r2-sealed.dxplan.json").returncode == 0
    first, second = (
        json.loads(command("verify", name, "--json").stdout)
        for name in ("r1.dxplan.json", "r2-sealed.dxplan.json")
    )
    assert second["statement"]["previous"] == first["digest"]
    assert second["statement"]["kind"] == "amendment"
    assert (tmp_path / "r1.dxplan.json").read_bytes() == before


def test_a_draft_is_not_amended_and_nothing_is_overwritten(command: Command, tmp_path: Path) -> None:
    result = command("amend", SAMPLE, "-o", "next.dxplan.json")
    assert result.returncode == 1
    assert "is a draft and can be changed as it is" in result.stderr
    sealed(command)
    (tmp_path / "there.dxplan.json").write_bytes(b"mine")
    result = command("amend", "r1.dxplan.json", "-o", "there.dxplan.json")
    assert result.returncode == 1
    assert (tmp_path / "there.dxplan.json").read_bytes() == b"mine"


def test_the_same_plan_has_no_changes_and_another_unit_is_not_compared(command: Command) -> None:
    result = command("changes", SAMPLE, SAMPLE)
    assert (result.returncode, result.stdout) == (0, "The two files print the same.\n")
    result = command("changes", SAMPLE, resource("samples", "huyen.dxplan.json"))
    assert result.returncode == 1
    assert "are plans of different units or years" in result.stderr
