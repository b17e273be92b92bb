"""The commands, from the first plan of a unit to its three files."""

import json
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest

from dxdesk.package.documents import attached
from dxdesk.package.reading import read_package
from dxdesk.package.writing import package_bytes
from tests.cli.conftest import Command
from tests.used_files import on_windows

THACH_KIM = "18580"


@pytest.fixture
def draft(command: Command, tmp_path: Path) -> Path:
    path = tmp_path / "draft.dxplan.json"
    result = command("new", THACH_KIM, "--year", 2023, "--begin", "suggestions", "--output", path)
    assert result.returncode == 0, result.stderr
    return path


def test_demo_writes_two_plans_in_three_forms_that_open(command: Command, tmp_path: Path) -> None:
    result = command("demo", "samples")
    assert result.returncode == 0, result.stderr
    folder = tmp_path / "samples"
    assert {path.name for path in folder.iterdir()} == {
        f"{name}.{ending}" for name in ("xa", "huyen") for ending in ("docx", "pdf", "dxplan.json")
    }
    for name in ("xa", "huyen"):
        assert ZipFile(BytesIO((folder / f"{name}.docx").read_bytes())).testzip() is None
        assert (folder / f"{name}.pdf").read_bytes().startswith(b"%PDF-1.7")
        verified = command("verify", folder / f"{name}.dxplan.json")
        assert verified.returncode == 0, verified.stdout


def test_demo_twice_gives_the_same_bytes(command: Command, tmp_path: Path) -> None:
    command("demo", "one", PYTHONHASHSEED="1", TZ="UTC")
    command("demo", "two", PYTHONHASHSEED="2", TZ="Asia/Ho_Chi_Minh")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_the_samples_have_no_errors_and_no_warnings(command: Command) -> None:
    command("demo", "samples")
    for name in ("xa", "huyen"):
        # As of the day when they were written: later on, an unissued plan is late.
        result = command("check", f"samples/{name}.dxplan.json", "--json", "--today", "2022-12-01")
        answer = json.loads(result.stdout)
        grave = [finding for finding in answer["findings"] if finding["severity"] != "hint"]
        assert grave == []
        assert result.returncode == 0


def test_check_says_what_is_missing_and_where(command: Command, draft: Path) -> None:
    result = command("check", draft)
    assert result.returncode == 1
    assert "to be mended before signing" in result.stdout
    answer = json.loads(command("check", draft, "--json").stdout)
    assert answer["counts"]["error"] > 0
    assert {"code", "severity", "path", "message", "source", "recorded"} == set(answer["findings"][0])


def test_export_writes_what_is_asked_for(command: Command, draft: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    result = command(
        "export", draft, "--docx", "plan.docx", "--pdf", "out/plan.pdf", "--package", "full.json"
    )
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "plan.docx").stat().st_size > 10_000
    assert (tmp_path / "out" / "plan.pdf").stat().st_size > 10_000
    package = json.loads((tmp_path / "full.json").read_text("utf-8"))
    assert [document["role"] for document in package["documents"]] == ["docx", "pdf"]
    assert package["metadata"]["PageAmount"] > 1
    assert package["plan"] == json.loads(draft.read_text("utf-8"))["plan"]
    assert "to be mended before signing" in result.stderr


