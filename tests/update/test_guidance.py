"""Guidance that comes as an update: there as a whole or not at all, found with the rest, gone and back again."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from dxdesk.guidance.faults import FaultyPackError
from dxdesk.guidance.loading import installed_packs, load_pack, pack_for_year
from dxdesk.guidance.own_folder import BEFORE, hidden
from dxdesk.guidance.own_packs import add_pack, bring_back_pack, is_own, remove_pack
from dxdesk.package.reading import read_package
from dxdesk.plan.migration import newer_pack
from dxdesk.plan.packs import pack_for
from dxdesk.resources import resource
from dxdesk.update.faults import UpdateError
from dxdesk.update.fitness import check_fits, step_to
from dxdesk.update.guidance import install_pack, pack_in
from dxdesk.update.making import make_guidance
from dxdesk.update.reading import Update, read_update
from tests.update.samples import AT, NOTES, Maker, a_guidance_update, a_pack, handmade


def read(file: Path, maker: Maker) -> Update:
    return read_update(file, [maker.publisher])


def own_packs() -> list[str]:
    return [folder.name for folder in installed_packs() if is_own(folder)]


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_the_newest_version_is_what_new_plans_take(tmp_path: Path, maker: Maker) -> None:
    first = read(a_guidance_update(tmp_path, maker), maker)
    later = read(a_guidance_update(tmp_path, maker, version="1.10"), maker)
    between = read(a_guidance_update(tmp_path, maker, version="1.9"), maker)
    assert step_to(first.manifest) == "new"
    install_pack(first)
    assert (step_to(first.manifest), step_to(later.manifest)) == ("same", "newer")
    install_pack(later)
    assert step_to(between.manifest) == "older"
    install_pack(between)
    assert own_packs() == ["small-1.0", "small-1.10", "small-1.9"]
    assert pack_for_year(2030).meta.version == "1.10"
    assert pack_for_year(2029).meta.id == "btttt-2023"


def test_a_plan_stays_with_its_pack_until_somebody_brings_it_over(tmp_path: Path, maker: Maker) -> None:
    folder = tmp_path / "2023"
    copytree(resource("guidance", "2023"), folder)
    meta = folder / "meta.toml"
    version = pack_for_year(2023).meta.version
    meta.write_text(meta.read_text("utf-8").replace(f"version = '{version}'", "version = '99.0'"), "utf-8")
    file = tmp_path / "2023.dxupdate"
    make_guidance(folder, file, [maker.key], notes=NOTES, needs="0.1.0", at=AT)
    plan = read_package(resource("samples", "xa.dxplan.json").read_bytes()).package.plan
    assert newer_pack(plan) is None
    install_pack(read(file, maker))
    assert pack_for(plan).meta.version == version
    offered = newer_pack(plan)
    assert offered is not None
    assert offered.meta.version == "99.0"


def test_a_pack_with_faults_changes_nothing(tmp_path: Path, maker: Maker, data: Path) -> None:
    file = tmp_path / "faulty.dxupdate"
    file.write_bytes(handmade(maker, [("meta.toml", b"id = 3\n"), ("01-one.toml", b"number = 1\n")]))
    update = read(file, maker)
    for take in (pack_in, install_pack):
        with pytest.raises(UpdateError) as caught:
            take(update)
        assert caught.value.trouble == "faulty_pack"
        assert "01-one.toml: the field key is missing" in str(caught.value)
    assert own_packs() == []
    assert files_in(data) <= {"guidance"}


def test_a_pack_that_is_another_than_announced_changes_nothing(tmp_path: Path, maker: Maker) -> None:
    folder = a_pack(tmp_path / "pack")
    files = [(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
    file = tmp_path / "other.dxupdate"
    file.write_bytes(handmade(maker, files, release="2.0"))
    with pytest.raises(UpdateError) as caught:
        install_pack(read(file, maker))
    assert (caught.value.trouble, caught.value.place) == ("other_pack", "small 1.0")
    assert own_packs() == []


def test_guidance_for_a_newer_program_is_refused(tmp_path: Path, maker: Maker) -> None:
    file = tmp_path / "newer.dxupdate"
    make_guidance(a_pack(tmp_path / "pack"), file, [maker.key], notes=NOTES, needs="77.0", at=AT)
    with pytest.raises(UpdateError) as caught:
        check_fits(read(file, maker))
    assert (caught.value.trouble, caught.value.place) == ("needs", "77.0")


def test_what_is_removed_comes_back_until_the_next(tmp_path: Path, data: Path) -> None:
    add_pack(a_pack(tmp_path / "one"))
    folder = data / "guidance" / "small-1.0"
    kept = files_in(folder)
    remove_pack(folder)
    assert own_packs() == []
    bring_back_pack(folder)
    assert (own_packs(), files_in(folder)) == (["small-1.0"], kept)
    remove_pack(folder)
    add_pack(a_pack(tmp_path / "two", version="2.0"))
    assert {path.name for path in (data / "guidance").iterdir()} == {"small-2.0"}


def test_the_same_version_anew_takes_the_place(tmp_path: Path, data: Path) -> None:
    add_pack(a_pack(tmp_path / "one"))
    other = a_pack(tmp_path / "two")
    task = other / "02-two.toml"
    task.write_text(task.read_text("utf-8").replace("Việc 2", "Việc hai"), "utf-8")
    add_pack(other)
    assert load_pack(data / "guidance" / "small-1.0").tasks[1].title == "Việc hai"
    task.write_text("number = 2\n", "utf-8")
    with pytest.raises(FaultyPackError):
        add_pack(other)
    assert {path.name for path in (data / "guidance").iterdir()} == {"small-1.0"}
    assert load_pack(data / "guidance" / "small-1.0").tasks[1].title == "Việc hai"


def test_a_pack_that_made_room_for_one_that_never_came_is_there(tmp_path: Path, data: Path) -> None:
    add_pack(a_pack(tmp_path / "one"))
    folder = data / "guidance" / "small-1.0"
    folder.rename(hidden(folder, BEFORE))
    assert pack_for_year(2030).meta.id == "small"
    add_pack(a_pack(tmp_path / "two", version="2.0"))
    assert own_packs() == ["small-1.0", "small-2.0"]


KILLED = """
import os, sys
from pathlib import Path
from dxdesk.guidance import own_packs
from dxdesk.guidance.own_folder import keep_own_packs_in
keep_own_packs_in(Path(sys.argv[1]))
left = [int(sys.argv[3])]
def counted(function):
    def call(*arguments, **named):
        if left[0] == 0:
            os._exit(9)
        left[0] -= 1
        return function(*arguments, **named)
    return call
Path.rename = counted(Path.rename)
own_packs.rmtree = counted(own_packs.rmtree)
own_packs.add_pack(Path(sys.argv[2]))
"""


@pytest.mark.parametrize("steps", range(5))
def test_a_program_killed_in_the_midst_leaves_a_whole_pack(tmp_path: Path, data: Path, steps: int) -> None:
    add_pack(a_pack(tmp_path / "one"))
    other = a_pack(tmp_path / "two")
    task = other / "02-two.toml"
    task.write_text(task.read_text("utf-8").replace("Việc 2", "Việc hai"), "utf-8")
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", KILLED, str(data / "guidance"), str(other), str(steps)]
    done = subprocess.run(command, cwd=root, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, check=False)
    assert done.returncode == (9 if steps < 4 else 0)
    (pack,) = [load_pack(folder) for folder in installed_packs() if is_own(folder)]
    assert pack.tasks[1].title in {"Việc 2", "Việc hai"}
    assert (pack.tasks[1].title == "Việc hai") == (steps >= 2)
