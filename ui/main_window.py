"""The one window of the program: the list of plans, or one plan."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QSize, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from ui.menus import fill_menu
from ui.office import Office
from ui.start import StartPage
from ui.store_notice import StoreNotice

if TYPE_CHECKING:
    from ui.plan_view import PlanView

_GEOMETRY: Final = "window-geometry"
# What is left of a screen of 1366 × 768 at 150 % beside the task bar and within the frame of a window.
_LEAST: Final = QSize(900, 420)


class MainWindow(QMainWindow):
    """Shows the plans, opens one, and goes back."""

    def __init__(self, office: Office) -> None:
        """Begin with the list of plans."""
        super().__init__()
        self.office = office
        self.view: PlanView | None = None
        self.setWindowTitle("dxdesk")
        self.setMinimumSize(_LEAST)
        self.stack = QStackedWidget()
        self.notice = StoreNotice(self)
        self._lay_out()
        self._keys()
        self.start = self._new_start()
        self.start.setFocus()
        self._restore_geometry()
        QTimer.singleShot(0, self, self._offer_tour)

    def open_plan(self, plan_id: str, place: str = "") -> None:
        """Open a plan where it was left, or at `place` (a JSON Pointer)."""
        from ui.plan_opening import opened_plan  # noqa: PLC0415 - the list of plans comes up before

        opened = opened_plan(self.office, plan_id, self)
        if opened is not None:
            self._show_view(opened.view, opened.position, place)

    def show_start(self) -> None:
        """Go back to the list of plans."""
        self.close_plan()
        self.start.refresh()
        self.stack.setCurrentWidget(self.start)
        self.setWindowTitle("dxdesk")
        self.start.setFocus()

    def rebuild(self) -> None:
        """Build everything anew in the language that is active now, at the same place."""
        view = self.view
        where = (view.desk.plan_id, view.key, view.page.place()) if view is not None else None
        self.close_plan()
        self.start.leave_off()
        old, self.start = self.start, self._new_start()
        self.stack.removeWidget(old)
        old.deleteLater()
        if where is not None:
            self.open_plan(where[0])
            if self.view is None:  # the store cannot be written just now
                self.show_start()
                return
            self.view.open_page(where[1])
            self.view.page.bring_to(where[2])

    def note_guidance(self) -> None:
        """Show the open plan anew where guidance was added or removed: it may offer another now."""
        if self.view is not None:
            self.rebuild()

    def open_file(self, path: Path) -> None:
        """Take a package file in as a plan and open it."""
        self.start.open_file(path)

    def plan_text(self) -> str:
        """Return the open plan as JSON, for a fault report that is to hold it; empty where none is open."""
        return "" if self.view is None else self.view.desk.plan_text()

    def settle(self) -> None:
        """Take in what stands in the editors of the open plan."""
        if self.view is not None:
            self.view.desk.settle()

    def close_plan(self) -> None:
        """Write the open plan and end all that runs for it."""
        if self.view is None:
            return
        self.view.close_plan()
        self.office.archive.flush()
        self.stack.removeWidget(self.view)
        self.view.deleteLater()
        self.view = None

    def leaves_unsaved(self) -> bool:
        """Ask whether the program is to end although something is not written; say so."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(
            _("The last changes could not be written to disk. They are lost if the program is closed now.")
        )
        stay = box.addButton(_("Stay and try again"), QMessageBox.ButtonRole.RejectRole)
        elsewhere = box.addButton(_("Save everything into a &new file…"), QMessageBox.ButtonRole.ActionRole)
        close = box.addButton(_("Close all the same"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        if box.clickedButton() is elsewhere:
            self.notice.ask()
        return box.clickedButton() is close

    def close_to_rescue(self) -> None:
        """Make room for the rescue of the store; what could not be written is written after it."""
        self.office.rescue_wanted = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write everything before the window goes; stay where that is not possible, unless told otherwise."""
        if not self.isEnabled():  # the last backup is being written
            event.ignore()
            return
        self.settle()
        geometry = self.saveGeometry().toBase64().toStdString()
        self.office.archive.write(lambda store: store.set_setting(_GEOMETRY, geometry))
        flushed = self.office.archive.flush() or self.office.rescue_wanted
        if not flushed and not self.leaves_unsaved():
            event.ignore()
            return
        self.close_plan()
        self.start.leave_off()
        self.setEnabled(False)  # what is typed now would not be saved
        self.office.outbox.finish()
        self.office.backups.finish(self._say_closing)
        super().closeEvent(event)

    def _show_view(self, view: "PlanView", key: str, place: str) -> None:
        self.close_plan()
        self.view = view
        self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        view.left.connect(self.show_start)
        view.desk.comparison_wanted.connect(self._compare)
        view.addresses_wanted.connect(self._take_addresses)
        view.update_wanted.connect(self._take_update)
        fill_menu(view.bar.menu, self)
        view.open_page(key)
        view.contents.list.setFocus()
        if place:
            view.open_place(place)
        if any(view.desk.drafts):
            from ui.resuming import resume  # noqa: PLC0415 - most sessions end in order

            resume(view)
        self.setWindowTitle(f"{view.bar.title.text()} - dxdesk")

    def _compare(self, path: Path) -> None:
        from ui.word_comparison import open_word_comparison  # noqa: PLC0415 - as in the menu

        open_word_comparison(self, path)

    def _new_start(self) -> StartPage:
        start = StartPage(self.office)
        start.plan_wanted.connect(self.open_plan)
        start.moved_wanted.connect(self._take_in)
        start.place_wanted.connect(self.open_plan)
        start.addresses_wanted.connect(self._take_addresses)
        start.update_wanted.connect(self._take_update)
        self.office.backups.told.connect(start.list.say_calmly)
        start.list.say_calmly(self.office.backups.words)
        fill_menu(start.menu, self)
        self.stack.addWidget(start)
        return start

    def _offer_tour(self) -> None:
        if self.office.preferences.now.tour_seen:
            return
        from ui.tour import offer_tour  # noqa: PLC0415 - for the first start only

        offer_tour(self)

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(middle)

    def _keys(self) -> None:
        QShortcut(QKeySequence("Ctrl+K"), self, self._search)
        QShortcut(QKeySequence("F1"), self, self._help)

    def _search(self) -> None:
        from ui.search_palette import SearchPalette  # noqa: PLC0415 - the first window does not need it

        SearchPalette.open_over(self)

    def _help(self) -> None:
        """Show the guidance: beside the page of a plan, and all of it where no plan is open."""
        if self.view is not None:
            self.view.help()
            return
        from ui.guidance_reader import open_guidance  # noqa: PLC0415 - as in the menu

        open_guidance(self)

    def _restore_geometry(self) -> None:
        kept = self.office.archive.read(lambda store: store.setting(_GEOMETRY, str))
        if not (kept and self.restoreGeometry(QByteArray.fromBase64(kept.encode()))):
            self.resize(1280, 720)

    def _take_in(self, file: Path) -> None:
        from ui.arrival_dialog import open_arrival  # noqa: PLC0415 - as in the menu

        open_arrival(self, file)

    def _take_addresses(self, file: Path) -> None:
        from ui.address_dialog import open_addresses  # noqa: PLC0415 - as in the menu

        open_addresses(self).take_in(file)

    def _take_update(self, file: Path) -> None:
        from ui.update_dialog import open_update  # noqa: PLC0415 - as in the menu

        open_update(self).take_in(file)

    def _say_closing(self) -> None:
        """Say over the window why it is not gone yet."""
        from ui.closing_notice import show_closing_notice  # noqa: PLC0415 - most backups are faster

        show_closing_notice(self)
