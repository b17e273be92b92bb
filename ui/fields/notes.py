"""The open notes at one place: a quiet line each, with a button that ticks it off."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.plan.model import ReviewNote
from dxdesk.plan.remark_changes import resolve_note
from dxdesk.text.dates import short_date
from ui import theme
from ui.desk import Desk
from ui.returned import ReturnedFinding
from ui.sign import Sign


class NoteLines(QWidget):
    """The notes at one place, one below the other."""

    def __init__(self, desk: Desk) -> None:
        """Begin without notes."""
        super().__init__()
        self._desk = desk
        self._shown: Sequence[ReviewNote | ReturnedFinding] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.TIGHT)

    def show_notes(self, notes: Sequence[ReviewNote | ReturnedFinding]) -> None:
        """Show these notes, and what the level above said."""
        if notes == self._shown:
            return
        self._shown = notes
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for note in notes:
            self._column.addWidget(self._line(note))
        self.setVisible(bool(notes))

    def _line(self, note: ReviewNote | ReturnedFinding) -> QFrame:
        from_above = isinstance(note, ReturnedFinding)
        frame = QFrame()
        frame.setProperty("role", "warning" if from_above else "soft")
        row = QHBoxLayout(frame)
        row.setContentsMargins(theme.SMALL, theme.TIGHT, theme.TIGHT, theme.TIGHT)
        row.setSpacing(theme.SMALL)
        sign = Sign("attention", "warning") if from_above else Sign("note", "muted")
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head = note.head if isinstance(note, ReturnedFinding) else note_head(note)
        words = QLabel(f"{head}: {note.text}")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        row.addWidget(words, 1)
        button = QPushButton(_("Settled"))
        button.setProperty("role", "quiet")
        button.setAccessibleName(_("Settled: {note}").format(note=note.text))
        button.clicked.connect(lambda: self._settle(note, button))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _settle(self, note: ReviewNote | ReturnedFinding, button: QPushButton) -> None:
        button.setEnabled(False)  # the line goes with the next review
        if isinstance(note, ReturnedFinding):
            self._desk.returned.settle(note)
            return
        self._desk.change(resolve_note(self._desk.plan, note))


def note_head(note: ReviewNote) -> str:
    """Return who wrote a note, and when."""
    day = short_date(note.written_at.astimezone().date())
    return f"{note.author}, {day}" if note.author else day


def shown_notes(desk: Desk, path: str, lines: NoteLines | None, column: QBoxLayout) -> NoteLines | None:
    """Show the open notes at a place, and what the level above said of it, at the end of `column`.

    Widgets are made where there is something.
    """
    notes: list[ReviewNote | ReturnedFinding] = [*desk.returned.at(path)]
    notes += [note for note in desk.plan.notes if note.path == path and not note.resolved]
    if lines is None and notes:
        lines = NoteLines(desk)
        column.addWidget(lines)
    if lines is not None:
        lines.show_notes(notes)
    return lines
