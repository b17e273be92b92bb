import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.guidance.loading import installed_packs, pack_for_year
from dxdesk.plan.defaults import OFFICE_SETTING, OfficeDefaults
from dxdesk.resources import resource
from tests.signing.authority import root_pem
from tests.ui.windows import desktop, window_with
from ui import theme
from ui.backup_dialog import BackupDialog
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.settings import SettingsDialog, open_settings
from ui.settings_backup import BackupTab
from ui.settings_display import DisplayTab
from ui.settings_files import FilesTab
from ui.settings_guidance import GuidanceTab
from ui.settings_office import OfficeTab
from ui.settings_signing import SigningTab
from ui.signing_preferences import SigningBook

# Lists that pop up, on the platform without a screen.
pytestmark = pytest.mark.qt_log_ignore(r"raise\(\)", extend=True)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path) as opened:
        yield opened


@pytest.fixture
def plan_window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path, level="xa") as opened:
        yield opened


def display(dialog: SettingsDialog) -> DisplayTab:
    found = dialog.pages[0]
    assert isinstance(found, DisplayTab)
    return found


def office(dialog: SettingsDialog) -> OfficeTab:
    dialog.tabs.setCurrentIndex(1)
    found = dialog.pages[1]
    assert isinstance(found, OfficeTab)
    return found


def files(dialog: SettingsDialog) -> FilesTab:
    dialog.tabs.setCurrentIndex(4)
    found = dialog.pages[4]
    assert isinstance(found, FilesTab)
    return found


def signing(dialog: SettingsDialog) -> SigningTab:
    dialog.tabs.setCurrentIndex(2)
    found = dialog.pages[2]
    assert isinstance(found, SigningTab)
    return found


def guidance(dialog: SettingsDialog) -> GuidanceTab:
    dialog.tabs.setCurrentIndex(5)
    found = dialog.pages[5]
    assert isinstance(found, GuidanceTab)
    return found


def choose(tab: QWidget, words: str) -> None:
    button = next(each for each in tab.findChildren(QRadioButton) if each.text() == words)
    QRadioButton.click(button)


def kept(window: MainWindow) -> Preferences:
    window.office.archive.flush()
    found = window.office.archive.read(lambda store: store.setting("window", Preferences))
    assert found is not None
    return found


def kept_office(window: MainWindow) -> OfficeDefaults:
    window.office.archive.flush()
    found = window.office.archive.read(lambda store: store.setting(OFFICE_SETTING, OfficeDefaults))
    return found or OfficeDefaults()


def write(tab: OfficeTab, name: str, text: str) -> None:
    """Write into a field and leave it."""
    widget = tab.editors[name].widget
    widget.setFocus()
    for method in ("setText", "setPlainText"):
        if hasattr(widget, method):
            getattr(widget, method)(text)
    QTest.keyClick(widget, Qt.Key.Key_Tab)
    tab.editors[name].left.emit()


def test_the_theme_changes_at_once_and_the_dialog_stays_as_it_is(window: MainWindow) -> None:
    dialog = open_settings(window)
    before = display(dialog)
    choose(before, "Dark")
    assert theme.current().name == "dark"
    assert kept(window).theme == "dark"
    assert display(dialog) is before


def test_another_language_is_spoken_at_once_in_the_dialog_too(window: MainWindow) -> None:
    dialog = open_settings(window)
    button = next(each for each in display(dialog).findChildren(QRadioButton) if each.text() == "Tiếng Việt")
    button.setFocus()
    button.click()
    assert kept(window).language == "vi"
    assert dialog.isVisible()
    choose(display(dialog), "English")
    assert dialog.windowTitle() == "Settings"
    assert dialog.tabs.tabText(1) == "Office"
    focus = dialog.focusWidget()
    assert isinstance(focus, QRadioButton) or focus is dialog.tabs.tabBar()


def test_larger_text_keeps_the_tab_and_what_is_typed(plan_window: MainWindow) -> None:
    dialog = open_settings(plan_window)
    before = QApplication.font().pointSizeF()
    tab = office(dialog)
    name = tab.editors["signer.full_name"].widget
    name.setProperty("text", "Nguyễn Văn Bình")
    choose(display(dialog), "150 %")
    assert QApplication.font().pointSizeF() == pytest.approx(before * 1.5)
    assert dialog.tabs.currentIndex() == 1
    assert office(dialog).editors["signer.full_name"].read() == "Nguyễn Văn Bình"
    assert plan_window.view is not None


