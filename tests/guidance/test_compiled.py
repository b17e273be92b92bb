"""Packs whose files the bundle brings along read already."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dxdesk.guidance import compiled
from dxdesk.guidance.compiled import COMPILED_FILE, compile_files
from dxdesk.guidance.faults import FaultyPackError
from dxdesk.guidance.loading import load_pack
from dxdesk.resources import resource


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of a pack of the program, which brings its files along read already."""
    folder = shutil.copytree(resource("guidance", "2023"), tmp_path / "2023")
    tmp_path.joinpath(COMPILED_FILE).write_bytes(compile_files(sorted(folder.iterdir())))
    monkeypatch.setattr(compiled, "resource", lambda *parts: tmp_path.joinpath(*parts[1:]))
    compiled._compiled.cache_clear()
    yield folder
    compiled._compiled.cache_clear()


def test_what_was_compiled_is_what_the_text_says(pack: Path) -> None:
    found = load_pack(pack)
    pack.parent.joinpath(COMPILED_FILE).unlink()
    compiled._compiled.cache_clear()
    assert found == load_pack(pack)


def test_it_is_taken_instead_of_reading_the_text_and_checked_as_well(pack: Path) -> None:
    file = pack.parent / COMPILED_FILE
    file.write_text(file.read_text("utf-8").replace('"year":2023', '"year":"2023"'), "utf-8")
    with pytest.raises(FaultyPackError) as caught:
        load_pack(pack)
    assert {fault.file for fault in caught.value.faults} >= {"meta.toml"}


def test_a_text_that_was_changed_is_read(pack: Path) -> None:
    meta = pack / "meta.toml"
    meta.write_text(meta.read_text("utf-8").replace("version = '1", "version = '91"), "utf-8")
    assert load_pack(pack).meta.version.startswith("91")
