"""A program that somebody types in without end, to be killed; run as a module with a store, a plan and a seed.

It writes to standard output, a JSON list a line, what a person at the screen would have seen:

    ["begin", place]            where typing begins now; empty where the next thing done is no typing
    ["typed", moment, text]     what stands in the editor, by the clock that all processes share
    ["change", number, digest]  the plan after so many changes
    ["saved", number]           so many changes are said to be saved
"""

import os
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import msgspec
from PySide6.QtCore import QEventLoop, QMimeData, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from dxdesk.plan.changes import task_path
from dxdesk.plan.edit import Edit
from dxdesk.plan.model import Plan
from tests.ui.afternoon import Hands, text_of
from ui.application import new_application, open_window
from ui.archive import Archive
from ui.note_popup import NoteQuestion
from ui.office import Office
from ui.pages.export import ExportPage
from ui.pages.task import TaskPage
from ui.preferences import Preferences
from ui.recording import StoreRecorder
from ui.settings import open_settings
from ui.settings_office import OfficeTab

SETTING: Final = "setting:place"
_GAPS: Final = (5, 10, 20, 40, 90, 200, 450)  # milliseconds between two keys
_WORDS: Final = ("may tinh", "dich vu cong", "3 lop", "toan xa", "bao cao quy", "an toan", "ky so")
_Key = Qt.Key
_CTRL: Final = Qt.KeyboardModifier.ControlModifier


def digest(plan: Plan) -> str:
    """Return what tells a plan from all others."""
    return sha256(msgspec.json.encode(plan)).hexdigest()


class _Telling(StoreRecorder):
    """Tells of each change before it is handed to the store, which may have it on the disk at once."""

    def __init__(self, archive: Archive, plan_id: str, tell: Callable[[Plan], None]) -> None:
        super().__init__(archive, plan_id)
        self._tell = tell

    def record(self, edit: Edit, plan: Plan, *, merge: bool) -> None:
        self._tell(plan)
        super().record(edit, plan, merge=merge)

    def undo(self, edit: Edit, plan: Plan) -> None:
        self._tell(plan)
        super().undo(edit, plan)

    def redo(self, edit: Edit, plan: Plan) -> None:
        self._tell(plan)
        super().redo(edit, plan)


