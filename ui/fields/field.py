"""A field of a form: label, editor, hint, and below it what there is to say of the value."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QRadioButton, QVBoxLayout

from dxdesk.language import translate as _
from dxdesk.plan.changes import Change, set_value, value_at
from dxdesk.plan.edits import EditError, replacement
from dxdesk.plan.model import Plan
from dxdesk.text.legacy import from_legacy
from ui import theme
from ui.desk import Desk
from ui.fields.area import AreaEditor
from ui.fields.editor import Editor
from ui.fields.line import LineEditor
from ui.fields.notes import NoteLines, shown_notes
from ui.fields.pasting import LegacyPaste
from ui.fields.remarks import Remarks
from ui.fields.touch import concerns
from ui.fields.unicode_offer import UnicodeOffer

# What puts a value at the place, where more than the value alone changes.
Put = Callable[[Plan, str, Any], Change]

# What is typed becomes an edit when the hands rest this long, and at once when the field is left.
_REST: Final = 120  # milliseconds


class Field(QFrame):
    """One value of the plan, at `path` (a JSON Pointer), in an editor.

    Findings appear when the field is left, never while somebody types. `remarked` tells that there is
    something else to say than before, for a field whose lines are shown elsewhere.
    """

    remarked = Signal()

    def __init__(
        self,
        desk: Desk,
        path: str,
        label: str,
        editor: Editor,
        hint: str = "",
        *,
        figure: bool = False,
        put: Put | None = None,
        spoken: str = "",
        remarks: bool = True,
    ) -> None:
        """Edit the value at `path`; a `figure` of an indicator is read by its kind.

        `put` makes the change where `set_value` is not enough; `spoken` names a field without a label;
        without `remarks`, its `lines` are shown by somebody else.
        """
        super().__init__()
        self.desk = desk
        self.path = path
        self.editor = editor
        self.lines: list[tuple[str, str]] = []
        self._remarks: Remarks | None = None
        self._notes: NoteLines | None = None
        self._figure = figure
        self._make = put
        self._shows_remarks = remarks
        self._dirty = False
        self._hushed = False
        self._complaint = ""
        self._build(label, hint, spoken or label)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._hand_in_typed)
        editor.typed.connect(self._note_typing)
        editor.left.connect(self._leave)
        desk.followers.add(self)
        if isinstance(editor, (LineEditor, AreaEditor)):
            edit = editor.line if isinstance(editor, LineEditor) else editor.area
            edit.legacy_pasted.connect(self._offer_unicode)
        self.show_plan()

    def bring_to(self) -> None:
        """Put the cursor here."""
        self.editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def move_to(self, path: str) -> None:
        """Show another place of the same kind, for instance after rows were moved."""
        self.hand_in()
        self.path = path
        self._hushed = False
        self.show_plan()

    def retire(self) -> None:
        """Let go of a place that has left the plan; the widget goes next."""
        self._rest.stop()
        self._dirty = False
        self.desk.followers.remove(self)
        self.editor.disconnect(self)

    def show_plan(self) -> None:
        """Show the value as the plan has it."""
        self._dirty = False
        self._complaint = ""
        self.editor.show_value(value_at(self.desk.plan, self.path))
        self.show_findings()

    def hand_in(self) -> None:
        """Take over what is typed, if anything."""
        self._rest.stop()
        if not self._dirty:
            return
        self._dirty = False
        try:
            value = self.editor.read()
        except ValueError as error:
            self._complain(str(error))
            return
        self._complaint = ""
        self._put(value)

    def hush(self) -> None:
        """Say nothing of an entry that was only just begun, until the field is left."""
        self._hushed = True
        self.show_findings()

    def show_findings(self) -> None:
        """Show notes, and what the rules say of this place, unless somebody is typing in it."""
        self._notes = shown_notes(self.desk, self.path, self._notes, self._column)
        if not self._dirty:
            self._show_lines(self._found())

    def _found(self) -> list[tuple[str, str]]:
        lines = [("error", self._complaint)] if self._complaint else []
        if not self._hushed:
            lines += [(finding.severity, finding.message) for finding in self.desk.findings_at(self.path)]
        return lines

    def note_review(self) -> None:
        """Show what is still so; what is new waits until the field is left."""
        self._notes = shown_notes(self.desk, self.path, self._notes, self._column)
        if self._dirty:
            return
        found = self._found()
        self._show_lines([line for line in found if line in self.lines] if self._has_focus() else found)

    def _show_lines(self, lines: list[tuple[str, str]]) -> None:
        if lines == self.lines:
            return
        self.lines = lines
        self.remarked.emit()
        if self._shows_remarks:
            self._remarks = self._remarks or self._new_remarks()
            self._remarks.show_lines(lines)
            self._remarks.setVisible(bool(lines))

    def _new_remarks(self) -> Remarks:
        remarks = Remarks()
        self._column.addWidget(remarks)
        return remarks

    def _build(self, label: str, hint: str, spoken: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TIGHT)
        widget = self.editor.widget
        if label:
            self.label = QLabel(label)
            self.label.setBuddy(widget)
            self.label.setWordWrap(True)
            column.addWidget(self.label)
        column.addWidget(widget)
        focus = widget.focusProxy() or widget
        focus.setAccessibleName(spoken)
        for button in widget.findChildren(QRadioButton):  # each of a group of choices keeps its own words
            button.setAccessibleName(f"{spoken}: {button.text()}")
            button.setAccessibleDescription(hint)
        if hint:
            self.hint = QLabel(hint)
            self.hint.setProperty("role", "hint")
            self.hint.setWordWrap(True)
            column.addWidget(self.hint)
            focus.setAccessibleDescription(hint)
        self._column = column
        self._offer: UnicodeOffer | None = None

    def _note_typing(self) -> None:
        self._dirty = True
        if self.editor.as_typed:
            self._rest.start()

    def _hand_in_typed(self) -> None:
        """Take over what stands there while the person goes on typing."""
        if self._dirty:
            self._put(self.editor.read())

    def _put(self, value: Any) -> None:
        if not self._figure:
            make = self._make or set_value
            if not self.desk.change(make(self.desk.plan, self.path, value), merge=self.editor.as_typed):
                self._complain(_("This value does not fit here. What stood here before is kept."))
            return
        try:
            operation = replacement(self.desk.plan, self.path, str(value))
        except EditError as error:
            self._complain(str(error).rpartition(f"{self.path}: ")[2])
            return
        self.desk.set_value(self.path, operation["value"])

    def _leave(self) -> None:
        self._hushed = False
        self.hand_in()
        self.desk.session.settle()
        if not self._complaint:
            self.editor.show_value(value_at(self.desk.plan, self.path))
        self.show_findings()

    def _complain(self, message: str) -> None:
        self._complaint = message
        self.show_findings()

    def follow(self, touched: tuple[str, ...]) -> None:
        """Show a value that was changed from elsewhere (undo, a table, another page)."""
        if self._dirty or not concerns(touched, self.path):
            return
        value = value_at(self.desk.plan, self.path)
        if not (self._has_focus() and self._reads_as(value)):
            self.show_plan()

    def _has_focus(self) -> bool:
        widget = self.editor.widget
        return (widget.focusProxy() or widget).hasFocus()

    def _reads_as(self, value: Any) -> bool:
        """Say whether the editor says this already, so that its text and cursor can stay as they are."""
        try:
            return bool(self.editor.read() == value)
        except ValueError:
            return False

    def _offer_unicode(self, paste: LegacyPaste) -> None:
        if self._offer is not None:
            self._offer.deleteLater()
        self._offer = UnicodeOffer(paste)
        self._offer.answered.connect(lambda convert: self._answer(paste, convert=convert))
        self._column.addWidget(self._offer)

    def _answer(self, paste: LegacyPaste, *, convert: bool) -> None:
        """Put the pasted piece in Unicode, where it still stands as it was pasted; the cursor goes back there."""
        self.bring_to()
        if self._offer is not None:
            self._offer.deleteLater()
            self._offer = None
        if convert and isinstance(self.editor, (LineEditor, AreaEditor)):
            self.editor.replace_piece(paste.position, paste.text, from_legacy(paste.text, paste.encoding))
            self.hand_in()
