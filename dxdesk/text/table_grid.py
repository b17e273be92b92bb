"""A table while it is put together from its cells: the places of cells that span others, and their texts."""

import re
from typing import Final

from dxdesk.language import translate as _
from dxdesk.value import Value

MOST_ROWS: Final = 2_000
MOST_COLUMNS: Final = 50

Rows = tuple[tuple[str, ...], ...]

_html_blanks = re.compile(r"[ \t\n\r\f]+")


class TableTooLargeError(ValueError):
    """A table beyond what a plan can hold; the sentence says what to do."""


class Merged(Value, frozen=True, kw_only=True):
    """A cell that covers several: its first row and column, and how many of each."""

    row: int
    column: int
    rows: int
    columns: int


def too_large() -> TableTooLargeError:
    """Return the refusal of a table beyond the bounds."""
    message = _(
        "The copied table is too large (at most {rows} rows and {columns} columns). Copy a part of it."
    )
    return TableTooLargeError(message.format(rows=MOST_ROWS, columns=MOST_COLUMNS))


class CellText:
    """The text of one cell, as it is put together from pieces and breaks."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def add(self, data: str) -> None:
        """Add text of the source, in which a run of blanks is one blank."""
        piece = _html_blanks.sub(" ", data)
        if not self._pieces or self._pieces[-1][-1] in " \n":
            piece = piece.removeprefix(" ")
        if piece:
            self._pieces.append(piece)

    def break_line(self) -> None:
        """Begin a new line."""
        self._pieces.append("\n")

    def end_block(self) -> None:
        """Begin a new line, unless one has just begun."""
        if self._pieces and self._pieces[-1] != "\n":
            self.break_line()

    def __str__(self) -> str:
        return "".join(self._pieces).strip(" \n")


class GridCell:
    """A cell at its place."""

    def __init__(self, row: int, column: int, rows: int, columns: int) -> None:
        self.row, self.column, self.rows, self.columns = row, column, rows, columns
        self.text = CellText()


class Grid:
    """A table while its tags come in."""

    def __init__(self) -> None:
        self.cells: list[GridCell] = []
        self.cell: GridCell | None = None
        self.inner: list[Grid] = []
        self.last_row = -1
        self._column = 0
        self._row_is_open = False
        self._covered: dict[int, int] = {}  # the last row that each column is covered in

    def begin_row(self) -> None:
        """Begin a row; one that is still open ends."""
        self.end_row()
        self.last_row, self._column, self._row_is_open = self.last_row + 1, 0, True
        if self.last_row >= MOST_ROWS:
            raise too_large()

    def end_row(self) -> None:
        """End the row; one that has no cell at all is none."""
        self.cell = None
        if self._row_is_open and not self._column and max(self._covered.values(), default=-1) < self.last_row:
            self.last_row -= 1
        self._row_is_open = False

    def begin_cell(self, rows: int, columns: int) -> None:
        """Begin a cell at the next free place, which covers so many rows and columns."""
        if not self._row_is_open:
            self.begin_row()
        while self._covered.get(self._column, -1) >= self.last_row:
            self._column += 1
        if self._column >= MOST_COLUMNS:
            raise too_large()
        columns = min(columns, MOST_COLUMNS - self._column)
        self.cell = GridCell(self.last_row, self._column, rows, columns)
        self.cells.append(self.cell)
        for column in range(self._column, self._column + columns):
            self._covered[column] = self.last_row + rows - 1
        self._column += columns

    def is_frame(self) -> bool:
        """Say whether it holds one table and nothing else: that table was meant."""
        if len(self.cells) != 1 or len(self.inner) != 1:
            return False
        return _letters(self.cells) == _letters(self.inner[0].cells)

    def append(self, other: "Grid") -> None:
        """Put the rows of another table below."""
        self.end_row()
        other.end_row()
        below = self.last_row + 1
        for cell in other.cells:
            cell.row += below
        self.cells += other.cells
        self.last_row += other.last_row + 1
        if self.last_row >= MOST_ROWS:
            raise too_large()

    def result(self) -> tuple[Rows, tuple[Merged, ...]]:
        """Return the rows, all of one length, and the cells that cover several."""
        self.end_row()
        height, width = self.last_row + 1, max((cell.column for cell in self.cells), default=-1) + 1
        rows = [[""] * width for _row in range(height)]
        merged = []
        for cell in self.cells:
            rows[cell.row][cell.column] = str(cell.text)
            down, across = min(cell.rows, height - cell.row), min(cell.columns, width - cell.column)
            if down > 1 or across > 1:
                merged.append(Merged(row=cell.row, column=cell.column, rows=down, columns=across))
        return tuple(map(tuple, rows)), tuple(merged)


def _letters(cells: list[GridCell]) -> int:
    """Count all but blanks, which differ between a cell and the cells inside it."""
    return sum(len(word) for cell in cells for word in str(cell.text).split())
