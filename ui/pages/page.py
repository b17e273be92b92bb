"""A page of the plan window, and the calm form that most pages are."""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.desk import Desk
from ui.fields.field import Field
from ui.theme import scaled

_WHILE: Final = 150  # milliseconds

__all__ = ["FormPage", "Page", "line", "scaled"]


class Page(QWidget):
    """One page. It shows `desk.plan`, follows its changes, and can be brought to a place in it."""

    def __init__(self, desk: Desk, key: str) -> None:
        """Show the page `key` of the plan on the desk."""
        super().__init__()
        self.desk = desk
        self.key = key

    def bring_to(self, path: str) -> None:
        """Put the cursor at a place (a JSON Pointer), or at the first field where the page has no such place."""

    def begin(self) -> None:
        """Put the cursor where the page begins."""
        self.bring_to("")

    def finish(self) -> None:
        """Build what can wait until the page is in sight."""

    def stop(self) -> None:
        """End what waits: the plan is put away."""

    def shows(self, path: str) -> bool:  # noqa: ARG002 - the plan's own places have pages of their own
        """Say whether this page of the window shows a place itself, so that nobody has to leave it."""
        return False

    def place(self) -> str:
        """Return the place where the cursor is, for the preview to follow; empty where there is none."""
        return ""


class FormPage(Page):
    """A page with a heading and fields in one column that scrolls."""

    def __init__(self, desk: Desk, key: str, title: str, above: str = "", lead: str = "") -> None:
        """Begin with the heading: `above` is a small line over the title, `lead` a sentence below it."""
        super().__init__(desk, key)
        self.fields: list[Field] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self.scroller, 1)
        self._sheet = QWidget()
        self.scroller.setWidget(self._sheet)
        side = QHBoxLayout(self._sheet)
        side.setContentsMargins(theme.LARGE, theme.WIDE, theme.LARGE, theme.LARGE)
        body = QWidget()
        body.setMaximumWidth(theme.FORM_WIDTH)
        side.addWidget(body, 1, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.WIDE)
        self._add_heading(title, above, lead)
        self._new_in_sight = QTimer(self, singleShot=True, interval=_WHILE)
        self.scroller.verticalScrollBar().rangeChanged.connect(self._show_focus)
        # Whoever scrolls then knows better.
        self.scroller.verticalScrollBar().valueChanged.connect(self._new_in_sight.stop)

    def begin(self) -> None:
        """Put the cursor where the page begins, with the heading in sight."""
        self.scroller.verticalScrollBar().setValue(0)
        self.bring_to("")

    def add_section(self, title: str) -> QLabel:
        """Add a heading of the second rank."""
        label = QLabel(title)
        label.setFont(scaled(1.15, bold=True))
        label.setWordWrap(True)
        self.column.addSpacing(theme.SMALL)
        self.column.addWidget(label)
        return label

    def add_field(self, field: Field) -> Field:
        """Add a field below."""
        self.fields.append(field)
        self.column.addWidget(field)
        return field

    def add_row(self, *fields: Field, stretch: tuple[int, ...] = ()) -> None:
        """Add fields side by side; `stretch` says how the room is shared."""
        row = QHBoxLayout()
        row.setSpacing(theme.WIDE)
        for number, field in enumerate(fields):
            self.fields.append(field)
            row.addWidget(field, stretch[number] if stretch else 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)

    def add_widget(self, widget: QWidget) -> None:
        """Add any other widget below."""
        self.column.addWidget(widget)

    def add_layout(self, layout: QLayout) -> None:
        """Add a layout below."""
        self.column.addLayout(layout)

    def bring_to(self, path: str) -> None:
        """Put the cursor in the field of the place, else in the nearest one around or within it."""
        field = self.field_at(path)
        if field is not None:
            field.bring_to()
            self.bring_into_sight(field)

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll to a widget, and again while a page that was only just built finds its height."""
        self.scroller.ensureWidgetVisible(widget, 0, theme.HUGE)
        self._new_in_sight.start()

    def _show_focus(self) -> None:
        focus = QApplication.focusWidget() if self._new_in_sight.isActive() else None
        if focus is not None and self._sheet.isAncestorOf(focus):
            self.bring_into_sight(focus)

    def field_at(self, path: str) -> Field | None:
        """Return the field that shows a place, or the nearest around or within it, or the first."""
        around = [field for field in self.fields if path == field.path or path.startswith(f"{field.path}/")]
        if around:
            return max(around, key=lambda field: len(field.path))
        within = [field for field in self.fields if field.path.startswith(f"{path}/")]
        return within[0] if within else self.fields[0] if self.fields else None

    def place(self) -> str:
        """Return the place of the field that has the focus."""
        focus: QWidget | None = self.focusWidget()
        while focus is not None and focus is not self:
            if isinstance(focus, Field):
                return focus.path
            focus = focus.parentWidget()
        return self.first_place()

    def first_place(self) -> str:
        """Return the place of the first field; empty where there is none."""
        return self.fields[0].path if self.fields else ""

    def _add_heading(self, title: str, above: str, lead: str) -> None:
        heading = QVBoxLayout()
        heading.setSpacing(theme.TIGHT)
        if above:
            small = QLabel(above)
            small.setProperty("role", "muted")
            heading.addWidget(small)
        self.heading = QLabel(title)
        self.heading.setFont(scaled(1.5, bold=True))
        self.heading.setWordWrap(True)
        heading.addWidget(self.heading)
        if lead:
            sentence = QLabel(lead)
            sentence.setProperty("role", "muted")
            sentence.setWordWrap(True)
            heading.addWidget(sentence)
        self.column.addLayout(heading)


def line() -> QFrame:
    """Return a hairline between parts."""
    rule = QFrame()
    rule.setProperty("role", "line")
    return rule
