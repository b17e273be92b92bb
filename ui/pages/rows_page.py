"""A form page that holds lists: it goes to places in them as to its other fields."""

from PySide6.QtWidgets import QWidget

from ui.pages.page import FormPage
from ui.pages.row import Row
from ui.pages.rows import RowsEditor


class RowsPage(FormPage):
    """A form with lists of rows among its fields."""

    _lists: tuple[RowsEditor, ...] = ()
    _begins_with_rows = False

    def add_rows(self, rows: RowsEditor) -> RowsEditor:
        """Add a list below."""
        self._begins_with_rows = self._begins_with_rows or not (self.fields or self._lists)
        self._lists = (*self._lists, rows)
        self.column.addWidget(rows)
        return rows

    def bring_to(self, path: str) -> None:
        """Put the cursor at a place in a list, or in a field."""
        rows = next((rows for rows in self._lists if _is_in(path, rows.path)), None)
        if not path and self._begins_with_rows:
            rows = self._lists[0]
        if rows is None:
            super().bring_to(path)
            return
        rows.bring_to(path)
        focus = self.focusWidget()
        if focus is not None:
            self.bring_into_sight(focus)

    def place(self) -> str:
        """Return the place where the cursor is: of a row, where it is in none of its fields."""
        focus: QWidget | None = self.focusWidget()
        while focus is not None and focus is not self:
            if isinstance(focus, Row) and not focus.writes():
                return focus.path
            focus = focus.parentWidget()
        return super().place()

    def first_place(self) -> str:
        """Return the place of the first list where the page begins with it, else of the first field."""
        if self._begins_with_rows or not self.fields:
            return self._lists[0].path if self._lists else ""
        return super().first_place()


def _is_in(path: str, around: str) -> bool:
    return path == around or path.startswith(f"{around}/")