def test_export_without_a_file_to_write_is_wrong_usage(command: Command, draft: Path) -> None:
    result = command("export", draft)
    assert result.returncode == 2
    assert "--pdf" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--docx", "draft.dxplan.json"),
        ("--docx", "one.x", "--pdf", "./one.x"),
        ("--pdf", "a", "--package", "a"),
    ],
)
def test_no_form_overwrites_another_or_the_plan(
    command: Command, draft: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    result = command("export", draft, *arguments)
    assert result.returncode == 1
    assert "two files" in result.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_plan_is_written_by_edits_until_it_can_be_signed(
    command: Command, draft: Path, tmp_path: Path
) -> None:
    patch = tmp_path / "work.json"
    duties = {"body": "Công chức Văn hóa - Xã hội", "duties": "Tham mưu thực hiện Kế hoạch."}
    patch.write_text(json.dumps([{"op": "add", "path": "/organisation/-", "value": duties}]), "utf-8")
    result = command(
        *("edit", draft, "--set", "/document/signer/full_name", "Trần Thị B"),
        *("--set", "/document/requested_by", "2022-12-31", "--patch", patch),
    )
    assert result.returncode == 0, result.stderr
    plan = json.loads(draft.read_text("utf-8"))["plan"]
    assert plan["document"]["signer"]["full_name"] == "Trần Thị B"
    assert plan["document"]["requested_by"] == "2022-12-31"
    assert plan["organisation"][0]["body"] == duties["body"]
    answer = json.loads(command("check", draft, "--json").stdout)
    assert answer["counts"]["error"] == 0
    assert command("export", draft, "--pdf", "plan.pdf").stderr == ""


def test_an_edit_that_does_not_fit_changes_nothing(command: Command, draft: Path, tmp_path: Path) -> None:
    before = draft.read_bytes()
    (tmp_path / "no.json").write_text("{", "utf-8")
    for arguments in (
        ("--set", "/document/nothing", "x"),
        ("--set", "/year", "soon"),
        ("--patch", "no.json"),
        ("--patch", "missing.json"),
    ):
        result = command("edit", draft, *arguments)
        assert result.returncode == 1, arguments
        assert "Traceback" not in result.stderr
    assert draft.read_bytes() == before
    assert command("edit", draft).returncode == 2


def test_a_changed_package_is_refused_with_place_and_cure(command: Command, draft: Path) -> None:
    data = json.loads(draft.read_text("utf-8"))
    data["plan"]["document"]["place"] = "Lộc Hà"
    draft.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    for arguments in (("verify", draft), ("check", draft), ("export", draft, "--pdf", "x.pdf")):
        result = command(*arguments)
        assert result.returncode == 1
        assert "DX" in result.stdout + result.stderr
        assert "Traceback" not in result.stderr
    answer = json.loads(command("verify", draft, "--json").stdout)
    assert answer["valid"] is False
    assert answer["faults"][0]["cure"]


@pytest.mark.parametrize("name", ["missing.json", "folder"])
def test_a_file_that_cannot_be_read_is_named(command: Command, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    result = command("check", name)
    assert result.returncode == 1
    assert name in result.stderr
    assert "Traceback" not in result.stderr


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(
    command: Command, draft: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken.pdf").mkdir()
    before = sorted(tmp_path.iterdir())
    result = command("export", draft, "--pdf", "taken.pdf")
    assert result.returncode == 1
    assert "taken.pdf" in result.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_a_failed_command_answers_in_json_where_json_is_asked_for(command: Command) -> None:
    assert "missing" in json.loads(command("check", "missing", "--json").stdout)["error"]


def test_a_year_without_guidance_is_said(command: Command) -> None:
    later = command("new", "25489", "--year", 2026)
    assert later.returncode == 0
    assert "no guidance for 2026" in later.stderr
    assert command("new", THACH_KIM, "--year", 2022).returncode == 1
    assert command("new", THACH_KIM, "--year", 99999).returncode == 2


def test_check_tells_what_is_late_today(command: Command) -> None:
    command("demo", "samples")
    codes = {
        finding["code"]
        for finding in json.loads(command("check", "samples/xa.dxplan.json", "--json").stdout)["findings"]
    }
    assert "DT02" in codes
    assert command("check", "samples/xa.dxplan.json", "--today", "yesterday").returncode == 2


def test_export_keeps_what_else_travels_in_the_package(command: Command, tmp_path: Path) -> None:
    command("demo", "samples")
    path = tmp_path / "samples" / "xa.dxplan.json"
    read = read_package(path.read_bytes()).package
    scan = attached("signed-pdf", "da-ky.pdf", b"%PDF-1.7 signed")
    metadata = msgspec.structs.replace(read.metadata, file_notation="01/2022")
    path.write_bytes(
        package_bytes(msgspec.structs.replace(read, documents=(*read.documents, scan), metadata=metadata))
    )
    assert command("export", path, "--package", "again.dxplan.json").returncode == 0
    again = read_package((tmp_path / "again.dxplan.json").read_bytes()).package
    assert [document.role for document in again.documents] == ["docx", "pdf", "signed-pdf"]
    assert again.documents[-1] == scan
    assert again.metadata.file_notation == "01/2022"


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no such modes, and links ask for a privilege"
)
def test_a_draft_keeps_its_mode_and_its_link(command: Command, draft: Path, tmp_path: Path) -> None:
    draft.chmod(0o600)
    link = tmp_path / "link.dxplan.json"
    link.symlink_to(draft)
    assert command("edit", link, "--set", "/document/place", "Lộc Hà").returncode == 0
    assert link.is_symlink()
    assert draft.stat().st_mode & 0o777 == 0o600
    assert json.loads(draft.read_text("utf-8"))["plan"]["document"]["place"] == "Lộc Hà"


def test_new_never_replaces_a_file_unasked(command: Command, draft: Path) -> None:
    before = draft.read_bytes()
    result = command("new", THACH_KIM, "--output", draft)
    assert result.returncode == 1
    assert draft.read_bytes() == before
    assert command("new", THACH_KIM, "--output", draft, "--force").returncode == 0
    assert draft.read_bytes() != before


def test_new_takes_a_name_without_diacritics_and_asks_where_it_is_not_clear(command: Command) -> None:
    assert command("new", "thach kim loc ha", "--year", 2023).returncode == 0
    unclear = command("new", "tan phu", "--year", 2023)
    assert unclear.returncode == 1
    assert "Xã Tân Phú" in unclear.stderr
    assert command("new", "khong co don vi nay", "--year", 2023).returncode == 1


def test_units_are_found_on_the_map_of_the_year(command: Command) -> None:
    found = json.loads(command("units", "find", "thach kim", "--json").stdout)
    assert found[0]["code"] == THACH_KIM
    assert [parent["name"] for parent in found[0]["parents"]] == ["Huyện Lộc Hà", "Tỉnh Hà Tĩnh"]
    later = json.loads(command("units", "find", "hoan kiem", "--year", 2026, "--json").stdout)
    assert {unit["level"] for unit in later} <= {"tinh", "xa"}
    assert command("units", "find", "xyzxyz").returncode == 1


def test_guidance_is_listed_shown_and_checked(command: Command, tmp_path: Path) -> None:
    packs = json.loads(command("guidance", "list", "--json").stdout)
    assert [pack["year"] for pack in packs] == [2023]
    assert len(json.loads(command("guidance", "show", "--json").stdout)["tasks"]) == 23
    shown = command("guidance", "show", "20").stdout
    assert "30/9/2023" in shown
    assert command("guidance", "show", "24").returncode == 1
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "meta.toml").write_text("id = 5\n", "utf-8")
    faulty = command("guidance", "check", "mine")
    assert faulty.returncode == 1
    assert "meta.toml" in faulty.stdout


def test_selfcheck_finds_the_program_whole(command: Command) -> None:
    result = command("selfcheck")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Everything is in order." in result.stdout


def test_help_speaks_the_language_of_the_locale(command: Command) -> None:
    assert "usage:" in command("--help", language="", LC_ALL="en_US.UTF-8").stdout
    vietnamese = command("--help", language="", LC_ALL="vi_VN.UTF-8").stdout
    assert "usage:" not in vietnamese
    assert "Mã thoát" in vietnamese or "mã thoát" in vietnamese


@pytest.mark.parametrize("arguments", [(), ("nothing",), ("check",), ("new", THACH_KIM, "--year", "x")])
def test_wrong_usage_ends_with_2(command: Command, arguments: tuple[str, ...]) -> None:
    assert command(*arguments).returncode == 2


def test_output_is_utf_8_where_the_console_has_another_code_page(command: Command) -> None:
    result = command("units", "find", "thach kim", PYTHONIOENCODING="cp1258", PYTHONUTF8="0")
    assert "Xã Thạch Kim" in result.stdout


@on_windows
@pytest.mark.parametrize("name", ["CON.docx", "kế hoạch?.docx", "kế hoạch."])
def test_a_name_that_windows_refuses_is_named(command: Command, draft: Path, name: str) -> None:
    result = command("export", draft, "--docx", name)
    assert result.returncode == 1
    assert result.stderr.startswith(f"Windows has no file with the name “{name}”. Choose another name")
