"""The appendix of tasks: its rows as the program prints them, and as they stand in a Word file."""

from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from dxdesk.comparison.alignment import Keys, keys_of
from dxdesk.comparison.column_roles import NUMBER, TASK_COLUMNS, Roles
from dxdesk.comparison.found import FoundCell, FoundRow
from dxdesk.comparison.sameness import alignment_key, is_row_number
from dxdesk.document.tree import Row, Table

RowKind = Literal["pillar", "task", "refused", "activity", "total"]
_LEAST_SPAN = 3  # of the title of a task, and of a reason


class ExpectedRow(NamedTuple):
    """A row as printed: the place that it comes from, and its cells by what they are."""

    kind: RowKind
    path: str
    cells: dict[str, str]

    @property
    def task(self) -> str:
        """The place of the task that the row belongs to; nothing for a pillar or the total."""
        return self.path.partition("/activities/")[0]

    @property
    def rows(self) -> str:
        """The list that an activity stands in."""
        return f"{self.task}/activities"

    @property
    def number(self) -> int:
        """The number of an activity in its list."""
        return int(self.path.rpartition("/")[2])


def expected_rows(table: Table) -> list[ExpectedRow]:
    """Return the rows of the composed table of tasks."""
    return [_expected(row) for row in table.rows]


def _expected(row: Row) -> ExpectedRow:
    path = row.cells[1].origin
    if "/activities/" in path:
        cells = {name: cell.text for name, cell in zip(TASK_COLUMNS, row.cells, strict=False)}
        return ExpectedRow("activity", path, cells)
    if not path:
        total = row.cells[0].span > 1
        name = row.cells[0 if total else 1].text
        return ExpectedRow(
            "total" if total else "pillar", "", {"text": name, "cost": row.cells[1].text if total else ""}
        )
    if row.cells[1].span > 1:
        return ExpectedRow("task", path, {"text": row.cells[1].text, "cost": row.cells[2].text})
    return ExpectedRow("refused", path, {"text": row.cells[1].text, "reason": row.cells[2].text})


def name_of(row: FoundRow, columns: Roles) -> str:
    """Return what a row is about: its text, or the first cell that says something."""
    own = row.at(columns.get("text"))
    return own.text if own else next((cell.text for cell in row.cells if cell.text), "")


def is_task_shaped(row: FoundRow, columns: Roles) -> bool:
    """Say whether a row is that of a task that applies: its title runs over the columns of activities."""
    cell = row.at(columns.get("text"))
    return cell is not None and cell.span >= _LEAST_SPAN


def reason_in(row: FoundRow, columns: Roles) -> str | None:
    """Return the reason in a row of a task that does not apply; None in any other row."""
    text, cell = row.at(columns.get("text")), row.at(columns.get("lead"))
    is_shaped = text is not None and text.span == 1 and cell is not None and cell.span >= _LEAST_SPAN
    return cell.text if is_shaped and cell is not None else None


def is_activity_shaped(row: FoundRow, columns: Roles) -> bool:
    """Say whether a row has the cells of an activity."""
    return all(row.at(column) is not None for name, column in columns.items() if name != NUMBER)


def says_activity(row: FoundRow, columns: Roles) -> bool:
    """Say whether a row that the plan does not have is that of an activity: it has its cells, and words."""
    words = (row.text(column) for name, column in columns.items() if name != NUMBER)
    return is_activity_shaped(row, columns) and any(letter.isalpha() for text in words for letter in text)


def stray_cells(row: FoundRow, columns: Roles, read: Collection[str], name: str) -> Iterator[FoundCell]:
    """Yield cells that say something where only a number, or nothing, is printed.

    `read` are the other columns, `name` what the row is about, wherever that stands.
    """
    places = {columns.get(each) for each in read}
    for cell in row.cells:
        if cell.text == name or cell.column not in columns.values():
            continue
        if cell.column == columns.get(NUMBER):
            if not is_row_number(cell.text):
                yield cell
        elif cell.text and cell.column not in places:
            yield cell


def keys_of_expected(rows: Sequence[ExpectedRow]) -> Keys:
    """Return what the printed rows are known by."""
    return _keys([[row.cells.get("text", ""), *_rest(row.cells)] for row in rows])


def keys_of_found(rows: Sequence[FoundRow], columns: Roles) -> Keys:
    """Return what the found rows are known by."""
    numbers = columns.get(NUMBER)
    return _keys(
        [
            [name := name_of(row, columns)]
            + [cell.text for cell in row.cells if cell.column != numbers and cell.text != name]
            for row in rows
        ]
    )


def _rest(cells: dict[str, str]) -> Iterator[str]:
    return (text for name, text in cells.items() if name not in {NUMBER, "text"})


def _keys(rows: Sequence[Sequence[str]]) -> Keys:
    names = [alignment_key(row[0]) for row in rows]
    whole = [
        " ".join(filter(None, [name, *map(alignment_key, row[1:])]))
        for name, row in zip(names, rows, strict=True)
    ]
    keys = keys_of(whole, names)
    # What a row is about counts twice as much as who does it and when.
    words = [[*name.split(), *words] for name, words in zip(names, keys.words, strict=True)]
    return Keys(keys.tiers, words)
