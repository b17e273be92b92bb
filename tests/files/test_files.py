"""Files are written as a whole or not at all, and the answer says what to do."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dxdesk.files import (
    FileError,
    digest,
    free_path,
    read_up_to,
    reason_of,
    taken_by_others,
    write_files,
)
from dxdesk.language import set_language
from tests.used_files import in_use


def trouble_of(files: dict[Path, bytes]) -> FileError:
    with pytest.raises(FileError) as caught:
        write_files(files)
    return caught.value


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_files_are_written_and_written_over(tmp_path: Path) -> None:
    plan, print_ = tmp_path / "plan.docx", tmp_path / "plan.pdf"
    plan.write_bytes(b"old")
    write_files({plan: b"new", print_: b"%PDF"})
    assert (plan.read_bytes(), print_.read_bytes()) == (b"new", b"%PDF")
    assert names_in(tmp_path) == ["plan.docx", "plan.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="links ask for a privilege on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_files({link: b"new"})
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_folder_in_the_place_of_one_file_leaves_all_as_they_were(tmp_path: Path) -> None:
    first, second = tmp_path / "plan.docx", tmp_path / "plan.pdf"
    first.write_bytes(b"old")
    second.mkdir()
    error = trouble_of({first: b"new", second: b"%PDF"})
    assert error.trouble == "taken"
    assert "plan.pdf" in str(error)
    assert first.read_bytes() == b"old"
    assert names_in(tmp_path) == ["plan.docx", "plan.pdf"]


@pytest.mark.parametrize("gone", ["away", "file/below"])
def test_a_folder_that_is_gone_is_named(tmp_path: Path, gone: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    error = trouble_of({tmp_path / gone / "plan.pdf": b"%PDF"})
    assert error.trouble == "no_folder"
    assert str(tmp_path / gone) in str(error)


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    assert trouble_of({tmp_path / ("x" * 300): b""}).trouble == "too_long"


def test_a_file_in_use_is_found_before_anything_changes(tmp_path: Path) -> None:
    first, used = tmp_path / "a.docx", tmp_path / "Kế hoạch số 15.docx"
    first.write_bytes(b"old")
    with in_use(used):
        error = trouble_of({first: b"new", used: b"new"})
    assert (error.trouble, error.path) == ("in_use", used)
    assert (
        str(error)
        == "The file “Kế hoạch số 15.docx” is open in another program. Close it there, then try again."
    )
    assert first.read_bytes() == b"old"
    assert names_in(tmp_path) == ["Kế hoạch số 15.docx", "a.docx"]


@pytest.mark.parametrize(
    ("code", "expected"), [(32, "in_use"), (33, "in_use"), (5, "in_use"), (112, "full"), (206, "too_long")]
)
def test_what_windows_says_is_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, expected: str
) -> None:
    """Windows tells of a file that is open elsewhere when another is to take its place."""
    first, second = tmp_path / "plan.docx", tmp_path / "plan.pdf"
    first.write_bytes(b"old")
    second.write_bytes(b"old")
    replace = Path.replace

    def refuse(file: Path, target: Path) -> Path:
        if target == second:
            error = PermissionError(errno.EACCES, "Access is denied")
            error.winerror = code  # type: ignore[attr-defined,unused-ignore]
            raise error
        return replace(file, target)

    monkeypatch.setattr(Path, "replace", refuse)
    error = trouble_of({first: b"new", second: b"new"})
    assert (error.trouble, error.path) == (expected, second)
    assert (first.read_bytes(), second.read_bytes()) == (b"old", b"old")
    assert names_in(tmp_path) == ["plan.docx", "plan.pdf"]


def test_a_failure_takes_away_what_was_not_there_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "plan.docx", tmp_path / "plan.pdf"
    replace = Path.replace

    def refuse(file: Path, target: Path) -> Path:
        if target == second:
            raise OSError(errno.EIO, "Input/output error")
        return replace(file, target)

    monkeypatch.setattr(Path, "replace", refuse)
    error = trouble_of({first: b"new", second: b"new"})
    assert error.trouble == "unknown"
    assert "Input/output error" in str(error)
    assert names_in(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_disk_without_room_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"old")
    script = (
        "import resource; from pathlib import Path; from dxdesk.files import FileError, write_files\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n    write_files({Path('plan.docx'): b'new', Path('plan.pdf'): bytes(9999)})\n"
        "except FileError as error:\n    print(error.trouble)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == "full"
    assert names_in(tmp_path) == ["plan.pdf"]
    assert (tmp_path / "plan.pdf").read_bytes() == b"old"


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_protection_is_told(tmp_path: Path) -> None:
    protected = tmp_path / "plan.pdf"
    protected.write_bytes(b"old")
    protected.chmod(0o444)
    assert trouble_of({protected: b"new"}).trouble == "protected"
    assert protected.read_bytes() == b"old"


def test_only_files_with_other_contents_than_ours_are_in_the_way(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("new", "same", "ours", "changed")]
    files = dict.fromkeys(paths, b"now")
    paths[1].write_bytes(b"now")
    paths[2].write_bytes(b"before")
    paths[3].write_bytes(b"changed in Word")
    known = dict.fromkeys(map(str, paths), digest(b"before"))
    assert taken_by_others(files, known) == (paths[3],)


def test_a_free_name_counts_on(tmp_path: Path) -> None:
    package = tmp_path / "2023-18580-r1.dxplan.json"
    assert free_path(package).name == "2023-18580-r1-2.dxplan.json"
    free_path(package).touch()
    assert free_path(package).name == "2023-18580-r1-3.dxplan.json"


def test_why_a_file_is_not_read_is_said_in_the_language_of_the_window(tmp_path: Path) -> None:
    set_language("vi")
    try:
        said = []
        for path in (tmp_path / "không có.pdf", tmp_path):
            with pytest.raises(OSError, match="Errno") as caught:
                read_up_to(path, 9)
            said.append(reason_of(caught.value))
    finally:
        set_language("en")
    assert said == ["không tìm thấy tệp hoặc thư mục chứa tệp", "đây là một thư mục"]


def test_a_rare_reason_is_said_as_the_system_says_it() -> None:
    assert reason_of(OSError(errno.EIO, "Input/output error")) == "Input/output error"
