"""The files that an export can make, to be ticked, each with the name it will have."""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from dxdesk.export import Form
from dxdesk.language import mark
from dxdesk.language import translate as _
from ui import theme
from ui.pages.export_answers import ICONS
from ui.sign import Sign

_WORDS: Final[Mapping[Form, tuple[str, str]]] = {
    "docx": (mark("&Word document (DOCX)"), mark("To be read over, changed and submitted for signing.")),
    "pdf": (mark("&PDF"), mark("As it is printed: to be read anywhere, and to be signed digitally.")),
    "package": (
        mark("Plan pac&kage"),
        mark(
            "For the level above, and to go on in this program on another computer. Both documents, "
            "the notes and the accepted warnings are in it."
        ),
    ),
    "slip": (
        mark("&Transmittal slip (PDF)"),
        mark(
            "One page that goes with the paper: by its code the level above sees that paper and package "
            "belong together."
        ),
    ),
}


class ExportForms(QFrame):
    """The ticks. `changed` tells that one was set or taken away."""

    changed = Signal()

    def __init__(self, ticked: Iterable[Form]) -> None:
        """Begin with these forms ticked."""
        super().__init__()
        self.setProperty("role", "surface")
        self.ticks: dict[Form, QCheckBox] = {}
        self.names: dict[Form, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        column.setSpacing(theme.MEDIUM)
        chosen = set(ticked)
        for form, (title, hint) in _WORDS.items():
            column.addLayout(self._line(form, _(title), _(hint), ticked=form in chosen))

    @property
    def chosen(self) -> tuple[Form, ...]:
        """The forms that are ticked."""
        return tuple(form for form, tick in self.ticks.items() if tick.isChecked())

    def show_names(self, names: Mapping[Form, str]) -> None:
        """Show what the files will be called."""
        for form, label in self.names.items():
            label.setText(names[form])

    def _line(self, form: Form, title: str, hint: str, *, ticked: bool) -> QVBoxLayout:
        tick = self.ticks[form] = QCheckBox(title)
        tick.setChecked(ticked)
        tick.setAccessibleDescription(hint)
        tick.toggled.connect(lambda _on: self.changed.emit())
        name = self.names[form] = QLabel()
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QLabel(hint)
        words.setProperty("role", "hint")
        words.setWordWrap(True)
        words.setContentsMargins(theme.HUGE - theme.TIGHT, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addWidget(tick, 1)
        row.addWidget(Sign(ICONS[form], "muted", 20))
        row.addWidget(name)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(words)
        return column
