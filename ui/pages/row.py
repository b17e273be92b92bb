"""A row of a list: a grip to drag it by, its fields, and the tools for the row."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.plan.changes import value_at
from dxdesk.plan.places import place_name
from ui import theme
from ui.desk import Desk
from ui.fields.field import Field
from ui.fields.notes import NoteLines, shown_notes
from ui.fields.remarks import Remarks
from ui.pages.row_tools import Grip, RowTools, SummaryButton


class RowForm(NamedTuple):
    """Where a row's fields are put: `head` beside the grip, `below` the full width under it."""

    head: QVBoxLayout
    below: QVBoxLayout


# Puts the fields of the entry at a place into a row and returns them in reading order.
BuildRow = Callable[[RowForm, str], Sequence[Field]]
# Says an entry in a sentence.
Summary = Callable[[Any], str]


class Row(QFrame):
    """One entry of a list at `path`. `asked` carries what to do with it, `opened` that its form is shown."""

    asked = Signal(str)
    opened = Signal()

    def __init__(self, desk: Desk, path: str, build: BuildRow, summary: Summary | None) -> None:
        """Show the entry at `path`; with a summary, its fields are shown only while the row is open."""
        super().__init__()
        self.desk = desk
        self.path = path
        self._says = summary
        self._said: list[tuple[str, str]] = []
        self._inside = self._over = False
        self.grip = Grip()
        self.tools = RowTools()
        self.tools.asked.connect(self.asked)
        self.summary: SummaryButton | None = None
        self.remarks = Remarks()
        self.remarks.hide()
        self._notes: NoteLines | None = None
        self._column_of_notes = QVBoxLayout()
        self._build = build
        self.fields: tuple[Field, ...] = ()  # of a row that was never opened: none
        self._lay_out()
        desk.reviewed.connect(self.show_findings)
        self.follow()

    @property
    def index(self) -> int:
        """The position of the entry in its list."""
        return int(self.path.rpartition("/")[2])

    def move_to(self, path: str) -> None:
        """Show the entry at another place."""
        if path != self.path:
            before, self.path = self.path, path
            for field in self.fields:
                field.move_to(path + field.path.removeprefix(before))
        self.follow()

    def follow(self) -> None:
        """Show what the entry is called and says now."""
        name = place_name(self.path, self.desk.plan, self.desk.guidance)
        self.number.setText(str(self.index + 1))
        self.grip.setAccessibleName(name)
        self.tools.name_after(name)
        for field in self.fields:
            self._name(field)
        if self.summary is not None and self._says is not None:
            said = self._says(value_at(self.desk.plan, self.path))
            self.summary.show_sentence(said or _("(nothing written yet)"), name)
        self.show_findings()

    def open_form(self, *, shown: bool) -> None:
        """Show the fields, or only the sentence."""
        if self.summary is None or self.below.isVisibleTo(self) == shown:
            return
        if shown and not self.fields:
            self._build_fields()
        self.summary.setChecked(shown)
        self.below.setVisible(shown)
        self.show_findings()
        if shown:
            self.opened.emit()

    def bring_to(self, path: str = "") -> None:
        """Put the cursor in the field of a place, or where the row begins."""
        if path.startswith(f"{self.path}/"):
            self.open_form(shown=True)
        field = next((field for field in self.fields if path and field.path == path), None)
        if field is None and self.summary is not None and not (path and self.below.isVisibleTo(self)):
            self.summary.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.open_form(shown=True)
        (field or self.fields[0]).bring_to()

    def begin(self) -> None:
        """Put the cursor in an entry that was only just added; nothing is said of it yet."""
        self.open_form(shown=True)
        for field in self.fields:
            field.hush()
        self.fields[0].bring_to()

    def stand_on(self) -> None:
        """Put the focus on the row itself, not into its texts."""
        (self.summary or self.grip).setFocus(Qt.FocusReason.OtherFocusReason)

    def stands(self) -> bool:
        """Say whether the focus is on the row itself or its tools."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus) and not self.writes()

    def writes(self) -> bool:
        """Say whether the focus is in a field."""
        focus = QApplication.focusWidget()
        return focus is not None and any(field.isAncestorOf(focus) for field in self.fields)

    def show_findings(self) -> None:
        """Show what the rules say of the entry as a whole; of its fields too while they are not shown."""
        closed = self.summary is not None and not self.below.isVisibleTo(self)
        at_fields = {field.path for field in self.fields}
        if self.path not in at_fields:
            self._notes = shown_notes(self.desk, self.path, self._notes, self._column_of_notes)
        found: list[tuple[str, str]] = [
            (finding.severity, finding.message)
            for finding in self.desk.findings_at(self.path, inside=closed)
            if closed or finding.path not in at_fields
        ]
        if self._inside:  # what is new waits until the row is left
            found = [line for line in found if line in self._said]
        self._said = found
        self.remarks.show_lines(found)
        self.remarks.setVisible(bool(found))

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through: the grip or the sentence, the fields, and the tools last."""
        inside = [
            widget
            for field in self.fields
            for widget in field.findChildren(QWidget)
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.window() is self.window()
        ]
        first = [self.grip] if self.summary is None else [self.grip, self.summary]
        return [*first, *inside, *self.tools.buttons.values()]

    def retire(self) -> None:
        """Let go of an entry that has left the plan."""
        self.desk.disconnect(self)
        for field in self.fields:
            field.retire()
        self.hide()
        self.deleteLater()

    def note_focus(self, *, inside: bool) -> None:
        """Show the tools while somebody works in the row, and findings when it is left."""
        if inside != self._inside:
            self._inside = inside
            self._show_tools()
            self.show_findings()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the tools under the mouse."""
        super().enterEvent(event)
        self._over = True
        self._show_tools()

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the tools again."""
        super().leaveEvent(event)
        self._over = False
        self._show_tools()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the tools in words."""
        self.tools.menu().popup(event.globalPos())

    def _show_tools(self) -> None:
        self.tools.setVisible(self._inside or self._over)

    def _build_fields(self) -> None:
        self.fields = tuple(self._build(self._form, self.path))
        for field in self.fields:
            self._name(field)

    def _name(self, field: Field) -> None:
        focus = field.editor.widget.focusProxy() or field.editor.widget
        focus.setAccessibleName(place_name(field.path, self.desk.plan, self.desk.guidance))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SMALL)
        grid.setVerticalSpacing(theme.SMALL)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._lead(), 0, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        self.below = QWidget()
        below = QVBoxLayout(self.below)
        head.setSpacing(theme.SMALL)
        below.setSpacing(theme.MEDIUM)
        below.setContentsMargins(0, 0, 0, 0 if self._says is None else theme.WIDE)
        if self._says is not None:
            self.summary = SummaryButton()
            self.summary.clicked.connect(lambda: self.open_form(shown=not self.below.isVisibleTo(self)))
            head.addWidget(self.summary)
        self._form = RowForm(head, below)
        if self.summary is None:
            self._build_fields()
        grid.addLayout(head, 0, 1)
        grid.addWidget(self.tools, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.below, 1, 1, 1, 2)
        grid.addWidget(self.remarks, 2, 1, 1, 2)
        grid.addLayout(self._column_of_notes, 3, 1, 1, 2)
        self.below.setVisible(self._says is None and below.count() > 0)
        self._show_tools()

    def _lead(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self.number = QLabel()
        self.number.setProperty("role", "muted")
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.number.setMinimumWidth(self.number.fontMetrics().horizontalAdvance("00"))
        line.addWidget(self.grip)
        line.addWidget(self.number)
        return holder
