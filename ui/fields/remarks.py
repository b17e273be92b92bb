"""What there is to say of a place: a calm line with a mark and a word, never colour alone."""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dxdesk.language import mark
from dxdesk.language import translate as _
from ui import theme
from ui.icons import IconName, IconRole
from ui.sign import Sign

# The ground of a remark, and the colour and the name of its sign.
_LOOKS: Final[Mapping[str, tuple[str, IconRole, IconName]]] = {
    "error": ("error", "error", "attention"),
    "warning": ("warning", "warning", "attention"),
    "hint": ("soft", "muted", "help"),
}
SEVERITY_WORDS: Final = {"error": mark("To mend"), "warning": mark("Please look"), "hint": mark("Hint")}


class Remarks(QWidget):
    """The remarks at one place, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without remarks."""
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.TIGHT)
        self._shown: list[tuple[str, str]] = []

    def show_lines(self, lines: Iterable[tuple[str, str]]) -> None:
        """Show pairs of severity ("error", "warning", "hint") and sentence."""
        wanted = list(lines)
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for severity, sentence in wanted:
            self._column.addWidget(_remark(severity, sentence))

    def texts(self) -> list[str]:
        """Return the sentences shown."""
        return [sentence for _severity, sentence in self._shown]


def _remark(severity: str, sentence: str) -> QFrame:
    ground, colour, sign = _LOOKS[severity]
    frame = QFrame()
    frame.setProperty("role", ground)
    row = QHBoxLayout(frame)
    row.setContentsMargins(theme.SMALL, theme.TIGHT, theme.SMALL, theme.TIGHT)
    row.setSpacing(theme.SMALL)
    row.addWidget(Sign(sign, colour), 0, Qt.AlignmentFlag.AlignTop)
    words = QLabel(sentence)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    words.setProperty("role", severity if severity != "hint" else "")
    words.setAccessibleName(f"{_(SEVERITY_WORDS[severity])}: {sentence}")
    row.addWidget(words, 1)
    return frame
