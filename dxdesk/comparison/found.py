"""What a Word file says, divided as the plan's document is: lines, and the tables of its appendices."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from dxdesk.comparison.expected import row_text
from dxdesk.comparison.word_reading import lines_of_table
from dxdesk.comparison.word_text import UNTRACKED, Tracked, WordLine, WordRow, WordTable, WordText, all_of
from dxdesk.text.folding import fold

_ROWS_ABOVE: Final = 4  # among which the titles of the columns stand


class FoundLine(NamedTuple):
    """A line that says something. `deleted_before` says who deleted tracked lines in front of it."""

    text: str
    tracked: Tracked = UNTRACKED
    level: int = 0
    listed: bool = False
    comments: tuple[str, ...] = ()
    deleted_before: Tracked = UNTRACKED
    beside: bool = False


class FoundCell(NamedTuple):
    """A cell: its text, one line for each paragraph, and the columns that it covers."""

    text: str
    column: int
    span: int
    tracked: Tracked = UNTRACKED
    comments: tuple[str, ...] = ()


class FoundRow(NamedTuple):
    """A row of a table."""

    cells: tuple[FoundCell, ...]
    tracked: Tracked = UNTRACKED
    deleted_before: Tracked = UNTRACKED

    def at(self, column: int | None) -> FoundCell | None:
        """Return the cell that begins in a column, or None."""
        return next((cell for cell in self.cells if cell.column == column), None)

    def text(self, column: int | None) -> str:
        """Return the text of the cell that begins in a column; nothing where none does."""
        cell = self.at(column)
        return cell.text if cell else ""


class FoundTable(NamedTuple):
    """A table of an appendix: the titles of its columns by their place, and the rows below them."""

    titles: Mapping[int, str]
    rows: tuple[FoundRow, ...]


class FoundText(NamedTuple):
    """A whole Word file."""

    lines: tuple[FoundLine, ...]
    tables: Mapping[str, FoundTable]


def found_text(word: WordText, titles: Mapping[str, Sequence[str]], as_lines: str) -> FoundText:
    """Return the lines and the tables of a Word file.

    `titles` are those of the columns of the tables to look for, by key; any other table is read as lines.
    So is that with the key `as_lines`, a line for each row.
    """
    tables = [index for index, block in enumerate(word.blocks) if isinstance(block, WordTable)]
    known = _recognised({index: word.blocks[index] for index in tables}, titles)  # type: ignore[misc]
    keys = {key: place for place, key in known.items()}
    lines: list[WordLine] = []
    found: dict[str, list[WordRow]] = {}
    last = ""
    for index, block in enumerate(word.blocks):
        if isinstance(block, WordLine):
            lines.append(block)
            last = last if not block.text else ""
            continue
        last = keys.get(index) or (last if last and _goes_on(block, found[last]) else "")
        if last and last != as_lines:
            found.setdefault(last, []).extend(block.rows)
        elif last:
            found[last] = []
            lines += _as_lines(block)
        else:
            lines += lines_of_table(block)
    read = {key: _table(rows, titles[key]) for key, rows in found.items() if rows}
    return FoundText(tuple(_lines(lines)), read)


def _recognised(tables: Mapping[int, WordTable], titles: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return which table has the titles of each key; the best one, with half of the titles at least."""
    scores = [
        (max((_share(row, wanted) for row in table.rows[:_ROWS_ABOVE]), default=0.0), -index, key)
        for index, table in tables.items()
        for key, wanted in titles.items()
    ]
    known: dict[str, int] = {}
    for score, index, key in sorted(scores, reverse=True):
        if score >= 0.5 and key not in known and -index not in known.values():
            known[key] = -index
    return known


def _share(row: WordRow, titles: Sequence[str]) -> float:
    found = {fold(_joined(cell.lines)) for cell in row.cells}
    return sum(fold(title) in found for title in titles) / len(titles)


def _goes_on(table: WordTable, rows: Sequence[WordRow]) -> bool:
    """Say whether a table is the rest of the one before: as wide, and divided from it by nothing."""
    return bool(rows) and bool(table.rows) and _width(table.rows[0]) == _width(rows[0])


def _width(row: WordRow) -> int:
    return sum(cell.span for cell in row.cells)


def _as_lines(table: WordTable) -> Iterator[WordLine]:
    for row in table.rows:
        texts = [_joined(cell.lines) for cell in row.cells]
        tracked = row.tracked | all_of(line.tracked for cell in row.cells for line in cell.lines)
        comments = tuple(key for cell in row.cells for line in cell.lines for key in line.comments)
        yield WordLine(text=row_text(texts), tracked=tracked, comments=comments)


def _joined(lines: Sequence[WordLine]) -> str:
    return "\n".join(line.text for line in lines if line.text)


def _lines(lines: Sequence[WordLine]) -> Iterator[FoundLine]:
    deleted = UNTRACKED
    comments: tuple[str, ...] = ()
    for line in lines:
        comments += line.comments
        if line.text:
            yield FoundLine(line.text, line.tracked, line.level, line.listed, comments, deleted, line.beside)
            deleted, comments = UNTRACKED, ()
        else:
            deleted |= line.tracked


def _table(rows: Sequence[WordRow], titles: Sequence[str]) -> FoundTable:
    header = max(range(min(len(rows), _ROWS_ABOVE)), key=lambda index: _share(rows[index], titles))
    found = {cell.column: cell.text for cell in _row(rows[header], deleted=UNTRACKED).cells}
    below: list[FoundRow] = []
    deleted = UNTRACKED
    for row in rows[header + 1 :]:
        if row.cells:
            below.append(_row(row, deleted=deleted))
            deleted = UNTRACKED
        else:
            deleted |= row.tracked
    # A table that goes on in another one may repeat the titles.
    again = {
        index for index, row in enumerate(below) if [cell.text for cell in row.cells] == [*found.values()]
    }
    return FoundTable(found, tuple(row for index, row in enumerate(below) if index not in again))


def _row(row: WordRow, *, deleted: Tracked) -> FoundRow:
    cells: list[FoundCell] = []
    column = 0
    for cell in row.cells:
        tracked = row.tracked | all_of(line.tracked for line in cell.lines)
        comments = tuple(key for line in cell.lines for key in line.comments)
        cells.append(FoundCell(_joined(cell.lines), column, cell.span, tracked, comments))
        column += cell.span
    return FoundRow(tuple(cells), row.tracked, deleted)
