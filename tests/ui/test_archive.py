"""Work on the store beside the window: in order, once each, tried again, and nothing given up."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dxdesk.store.store import Store
from tests.ui.windows import window_with
from ui.archive import Archive


@contextmanager
def busy(archive: Archive, file: Path) -> Iterator[None]:
    """Let another program write, so that nobody else can."""
    archive.read(lambda store: store.set_patience(0.02))
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


def test_a_reader_sees_what_was_asked_for_before(qtbot: QtBot, archive: Archive) -> None:
    told: list[object] = []
    for name in "123":
        archive.write(partial(Store.set_setting, key="last", value=name), done=lambda _: told.append(0))
    archive.write(lambda store: store.setting("last", str), done=told.append)
    assert archive.read(lambda store: store.setting("last", str)) == "3"
    assert archive.is_written()
    assert told == []  # nobody is called in the middle of a reader
    with qtbot.waitSignal(archive.written):
        pass
    assert told == [0, 0, 0, "3"]


def test_what_is_done_is_told_once_and_in_order(qtbot: QtBot, archive: Archive) -> None:
    told: list[int] = []

    def tell_and_ask_more(_result: object) -> None:
        told.append(1)
        archive.write(lambda _store: None, done=lambda _: told.append(3))
        archive.read(lambda store: store.plans())

    archive.write(lambda _store: None, done=tell_and_ask_more)
    archive.write(lambda _store: None, done=lambda _: told.append(2))
    archive.read(lambda store: store.plans())
    assert archive.flush()
    assert told == [1, 2, 3]
    qtbot.wait(20)
    assert told == [1, 2, 3]


def test_a_mistake_in_one_answer_leaves_the_others(qtbot: QtBot, archive: Archive) -> None:
    told: list[object] = []

    def stumble(_result: object) -> None:
        raise IndexError

    archive.write(lambda _store: None, done=stumble)
    archive.write(lambda _store: "next", done=told.append)
    with qtbot.captureExceptions() as mistakes:
        archive.read(lambda store: store.plans())
        qtbot.waitUntil(lambda: bool(told))
    assert told == ["next"]
    assert [kind for kind, _error, _trace in mistakes] == [IndexError]


def test_a_reader_in_trouble_reads_what_is_there(qtbot: QtBot, archive: Archive, file: Path) -> None:
    add(archive, "1")
    with busy(archive, file):
        add(archive, "2")
        assert names(archive) == ["1"]
        assert archive.fault
        tried: list[str] = []
        archive.trouble.connect(tried.append)
        add(archive, "3")
        assert names(archive) == ["1"]
        assert tried == []  # it did not wait for another try
    archive._again.setInterval(1)
    archive._again.start()
    qtbot.waitUntil(archive.is_written)
    assert not archive.fault
    assert names(archive) == ["1", "2", "3"]


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


def test_what_is_done_quietly_is_not_told_as_saved(archive: Archive) -> None:
    told: list[object] = []
    archive.written.connect(told.append)
    archive.write(lambda store: store.plans(), quietly=True)
    assert archive.flush()
    assert told == []
    add(archive, "1")
    archive.write(lambda store: store.plans(), quietly=True)
    assert archive.flush()
    assert len(told) == 1
