import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.work import Cancel, CancelledError, Worker


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    assert qtbot
    found = Worker("test", threads=2)
    yield found
    found.close()


def fail() -> int:
    raise IndexError


def test_outcomes_arrive_on_the_main_thread_and_none_is_lost(worker: Worker) -> None:
    arrived: list[tuple[int, bool]] = []
    main = threading.main_thread()
    for number in range(300):
        worker.run(
            lambda number=number: number,
            done=lambda result: arrived.append((result, threading.current_thread() is main)),
        )
    assert worker.wait_idle(10)
    assert sorted(arrived) == [(number, True) for number in range(300)]


def test_work_is_done_on_another_thread(worker: Worker) -> None:
    seen: list[threading.Thread] = []
    worker.run(threading.current_thread, done=seen.append)
    assert worker.wait_idle(10)
    assert seen[0] is not threading.main_thread()


def test_progress_comes_before_the_outcome_and_in_order(worker: Worker) -> None:
    said: list[object] = []

    def count(progress: object) -> str:
        assert callable(progress)
        for step in range(5):
            progress(step, 5)
        return "done"

    worker.run(count, worker.relayed(lambda step, steps: said.append((step, steps))), done=said.append)
    assert worker.wait_idle(10)
    assert said == [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5), "done"]


def test_an_exception_goes_to_failed(worker: Worker) -> None:
    failures: list[object] = []
    worker.run(fail, done=failures.append, failed=failures.append)
    assert worker.wait_idle(10)
    assert isinstance(failures[0], IndexError)
    assert len(failures) == 1


def test_an_exception_that_nobody_awaits_reaches_the_crash_dialog(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[tuple[object, bool]] = []
    main = threading.main_thread()
    monkeypatch.setattr(
        sys, "excepthook", lambda kind, *_: caught.append((kind, threading.current_thread() is main))
    )
    worker.run(fail)
    assert worker.wait_idle(10)
    assert caught == [(IndexError, True)]


def test_work_that_is_called_off_ends_quietly(worker: Worker) -> None:
    cancel, begun = Cancel(), threading.Event()
    results: list[object] = []

    def work() -> None:
        begun.set()
        while True:
            cancel.check()

    worker.run(work, done=results.append)
    begun.wait()
    cancel.cancel()
    assert worker.wait_idle(10)
    assert cancel.cancelled
    assert results == []


def test_who_asks_is_told_that_the_work_was_called_off(worker: Worker) -> None:
    cancel = Cancel()
    cancel.cancel()
    failures: list[Exception] = []
    worker.run(cancel.check, failed=failures.append)
    assert worker.wait_idle(10)
    assert isinstance(failures[0], CancelledError)


def test_nothing_is_delivered_after_closing(qtbot: QtBot) -> None:
    worker = Worker("test")
    go, delivered = threading.Event(), [0]
    worker.run(go.wait, done=lambda _result: delivered.append(1))
    for _ in range(20):
        worker.run(int, done=delivered.append)
    go.set()
    worker.close()
    worker.run(int, done=delivered.append)
    qtbot.wait(20)
    assert delivered == [0]
    assert worker.idle


def test_waiting_ends_when_the_time_is_up(worker: Worker) -> None:
    go = threading.Event()
    worker.run(go.wait)
    assert not worker.wait_idle(0.01)
    go.set()
    assert worker.wait_idle(10)
