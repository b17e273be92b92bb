"""The bundle as it is handed out: what is in it, and that it does what the source does."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from dxdesk.guidance.compiled import COMPILED_FILE, compile_files
from dxdesk.store.faults import HeldError
from dxdesk.store.lock import take_lock
from dxdesk.store.opening import open_store
from tests.bundle.conftest import ENDING, ROOT
from tests.signing.authority import PASSPHRASE, SIGNER, issued, root_pem
from ui.preferences import Preferences

pytestmark = pytest.mark.bundle

MOST: Final = 150e6  # bytes
FOREIGN: Final = {
    "babel",
    "duckdb",
    "h11",
    "hypothesis",
    "mypy",
    "pip",
    "psycopg",
    "pytest",
    "requests",
    "setuptools",
    "sqlalchemy",
    "starlette",
    "tests",
    "tkinter",
    "unittest",
    "uvicorn",
}
QT_MODULES: Final = {"QtCore", "QtGui", "QtNetwork", "QtSvg", "QtWidgets"}
if sys.platform == "linux":
    QT_MODULES.add("QtDBus")  # by which the system tells of its network

needs_pyinstaller = pytest.mark.skipif(
    importlib.util.find_spec("PyInstaller") is None, reason="the group “bundle” is not installed"
)


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(bundle: Path, tmp_path: Path) -> Run:
    """Run the program of the bundle with a console, in a folder with a Vietnamese name."""
    folder = tmp_path / "Thư mục công văn Đà Nẵng"
    folder.mkdir()

    def run_it(*arguments: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [bundle / f"dxdesk-cli{ENDING}", *map(str, arguments)],
            cwd=folder,
            env=environment(tmp_path / "dxdesk.sqlite3"),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run_it


def environment(store: Path) -> dict[str, str]:
    """Return the environment of somebody without Python whose console speaks no Vietnamese."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "VIRTUAL"))
    }
    return kept | {
        "DXDESK_STORE": str(store),
        "DXDESK_LANG": "en",
        "LANG": "C",
        "QT_QPA_PLATFORM": "offscreen",
    }


@needs_pyinstaller
def test_all_modules_of_the_program_are_in_it_and_nothing_foreign(bundle: Path) -> None:
    from PyInstaller.archive.readers import CArchiveReader  # noqa: PLC0415 - see the mark above
    from PyInstaller.loader.pyimod01_archive import ZlibArchiveReader  # noqa: PLC0415

    modules = set(ZlibArchiveReader(str(bundle / "_internal" / "modules.pyz")).toc)
    assert {module.split(".")[0] for module in modules} & FOREIGN == set()
    central = {each for each in modules if each.startswith(("dxdesk.central", "dxdesk.cli.central"))}
    assert central == set()
    assert {each for each in modules if each.split(".")[0] in ("dxdesk", "ui")} == set(our_modules())
    for name in ("dxdesk", "dxdesk-cli"):
        archive = CArchiveReader(str(bundle / f"{name}{ENDING}"))
        (of_its_own,) = (each for each in archive.toc if each.endswith(".pyz"))
        assert len(archive.open_embedded_archive(of_its_own).toc) == 0
        assert "X utf8" in archive.options


def our_modules() -> Iterator[str]:
    for package in ("dxdesk", "ui"):
        for file in (ROOT / package).rglob("*.py"):
            name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            if not name.startswith(("dxdesk.central", "dxdesk.cli.central")) and file.stem != "__main__":
                yield name


def test_only_what_is_used_of_qt_and_of_our_own_data_is_in_it(bundle: Path) -> None:
    inside = bundle / "_internal"
    modules = [*(inside / "PySide6").glob("Qt*.pyd"), *(inside / "PySide6").glob("Qt*.so")]
    assert {file.name.split(".")[0] for file in modules} == QT_MODULES
    assert [*inside.rglob("*.qm")] == []
    assert [*inside.rglob("*VirtualKeyboard*"), *inside.rglob("*Quick*"), *inside.rglob("*opengl32sw*")] == []
    assert [file.parent.parent.name for file in inside.rglob("dxdesk.mo")] == ["vi"]
    assert not (inside / "resources" / "packaging").exists()
    packs = sorted((ROOT / "resources" / "guidance").glob("*/*.toml"))
    assert (inside / "resources" / "guidance" / COMPILED_FILE).read_bytes() == compile_files(packs)
    assert {"Python", "Qt", "dxdesk", "lxml", "pyHanko", "reportlab"} <= {
        each.name for each in (inside / "licences").iterdir()
    }


