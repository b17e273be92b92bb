"""What the guidance suggests to do for a task, to be ticked and inserted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dxdesk.guidance.pack import Suggestion, Task
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.changes import insert_suggestions, task_path
from ui import theme
from ui.desk import Desk
from ui.fields.touch import concerns
from ui.pages.page import scaled


class SuggestionPanel(QFrame):
    """Suggestions with tick boxes; those that the task has already are marked. `inserted` tells how many came."""

    inserted = Signal(int)
    closed = Signal()

    def __init__(self, desk: Desk, task: Task, parent: QWidget | None = None) -> None:
        """Show the suggestions of a task, in the words of the unit."""
        super().__init__(parent)
        self._desk = desk
        self._task = task
        self._path = f"{task_path(task.key)}/activities"
        self.lines: list[_Line] = []
        self.setProperty("role", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.WIDE, theme.MEDIUM, theme.WIDE, theme.MEDIUM)
        column.setSpacing(theme.SMALL)
        title = QLabel(_("Suggested activities"))
        title.setFont(scaled(1, bold=True))
        column.addWidget(title)
        lead = QLabel(
            _("Tick what the unit will do. What is inserted can be changed like any other activity.")
        )
        lead.setProperty("role", "hint")
        lead.setWordWrap(True)
        column.addWidget(lead)
        for suggestion in suggestions_of(desk, task):
            line = _Line(suggestion)
            line.box.toggled.connect(self._count)
            self.lines.append(line)
            column.addWidget(line)
        column.addLayout(self._buttons())
        desk.changed.connect(self._follow)
        self._show_present()

    def chosen(self) -> list[Suggestion]:
        """Return the suggestions ticked and not there yet."""
        return [line.suggestion for line in self.lines if line.box.isChecked() and line.box.isEnabled()]

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.insert = QPushButton()
        self.insert.setProperty("role", "primary")
        self.insert.clicked.connect(self._insert)
        self.every = QPushButton(_("Tick all"))
        self.every.setProperty("role", "quiet")
        self.every.clicked.connect(self._tick_all)
        close = QPushButton(_("Fold away"))
        close.setProperty("role", "quiet")
        close.clicked.connect(self.closed)
        for button in (self.insert, self.every, close):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _follow(self, touched: tuple[str, ...]) -> None:
        if concerns(touched, self._path):
            self._show_present()

    def _show_present(self) -> None:
        left = suggestions_left(self._desk, self._task)
        for line in self.lines:
            line.show_present(present=line.suggestion not in left)
        self._count()

    def _count(self) -> None:
        number = len(self.chosen())
        self.insert.setText(
            _n("Insert {count} activity", "Insert {count} activities", number).format(count=number)
        )
        self.insert.setEnabled(number > 0)
        self.every.setEnabled(any(line.box.isEnabled() and not line.box.isChecked() for line in self.lines))

    def _tick_all(self) -> None:
        for line in self.lines:
            if line.box.isEnabled():
                line.box.setChecked(True)

    def _insert(self) -> None:
        chosen = self.chosen()
        wanted = {suggestion.text for suggestion in chosen}
        if self._desk.change(insert_suggestions(self._desk.plan, self._task, chosen)):
            for line in self.lines:
                if line.suggestion.text in wanted:
                    line.box.setChecked(False)
            self.inserted.emit(len(chosen))


class _Words(QLabel):
    """The words beside a tick box, which belong to it for the mouse too."""

    pressed = Signal()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Tell of the click."""
        self.pressed.emit()


class _Line(QWidget):
    """One suggestion."""

    def __init__(self, suggestion: Suggestion) -> None:
        super().__init__()
        self.suggestion = suggestion
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        self.box = QCheckBox()
        self.box.setAccessibleName(suggestion.text)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        row.addLayout(column, 1)
        words = _Words(suggestion.text)
        words.setWordWrap(True)
        words.pressed.connect(self.box.click)
        parts = (suggestion.lead, suggestion.period.text, suggestion.output)
        small = QLabel(" · ".join(part for part in parts if part))
        small.setProperty("role", "hint")
        small.setWordWrap(True)
        column.addWidget(words)
        column.addWidget(small)
        self.mark = QLabel(_("Already there"))
        self.mark.setProperty("role", "done")
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)

    def show_present(self, *, present: bool) -> None:
        """Mark a suggestion that the task has already."""
        self.box.setEnabled(not present)
        if present:
            self.box.setChecked(False)
        self.mark.setVisible(present)


def suggestions_left(desk: Desk, task: Task) -> tuple[Suggestion, ...]:
    """Return the suggestions for the unit's level that the task does not have yet."""
    entry = desk.plan.tasks.get(task.key)
    texts = {activity.text.strip() for activity in entry.activities} if entry else set()
    return tuple(each for each in suggestions_of(desk, task) if each.text.strip() not in texts)


def suggestions_of(desk: Desk, task: Task) -> tuple[Suggestion, ...]:
    """Return the suggestions for the unit's level, in its own words."""
    worded = desk.guidance.task(task.key)
    return worded.suggestions.get(desk.plan.unit.level, ()) if worded else ()
