"""A field of a form: label, editor, hint, and below it what there is to say of the value."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from dxdesk.language import translate as _
from dxdesk.plan.changes import Change, set_value, value_at
from dxdesk.plan.model import Plan, Unread
from dxdesk.plan.rules.unread import unread as unread_rule
from dxdesk.plan.unread import keep_typed, unread_text
from dxdesk.plan.unread_words import unread_message
from ui.desk import Desk
from ui.fields.area import AreaEditor
from ui.fields.editor import Editor
from ui.fields.frame import FieldFrame
from ui.fields.line import LineEditor
from ui.fields.notes import NoteLines, shown_notes
from ui.fields.remarks import Remarks
from ui.fields.rest import UNFINISHED, WRITING, Rest
from ui.fields.touch import concerns
from ui.fields.unicode_offer import UnicodeOffers

# What puts a value at the place, where more than the value alone changes.
Put = Callable[[Plan, str, Any], Change]

_PRESSED: Final = 50  # milliseconds between two looks whether a button of the mouse is still held down


class Field(FieldFrame):
    """One value of the plan, at `path` (a JSON Pointer), in an editor.

    A text becomes an edit when the hands rest, anything else when the field is left: until then it is put by
    as a draft. What cannot be read is kept in the plan as it was typed, and stays in sight. Findings appear when the
    field is left, never while somebody types. `remarked` tells that there is something else to say than
    before, for a field whose lines are shown elsewhere.
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
        put: Put = set_value,
        spoken: str = "",
        remarks: bool = True,
    ) -> None:
        """Edit the value at `path`.

        `put` makes the change where `set_value` is not enough; `spoken` names a field without a label;
        without `remarks`, its `lines` are shown by somebody else.
        """
        super().__init__(editor, label, hint, spoken or label)
        self.desk = desk
        self.path = path
        self.lines: list[tuple[str, str]] = []
        self._remarks: Remarks | None = None
        self._notes: NoteLines | None = None
        self._make = put
        self._shows_remarks = remarks
        self._dirty = False
        self._hushed = False
        self._refused = False
        self._once_released = QTimer(self, singleShot=True, interval=_PRESSED)
        self._once_released.timeout.connect(self.show_findings)
        as_typed = editor.as_typed
        self._rest = Rest(
            self, WRITING if as_typed else UNFINISHED, self._hand_in_typed if as_typed else self._put_by
        )
        editor.typed.connect(self._note_typing)
        editor.left.connect(self._leave)
        desk.followers.add(self)
        if isinstance(editor, (LineEditor, AreaEditor)):
            offers = UnicodeOffers(editor, self.below)
            offers.answered.connect(self.bring_to)
            offers.converted.connect(self.hand_in)
        self.show_plan()
        if desk.drafts.text(path) is not None:  # a session was cut off in the middle of a word
            QTimer.singleShot(0, self, self._take_draft)

    def move_to(self, path: str) -> None:
        """Show another place of the same kind, for instance after rows were moved."""
        self.hand_in()
        self.path = path
        self._hushed = False
        self.show_plan()

    def retire(self) -> None:
        """Let go of a place that has left the plan; the widget goes next."""
        self._rest.stop()
        self._once_released.stop()
        self._dirty = False
        self.desk.drafts.drop(self.path)
        self.desk.followers.remove(self)
        self.editor.disconnect(self)

    def show_plan(self) -> None:
        """Show the value as the plan has it, or what was typed instead and cannot be read."""
        self._dirty = False
        self._refused = False
        self._show_value()
        self.show_findings()

    def hand_in(self) -> None:
        """Take over what is typed, if anything."""
        self._rest.stop()
        if not self._dirty:
            return
        self._dirty = False
        self._take_over(merge=self.editor.as_typed)
        self.desk.drafts.drop(self.path)

    def hush(self) -> None:
        """Say nothing of an entry that was only just begun, until the field is left."""
        self._hushed = True
        self.show_findings()

    def show_findings(self) -> None:
        """Show notes, and what the rules say of this place, unless somebody is typing in it."""
        self._notes = shown_notes(self.desk, self.path, self._notes, self.below)
        if not self._dirty:
            self._show_lines(self._found())

    def _found(self) -> list[tuple[str, str]]:
        lines = []
        if (typed := unread_text(self.desk.plan, self.path)) is not None:
            entry = Unread(path=self.path, text=typed)
            lines.append(("error", unread_message(self.desk.plan, self.desk.pack, entry)))
        if self._refused:
            lines.append(("error", _("This value does not fit here. What stood here before is kept.")))
        if not self._hushed:
            lines += [
                (finding.severity, finding.message)
                for finding in self.desk.findings_at(self.path)
                if finding.code != unread_rule.code  # said above, and without waiting for a review
            ]
        return lines

    def note_review(self) -> None:
        """Show what is still so; what is new waits until the field is left."""
        self._notes = shown_notes(self.desk, self.path, self._notes, self.below)
        if self._dirty:
            return
        found = self._found()
        self._show_lines([line for line in found if line in self.lines] if self.has_focus() else found)

    def _show_lines(self, lines: list[tuple[str, str]]) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            # Below the mouse nothing moves between the press of a button and its release.
            self._once_released.start()
            return
        if lines == self.lines:
            return
        self.lines = lines
        self.describe(*(sentence for _severity, sentence in lines))
        self.remarked.emit()
        if self._shows_remarks:
            self._remarks = self._remarks or self._new_remarks()
            self._remarks.show_lines(lines)
            self._remarks.setVisible(bool(lines))

    def _new_remarks(self) -> Remarks:
        remarks = Remarks()
        self.below.addWidget(remarks)
        return remarks

    def _note_typing(self) -> None:
        self._dirty = True
        self._rest.note_typing()

    def _put_by(self) -> None:
        """Keep what is typed and is no value yet."""
        if self._dirty:
            self.desk.drafts.keep(self.path, self.editor.typed_text())

    def _take_draft(self) -> None:
        """Take over what was put by and never became a value."""
        text = self.desk.drafts.text(self.path)
        if text is not None and not self._dirty:
            self.editor.show_typed(text, value_at(self.desk.plan, self.path))
            self._dirty = True
            self._leave()

    def _hand_in_typed(self) -> None:
        """Take over what stands there while the person goes on typing."""
        if self._dirty:
            self._take_over(merge=True)

    def _take_over(self, *, merge: bool) -> None:
        """Put what the editor says into the plan; what cannot be read, or does not fit, as it was typed."""
        try:
            change = self._make(self.desk.plan, self.path, self.editor.read())
            is_taken = self.desk.change(change, merge=merge)
        except ValueError:
            is_taken = False
        if not is_taken:
            kept = keep_typed(self.desk.plan, self.path, self.editor.typed_text())
            is_taken = self.desk.change(kept, merge=merge)
        self._refused = not is_taken
        if self._refused:
            self.show_findings()

    def _leave(self) -> None:
        self._hushed = False
        self.hand_in()
        self.desk.session.settle()
        if not self._refused:
            self._show_value()
        self.show_findings()

    def _show_value(self) -> None:
        value = value_at(self.desk.plan, self.path)
        typed = unread_text(self.desk.plan, self.path)
        if typed is None:
            self.editor.show_value(value)
        else:
            self.editor.show_typed(typed, value)

    def follow(self, touched: tuple[str, ...]) -> None:
        """Show a value that was changed from elsewhere (undo, a table, another page)."""
        if not self._dirty and concerns(touched, self.path) and not (self.has_focus() and self._says_plan()):
            self.show_plan()

    def _says_plan(self) -> bool:
        """Say whether the editor says this already, so that its text and cursor can stay as they are."""
        typed = unread_text(self.desk.plan, self.path)
        if typed is not None:
            return self.editor.typed_text() == typed
        try:
            return bool(self.editor.read() == value_at(self.desk.plan, self.path))
        except ValueError:
            return False
