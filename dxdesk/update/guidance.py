"""Guidance that comes as an update: checked as any pack, put into its place as a whole."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dxdesk.files import reason_of
from dxdesk.guidance.faults import FaultyPackError
from dxdesk.guidance.loading import installed_packs, load_pack, meta_of, version_number
from dxdesk.guidance.own_packs import incoming, take_incoming
from dxdesk.guidance.pack import Meta, Pack
from dxdesk.update.faults import UpdateError
from dxdesk.update.reading import Progress, Update, unpack


def pack_in(update: Update) -> Pack:
    """Return the guidance pack in an update; nothing stays of it here.

    Raises:
        UpdateError: it has faults, or is another one than the manifest says.
    """
    with tempfile.TemporaryDirectory(prefix="dxdesk-") as place, _faults(update):
        unpack(update, Path(place))
        return _checked(update, Path(place))


def install_pack(update: Update, progress: Progress | None = None) -> Pack:
    """Add the guidance pack in an update to the user's own; one of the same id and version is replaced.

    Raises:
        UpdateError: it was not added; what was there is as it was.
        RuntimeError: no place was set with `keep_own_packs_in`.
    """
    with _faults(update), incoming() as copy:
        unpack(update, copy, progress)
        _checked(update, copy)
        return take_incoming(copy)


def newest_here(pack_id: str) -> Meta | None:
    """Return the newest version of a pack that is here; None where there is none."""
    metas = [meta for folder in installed_packs() if (meta := meta_of(folder)) and meta.id == pack_id]
    return max(metas, key=version_number, default=None)


def _checked(update: Update, folder: Path) -> Pack:
    pack = load_pack(folder)
    announced = (update.manifest.id, update.manifest.release)
    if (pack.meta.id, pack.meta.version) != announced:
        raise UpdateError("other_pack", update.file, f"{pack.meta.id} {pack.meta.version}")
    return pack


@contextmanager
def _faults(update: Update) -> Iterator[None]:
    try:
        yield
    except FaultyPackError as error:
        raise UpdateError("faulty_pack", update.file, error.faults[0]) from error
    except OSError as error:
        place = f"“{error.filename}” ({reason_of(error)})" if error.filename else reason_of(error)
        raise UpdateError("not_written", update.file, place) from error
