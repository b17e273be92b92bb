"""Hints on the plans in force, computed from what the database holds now, and kept there until the next time.

Not while something comes in: what a neighbour sends later would change them, and then the order would count.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, cast

from sqlalchemy import Connection, bindparam, delete, select, text

from dxdesk.central.database import Database
from dxdesk.central.plan_tables import HINT
from dxdesk.central.plausibility import FUNDING, Code, Figure, Hint, Kind, Place, Stated, hints
from dxdesk.central.tables import PACKAGE
from dxdesk.guidance.loading import pack_for_year
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.pointers import escape_pointer
from dxdesk.text.numerals import number_text
from dxdesk.value import Value

_LOCK: Final = 0x64786869  # "dxhi"
_PLANS: Final = text(
    """SELECT package_id, scheme, code, level, COALESCE(district, '') AS district, COALESCE(province, '') AS province,
        year FROM current_plan WHERE year IN (:year, :before) ORDER BY province, code"""
)
_FIGURES: Final = text(
    """SELECT package_id, task, indicator, kind, baseline_number AS value FROM indicator_value
    WHERE package_id IN :packages AND kind IN ('count', 'percent', 'money') AND baseline_number IS NOT NULL"""
).bindparams(bindparam("packages", expanding=True))
_MONEY: Final = text(
    """SELECT cost.package_id, SUM(cost.amount) AS value FROM cost
    JOIN task_entry ON task_entry.package_id = cost.package_id AND task_entry.task = cost.task
    WHERE cost.package_id IN :packages AND task_entry.applies GROUP BY cost.package_id"""
).bindparams(bindparam("packages", expanding=True))
_LISTED: Final = text(
    """SELECT current_plan.code, current_plan.name, hint.code AS hint, hint.place, hint.message, hint.cure
    FROM hint JOIN current_plan ON current_plan.package_id = hint.package_id
    WHERE current_plan.year = :year ORDER BY current_plan.code, hint.position"""
)
_MESSAGES: Final[dict[Code, str]] = {
    "PL01": mark("“{name}” is {value}; the plan of the year before says {against}."),
    "PL02": mark("The plan costs {value} đồng; that of the year before cost {against} đồng."),
    "PL03": mark("“{name}” is {value}; the middle one of {count} units around it states {against}."),
    "PL04": mark(
        "The plan costs {value} đồng; the middle one of {count} units around it plans {against} đồng."
    ),
}
_CURE: Final = mark("It may be right; ask the unit whether the figure and its unit of measure are meant so.")


class Listed(Value, frozen=True, kw_only=True):
    """A hint as a person reads it."""

    code: str
    name: str
    hint: str
    place: str
    message: str
    cure: str


def renew_hints(database: Database, year: int) -> int:
    """Compute all hints on the plans of a year anew, in one transaction, and return how many there are."""
    names = _names(year)
    count = 0
    with database.writing() as connection:
        if (
            connection.dialect.name == "postgresql"
        ):  # who reads before another one has written must not write after
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        of_year = select(PACKAGE.c.id).where(PACKAGE.c.year == year)
        connection.execute(delete(HINT).where(HINT.c.package_id.in_(of_year)))
        for now, before in _provinces(connection, year):
            found = hints(_stated(connection, now), _stated(connection, before))
            rows = list(_rows(found, names))
            count += len(rows)
            if rows:
                connection.execute(HINT.insert(), rows)
    return count


def list_hints(connection: Connection, year: int) -> tuple[Listed, ...]:
    """Return the hints on the plans of a year, as they were computed last."""
    return tuple(
        Listed(
            code=row.code,
            name=row.name or row.code,
            hint=row.hint,
            place=row.place,
            message=row.message,
            cure=row.cure,
        )
        for row in connection.execute(_LISTED, {"year": year})
    )


def _provinces(connection: Connection, year: int) -> list[tuple[list[Any], list[Any]]]:
    """Return the plans of the year and of the one before, province by province, so that memory stays small."""
    found: dict[str, tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))
    for row in connection.execute(_PLANS, {"year": year, "before": year - 1}):
        found[row.province][row.year != year].append(row)
    return list(found.values())


def _stated(connection: Connection, plans: Sequence[Any]) -> list[Stated]:
    figures: dict[int, dict[Place, Figure]] = defaultdict(dict)
    packages = {"packages": [plan.package_id for plan in plans]}
    for row in connection.execute(_FIGURES, packages) if plans else ():
        kind, value = cast("Kind", row.kind), Decimal(str(row.value))
        figures[row.package_id][row.task, row.indicator] = Figure(kind=kind, value=value)
    for row in connection.execute(_MONEY, packages) if plans else ():
        figures[row.package_id][FUNDING] = Figure(kind="money", value=Decimal(str(row.value)))
    return [
        Stated(
            package_id=plan.package_id,
            scheme=plan.scheme,
            code=plan.code,
            level=plan.level,
            district=plan.district if plan.district != plan.code else "",
            province=plan.province,
            figures=figures[plan.package_id],
        )
        for plan in plans
    ]


def _rows(found: Iterable[Hint], names: Mapping[Place, str]) -> Iterable[dict[str, Any]]:
    positions: dict[int, int] = defaultdict(int)
    for hint in found:
        message = _(_MESSAGES[hint.code]).format(
            name=names.get(hint.place, hint.place[1]),
            value=number_text(hint.value),
            against=number_text(hint.against),
            count=hint.count,
        )
        yield {
            "package_id": hint.package_id,
            "position": positions[hint.package_id],
            "code": hint.code,
            "place": _pointer(hint.place),
            "message": message,
            "cure": _(_CURE),
        }
        positions[hint.package_id] += 1


def _pointer(place: Place) -> str:
    if place == FUNDING:
        return "/plan/funding"
    task, indicator = map(escape_pointer, place)
    return f"/plan/tasks/{task}/indicators/{indicator}/baseline"


def _names(year: int) -> dict[Place, str]:
    pack = pack_for_year(year)
    return {(task.key, one.key): one.label for task in pack.tasks for one in task.indicators}
