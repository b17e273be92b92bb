"""The installer at work under Wine: at every moment the old version or the new one is there, whole."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from resources.packaging.installer import write_installer
from tests.conftest import Tool

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(sys.platform == "win32", reason="it would replace what is installed on this computer"),
    pytest.mark.skipif(shutil.which("wine") is None, reason="wine is not installed"),
]

# NSIS makes the programs of the bundle too: they do nothing, and end with a code.
_PROGRAM: Final = """\
Unicode true
Target amd64-unicode
SilentInstall silent
RequestExecutionLevel user
OutFile "{file}"
Section
  {does}
SectionEnd
"""
# It holds a file that is open, and the folder that it is in as a command window does.
_HOLDING: Final = r"""
  SetOutPath "Z:{file.parent}"
  FileOpen $0 "Z:{file}" r
  FileOpen $1 "Z:{file}.held" w
  FileClose $1
  Sleep 120000
"""
_SELFCHECK: Final = """
  !include FileFunc.nsh
  !include LogicLib.nsh
  ${{GetParameters}} $0
  ${{If}} $0 == "selfcheck"
    SetErrorLevel {code}
  ${{EndIf}}
"""
_ALL: Final = ["program", "uninstall.exe"]
_UNINSTALL_KEY: Final = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\dxdesk"
_INSTALLED: Final = r"C:\Ứng dụng (R&D)\dxdesk"


class Computer:
    """A computer with Windows of its own, as far as Wine is one."""

    def __init__(self, folder: Path) -> None:
        """Make it in a folder."""
        self.folder = folder / "prefix" / "drive_c" / "Ứng dụng (R&D)" / "dxdesk"
        self._place = folder
        self._environment = os.environ | {
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "WINEPREFIX": str(folder / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d",
        }
        self.run("wineboot", "-i")

    def run(self, *command: str | Path) -> int:
        """Run a program to its end; return its exit code."""
        with self.begin(*command) as process:
            return process.wait(120)

    def begin(self, *command: str | Path) -> "subprocess.Popen[bytes]":
        """Begin a program."""
        return subprocess.Popen(
            ["wine", *command],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def install(self, installer: Path) -> int:
        """Run an installer that asks nothing, into the folder of the last time."""
        self.run("reg", "add", _UNINSTALL_KEY, "/v", "InstallLocation", "/d", _INSTALLED, "/f")
        return self.run(installer, "/S")

    def uninstall(self) -> None:
        """Run the uninstaller to the end of the copy that does its work."""
        assert self.run(self.folder / "uninstall.exe", "/S") == 0
        subprocess.run(["wineserver", "-w"], env=self._environment, check=True, timeout=120)

    def opens(self, ending: str) -> bool:
        """Tell whether files of an ending are opened with the program."""
        return self.run("reg", "query", rf"HKCU\Software\Classes\{ending}", "/ve") == 0

    @contextmanager
    def held(self, file: Path) -> Iterator[None]:
        """Let another program have a file and its folder open for the time of the context."""
        holder = write_program(self._place / "holder.exe", _HOLDING.format(file=file).replace("/", "\\"))
        with self.begin(holder) as process:
            while not file.with_name(f"{file.name}.held").exists():
                assert process.poll() is None
            file.with_name(f"{file.name}.held").unlink()
            try:
                yield
            finally:
                process.kill()

    def stop(self) -> None:
        """End what runs on it."""
        subprocess.run(["wineserver", "-k"], env=self._environment, check=False)

    @property
    def version(self) -> str:
        """Return which of the bundles is installed."""
        assert self.folder.joinpath("program", "dxdesk.exe").exists()
        return self.folder.joinpath("program", "_internal", "version.txt").read_text("utf-8")

    @property
    def names(self) -> list[str]:
        """Return what is in the folder of the installation."""
        return sorted(file.name for file in self.folder.iterdir())


def write_program(file: Path, does: str) -> Path:
    script = file.with_suffix(".nsi")
    script.write_text(_PROGRAM.format(file=file, does=does), "utf-8")
    subprocess.run(["makensis", "-V1", "-INPUTCHARSET", "UTF8", script], check=True)
    script.unlink()
    return file


def write_setup(folder: Path, name: str, *, selfcheck: int = 0) -> Path:
    """Write the installer of the smallest bundle that can be installed."""
    bundle = folder / name / "dxdesk"
    bundle.joinpath("_internal").mkdir(parents=True)
    bundle.joinpath("_internal", "version.txt").write_text(name, "utf-8")
    write_program(bundle / "dxdesk.exe", "")
    write_program(bundle / "dxdesk-cli.exe", _SELFCHECK.format(code=selfcheck))
    return write_installer(bundle, folder / name, quick=True)


@pytest.fixture(scope="module")
def setups(tmp_path_factory: pytest.TempPathFactory, tool: Tool) -> Path:
    """Return a folder with the installers of three versions, one of which fails its own check."""
    tool("makensis")
    folder = tmp_path_factory.mktemp("bộ cài")
    for name, selfcheck in (("old", 0), ("new", 0), ("unsound", 1)):
        write_setup(folder, name, selfcheck=selfcheck).rename(folder / f"{name}.exe")
    return folder


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Computer]:
    made = Computer(tmp_path_factory.mktemp("wine"))
    yield made
    made.stop()


@pytest.fixture
def computer(machine: Computer, setups: Path) -> Iterator[Computer]:
    """Return a computer on which the old version is installed."""
    assert machine.install(setups / "old.exe") == 0
    assert (machine.version, machine.names) == ("old", _ALL)
    yield machine
    shutil.rmtree(machine.folder, ignore_errors=True)


def test_the_new_version_takes_the_place_of_the_old_one(computer: Computer, setups: Path) -> None:
    (computer.folder / "program" / "portable.txt").touch()
    assert computer.install(setups / "new.exe") == 0
    assert (computer.version, computer.names) == ("new", _ALL)
    assert (computer.folder / "program" / "portable.txt").exists()


def test_a_version_that_does_not_run_leaves_the_old_one(computer: Computer, setups: Path) -> None:
    assert computer.install(setups / "unsound.exe") == 4
    assert (computer.version, computer.names) == ("old", _ALL)


def test_after_a_power_cut_between_the_two_the_old_version_is_back(computer: Computer, setups: Path) -> None:
    computer.folder.joinpath("program").rename(computer.folder / "program.old")
    shutil.copytree(computer.folder / "program.old", computer.folder / "program.new")
    assert computer.install(setups / "unsound.exe") == 4
    assert (computer.version, computer.names) == ("old", _ALL)


def test_the_only_version_that_runs_is_not_taken_for_a_leftover(computer: Computer, setups: Path) -> None:
    computer.folder.joinpath("program").rename(computer.folder / "program.old")
    with computer.held(computer.folder / "program.old" / "dxdesk.exe"):
        assert computer.install(setups / "new.exe") == 7
        assert computer.names == ["program.old", "uninstall.exe"]
    computer.folder.joinpath("program.old").rename(computer.folder / "program")
    assert computer.version == "old"


def test_a_file_in_use_leaves_the_old_version(computer: Computer, setups: Path) -> None:
    with computer.held(computer.folder / "program" / "dxdesk.exe"):
        assert computer.install(setups / "new.exe") == 7
        assert (computer.version, computer.names) == ("old", _ALL)
    assert computer.install(setups / "new.exe") == 0
    assert computer.version == "new"


@pytest.mark.parametrize("left", ["program.old", "program.new"])
def test_what_an_earlier_installation_left_is_taken_away_or_named(
    computer: Computer, setups: Path, left: str
) -> None:
    file = computer.folder / left / "_internal" / "version.txt"
    file.parent.mkdir(parents=True)
    file.write_text("older", "utf-8")
    with computer.held(file):
        assert computer.install(setups / "new.exe") == 7
        assert computer.version == "old"
    assert computer.install(setups / "new.exe") == 0
    assert (computer.version, computer.names) == ("new", _ALL)


def test_what_was_put_beside_the_program_outlives_it_and_does_not_stop_the_next(
    computer: Computer, setups: Path
) -> None:
    own = computer.folder / "program" / "data" / "kế hoạch.txt"
    own.parent.mkdir()
    own.touch()
    computer.uninstall()
    assert [file.name for file in own.parents[1].iterdir()] == ["data"]
    assert computer.install(setups / "new.exe") == 0
    assert (computer.version, computer.names) == ("new", _ALL)
    assert own.exists()


def test_our_endings_are_opened_by_a_double_click_until_it_is_uninstalled(computer: Computer) -> None:
    endings = (".dxstore", ".dxupdate", "dxdesk.update", "dxdesk.store")
    assert [computer.opens(ending) for ending in endings] == [True] * 4
    computer.uninstall()
    assert [computer.opens(ending) for ending in endings] == [False] * 4
    assert not computer.folder.exists()
