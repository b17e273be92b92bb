"""A tab of the settings: questions one below the other, in a column that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.dialog import NoticeLine, muted
from ui.fields.editor import Editor


class SettingsTab(QScrollArea):
    """A tab. What it asks is taken over at once; `settle` takes over what is still being typed."""

    def __init__(self) -> None:
        """Begin with an empty column."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sheet = QWidget()
        self.setWidget(sheet)
        self.column = QVBoxLayout(sheet)
        self.column.setContentsMargins(theme.TIGHT, theme.WIDE, theme.MEDIUM, theme.SMALL)
        self.column.setSpacing(theme.WIDE)
        self.notice = NoticeLine()

    def settle(self) -> None:
        """Take over what is typed."""

    def add(self, words: str, widget: QWidget, hint: str = "", foot: QLabel | None = None) -> None:
        """Add a question: its words, what answers it, a hint, and a line for what is wrong with the answer."""
        holder = QVBoxLayout()
        holder.setSpacing(theme.TIGHT)
        label = QLabel(words)
        label.setWordWrap(True)
        label.setBuddy(widget)
        holder.addWidget(label)
        holder.addWidget(widget)
        if hint:
            holder.addWidget(muted(hint))
            widget.setAccessibleDescription(hint)
        if foot is not None:
            holder.addWidget(foot)
        self.column.addLayout(holder)

    def add_row(self, *widgets: QWidget) -> None:
        """Add widgets side by side, as wide as they need."""
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self.column.addLayout(row)


def plain_button(words: str) -> QPushButton:
    """Return a button that Enter elsewhere does not press."""
    button = QPushButton(words)
    button.setAutoDefault(False)
    return button


def name_editor(editor: Editor, name: str) -> Editor:
    """Give an editor's widgets the name that a screen reader reads."""
    for widget in (editor.widget, *editor.widget.findChildren(QWidget)):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            own = widget.property("text")
            widget.setAccessibleName(f"{name}: {own}" if isinstance(own, str) and own else name)
    return editor
