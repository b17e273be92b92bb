"""`dxdesk compare` as a user sees it."""

import json
from pathlib import Path

import msgspec
import pytest

from dxdesk.package.reading import read_package
from tests.cli.conftest import Command
from tests.comparison.returned import comment, docx_of, replace, returned

_SIGNER = "Nguyễn Văn Bình"


@pytest.fixture
def plan(command: Command, tmp_path: Path) -> Path:
    path = tmp_path / "draft.dxplan.json"
    result = command("new", "18580", "--year", 2023, "--begin", "suggestions", "--output", path)
    assert result.returncode == 0, result.stderr
    assert command("edit", path, "--set", "/document/signer/full_name", _SIGNER).returncode == 0
    return path


def _exported(plan: Path) -> bytes:
    return docx_of(read_package(plan.read_bytes()).package.plan)


def test_nothing_differs(command: Command, plan: Path, tmp_path: Path) -> None:
    assert command("export", plan, "--docx", "out.docx").returncode == 0
    result = command("compare", plan, tmp_path / "out.docx")
    assert (result.returncode, result.stdout) == (0, "The plan and the Word file say the same.\n")
    answer = json.loads(command("compare", plan, "out.docx", "--json").stdout)
    assert answer == {
        "readable": True,
        "file": "out.docx",
        "same": True,
        "stranger": "",
        "differences": [],
        "remarks": [],
    }


def test_differences_and_comments(command: Command, plan: Path, tmp_path: Path) -> None:
    edits = (replace(_SIGNER, "Trần Thị B"), comment("Căn cứ Luật", "Kiểm tra lại."))
    (tmp_path / "back.docx").write_bytes(returned(*edits, data=_exported(plan)))
    before = plan.read_bytes()
    result = command("compare", plan, "back.docx")
    assert result.returncode == 1
    assert result.stdout == (
        "1 difference:\n"
        "  Signer, full name [/document/signer/full_name]\n"
        "    Plan: Nguyễn Văn Bình\n"
        "    Word: Trần Thị B\n"
        "1 comment:\n"
        "  Legal basis 1 [/bases/0]\n"
        "    Trần Thị Lãnh Đạo: Kiểm tra lại.\n"
    )
    answer = json.loads(command("compare", plan, "back.docx", "--json").stdout)
    (difference,) = answer["differences"]
    assert (answer["same"], difference["kind"], difference["page"]) == (False, "changed", "signing")
    assert difference["operations"][-1] == {
        "op": "replace",
        "path": "/document/signer/full_name",
        "value": "Trần Thị B",
    }
    assert plan.read_bytes() == before


def test_what_is_only_shown_says_why(command: Command, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "back.docx").write_bytes(returned(replace("như sau:", "sau đây:"), data=_exported(plan)))
    result = command("compare", plan, "back.docx", language="vi")
    assert result.returncode == 1
    assert "Phần chữ này do phần mềm tự viết theo kế hoạch." in result.stdout


def test_a_file_of_another_unit(command: Command, plan: Path, tmp_path: Path) -> None:
    package = read_package(plan.read_bytes()).package
    unit = msgspec.structs.replace(package.plan.unit, name="xã Sơn Lộc", code="18490")
    other = docx_of(msgspec.structs.replace(package.plan, unit=unit))
    (tmp_path / "back.docx").write_bytes(other)
    result = command("compare", plan, "back.docx")
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.startswith("The Word file is of another unit: ")


def test_what_is_no_word_file(command: Command, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "back.docx").write_bytes(b"%PDF-1.7")
    result = command("compare", plan, "back.docx")
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.startswith("This is a PDF file; only a Word file can be compared. Choose")
    assert json.loads(command("compare", plan, "back.docx", "--json").stdout)["readable"] is False


def test_files_that_are_not_there_and_wrong_usage(command: Command, plan: Path) -> None:
    result = command("compare", plan, "nowhere.docx")
    assert result.returncode == 1
    assert "nowhere.docx" in result.stderr
    assert command("compare", plan).returncode == 2
