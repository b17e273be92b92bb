"""Files as Windows has them: names that it refuses, long paths, programs that hold a file for a moment."""

import sys
from functools import partial
from pathlib import Path

import pytest

from dxdesk.files import FileError, free_path, read_up_to, reason_of, taken_by_others, write_files
from dxdesk.windows_names import accepted_stem, is_refused
from tests import used_files
from tests.used_files import on_windows

REFUSED = ("CON", "con.docx", "Lpt1.pdf", "COM² .pdf", "a?.docx", "a:b.docx", "kế hoạch.", "kế hoạch ")
DEEP = ("Ủy ban nhân dân xã Thạch Kim, huyện Lộc Hà, tỉnh Hà Tĩnh", "Phòng Văn hóa - Xã hội") * 4


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """Return a folder whose path is far beyond what Windows takes without being asked in its own way."""
    folder = tmp_path.joinpath(*DEEP)
    place = Path(f"\\\\?\\{folder}") if sys.platform == "win32" else folder
    place.mkdir(parents=True)
    assert len(str(folder)) > 320
    return folder


@pytest.mark.parametrize("name", REFUSED)
def test_names_that_windows_refuses(name: str) -> None:
    assert is_refused(name)
    assert not is_refused(f"{accepted_stem(name, 100, 'van-ban')}.docx")


@pytest.mark.parametrize(
    "name", ["Kế hoạch số 15.docx", "console.pdf", "com10.pdf", ".dxdesk", "a.b.c", "đ'ường (2)"]
)
def test_names_that_windows_takes(name: str) -> None:
    assert not is_refused(name)


@on_windows
@pytest.mark.parametrize("name", REFUSED)
def test_a_name_that_windows_refuses_is_told_before_anything_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match="Choose another name") as caught:
        write_files({tmp_path / "plan.pdf": b"%PDF", Path(f"{tmp_path}\\{name}"): b"new"})
    assert caught.value.trouble == "refused"
    assert list(tmp_path.iterdir()) == []


def test_paths_beyond_what_windows_takes(deep: Path) -> None:
    plan = deep / "Kế hoạch Chuyển đổi số năm 2023.docx"
    write_files({plan: b"old"})
    write_files({plan: b"new", deep / "plan.pdf": b"%PDF"})
    assert read_up_to(plan, 99) == b"new"
    assert taken_by_others({plan: b"newer"}, {}) == (plan,)
    assert free_path(plan).name == "Kế hoạch Chuyển đổi số năm 2023-2.docx"


@on_windows
def test_a_share_that_is_not_there_is_told() -> None:
    with pytest.raises(FileError, match="Connect its disk or network") as caught:
        write_files({Path(r"\\may-chu-khong-co\chung\plan.pdf"): b"%PDF"})
    assert caught.value.trouble == "no_folder"


@on_windows
def test_a_drive_that_is_not_there_is_told() -> None:
    with pytest.raises(FileError, match="Connect its disk or network"):
        write_files({Path(r"Q:\usb\plan.pdf"): b"%PDF"})


@on_windows
def test_a_scanner_that_holds_what_was_just_written_is_waited_for(tmp_path: Path) -> None:
    scanner = used_files.Scanner(tmp_path, "*.tmp")
    scanner.start()
    for number in range(2000):
        write_files({tmp_path / "plan.docx": str(number).encode() * 10_000})
        if not scanner.is_alive():
            break
    assert len(scanner.seen) == 2
    assert (tmp_path / "plan.docx").read_bytes() == str(number).encode() * 10_000
    assert [file.name for file in tmp_path.iterdir()] == ["plan.docx"]


@on_windows
def test_a_scanner_that_holds_what_is_to_be_written_over_is_waited_for(tmp_path: Path) -> None:
    plan = tmp_path / "plan.docx"
    plan.write_bytes(b"old")
    for work in (partial(write_files, {plan: b"new"}), partial(read_up_to, plan, 9)):
        holding = used_files.hold(plan, 1)
        work()
        holding.join()
    assert read_up_to(plan, 9) == b"new"


@on_windows
def test_a_file_that_is_held_for_good_is_told_when_it_is_read(tmp_path: Path) -> None:
    plan = tmp_path / "plan.docx"
    plan.write_bytes(b"old")
    holding = used_files.hold(plan, 4)
    with pytest.raises(PermissionError) as caught:
        read_up_to(plan, 9)
    holding.join()
    assert reason_of(caught.value) == "another program uses it, or there is no permission"
