"""Work on the store beside the window: in order, once each, tried again, and nothing given up."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dxdesk.store.store import Store
from tests.ui.windows import window_with
from ui.archive import Archive


@contextmanager
def busy(archive: Archive, file: Path) -> Iterator[None]:
    """Let another program write, so that nobody else can."""
    archive.read(lambda store: store._connection._db.execute("PRAGMA busy_timeout = 20"))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "dxdesk.sqlite3"


@pytest.fixture
def archive(qtbot: QtBot, file: Path) -> Iterator[Archive]:
    assert qtbot
    opened = Archive(file)
    yield opened
    opened.close()


def add(archive: Archive, name: str) -> None:
    archive.write(lambda store: store.letters.add(name, "text/plain", b""))


def names(archive: Archive) -> list[str]:
    return sorted(letter.name for letter in archive.read(lambda store: store.letters.list()))


def test_what_could_not_be_written_is_written_once_when_it_can_be(
    qtbot: QtBot, archive: Archive, file: Path
) -> None:
    with busy(archive, file):
        add(archive, "1")
        add(archive, "2")
        assert not archive.flush()
        assert archive.fault
        add(archive, "3")
        assert not archive.flush()
    assert archive.flush()
    assert not archive.fault
    qtbot.wait(20)  # late answers of the first tries arrive
    add(archive, "4")
    assert archive.flush()
    assert names(archive) == ["1", "2", "3", "4"]


def test_it_is_tried_again_without_being_asked(qtbot: QtBot, archive: Archive, file: Path) -> None:
    archive._again.setInterval(30)
    with busy(archive, file):
        add(archive, "1")
        assert not archive.flush()
    with qtbot.waitSignal(archive.written):
        pass
    assert names(archive) == ["1"]


def test_a_mistake_of_the_program_is_told_and_holds_nothing_up(qtbot: QtBot, archive: Archive) -> None:
    def mistaken(_store: Store) -> None:
        raise LookupError("no such plan")

    with qtbot.captureExceptions() as told:
        archive.write(mistaken)
        add(archive, "1")
        qtbot.waitUntil(archive.is_written)
    assert [kind for kind, _error, _trace in told] == [LookupError]
    assert names(archive) == ["1"]


def test_an_older_state_is_never_opened_over_what_waits_to_be_written(
    qtbot: QtBot, tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qtbot
    said: list[str] = []
    monkeypatch.setattr("ui.plan_opening.QMessageBox.warning", lambda *words: said.append(words[2]))
    with window_with(tmp_path, level="xa") as window:
        archive = window.office.archive
        assert window.view is not None
        plan_id = window.view.desk.plan_id
        assert archive.flush()
        with busy(archive, file):
            window.view.desk.set_value("/goals/general", "Vừa gõ")
            window.rebuild()
            assert not window.plan_text()
            assert said == [archive.fault]
        window.open_plan(plan_id)
        assert "Vừa gõ" in window.plan_text()