def test_it_takes_no_more_room_than_it_may(bundle: Path) -> None:
    assert sum(file.stat().st_size for file in bundle.rglob("*") if not file.is_symlink()) < MOST


def test_it_is_whole_and_every_library_can_be_loaded(run: Run) -> None:
    result = run("selfcheck")
    assert (result.returncode, result.stderr) == (0, "")
    assert f"Modules: {sum(name.startswith('dxdesk.') for name in our_modules())}\n" in result.stdout
    assert f"Window: {sum(name.startswith('ui.') for name in our_modules())}\n" in result.stdout


def test_it_writes_the_same_bytes_as_the_source(run: Run, tmp_path: Path) -> None:
    assert run("demo", "kết quả").returncode == 0
    subprocess.run([sys.executable, "-m", "dxdesk", "demo", tmp_path / "source"], check=True)
    written = {file.name: file.read_bytes() for file in (tmp_path / "source").iterdir()}
    assert len(written) == 6
    (folder,) = tmp_path.glob("*/kết quả")
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == written


def test_it_signs_and_finds_the_signature_sound(run: Run, tmp_path: Path) -> None:
    tmp_path.joinpath("leader.p12").write_bytes(issued(SIGNER, number=1).p12())
    tmp_path.joinpath("passphrase.txt").write_text(PASSPHRASE, "utf-8")
    tmp_path.joinpath("root.pem").write_bytes(root_pem())
    assert run("demo", ".").returncode == 0
    secret = ("--p12", "../leader.p12", "--passphrase-file", "../passphrase.txt", "--role", "signer")
    signed = run("sign", "xa.pdf", *secret, "-o", "đã ký.pdf")
    assert signed.returncode == 0, signed.stdout + signed.stderr
    assert SIGNER in run("verify-pdf", "đã ký.pdf", "--trust", "../root.pem").stdout


def test_a_faulty_file_is_answered_with_the_place_of_the_fault(run: Run, tmp_path: Path) -> None:
    (folder,) = tmp_path.glob("Thư mục*")
    folder.joinpath("thiếu.dxplan.json").write_text('{"format": "dxdesk.plan", "version": "1.0"}', "utf-8")
    result = run("check", "thiếu.dxplan.json")
    assert result.returncode == 1
    assert "thiếu.dxplan.json" in result.stderr
    assert "missing" in result.stderr


def test_the_receiving_end_is_not_offered(run: Run) -> None:
    assert "central" not in run("--help").stdout


def test_the_window_opens_stays_and_is_closed_by_a_command(bundle: Path, run: Run, tmp_path: Path) -> None:
    store = tmp_path / "dxdesk.sqlite3"
    with open_store(store) as opened:
        opened.set_setting("window", Preferences(language="en", tour_seen=True))
    with subprocess.Popen([bundle / f"dxdesk{ENDING}"], env=environment(store)) as window:
        try:
            while not is_held(store):
                assert window.poll() is None
            assert run("close").returncode == 0
            assert window.wait(30) == 0
        finally:
            window.kill()
    assert not is_held(store)


def is_held(store: Path) -> bool:
    try:
        take_lock(store).release()
    except HeldError:
        return True
    return False


@needs_pyinstaller
def test_a_whole_plan_is_written_in_its_window(bundle: Path, tmp_path: Path) -> None:
    from tests.bundle.trial import make_trial  # noqa: PLC0415 - see the mark above

    trial = make_trial(bundle, tmp_path)
    test = ROOT / "tests" / "ui" / "test_afternoon.py"
    plain = (
        "-p",
        "pytestqt.plugin",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        ROOT,
        "-c",
        ROOT / "pyproject.toml",
    )
    result = subprocess.run(
        [trial, *plain, "--basetemp", tmp_path / "afternoon", test],
        cwd=ROOT,
        env=environment(tmp_path / "unused") | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "LANG": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "1 passed" in result.stdout
