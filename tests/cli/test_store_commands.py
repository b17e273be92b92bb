"""`dxdesk store`: what the store has, backups, restoring, moving, in processes of their own."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dxdesk.store.opening import open_store
from tests.cli.conftest import Command
from tests.store.samples import PLAN, recorded, started
from tests.store.test_taking import prints


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Path, str]:
    """A store with one plan, and its id."""
    file = tmp_path / "kho" / "dxdesk.sqlite3"
    store, plan_id = started(file)
    recorded(store, plan_id, PLAN, "Một", "Hai")
    store.close()
    return file, plan_id


@pytest.fixture
def store_command(command: Command, kept: tuple[Path, str]) -> Callable[..., Any]:
    """Run `dxdesk --store … store …`; return the process, or with `answer` what its JSON says."""

    def run(*arguments: object, answer: bool = False, code: int = 0) -> Any:
        asked = [*arguments, "--json"] if answer else [*arguments]
        done = command("--store", kept[0], "store", *asked)
        assert done.returncode == code, done.stderr + done.stdout
        assert "Traceback" not in done.stderr
        return json.loads(done.stdout) if answer else done.stdout + done.stderr

    return run


def spoilt(kept: tuple[Path, str]) -> None:
    """Write on in the plan."""
    with open_store(kept[0]) as store:
        recorded(store, kept[1], store.load(kept[1]).plan, "Ba")


def test_info_says_what_is_there(store_command: Callable[..., Any], kept: tuple[Path, str]) -> None:
    assert "1 plan, 0 more in the trash" in store_command("info")
    answer = store_command("info", answer=True)
    assert (answer["file"], answer["plans"], answer["backups"]) == (str(kept[0]), 1, 0)


def test_the_environment_names_the_store_too(command: Command, kept: tuple[Path, str]) -> None:
    done = command("store", "info", "--json", DXDESK_STORE=str(kept[0]))
    assert json.loads(done.stdout)["file"] == str(kept[0])
    done = command("--store", kept[0].parent, "store", "info", "--json", DXDESK_STORE="/nowhere")
    assert json.loads(done.stdout)["file"] == str(kept[0])


def test_without_a_store_it_says_so_and_makes_none(command: Command, tmp_path: Path) -> None:
    done = command("--store", tmp_path / "none.sqlite3", "store", "info")
    assert done.returncode == 1
    assert "There is no store" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_info_check_and_backup_work_beside_one_who_writes(
    store_command: Callable[..., Any], kept: tuple[Path, str]
) -> None:
    with open_store(kept[0]) as store:
        recorded(store, kept[1], store.load(kept[1]).plan, "Ba")
        assert store_command("info", answer=True)["plans"] == 1
        assert store_command("check", answer=True)["sound"]
        assert Path(store_command("backup", answer=True)["file"]).is_file()
        recorded(store, kept[1], store.load(kept[1]).plan, "Bốn")


def test_a_damaged_plan_is_named(store_command: Callable[..., Any], kept: tuple[Path, str]) -> None:
    with closing(sqlite3.connect(kept[0])) as db:
        db.execute("UPDATE plan_part SET body = '{' WHERE key = 'document'")
        db.commit()
    assert "Xã Sơn Lộc" in store_command("check", code=1)
    assert not store_command("check", answer=True, code=1)["sound"]


def test_any_file_can_be_checked_and_a_folder_stands_for_its_store(
    store_command: Callable[..., Any], kept: tuple[Path, str], tmp_path: Path
) -> None:
    assert "is whole" in store_command("check", kept[0].parent)
    other = tmp_path / "other.sqlite3"
    assert "There is no file" in store_command("check", other, code=1)
    other.write_bytes(b"Something else. " * 300)
    assert "no data file of this program" in store_command("check", other, code=1)


def test_restoring_shows_first_what_would_happen(
    store_command: Callable[..., Any], kept: tuple[Path, str]
) -> None:
    backup = Path(store_command("backup", answer=True)["file"])
    spoilt(kept)
    before = prints(kept[0])
    shown = store_command("restore", backup.name, code=1)
    assert "Xã Sơn Lộc, 2023" in shown
    assert "older than here, 1 edit apart" in shown
    assert "--yes" in shown
    assert prints(kept[0]) == before
    assert "1 plan was restored" in store_command("restore", backup.stem, "--yes")
    assert prints(kept[0]) == prints(backup)
    newest = store_command("backup", "--list", answer=True)[0]
    assert newest["reason"] == "restore"
    assert prints(Path(newest["file"])) == before
    assert "Nothing was changed" in store_command("restore", backup, "--yes")


def test_a_plan_can_be_restored_beside_the_present_one(
    store_command: Callable[..., Any], kept: tuple[Path, str]
) -> None:
    backup = store_command("backup", answer=True)["file"]
    spoilt(kept)
    answer = store_command("restore", backup, "--plan", kept[1][:6], "--copy", "--yes", answer=True)
    assert answer["restored"] == 1
    assert store_command("info", answer=True)["plans"] == 2


def test_what_is_not_there_is_said(store_command: Callable[..., Any], kept: tuple[Path, str]) -> None:
    assert "There is no backup" in store_command("restore", "gone", code=1)
    backup = store_command("backup", answer=True)["file"]
    assert "There is no plan “zz”" in store_command("restore", backup, "--plan", "zz", "--yes", code=1)
    assert kept[0].is_file()


def test_a_plan_goes_to_another_computer_and_the_same_again_does_nothing(
    command: Command, store_command: Callable[..., Any], kept: tuple[Path, str], tmp_path: Path
) -> None:
    file = tmp_path / "ke-hoach.dxstore"
    assert "1 plan" in store_command("export", file, "--plan", kept[1])
    assert "is there already" in store_command("export", file, code=1)
    other = tmp_path / "khac" / "dxdesk.sqlite3"
    done = command("--store", other, "store", "import", file)
    assert done.returncode == 1
    assert "not here" in done.stdout
    done = command("--store", other, "store", "import", file, "--yes")
    assert "1 plan was taken in" in done.stdout
    assert prints(other) == prints(kept[0])
    assert "nothing new" in command("--store", other, "store", "import", file, "--yes").stdout


@pytest.mark.parametrize("expected", [("skip", 1, "Ba"), ("replace", 1, "Hai"), ("copy", 2, "Ba")])
def test_a_plan_that_is_there_is_replaced_kept_or_both(
    store_command: Callable[..., Any], kept: tuple[Path, str], tmp_path: Path, expected: tuple[str, int, str]
) -> None:
    how, plans, text = expected
    file = tmp_path / "ke-hoach.dxstore"
    store_command("export", file)
    spoilt(kept)
    store_command("import", file, "--if-there", how, "--yes")
    with open_store(kept[0]) as store:
        assert len(store.plans()) == plans
        assert store.load(kept[1]).plan.tasks["staff-training"].situation == text


def test_a_file_that_is_none_is_refused(store_command: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "la.dxstore"
    file.write_bytes(os.urandom(5_000))
    assert "Nothing was taken in" in store_command("import", file, "--yes", code=1)
    assert "Nothing was taken in" in store_command("import", file, answer=True, code=1)["error"]


def test_only_a_store_named_opens_the_window(tmp_path: Path) -> None:
    code = (
        "import sys, ui.program, ui.command; "
        "ui.program.run = lambda arguments: print('window', arguments) or 0; "
        "sys.exit(ui.command.run(sys.argv[1:]))"
    )
    for arguments in ([f"--store={tmp_path}"], ["--store", str(tmp_path)], []):
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout == "window []\n"
