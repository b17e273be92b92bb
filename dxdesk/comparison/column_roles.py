"""Which column of a table in a Word file is which, also where titles were rewritten or columns put in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dxdesk.comparison.difference import Proposal
from dxdesk.comparison.found import FoundTable
from dxdesk.comparison.sameness import plain
from dxdesk.plan.table_catalogue import TABLES
from dxdesk.plan.table_columns import TableKey
from dxdesk.text.folding import fold

NUMBER: Final = "number"
NOTE: Final = "note"
_NOTE_TITLE: Final = "Ghi chú"
TASK_COLUMNS: Final = (NUMBER, "text", "lead", "partners", "period", "output", "cost", "source", NOTE)
INDICATOR_COLUMNS: Final = (NUMBER, "label", "unit", "baseline", "target", NOTE)

Roles = Mapping[str, int]


def roles_of(found: FoundTable, titles: Sequence[str], roles: Sequence[str], table: TableKey) -> Roles:
    """Return where each column stands; a column that is not there has no place.

    A title is the program's own, else one that people use for the column; failing that its place decides,
    in a table of as many columns.
    """
    known = {fold(title): role for title, role in zip(titles, roles, strict=False)}
    known.setdefault(fold(_NOTE_TITLE), NOTE)
    used = {fold(name): column.key for column in TABLES[table].columns for name in column.names}
    places: dict[str, int] = {}
    for names in (known, used):
        for column, title in found.titles.items():
            role = names.get(fold(title))
            if role is not None and role in roles and role not in places and column not in places.values():
                places[role] = column
    if len(found.titles) == len(titles):
        for column, role in zip(found.titles, roles, strict=False):
            if role not in places and column not in places.values():
                places[role] = column
    return places


def title_differences(
    found: FoundTable, titles: Sequence[str], roles: Sequence[str], places: Roles, near: str
) -> Iterator[Proposal]:
    """Yield what differs in the titles themselves: renamed, added and removed columns."""
    for title, role in zip(titles, roles, strict=False):
        other = found.titles[places[role]] if role in places else ""
        if plain(title).casefold() != plain(other).casefold() and (other or role != NUMBER):
            yield Proposal(
                kind="changed" if role in places else "removed", path="", before=title, after=other, near=near
            )
    known = {*places.values()}
    for column, title in found.titles.items():
        if column not in known and title:
            yield Proposal(kind="added", path="", before="", after=title, near=near)
