"""About the program: its version, its licence, what it stands on, and where the plans are."""

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from dxdesk import __version__
from dxdesk.guidance.loading import installed_packs, meta_of
from dxdesk.language import translate as _
from ui import theme
from ui.dialog import Dialog, NoticeLine, heading, muted
from ui.icons import app_icon
from ui.opening import store_place

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LETTERS: Final = 84
_LINES: Final = 30
_ICON: Final = 48
# Distributions whose versions matter in a report; a frozen program may not know them all.
_LIBRARIES: Final = ("reportlab", "python-docx", "pypdfium2", "msgspec", "sqlite-utils")


def open_about(window: "MainWindow") -> "AboutDialog":
    """Show what the program is."""
    dialog = AboutDialog(window)
    dialog.open()
    return dialog


class AboutDialog(Dialog):
    """What the program is and stands on; the facts can be copied for a report."""

    def __init__(self, window: "MainWindow") -> None:
        """Gather the facts."""
        super().__init__(window, _("About this program"), _LETTERS, _LINES)
        self._place = str(store_place(window.office))
        self._build_head()
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setHorizontalSpacing(theme.LARGE)
        form.setVerticalSpacing(theme.SMALL)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for name, words in self._rows():
            label = muted(name)
            label.setWordWrap(False)
            form.addRow(label, _fact(name, words))
        self.column.addLayout(form)
        self.column.addStretch(1)
        self.notice = NoticeLine()
        self.column.addWidget(self.notice)
        self.copy = QPushButton(_("&Copy these facts"))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self.add_foot(self.copy).setFocus()

    def facts(self) -> str:
        """Return the facts as lines of text, for a report."""
        return "\n".join([f"dxdesk {__version__}", *(f"{name}: {words}" for name, words in self._rows())])

    def _build_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.WIDE)
        sign = QLabel()
        sign.setPixmap(app_icon().pixmap(_ICON, _ICON))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.TIGHT)
        words.addWidget(heading(f"dxdesk {__version__}", 1.5))
        purpose = _(
            "Communes and districts write their yearly digital transformation plan with it, "
            "without a network. Nothing is sent anywhere unless you send it."
        )
        words.addWidget(muted(purpose))
        row.addLayout(words, 1)
        self.column.addLayout(row)

    def _rows(self) -> Iterator[tuple[str, str]]:
        packs = [meta for folder in installed_packs() if (meta := meta_of(folder))]
        yield _("Licence"), _("Apache License 2.0: free to use, change and pass on")
        yield _("Guidance"), ", ".join(f"{meta.id} {meta.version}" for meta in packs)
        yield _("Lists of units"), _("Codes and names of the General Statistics Office")
        yield _("Font of the documents"), _("Liberation Serif (SIL Open Font License 1.1)")
        yield _("Window"), f"Qt {qVersion()} (LGPL 3)"
        yield "Python", platform.python_version()
        yield _("Libraries"), ", ".join(_versions())
        yield _("System"), f"{platform.system()} {platform.release()} ({platform.machine()})"
        yield _("Where the plans are kept"), self._place

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.facts())
        self.notice.say(_("Copied. Please paste it into your report."))


def _fact(name: str, words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAccessibleName(f"{name}: {words}")
    return label


def _versions() -> Iterator[str]:
    for name in _LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            continue
