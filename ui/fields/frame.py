"""The frame of a field: its label, its editor and a hint, and room below them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QRadioButton, QVBoxLayout

from ui import theme
from ui.fields.editor import Editor


class FieldFrame(QFrame):
    """Shows an editor under its label, and tells a screen reader what is edited."""

    def __init__(self, editor: Editor, label: str, hint: str, spoken: str) -> None:
        """Show the editor; a `label` or a `hint` without words takes no room."""
        super().__init__()
        self.editor = editor
        self.below = QVBoxLayout(self)
        self.below.setContentsMargins(0, 0, 0, 0)
        self.below.setSpacing(theme.TIGHT)
        widget = editor.widget
        if label:
            self.label = QLabel(label)
            self.label.setBuddy(widget)
            self.label.setWordWrap(True)
            self.below.addWidget(self.label)
        self.below.addWidget(widget)
        focus = widget.focusProxy() or widget
        focus.setAccessibleName(spoken)
        for button in widget.findChildren(QRadioButton):  # each of a group of choices keeps its own words
            button.setAccessibleName(f"{spoken}: {button.text()}")
        self._told = hint
        self.describe()
        if hint:
            self.hint = QLabel(hint)
            self.hint.setProperty("role", "hint")
            self.hint.setWordWrap(True)
            self.below.addWidget(self.hint)

    def describe(self, *remarks: str) -> None:
        """Let a screen reader say the hint and what there is to remark when it comes to the field."""
        words = " ".join(filter(None, (self._told, *remarks)))
        widget = self.editor.widget
        for each in (widget.focusProxy() or widget, *widget.findChildren(QRadioButton)):
            each.setAccessibleDescription(words)

    def bring_to(self) -> None:
        """Put the cursor here."""
        self.editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_focus(self) -> bool:
        """Say whether the cursor is here."""
        widget = self.editor.widget
        return (widget.focusProxy() or widget).hasFocus()
