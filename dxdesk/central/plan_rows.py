"""The rows that a plan becomes, and the fastest way to write many of them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import Connection, Table

from dxdesk.central.plan_tables import ACTIVITY, COST, INDICATOR_VALUE, PLAN, TASK_ENTRY
from dxdesk.consolidation.measured import SUMMED, millionths
from dxdesk.package.format import Package
from dxdesk.plan.model import IndicatorFigure, TaskEntry

Row = tuple[Any, ...]

_MANY: Final = (TASK_ENTRY, ACTIVITY, COST, INDICATOR_VALUE)
_REMEMBERED: Final = 8_192
_NUMBER: Final = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")


class Rows(NamedTuple):
    """The rows of a package, each without its first column, the package's number."""

    plan: dict[str, Any]
    many: dict[Table, list[Row]]


def rows_of(package: Package) -> Rows:
    """Return the rows of a sealed package."""
    tasks = package.plan.tasks.items()
    many = {
        TASK_ENTRY: [(key, entry.applies, entry.reason, entry.situation) for key, entry in tasks],
        ACTIVITY: [row for key, entry in tasks for row in _activities(key, entry)],
        COST: [row for key, entry in tasks for row in _costs(key, entry)],
        INDICATOR_VALUE: [row for key, entry in tasks for row in _indicators(key, entry)],
    }
    return Rows(_plan(package), many)


def write_plans(connection: Connection, plans: Sequence[tuple[int, Rows]]) -> None:
    """Write the rows of several plans under the numbers of their packages."""
    if not plans:
        return
    connection.execute(PLAN.insert(), [{"package_id": number, **rows.plan} for number, rows in plans])
    for table in _MANY:
        write_rows(connection, table, ((number, *row) for number, rows in plans for row in rows.many[table]))


def write_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Write rows, their values in the order of the columns, past all that would look at each of them."""
    _WRITERS[connection.dialect.name](connection, table, rows)


def _plan(package: Package) -> dict[str, Any]:
    statement, document = package.statement, package.plan.document
    return {
        "kind": statement.kind,
        "sealed_at": statement.sealed_at,
        "guidance": statement.guidance.id,
        "guidance_version": statement.guidance.version,
        "number": document.number,
        "symbol": document.symbol,
        "issued_on": document.issued_on,
        "signer": document.signer.full_name,
        "stated_total": package.plan.funding.stated_total,
    }


def _activities(key: str, entry: TaskEntry) -> Iterator[Row]:
    for position, activity in enumerate(entry.activities):
        yield (
            key,
            position,
            activity.text,
            activity.lead,
            activity.partners,
            activity.period.text,
            None if activity.period.due is None else activity.period.due.isoformat(),
            activity.output,
            activity.note,
        )


def _costs(key: str, entry: TaskEntry) -> Iterator[Row]:
    for number, activity in enumerate(entry.activities):
        for position, cost in enumerate(activity.costs):
            yield key, number, position, cost.amount, cost.source


def _indicators(key: str, entry: TaskEntry) -> Iterator[Row]:
    for name, value in entry.indicators.items():
        before, before_number, before_sum = _read(value.baseline)
        now, now_number, now_sum = _read(value.target)
        if value.kind not in SUMMED:
            before_sum = now_sum = None
        yield (
            key,
            name,
            value.kind,
            value.unit,
            before,
            now,
            before_number,
            now_number,
            value.note,
            before_sum,
            now_sum,
        )


@lru_cache(_REMEMBERED, typed=True)
def _read(figure: IndicatorFigure) -> tuple[str | None, str | int | None, int | None]:
    """Return text, number and millionths of a figure; units write the same ones again and again."""
    return figure_text(figure), figure_number(figure), millionths(figure)


def figure_text(figure: IndicatorFigure) -> str | None:
    """Return a figure as it is written."""
    if figure is None or isinstance(figure, str):
        return figure
    return str(figure).lower() if isinstance(figure, bool) else str(figure)


def figure_number(figure: IndicatorFigure) -> str | int | None:
    """Return the number that a figure is; None where it is none."""
    if isinstance(figure, int):
        return int(figure)
    return figure if figure is not None and _NUMBER.fullmatch(figure) else None


def _insert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    cursor = connection.connection.cursor()
    try:
        cursor.executemany(_statement(table), cast("Any", rows))  # sqlite3 takes any iterable
    finally:
        cursor.close()


@cache
def _statement(table: Table) -> str:
    columns = [column.name for column in table.columns]
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of ours


def _copy(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    columns = ", ".join(column.name for column in table.columns)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


_WRITERS: Final[dict[str, Callable[[Connection, Table, Iterable[Row]], None]]] = {
    "sqlite": _insert,
    "postgresql": _copy,
}
