"""The settings: one place, each taken over at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.model import Plan
from ui.dialog import Dialog
from ui.settings_backup import BackupTab
from ui.settings_display import DisplayTab
from ui.settings_files import FilesTab
from ui.settings_guidance import GuidanceTab
from ui.settings_office import OfficeTab
from ui.settings_sending import SendingTab
from ui.settings_signing import SigningTab
from ui.settings_tab import SettingsTab

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LETTERS: Final = 104
_LINES: Final = 36


def open_settings(window: "MainWindow") -> "SettingsDialog":
    """Show the settings over the window."""
    dialog = SettingsDialog(window)
    dialog.open()
    return dialog


class SettingsDialog(Dialog):
    """Tabs of settings. When the language or the look changes, they are built anew in the same place."""

    def __init__(self, window: "MainWindow") -> None:
        """Show the tabs."""
        super().__init__(window, _("Settings"), _LETTERS, _LINES)
        self._window = window
        self._body: QWidget | None = None
        self._shown = window.office.preferences.now
        self._fill()
        # After the application's own slot: the language and the text size are then the new ones.
        window.office.preferences.changed.connect(self._follow)

    def done(self, result: int) -> None:
        """Take over what is still being typed."""
        self.settle()
        super().done(result)

    def settle(self) -> None:
        """Take over what is typed in every tab."""
        for tab in self.pages:
            tab.settle()

    def _fill(self) -> None:
        self.setWindowTitle(_("Settings"))
        self._body = QWidget()
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(0, 0, 0, 0)
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(True)
        inner.addWidget(self.tabs)
        self.pages: list[SettingsTab] = []
        for words, build in self._tabs():
            self.pages.append(build())
            self.tabs.addTab(self.pages[-1], _(words))
        self.column.insertWidget(0, self._body, 1)
        if self.column.count() == 1:
            self.close_button = self.add_foot()
        self.close_button.setText(_("&Close"))

    def _tabs(self) -> tuple[tuple[str, Callable[[], SettingsTab]], ...]:
        office = self._window.office
        return (
            (mark("Display"), lambda: DisplayTab(office.preferences)),
            (mark("Office"), lambda: OfficeTab(office.archive, self._open_plan)),
            (mark("Signing"), lambda: SigningTab(office.signing)),
            (mark("Sending"), lambda: SendingTab(office, self._show_addresses)),
            (mark("Files"), lambda: FilesTab(office)),
            (mark("Guidance packs"), GuidanceTab),
            (mark("Backups"), lambda: BackupTab(office, self._show_backups)),
        )

    def _show_addresses(self) -> None:
        from ui.address_dialog import open_addresses  # noqa: PLC0415 - as in the menu

        window = self._window
        self.close()
        open_addresses(window)

    def _show_backups(self) -> None:
        from ui.backup_dialog import open_backups  # noqa: PLC0415 - as in the menu

        window = self._window
        self.close()
        open_backups(window)

    def _open_plan(self) -> Plan | None:
        view = self._window.view
        return view.desk.plan if view is not None else None

    def _follow(self) -> None:
        """Build the tabs anew where every word or its size is another one now."""
        before, self._shown = self._shown, self._window.office.preferences.now
        if (before.language, before.text_size) == (self._shown.language, self._shown.text_size):
            return
        self.settle()
        tab, focus = self.tabs.currentIndex(), self._focus_place()
        old = self._body
        assert old is not None  # noqa: S101 - filled when it was made
        old.hide()
        self.column.removeWidget(old)
        old.deleteLater()
        self._fill()
        self.tabs.setCurrentIndex(tab)
        self._focus(focus)

    def _focus_place(self) -> int:
        """Return where among the tab's widgets the focus is."""
        widgets = _focusable(self.pages[self.tabs.currentIndex()])
        focus = self.focusWidget()
        return widgets.index(focus) if focus in widgets else -1

    def _focus(self, place: int) -> None:
        widgets = _focusable(self.pages[self.tabs.currentIndex()])
        target = widgets[place] if 0 <= place < len(widgets) else self.tabs.tabBar()
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def _focusable(tab: SettingsTab) -> list[QWidget]:
    widgets = tab.findChildren(QWidget)
    return [widget for widget in widgets if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