def test_the_folder_for_exports_is_chosen_and_cleared(window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "xuất ra"
    folder.mkdir()
    tab = files(open_settings(window))
    QTest.mouseClick(tab.choose, LEFT)
    asked = tab.findChild(QFileDialog)
    assert asked is not None
    asked.fileSelected.emit(str(folder))
    asked.reject()
    assert tab.exports.text() == kept(window).export_folder == str(folder)
    QTest.mouseClick(tab.clear, LEFT)
    assert kept(window).export_folder == ""
    assert not tab.clear.isEnabled()


def test_the_folder_of_the_plans_is_opened_by_the_system(window: MainWindow) -> None:
    tab = files(open_settings(window))
    with desktop() as system:
        QTest.mouseClick(tab.open, LEFT)
    assert system.opened == [Path(tab.plans.text()).parent]


def test_the_unit_is_found_by_typing_without_diacritics(window: MainWindow) -> None:
    tab = office(open_settings(window))
    tab.unit.setFocus()
    QTest.keyClicks(tab.unit, "xa thach kim loc ha")
    assert tab.unit.offers.isVisible()
    assert tab.unit.offers.item(0).text().startswith("Xã Thạch Kim, Huyện Lộc Hà")
    QTest.keyClick(tab.unit, Qt.Key.Key_Return)
    assert tab.unit.text() == "Xã Thạch Kim, Huyện Lộc Hà, Tỉnh Hà Tĩnh"
    assert (kept_office(window).unit_scheme, kept_office(window).unit_code) == ("gso-2022", "18580")


def test_words_that_name_no_unit_are_put_back_and_none_at_all_clears_it(window: MainWindow) -> None:
    tab = office(open_settings(window))
    QTest.keyClicks(tab.unit, "dam doi")
    QTest.keyClick(tab.unit, Qt.Key.Key_Down)
    QTest.keyClick(tab.unit, Qt.Key.Key_Return)
    chosen = tab.unit.text()
    assert "Đầm Dơi" in chosen
    tab.unit.selectAll()
    QTest.keyClicks(tab.unit, "zzz")
    tab.unit.left.emit()
    assert tab.unit.text() == chosen
    tab.unit.clear()
    tab.unit.left.emit()
    assert kept_office(window).unit_code == ""


def test_a_field_of_the_office_is_kept_when_it_is_left(window: MainWindow) -> None:
    tab = office(open_settings(window))
    write(tab, "signer.full_name", "Trần Thị Hòa")
    write(tab, "recipients", "UBND huyện\n\n Các thôn ")
    assert kept_office(window).signer.full_name == "Trần Thị Hòa"
    assert kept_office(window).recipients == ("UBND huyện", "Các thôn")


def test_what_does_not_fit_is_said_below_the_field_and_not_kept(window: MainWindow) -> None:
    tab = office(open_settings(window))
    write(tab, "symbol", "K" * 31)
    fault = tab._faults["symbol"]
    assert fault.isVisible()
    assert "30" in fault.text()
    assert kept_office(window).symbol == ""
    write(tab, "symbol", "KH-UBND")
    assert not fault.isVisible()


def test_what_is_still_typed_is_kept_when_the_dialog_closes(window: MainWindow) -> None:
    dialog = open_settings(window)
    tab = office(dialog)
    tab.editors["place"].widget.setProperty("text", "Lộc Hà")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert kept_office(window).place == "Lộc Hà"


def test_the_values_of_the_open_plan_are_taken_over_and_given_back(plan_window: MainWindow) -> None:
    assert plan_window.view is not None
    plan = plan_window.view.desk.plan
    tab = office(open_settings(plan_window))
    write(tab, "archive", "VT, KT")
    before = kept_office(plan_window)
    QTest.mouseClick(tab.take, LEFT)
    taken = kept_office(plan_window)
    assert taken.unit_code == plan.unit.code
    assert taken.signer == plan.document.signer
    assert taken.recipients == plan.document.recipients
    assert tab.unit.text().startswith("Xã Thạch Kim")
    QTest.mouseClick(tab.notice.button, LEFT)
    assert kept_office(plan_window) == before
    assert tab.editors["archive"].read() == "VT, KT"


def test_without_an_open_plan_nothing_is_offered_to_take_over(window: MainWindow) -> None:
    assert not office(open_settings(window)).take.isVisible()


def next_year(folder: Path) -> Path:
    """Make the pack of 2024 out of the one of 2023."""
    shutil.copytree(resource("guidance", "2023"), folder)
    for file in folder.iterdir():
        words = file.read_text("utf-8").replace("2023", "2024").replace("2022", "2023")
        file.write_text(words, "utf-8")
    return folder


def test_a_pack_from_a_folder_is_used_from_then_on(window: MainWindow, tmp_path: Path) -> None:
    tab = guidance(open_settings(window))
    tab.take_in(next_year(tmp_path / "hướng dẫn 2024"))
    assert len(installed_packs()) == 2
    assert pack_for_year(2024).meta.id == "btttt-2024"
    assert tab._packs.count() == 2
    assert "is added" in tab.notice.words.text()


def test_the_faults_of_a_pack_are_listed_and_nothing_is_added(window: MainWindow, tmp_path: Path) -> None:
    folder = next_year(tmp_path / "2024")
    for file in folder.glob("0*.toml"):
        file.write_text("key = 3", "utf-8")
    tab = guidance(open_settings(window))
    tab.take_in(folder)
    assert tab.faults.isVisible()
    assert "01-community-digital-teams.toml" in tab.faults.text()
    assert "more faults" in tab.faults.text()
    assert len(installed_packs()) == 1


def test_everything_that_takes_the_focus_has_a_name(plan_window: MainWindow) -> None:
    dialog = open_settings(plan_window)
    for tab in dialog.pages:
        for widget in tab.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(tab):
                assert widget.accessibleName() or widget.property("text") or has_buddy(tab, widget)


def has_buddy(tab: QWidget, widget: QWidget) -> bool:
    return any(label.buddy() is widget for label in tab.findChildren(QLabel))


def test_settings_of_before_are_shown(window: MainWindow) -> None:
    book = window.office.preferences
    book.change(msgspec.structs.replace(book.now, text_size=125))
    tab = display(open_settings(window))
    checked = [each.text() for each in tab.findChildren(QRadioButton) if each.isChecked()]
    assert checked == ["English", "Light", "125 %"]


def test_what_is_set_for_signing_is_kept_at_once(window: MainWindow) -> None:
    tab = signing(open_settings(window))
    tab.profile.box.setCurrentIndex(2)
    tab.profile.box.activated.emit(2)
    tab.server.setText("ftp://tsa")
    tab.settle()
    assert "must begin with http://" in tab.notice.words.text()
    assert window.office.signing.now.time_stamp_server == ""
    tab.server.setText("http://tsa.example.vn")
    tab.settle()
    kept = SigningBook(window.office.archive).now
    assert (kept.profile, kept.time_stamp_server) == ("flat", "http://tsa.example.vn")


def test_trusted_certificates_are_added_checked_and_taken_away_with_a_way_back(
    window: MainWindow, tmp_path: Path
) -> None:
    tab = signing(open_settings(window))
    window.office.signing.change(trusted={})
    (tmp_path / "goc.pem").write_bytes(root_pem())
    (tmp_path / "thu.pem").write_text("không phải chứng thư", encoding="utf-8")
    tab.add_files([tmp_path / "thu.pem", tmp_path / "goc.pem", tmp_path / "gone.pem"])
    assert "“thu.pem” cannot be read. Choose a file in PEM or DER form." in tab.notice.words.text()
    assert "“gone.pem” cannot be read" in tab.notice.words.text()
    assert dict(window.office.signing.now.trusted) == {"goc.pem": root_pem()}
    tab.trusted.setCurrentRow(0)
    QTest.mouseClick(tab.remove, Qt.MouseButton.LeftButton)
    assert dict(window.office.signing.now.trusted) == {}
    QTest.mouseClick(tab.notice.button, Qt.MouseButton.LeftButton)
    assert [tab.trusted.item(0).text()] == ["goc.pem"]


def test_a_second_place_for_backups_is_kept_and_told(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_settings(window)
    dialog.tabs.setCurrentIndex(6)
    tab = dialog.pages[6]
    assert isinstance(tab, BackupTab)
    assert not tab.clear.isEnabled()
    window.office.backups.choose_place(str(tmp_path))
    assert tab.second.text() == str(tmp_path)
    assert tab.last.text() == "Nothing was copied there yet."
    tab.now.click()
    done = "The plans are backed up, and the backup is checked."
    qtbot.waitUntil(lambda: tab.notice.words.text() == done, timeout=30_000)
    qtbot.waitUntil(lambda: tab.last.text().startswith("Copied there last: Today"), timeout=30_000)
    tab.clear.click()
    assert tab.second.text() == ""
    tab.list.click()
    assert not dialog.isVisible()
    (backups,) = window.findChildren(BackupDialog)
    assert window.office.backups.worker.wait_idle(10)
    assert backups.backups.rowCount() == 1
    backups.close()
