"""A stick: what is on it was read back from it; half of it never stands under its name."""

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from dxdesk.outbox.folder import FolderError, Written, write_to_folder
from dxdesk.outbox.manifest import MANIFEST, check_folder
from tests.outbox.samples import SCAN, draft_bytes, issued_bytes, read
from tests.store.conftest import small_disk as small_disk  # noqa: PLC0414 - a fixture
from tests.store.test_crash import ROOT


def written(target: Path) -> Written:
    return write_to_folder(issued_bytes(), target)


def test_what_is_written_is_whole_and_listed(tmp_path: Path) -> None:
    done = written(tmp_path)
    assert done.folder == tmp_path / "2023-18490-r1"
    assert [each.name for each in tmp_path.iterdir()] == ["2023-18490-r1"]
    assert (done.folder / "2023-18490-r1.dxplan.json").read_bytes() == issued_bytes()
    assert (done.folder / "2023-18490-r1-ban-quet.pdf").read_bytes() == SCAN
    assert sorted(each.name for each in done.folder.iterdir()) == list(done.files)
    assert done.digest == read().digest
    assert json.loads((done.folder / MANIFEST).read_bytes())["package"] == read().digest
    assert check_folder(done.folder) == ()


def test_the_same_is_not_written_twice_and_nothing_is_written_over(tmp_path: Path) -> None:
    first = written(tmp_path)
    before = {file: file.stat().st_mtime_ns for file in first.folder.iterdir()}
    assert written(tmp_path) == first
    assert {file: file.stat().st_mtime_ns for file in first.folder.iterdir()} == before
    (first.folder / "2023-18490-r1.dxplan.json").write_bytes(b"another")
    assert written(tmp_path).folder.name == "2023-18490-r1-2"
    assert (first.folder / "2023-18490-r1.dxplan.json").read_bytes() == b"another"


def changed(folder: Path) -> None:
    file = folder / "2023-18490-r1.dxplan.json"
    data = bytearray(file.read_bytes())
    data[1_000] ^= 1
    file.write_bytes(data)


def another_listed(folder: Path) -> None:
    file = folder / MANIFEST
    plain = json.loads(file.read_bytes())
    plain["files"][0]["name"] = "../../secret"
    file.write_text(json.dumps(plain))


def linked(folder: Path) -> None:
    file = folder / "2023-18490-r1.dxplan.json"
    away = folder.parent / "away"
    file.rename(away)
    file.symlink_to(away)


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (changed, "“2023-18490-r1.dxplan.json” was changed."),
        (
            lambda folder: (folder / "2023-18490-r1-ban-quet.pdf").unlink(),
            "“2023-18490-r1-ban-quet.pdf” is missing.",
        ),
        (lambda folder: (folder / "virus.exe").write_bytes(b""), "“virus.exe” is not in the list of files."),
        (lambda folder: (folder / MANIFEST).unlink(), f"“{MANIFEST}” is missing or damaged."),
        (lambda folder: (folder / MANIFEST).write_bytes(b"{"), f"“{MANIFEST}” is missing or damaged."),
        (another_listed, "“../../secret” is missing."),
        pytest.param(
            linked,
            "“2023-18490-r1.dxplan.json” is no file.",
            marks=pytest.mark.skipif(os.name == "nt", reason="links need a right"),
        ),
    ],
)
def test_tampering_is_found(tmp_path: Path, tamper: "object", said: str) -> None:
    folder = written(tmp_path).folder
    assert callable(tamper)
    tamper(folder)
    assert said in " ".join(check_folder(folder))


def test_a_full_disk_is_told_and_keeps_nothing(small_disk: Path) -> None:
    room = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(bytes(room - 150_000))
    with pytest.raises(FolderError) as caught:
        written(small_disk)
    assert caught.value.kind == "full"
    assert [each.name for each in small_disk.iterdir()] == ["filler"]


def test_a_disk_that_fills_in_the_middle_keeps_nothing(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(bytes(room - 150_000))
    monkeypatch.setattr("dxdesk.outbox.folder._check_room", lambda *_what: None)
    with pytest.raises(FolderError) as caught:
        written(small_disk)
    assert caught.value.kind == "full"
    assert [each.name for each in small_disk.iterdir()] == ["filler"]


def test_a_stick_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="not there any more"):
        written(tmp_path / "E")


def test_a_draft_is_not_handed_over(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=re.escape("Seal the plan first")):
        write_to_folder(draft_bytes(), tmp_path)


def test_a_disk_that_reads_back_otherwise_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dxdesk.outbox.folder.read_back", lambda file: file.read_bytes()[:-1] + b"?")
    with pytest.raises(FolderError) as caught:
        written(tmp_path)
    assert caught.value.kind == "damaged"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="kills with a signal")
@pytest.mark.parametrize("step", range(9))
def test_an_end_at_any_step_leaves_nothing_half_under_its_name(tmp_path: Path, step: int) -> None:
    package, stick = tmp_path / "package", tmp_path / "stick"
    package.write_bytes(issued_bytes())
    stick.mkdir()
    script = f"""
        import os, pathlib, signal, sys
        from dxdesk.outbox.folder import write_to_folder
        data, left = pathlib.Path({str(package)!r}).read_bytes(), [{step}]
        def watch(event, arguments):
            if event in {{"open", "os.rename", "os.mkdir"}} and ".dxdesk-" in str(arguments[0]):
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(watch)
        write_to_folder(data, pathlib.Path({str(stick)!r}))
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, check=False)
    names = {each.name for each in stick.iterdir() if not each.name.startswith(".")}
    assert names <= {"2023-18490-r1"}
    for name in names:
        assert check_folder(stick / name) == ()
    assert check_folder(written(stick).folder) == ()