class Typist:
    """Does one thing after the other in the window, at random, with keys."""

    def __init__(self, window: Any, hands: Hands, chance: random.Random, exports: Path) -> None:
        self._window = window
        self._hands = hands
        self._chance = chance
        self._exports = exports
        self._changes = 0
        desk = self._desk
        desk.session._recorder = _Telling(desk.archive, desk.plan_id, self._note_change)
        desk.archive.written.connect(lambda _moment: _tell("saved", self._changes))
        self._works: tuple[Callable[[], None], ...] = (
            self._line,
            self._area,
            partial(self._cell, "text"),
            partial(self._cell, "lead"),
            partial(self._cell, "period"),
            partial(self._cell, "cost"),
            self._day,
            self._money,
            self._setting,
            self._note,
            self._paste,
            self._reorder,
            self._undo,
            self._export,
            self._back_up,
            self._version,
        )

    @property
    def _desk(self) -> Any:
        return self._hands.view.desk

    def work(self) -> None:
        """Do everything once, in any order."""
        for work in self._chance.sample(self._works, len(self._works)):
            work()

    def _note_change(self, plan: Plan) -> None:
        self._changes += 1
        _tell("change", self._changes, digest(plan))

    def _line(self) -> None:
        self._field("agency", "/document/place", self._words())

    def _area(self) -> None:
        task = self._task()
        self._field(f"task:{task}", f"{task_path(task)}/situation", self._words(6))

    def _day(self) -> None:
        day = (
            f"{self._chance.randint(10, 28)}/{self._chance.randint(10, 12)}/20{self._chance.randint(10, 22)}"
        )
        self._field("bases", "/bases/0/issued_on", day)

    def _money(self) -> None:
        self._field("funding", "/funding/stated_total", str(self._chance.randint(10**6, 10**9)))

    def _field(self, page: str, place: str, text: str) -> None:
        self._hands.view.open_page(page)
        self._hands.view.open_place(place)
        widget = self._hands.field(place).editor.widget
        self._type(place, text, widget.focusProxy() or widget)

    def _cell(self, key: str) -> None:
        page = self._task_page()
        table, row = page.activities.table, self._chance.randrange(page.activities.model.rowCount())
        page.activities.tools.columns.setChecked(True)
        table.open_cell(row, key)
        texts = {"period": "12/2023", "cost": str(self._chance.randint(10**6, 10**8))}
        place = page.activities.model.place(table.currentIndex())
        (cell,) = (each for each in _texts_in(table.viewport()) if each.isVisible())
        self._type(place, texts.get(key, self._words(5)), cell, _Key.Key_Return)

    def _setting(self) -> None:
        settings = open_settings(self._window)
        office = next(page for page in settings.pages if isinstance(page, OfficeTab))
        self._type(SETTING, self._words(), office.editors["place"].widget)
        settings.accept()
        self._come_back()

    def _note(self) -> None:
        self._hands.view.open_page("agency")
        self._hands.view.open_place("/document/place")
        self._hands.view.ask_note()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NoteQuestion)
        self._type("note:/document/place", self._words(5), dialog.text, None)
        dialog.close()
        self._come_back()

    def _come_back(self) -> None:
        self._window.activateWindow()
        _pause(20)

    def _paste(self) -> None:
        page = self._task_page()
        data = QMimeData()
        data.setText("Mua máy tính\tVăn phòng\nTập huấn cán bộ\tCông an xã\n")
        QApplication.clipboard().setMimeData(data)
        _tell("begin", "")
        page.activities.paste()
        _pause(50)

    def _reorder(self) -> None:
        page = self._task_page()
        _tell("begin", "")
        for _turn in range(6):
            page.activities.table.select_rows([page.activities.model.rowCount() - 1])
            page.activities.tools.wanted.emit("up")
            _pause(self._chance.choice(_GAPS))

    def _undo(self) -> None:
        _tell("begin", "")
        for _turn in range(self._chance.randint(1, 12)):
            (self._desk.undo if self._chance.random() < 0.6 else self._desk.redo)()
            _pause(self._chance.choice(_GAPS))

    def _export(self) -> None:
        _tell("begin", "")
        self._hands.view.open_page("export")
        page = self._hands.page
        assert isinstance(page, ExportPage)
        page.folder.setText(str(self._exports))
        page.start()
        _pause(300)

    def _back_up(self) -> None:
        """Write a backup, and go on typing meanwhile."""
        self._window.office.backups.back_up(
            "hand", lambda _backup: None, lambda error: _tell("failed", str(error))
        )
        self._area()

    def _version(self) -> None:
        _tell("begin", "")
        plan_id, name = self._desk.plan_id, self._words()
        self._desk.archive.write(lambda store: store.history.keep(plan_id, "hand", name))
        _pause(20)

    def _task(self) -> str:
        tasks = [key for key, entry in self._desk.plan.tasks.items() if entry.applies and entry.activities]
        return str(self._chance.choice(tasks))

    def _task_page(self) -> TaskPage:
        _tell("begin", "")
        self._hands.view.open_page(f"task:{self._task()}")
        page = self._hands.page
        assert isinstance(page, TaskPage)
        page.finish()
        _pause(20)  # until the table has its room
        return page

    def _words(self, count: int = 2) -> str:
        return " ".join(self._chance.choice(_WORDS) for _word in range(count))

    def _type(self, place: str, text: str, widget: QWidget, leave: Qt.Key | None = _Key.Key_Tab) -> None:
        """Type in the place of what stands where the cursor is, now fast and now slow, with a slip here and there."""
        _tell("begin", place)
        QTest.keyClick(widget, _Key.Key_A, _CTRL)
        gap = self._chance.choice(_GAPS)
        for letter in text:
            if self._chance.random() < 0.1:
                self._press(widget, "x", gap)
                QTest.keyClick(widget, _Key.Key_Backspace)
            self._press(widget, letter, gap)
        if leave is not None:
            QTest.keyClick(widget, leave)
        _pause(gap)

    def _press(self, widget: QWidget, letter: str, gap: int) -> None:
        QTest.keyClicks(widget, letter)
        _tell("typed", time.monotonic(), text_of(widget))
        _pause(gap)


def _texts_in(widget: QWidget) -> list[QWidget]:
    return [*widget.findChildren(QLineEdit), *widget.findChildren(QPlainTextEdit)]


def _pause(milliseconds: int) -> None:
    """Serve events as the program itself does: `QTest.qWait` would keep all Python threads from running."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _tell(*words: object) -> None:
    """Write a line at once: what is in the pipe outlives the process."""
    os.write(1, msgspec.json.encode(words) + b"\n")


def main(store: str, plan_id: str, seed: str) -> None:
    application = new_application()
    office = Office(Path(store))
    office.preferences.change(Preferences(language="vi", theme="light", tour_seen=True))
    window = open_window(application, office)
    window.resize(1366, 768)
    window.activateWindow()
    window.open_plan(plan_id)
    view = window.view
    assert view is not None
    _pause(50)
    _tell("change", 0, digest(view.desk.plan))
    chance = random.Random(seed)  # noqa: S311 - the same seed does the same
    typist = Typist(window, Hands(None, window), chance, Path(store).parent)  # type: ignore[arg-type]
    while True:
        typist.work()


if __name__ == "__main__":
    main(*sys.argv[1:])
