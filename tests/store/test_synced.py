"""A store may not lie where a service synchronises: it is refused with the cure, backups may."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dxdesk.store import disks
from dxdesk.store.faults import StoreError
from dxdesk.store.opening import open_store
from dxdesk.store.synced import place_kind, sync_service


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the home of a user who has nothing synchronised yet."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home / name))
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        monkeypatch.delenv(name, raising=False)
    return home


def onedrive(variable: str) -> Callable[[Path, pytest.MonkeyPatch], Path]:
    def make(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv(variable, str(home / "OneDrive - Sở"))
        return home / "OneDrive - Sở" / "Documents"  # where “Documents” was redirected to

    return make


def dropbox(settings: str) -> Callable[[Path, pytest.MonkeyPatch], Path]:
    def make(home: Path, _monkeypatch: pytest.MonkeyPatch) -> Path:
        kept = home / settings
        kept.mkdir(parents=True)
        accounts = {"personal": {"path": str(home / "one")}, "business": {"path": str(home / "two")}}
        kept.joinpath("info.json").write_text(json.dumps(accounts), "utf-8")
        return home / "two"

    return make


def sign(name: str, *, folder: bool = False) -> Callable[[Path, pytest.MonkeyPatch], Path]:
    def make(home: Path, _monkeypatch: pytest.MonkeyPatch) -> Path:
        top = home / "chung"
        top.mkdir()
        if folder:
            top.joinpath(name).mkdir()
        else:
            top.joinpath(name).touch()
        return top / "xã" / "kế hoạch"

    return make


def named(*names: str) -> Callable[[Path, pytest.MonkeyPatch], Path]:
    return lambda home, _monkeypatch: home.joinpath(*names)


SERVICES = [
    (onedrive("OneDrive"), "OneDrive"),
    (onedrive("OneDriveCommercial"), "OneDrive"),
    (onedrive("OneDriveConsumer"), "OneDrive"),
    (dropbox(".dropbox"), "Dropbox"),
    (dropbox("APPDATA/Dropbox"), "Dropbox"),
    (dropbox("LOCALAPPDATA/Dropbox"), "Dropbox"),
    (sign(".dropbox.cache", folder=True), "Dropbox"),
    (sign(".tmp.drivedownload", folder=True), "Google Drive"),
    (sign(".sync_1a2b3c.db"), "Nextcloud"),
    (sign("._sync_1a2b3c.db"), "Nextcloud"),
    (sign(".owncloudsync.log"), "ownCloud"),
    (sign(".stfolder", folder=True), "Syncthing"),
    (sign(".debris", folder=True), "MEGA"),
    (named("iCloudDrive", "x"), "iCloud"),
    (named("Library", "Mobile Documents", "com~apple~CloudDocs"), "iCloud"),
    (named("pCloudDrive"), "pCloud"),
    (named("OneDrive", "xã"), "OneDrive"),
]


@pytest.mark.parametrize(("make", "service"), SERVICES)
def test_a_store_in_a_synchronised_folder_is_refused(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path, pytest.MonkeyPatch], Path],
    service: str,
) -> None:
    folder = make(home, monkeypatch)
    with pytest.raises(StoreError, match=service) as caught:
        open_store(folder / "dxdesk.sqlite3")
    assert caught.value.kind == "synced"
    assert not folder.exists()  # nothing was made there
    assert place_kind(folder / "dxdesk.sqlite3") == "synced"


def test_a_link_into_a_synchronised_folder_is_no_way_around(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDrive", str(home / "OneDrive"))
    home.joinpath("OneDrive").mkdir()
    link = home / "plans"
    try:
        link.symlink_to(home / "OneDrive", target_is_directory=True)
    except OSError:
        pytest.skip("this user may make no links")
    assert sync_service(link / "dxdesk.sqlite3") == "OneDrive"


@pytest.mark.parametrize("info", ["", "[]", '{"personal": 1}', '{"personal": {"path": 5}}'])
def test_settings_of_a_service_that_cannot_be_read_are_as_none(home: Path, info: str) -> None:
    home.joinpath(".dropbox").mkdir()
    home.joinpath(".dropbox", "info.json").write_text(info, "utf-8")
    assert sync_service(home / "plans" / "dxdesk.sqlite3") is None
    open_store(home / "plans" / "dxdesk.sqlite3").close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lists no mounts")
@pytest.mark.parametrize(
    ("system", "kind"), [("ext4", "local"), ("exfat", "removable"), ("cifs", "network"), ("nfs4", "network")]
)
def test_other_places_are_told_apart(
    home: Path, monkeypatch: pytest.MonkeyPatch, system: str, kind: str
) -> None:
    mounts = home / "mounts"
    mounts.write_text(f"x / {system} rw 0 0\n", "utf-8")
    monkeypatch.setattr(disks, "_MOUNTS", mounts)
    assert place_kind(home / "dxdesk.sqlite3") == kind
