"""The guidance packs: which there are, and adding another one from a folder."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from dxdesk.files import reason_of
from dxdesk.guidance.faults import FaultyPackError, PackFault
from dxdesk.guidance.loading import installed_packs, load_pack
from dxdesk.guidance.own_packs import add_pack, bring_back_pack, is_own, remove_pack
from dxdesk.guidance.pack import Pack
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from ui import theme
from ui.dialog import muted
from ui.publisher_list import open_publishers
from ui.settings_tab import SettingsTab, plain_button

_FAULTS_SHOWN: Final = 12


class GuidanceTab(SettingsTab):
    """The installed packs, and adding one."""

    def __init__(self) -> None:
        """List the packs."""
        super().__init__()
        words = _(
            "A guidance pack is a ministry letter of one year with its tasks, as a folder of small text files. "
            "New plans take the newest one for their year; a plan keeps the one it was begun with."
        )
        self.column.addWidget(muted(words))
        self.add_button = plain_button(_("&Add guidance from a folder…"))
        self.add_button.clicked.connect(self._ask)
        self.publishers_button = plain_button(_("&Publishers…"))
        self.publishers_button.clicked.connect(lambda: open_publishers(self))
        self.add_row(self.add_button, self.publishers_button)
        self.column.addWidget(self.notice)
        self._build_faults()
        self._packs = QVBoxLayout()
        self._packs.setSpacing(theme.SMALL)
        self.column.addLayout(self._packs)
        self.column.addStretch(1)
        self._list()

    def take_in(self, folder: Path) -> None:
        """Add the pack in a folder, or say what is wrong with it."""
        self.faults.hide()
        try:
            pack = add_pack(folder)
        except FaultyPackError as error:
            self.notice.say(self._count(len(error.faults)), "error")
            self._show_faults(error.faults)
        except OSError as error:
            words = _("The guidance could not be copied: {reason}. Nothing was changed.")
            self.notice.say(words.format(reason=reason_of(error)), "error")
        else:
            self.notice.say(_("“{name}” is added.").format(name=pack.meta.name))
            self._list()

    def remove(self, folder: Path, name: str) -> None:
        """Remove a pack that was added; this can be taken back."""
        if self._done(remove_pack, folder, name):
            words = _("“{name}” is removed. Plans that were written with it stay as they are.")
            self.notice.say(
                words.format(name=name), "soft", _("&Undo"), lambda: self._bring_back(folder, name)
            )

    def _bring_back(self, folder: Path, name: str) -> None:
        if self._done(bring_back_pack, folder, name):
            self.notice.say(_("“{name}” is back.").format(name=name))

    def _done(self, deed: Callable[[Path], object], folder: Path, name: str) -> bool:
        try:
            deed(folder)
        except OSError as error:
            words = _("“{name}” stays as it is: {reason}.")
            self.notice.say(words.format(name=name, reason=reason_of(error)), "error")
            return False
        self._list()
        return True

    def _count(self, count: int) -> str:
        words = _n(
            "This folder cannot be used: it has {count} fault. Nothing was added.",
            "This folder cannot be used: it has {count} faults. Nothing was added.",
            count,
        )
        return words.format(count=count)

    def _build_faults(self) -> None:
        self.faults = QLabel()
        self.faults.setWordWrap(True)
        self.faults.setTextFormat(Qt.TextFormat.PlainText)
        self.faults.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.faults.setAccessibleName(_("Faults of the guidance pack"))
        self.faults.hide()
        self.column.addWidget(self.faults)

    def _show_faults(self, faults: Sequence[PackFault]) -> None:
        lines = [f"• {fault}" for fault in faults[:_FAULTS_SHOWN]]
        if more := len(faults) - len(lines):
            lines.append(_("and {count} more faults").format(count=more))
        self.faults.setText("\n".join(lines))
        self.faults.show()

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Folder of the guidance pack"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.take_in(Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _list(self) -> None:
        while (item := self._packs.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for folder in installed_packs():
            card = _card(folder)
            if is_own(folder):
                remove = plain_button(_("Remove"))
                remove.setAccessibleName(_("Remove “{name}”").format(name=card.name))
                remove.clicked.connect(
                    lambda _on=False, folder=folder, name=card.name: self.remove(folder, name)
                )
                card.row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
            self._packs.addWidget(card)


class _Card(QFrame):
    """What a pack is; `row` has room on its right, `name` is what people call it."""

    def __init__(self, name: str, lines: Sequence[str]) -> None:
        super().__init__()
        self.name = name
        self.setProperty("role", "surface")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.MEDIUM, theme.SMALL)
        column = QVBoxLayout()
        column.setSpacing(theme.TIGHT)
        title = QLabel(name)
        title.setWordWrap(True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(title)
        for words in lines:
            column.addWidget(muted(words))
        self.row.addLayout(column, 1)


def _card(folder: Path) -> _Card:
    """Return a card that says what a pack is."""
    try:
        pack = load_pack(folder)
    except FaultyPackError as error:
        name, lines = folder.name, [_("This pack cannot be used:"), *map(str, error.faults[:_FAULTS_SHOWN])]
    else:
        name, lines = pack.meta.name, _lines(pack)
    return _Card(name, lines)


def _lines(pack: Pack) -> list[str]:
    letter, meta = pack.meta.letter, pack.meta
    tasks = _n("{count} task", "{count} tasks", len(pack.tasks)).format(count=len(pack.tasks))
    version = _("version {version}").format(version=meta.version)
    return [f"{letter.kind} {letter.number}, {letter.issuer}", f"{meta.id} · {version} · {tasks}"]
