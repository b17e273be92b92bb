"""Packs that were read already; they are read again where one of their files is another than it was."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from dxdesk.guidance.loading import load_pack, meta_of
from dxdesk.guidance.pack import Meta, Pack
from dxdesk.guidance.reading import META_FILE

# Name, time of the last change in nanoseconds, and size in bytes.
_Mark = tuple[str, int, int]
_PACKS: Final = 4
_METAS: Final = 64


def kept_pack(folder: Path) -> Pack:
    """Return the pack in `folder`.

    Raises:
        FaultyPackError: with every fault of every file.
    """
    try:
        marks = tuple(_mark(file) for file in sorted(folder.iterdir()))
    except OSError:
        return load_pack(folder)  # which says what is wrong
    return _pack(folder, marks)


def kept_meta(folder: Path) -> Meta | None:
    """Return the meta file of the pack in `folder`, or None where it cannot be read."""
    try:
        mark = _mark(folder / META_FILE)
    except OSError:
        return meta_of(folder)
    return _meta(folder, mark)


def _mark(file: Path) -> _Mark:
    found = file.stat()
    return file.name, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=_PACKS)
def _pack(folder: Path, _marks: tuple[_Mark, ...]) -> Pack:
    return load_pack(folder)


@lru_cache(maxsize=_METAS)
def _meta(folder: Path, _mark_of_file: _Mark) -> Meta | None:
    return meta_of(folder)
