"""The tables that hold plans, as the file itself names them: what is added to a plan comes along by itself."""

import sqlite3
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from dxdesk.store.connection import rows
from dxdesk.store.sums import COLUMN

PLAN: Final = "plan"
_OWNER: Final = "plan_id"


class Table(NamedTuple):
    """A table with rows of plans: the column that says whose, its columns, and what it refers to.

    `id` is the type of its own key of one column `id`, empty where it has none; `parents` has the tables
    whose `id` its columns refer to, by the column.
    """

    name: str
    owner: str
    columns: tuple[str, ...]
    id: str
    parents: Mapping[str, str]


def plan_tables(db: sqlite3.Connection) -> list[Table]:
    """Return the table of the plans, then every table with a column `plan_id`."""
    names = [
        name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    found = [_table(db, name) for name in names]
    return [table for table in found if table.name == PLAN] + [
        table for table in found if table.name != PLAN and _OWNER in table.columns
    ]


def plan_rows(db: sqlite3.Connection, table: Table, plan_id: str) -> list[dict[str, Any]]:
    """Return the rows of a plan in a table, in the order of their keys."""
    columns = ", ".join(map(quoted, table.columns))
    query = f"SELECT {columns} FROM {quoted(table.name)} WHERE {table.owner} = ? ORDER BY {_order(table)}"  # noqa: S608 - quoted names of the file
    return rows(db, query, [plan_id])


def quoted(name: str) -> str:
    """Return the name of a table or column as it stands in a statement."""
    return '"' + name.replace('"', '""') + '"'


def _table(db: sqlite3.Connection, name: str) -> Table:
    columns = rows(db, "SELECT name, type, pk FROM pragma_table_info(?)", [name])
    keys = [column for column in columns if column["pk"]]
    own = keys[0]["type"].upper() if len(keys) == 1 and keys[0]["name"] == "id" else ""
    links = rows(db, 'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)', [name])
    parents = {link["from"]: link["table"] for link in links if link["to"] == "id"}
    # The sum of a row is written by the connection that writes the row.
    names = tuple(column["name"] for column in columns if column["name"] != COLUMN)
    owner = "id" if name == PLAN else _OWNER
    return Table(name, owner, names, own, parents)


def _order(table: Table) -> str:
    return ", ".join(str(place + 1) for place in range(min(2, len(table.columns))))
