"""Where the store is."""

import sys
from pathlib import Path

import pytest

from dxdesk.store import disks
from dxdesk.store.disks import on_local_disk
from dxdesk.store.place import default_place, portable_folder


def test_the_environment_names_the_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DXDESK_STORE", str(tmp_path / "kho" / "xã.sqlite3"))
    assert default_place() == tmp_path / "kho" / "xã.sqlite3"


def test_a_folder_in_the_environment_holds_the_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DXDESK_STORE", str(tmp_path))
    assert default_place() == tmp_path / "dxdesk.sqlite3"


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of this platform")
def test_else_it_is_in_the_users_local_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DXDESK_STORE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_place() == tmp_path / "dxdesk" / "dxdesk.sqlite3"


def frozen_on_stick(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Make the program one that was frozen into `folder`."""
    monkeypatch.delenv("DXDESK_STORE", raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "dxdesk.exe"))


def test_a_portable_program_keeps_its_store_beside_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    frozen_on_stick(monkeypatch, tmp_path)
    assert portable_folder() is None
    assert not default_place().is_relative_to(tmp_path)
    tmp_path.joinpath("portable.txt").touch()
    assert default_place() == tmp_path / "data" / "dxdesk.sqlite3"
    monkeypatch.setenv("DXDESK_STORE", str(tmp_path / "other.sqlite3"))
    assert default_place() == tmp_path / "other.sqlite3"


def test_a_program_that_is_not_frozen_is_not_portable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tmp_path.joinpath("portable.txt").touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert portable_folder() is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lists no mounts")
@pytest.mark.parametrize(
    ("at", "stays"),
    [("disk/a", True), ("usb stick/a", False), ("usb stick/ssd/a", True), ("net/a/b", False)],
)
def test_sticks_and_network_places_are_told_from_disks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, at: str, *, stays: bool
) -> None:
    mounts = tmp_path / "mounts"
    stick = f"{tmp_path}/usb stick".replace(" ", r"\040")
    lines = [
        "/dev/sda1 / ext4 rw 0 0",
        f"/dev/sdb1 {stick} vfat rw 0 0",
        f"/dev/sdc1 {stick}/ssd ext4 rw 0 0",
        f"nas:/x {tmp_path}/net nfs4 rw 0 0",
    ]
    mounts.write_text("\n".join(lines), "utf-8")
    monkeypatch.setattr(disks, "_MOUNTS", mounts)
    assert on_local_disk(tmp_path / at) is stays
