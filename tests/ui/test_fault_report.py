"""What a report of a fault tells, and how it is saved."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from dxdesk import language
from tests.ui.made_faults import PERSON, caught, fail, fail_elsewhere
from ui.fault_dialog import QUIT, FaultDialog
from ui.fault_report import describe, report, short_name, without_folders

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_active", language._active)
    language.set_language("en")


def test_a_report_names_kind_and_place_but_no_value() -> None:
    text = report([describe(caught(fail))])
    assert "ValueError" in text
    assert "tests/ui/made_faults.py:" in text
    assert text.splitlines()[-1].endswith(" fail")
    assert PERSON not in text
    assert str(Path.home()) not in text
    assert str(ROOT) not in text


def test_a_report_names_versions_and_the_language() -> None:
    text = report([describe(caught(fail))])
    for word in ("dxdesk 0", "Python 3", "Qt 6", "PySide6 6", "Language: "):
        assert word in text


def test_a_report_holds_the_plan_only_where_it_is_given() -> None:
    fault = describe(caught(fail))
    assert "holds no content of the plan" in report([fault])
    with_plan = report([fault], PERSON)
    assert with_plan.endswith(PERSON + "\n")
    assert "holds the plan too" in with_plan


@given(st.text(min_size=4))
def test_no_message_of_an_exception_is_told(text: str) -> None:
    def break_down() -> None:
        error = RuntimeError(f"«{text}»")
        error.add_note(f"«{text}»")
        raise error from OSError(28, f"«{text}»", f"«{text}»")

    told = describe(caught(break_down))
    assert f"«{text}»" not in told.text + told.where
    assert told.text.startswith("OSError ENOSPC\nthen\nRuntimeError\n")


def test_what_the_database_calls_a_fault_is_told() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        text = describe(caught(lambda: database.execute("SELECT missing"))).text
    assert text.startswith("sqlite3.OperationalError SQLITE_ERROR\n")


def test_every_part_of_a_group_is_told() -> None:
    def break_down() -> None:
        raise BaseExceptionGroup(PERSON, [caught(fail), caught(fail_elsewhere)])

    text = describe(caught(break_down)).text
    assert [word for word in ("ExceptionGroup", "ValueError", "KeyError") if word not in text] == []
    assert PERSON not in text


def test_an_endless_recursion_makes_a_short_report() -> None:
    def fall() -> None:
        fall()

    text = describe(caught(fall)).text
    assert text.startswith("RecursionError")
    assert "…" in text
    assert len(text.splitlines()) < 70


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (str(ROOT / "ui" / "faults.py"), "ui/faults.py"),
        (json.__file__, "json/__init__.py"),
        (pytest.__file__, "pytest/__init__.py"),
        (r"C:\Users\Lan\Documents\thu.py", "thu.py"),
        ("/home/lan/thu.py", "thu.py"),
        ("<string>", "<string>"),
    ],
)
def test_folders_of_persons_are_not_named(file: str, name: str) -> None:
    assert short_name(file) == name
    assert without_folders(f'  File "{file}", line 3 in run') == f'  File "{name}", line 3 in run'


@pytest.mark.parametrize(("ticked", "holds"), [(True, True), (False, False)])
def test_the_plan_is_in_the_report_if_the_user_ticks_it(
    qtbot: QtBot, tmp_path: Path, *, ticked: bool, holds: bool
) -> None:
    dialog = FaultDialog(describe(caught(fail)), lambda: PERSON)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.with_plan.isVisible()
    assert not dialog.with_plan.isChecked()
    dialog.with_plan.setChecked(ticked)
    dialog.save_to(tmp_path / "report.txt")
    assert (PERSON in (tmp_path / "report.txt").read_text("utf-8")) == holds
    assert "report.txt" in dialog.outcome.text()
    assert dialog.isVisible()


def test_without_a_plan_nothing_is_asked(qtbot: QtBot) -> None:
    dialog = FaultDialog(describe(caught(fail)))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.with_plan.isVisible()


def test_a_plan_that_cannot_be_handed_over_does_not_keep_the_report_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = FaultDialog(describe(caught(fail)), lambda: str(json.loads("{}")[PERSON]))
    qtbot.addWidget(dialog)
    dialog.with_plan.setChecked(True)
    dialog.save_to(tmp_path / "report.txt")
    text = (tmp_path / "report.txt").read_text("utf-8")
    assert "ValueError" in text
    assert "KeyError" in text
    assert PERSON not in text


def test_a_folder_that_takes_no_file_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = FaultDialog(describe(caught(fail)))
    qtbot.addWidget(dialog)
    dialog.save_to(tmp_path / "missing" / "report.txt")
    assert dialog.outcome.text() == "The report could not be saved there. Choose another folder."


def test_the_dialog_shows_all_it_says(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = FaultDialog(describe(caught(fail)), lambda: PERSON)
    qtbot.addWidget(dialog)
    dialog.show()
    before = dialog.height()
    dialog.save_to(tmp_path / "report.txt")
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert dialog.outcome.height() >= dialog.outcome.heightForWidth(dialog.outcome.width())


def test_the_report_is_saved_where_the_user_says(qtbot: QtBot, tmp_path: Path) -> None:
    def choose() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, QFileDialog)
        name = asked.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(name, QLineEdit)
        name.setText(str(tmp_path / "báo lỗi.txt"))
        asked.accept()

    dialog = FaultDialog(describe(caught(fail)))
    qtbot.addWidget(dialog)
    dialog.show()
    QTimer.singleShot(50, choose)
    dialog.save.click()
    assert "ValueError" in (tmp_path / "báo lỗi.txt").read_text("utf-8")


def test_working_on_is_what_enter_and_escape_do(qtbot: QtBot) -> None:
    dialog = FaultDialog(describe(caught(fail)))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.go_on.isDefault()
    dialog.reject()
    assert dialog.result() != QUIT
