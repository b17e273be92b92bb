"""`dxdesk update`: a publisher makes it, an office takes it in, each in processes of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dxdesk.store.opening import open_store
from dxdesk.update.platform import platform_here
from tests.cli.conftest import Command
from tests.update.samples import INSTALLER, a_pack

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def published(command: Command, tmp_path: Path) -> Path:
    """A key of a ministry, and guidance of 2030 signed with it, in the folder where commands run."""
    tmp_path.joinpath("secret.txt").write_text("mật khẩu\n", "utf-8")
    tmp_path.joinpath("new.txt").write_text("Thời hạn mới.\n", "utf-8")
    a_pack(tmp_path / "pack")
    made = command("update", "key", "--name", "Bộ TTTT", "--passphrase-file", "secret.txt", "-o", "bo.pem")
    assert made.returncode == 0, made.stderr
    made = command(
        *("update", "make", "--guidance", "pack", "--key", "bo.pem", "--passphrase-file", "secret.txt"),
        *("--notes-vi", "new.txt", "-o", "huong-dan-2030"),
    )
    assert made.returncode == 0, made.stderr
    return tmp_path / "huong-dan-2030.dxupdate"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such consoles there")
def test_a_question_that_nobody_answers_is_a_no(tmp_path: Path, published: Path) -> None:
    assert published
    us, console = os.openpty()
    os.write(us, b"\x04")
    asked = subprocess.run(
        [sys.executable, "-m", "dxdesk", "update", "trust", "bo.dxpublisher.json"],
        cwd=tmp_path,
        env=os.environ | {"DXDESK_LANG": "en", "DXDESK_STORE": str(tmp_path / "kho" / "dxdesk.sqlite3")},
        stdin=console,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    for end in (us, console):
        os.close(end)
    assert (asked.returncode, asked.stderr) == (1, "")
    assert "Nothing was changed" in asked.stdout


def test_guidance_of_a_ministry_from_its_key_to_the_list_of_packs(
    command: Command, tmp_path: Path, published: Path
) -> None:
    assert b"ENCRYPTED PRIVATE KEY" in tmp_path.joinpath("bo.pem").read_bytes()
    if sys.platform != "win32":
        assert tmp_path.joinpath("bo.pem").stat().st_mode & 0o077 == 0
    store = {"DXDESK_STORE": str(tmp_path / "kho" / "dxdesk.sqlite3")}

    def answer(*arguments: object, code: int = 0) -> Any:
        done = command(*arguments, "--json", **store)
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout)

    stranger = command("update", "install", published, "--yes", **store)
    assert (stranger.returncode, "not known here" in stranger.stderr) == (1, True)
    unasked = command("update", "trust", "bo.dxpublisher.json", **store)
    assert (unasked.returncode, "Nothing was changed" in unasked.stdout) == (1, True)
    assert command("update", "trust", "bo.dxpublisher.json", "--yes", **store).returncode == 0
    (publisher,) = answer("update", "publishers")
    assert (publisher["name"], publisher["own"]) == ("Bộ TTTT", True)

    shown = answer("update", "show", published)
    assert (shown["kind"], shown["id"], shown["release"], shown["step"]) == (
        "guidance",
        "small",
        "1.0",
        "new",
    )
    assert shown["publisher"]["key"] == publisher["key"]
    assert shown["manifest"]["notes"]["vi"] == "Thời hạn mới."
    assert answer("update", "install", published, code=1)["installed"] is False
    assert [pack["id"] for pack in answer("guidance", "list")] == ["btttt-2023"]
    assert answer("update", "install", published, "--yes")["installed"] is True
    assert [pack["id"] for pack in answer("guidance", "list")] == ["btttt-2023", "small"]
    assert answer("update", "show", published)["step"] == "same"

    assert command("guidance", "remove", "small", "1.0", **store).returncode == 0
    assert [pack["id"] for pack in answer("guidance", "list")] == ["btttt-2023"]
    assert command("guidance", "remove", "btttt-2023", "1.0", **store).returncode == 1
    assert command("update", "distrust", publisher["key"][:16], **store).returncode == 0
    assert command("update", "show", published, **store).returncode == 1


def test_a_key_is_never_written_over_and_opens_by_its_passphrase_alone(
    command: Command, tmp_path: Path, published: Path
) -> None:
    before = tmp_path.joinpath("bo.pem").read_bytes()
    assert os.name == "nt" or tmp_path.joinpath("bo.pem").stat().st_mode & 0o777 == 0o600
    again = command("update", "key", "--name", "B", "--passphrase-file", "secret.txt", "-o", "bo.pem")
    assert (again.returncode, tmp_path.joinpath("bo.pem").read_bytes()) == (1, before)
    tmp_path.joinpath("secret.txt").write_text("khác\n", "utf-8")
    made = command(
        *("update", "make", "--guidance", "pack", "--key", "bo.pem"),
        *("--passphrase-file", "secret.txt", "-o", "again"),
    )
    assert (made.returncode, "SG30" in made.stderr) == (1, True)
    assert published.is_file()
    assert not tmp_path.joinpath("again.dxupdate").exists()


def test_no_update_is_made_of_what_has_faults(command: Command, tmp_path: Path, published: Path) -> None:
    assert published.is_file()
    tmp_path.joinpath("pack", "02-two.toml").write_text("number = 2\n", "utf-8")
    made = command(
        *("update", "make", "--guidance", "pack", "--key", "bo.pem"),
        *("--passphrase-file", "secret.txt", "-o", "again"),
    )
    assert (made.returncode, "02-two.toml" in made.stderr) == (1, True)
    wrong = command(
        *("update", "make", "--program", "bo.pem", "--key", "bo.pem"),
        *("--passphrase-file", "secret.txt", "-o", "again", "--release", "2.x"),
    )
    assert (wrong.returncode, "/release" in wrong.stderr) == (1, True)
    assert not tmp_path.joinpath("again.dxupdate").exists()


# A program that came with the ministry's key, and says of itself that it is frozen.
FROZEN = """
import sys
from pathlib import Path
from dxdesk import resources
from dxdesk.update import publishers
publishers.resource = lambda *parts: Path(sys.argv[1])
sys.frozen = True
sys.executable = str(Path(sys.argv[1], "dxdesk-cli.exe"))
from dxdesk.cli.main import run
sys.exit(run(sys.argv[2:]))
"""
# What stands where Windows has its command processor: it keeps what it was started with.
PROCESSOR = """#!/bin/sh
{ echo "$@"; cat "$3"; echo "$DXDESK_UPDATE_INSTALLER"; } > "$RECORD.part"
mv "$RECORD.part" "$RECORD"
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a stand-in for the command processor of Windows")
def test_a_version_of_the_program_is_laid_ready_and_its_installer_begun(
    command: Command, tmp_path: Path, published: Path
) -> None:
    assert published.is_file()
    tmp_path.joinpath("dxdesk-9.0-setup.exe").write_bytes(INSTALLER)
    made = command(
        *(
            "update",
            "make",
            "--program",
            "dxdesk-9.0-setup.exe",
            "--release",
            "9.0",
            "--platform",
            platform_here(),
        ),
        *("--key", "bo.pem", "--passphrase-file", "secret.txt", "-o", "dxdesk-9"),
    )
    assert made.returncode == 0, made.stderr
    processor = tmp_path / "cmd.exe"
    processor.write_text(PROCESSOR, "ascii")
    processor.chmod(0o755)
    record, place = tmp_path / "record", tmp_path / "kho"
    environment = os.environ | {
        "DXDESK_STORE": str(place / "dxdesk.sqlite3"),
        "DXDESK_LANG": "en",
        "COMSPEC": str(processor),
        "RECORD": str(record),
    }

    def frozen(*arguments: str) -> "subprocess.CompletedProcess[str]":
        run = [sys.executable, "-c", FROZEN, str(tmp_path), "update", *arguments]
        return subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    update = str(tmp_path / "dxdesk-9.dxupdate")
    open_store(place / "dxdesk.sqlite3").close()
    unasked = frozen("install", update)
    assert (unasked.returncode, "Nothing was changed" in unasked.stdout) == (1, True)
    assert not place.joinpath("updates").exists()
    done = frozen("install", update, "--yes")
    assert done.returncode == 0, done.stderr
    (begun,) = place.joinpath("updates").iterdir()
    assert begun.joinpath("dxdesk-9.0-setup.exe").read_bytes() == INSTALLER
    assert any("before-update" in backup.name for backup in place.joinpath("backups").iterdir())
    for _wait in range(100):
        if record.exists():
            break
        subprocess.run(["sleep", "0.1"], check=True)
    told = record.read_text("utf-8").splitlines()
    assert told[0] == "/d /c ./install.cmd"
    assert told[1].strip() == "@echo off"
    assert told[-1] == "dxdesk-9.0-setup.exe"


def test_from_the_source_the_way_to_update_is_told(command: Command, tmp_path: Path, published: Path) -> None:
    assert published.is_file()
    tmp_path.joinpath("setup.exe").write_bytes(INSTALLER)
    made = command(
        *("update", "make", "--program", "setup.exe", "--release", "9.0", "--platform", "any"),
        *("--key", "bo.pem", "--passphrase-file", "secret.txt", "-o", "dxdesk-9"),
    )
    assert made.returncode == 0, made.stderr
    run = [sys.executable, "-c", FROZEN.replace("sys.frozen = True", ""), str(tmp_path)]
    done = subprocess.run(
        [*run, "update", "install", str(tmp_path / "dxdesk-9.dxupdate"), "--yes"],
        cwd=ROOT,
        env=os.environ | {"DXDESK_STORE": str(tmp_path / "kho.sqlite3"), "DXDESK_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "uv sync" in done.stderr) == (1, True)
    assert not tmp_path.joinpath("kho.sqlite3").exists()
