"""Folders that a service synchronises: it takes a store away, or puts an older one back, while it is written."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

import msgspec

from dxdesk.store.disks import DiskKind, disk_kind
from dxdesk.store.faults import StoreError

PlaceKind = DiskKind | Literal["synced"]

# Variables that name a folder; redirected “Documents” and “Desktop” lie within.
_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
# Folders of the home that have their name from the service.
_HOMES: Final[Mapping[str, str]] = {
    "iCloudDrive": "iCloud",
    "Library/Mobile Documents": "iCloud",
    "Library/CloudStorage": "macOS",
    "pCloudDrive": "pCloud",
    "OneDrive": "OneDrive",  # also where its own variables are not set
}
# What a service leaves in the topmost folder that it synchronises.
_SIGNS: Final[Mapping[str, str]] = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".debris": "MEGA",
}
_VOLUMES: Final = {"Google Drive", "pCloud Drive"}
_DATABASES: Final = (".sync_", "._sync_")  # with `.db` at the end: of Nextcloud and ownCloud, for each folder


def refuse_synced(file: Path) -> None:
    """Refuse a store in a folder that is synchronised.

    Raises:
        StoreError: it is one; the text names the service.
    """
    service = sync_service(file)
    if service is not None:
        raise StoreError("synced", file, service=service)


def place_kind(file: Path) -> PlaceKind:
    """Return what kind of place a file is in, or would be: a store may be on any but a synchronised one."""
    return "synced" if sync_service(file) is not None else disk_kind(file)


def sync_service(file: Path) -> str | None:
    """Return the name of the service that synchronises the folder of a file; None where none is known."""
    place = file.resolve()
    for known, service in _known_folders():
        if place.is_relative_to(known):
            return service
    home = _home()
    for folder in place.parents:
        names = _names_in(folder)
        if folder == home:  # the settings of Dropbox, no sign of a synchronised folder
            names.discard(".dropbox")
        if sign := _sign_among(names):
            return sign
    return _volume(place)


def _known_folders() -> Iterator[tuple[Path, str]]:
    for variable in _VARIABLES:
        if named := os.environ.get(variable):
            yield Path(named).resolve(), "OneDrive"
    for folder in _dropbox_folders():
        yield folder, "Dropbox"
    for name, service in _HOMES.items():
        yield _home() / name, service


def _dropbox_folders() -> Iterator[Path]:
    """Yield what Dropbox lists in its `info.json`, for each account."""
    kept = [Path(os.environ[name], "Dropbox") for name in ("APPDATA", "LOCALAPPDATA") if name in os.environ]
    for folder in (*kept, _home() / ".dropbox"):
        with suppress(OSError, msgspec.DecodeError, AttributeError, TypeError, KeyError):
            accounts = msgspec.json.decode(folder.joinpath("info.json").read_bytes())
            for account in accounts.values():
                yield Path(account["path"]).resolve()


def _home() -> Path:
    try:
        return Path.home().resolve()
    except RuntimeError:  # an account without a home
        return Path("/nowhere")


def _names_in(folder: Path) -> set[str]:
    try:
        with os.scandir(folder) as entries:
            return {entry.name for entry in entries}
    except OSError:
        return set()


def _sign_among(names: set[str]) -> str | None:
    for name in names & _SIGNS.keys():
        return _SIGNS[name]
    is_kept = any(name.endswith(".db") and name.startswith(_DATABASES) for name in names)
    return "Nextcloud" if is_kept else None


if sys.platform == "win32":

    def _volume(place: Path) -> str | None:
        """Return the name of a drive that is a service, as it shows itself on Windows."""
        import ctypes  # noqa: PLC0415 - needed once, at the start

        name = ctypes.create_unicode_buffer(64)
        known = ctypes.windll.kernel32.GetVolumeInformationW(
            place.anchor, name, len(name), None, None, None, None, 0
        )
        return name.value.removesuffix(" Drive") if known and name.value in _VOLUMES else None

else:

    def _volume(_place: Path) -> str | None:
        return None
