"""Metadata by which Datasette (0.65) shows our tables: what they hold, what to count by, questions at hand."""

from collections.abc import Mapping
from typing import Any, Final

from dxdesk.central.dictionary import TABLES, Described
from dxdesk.central.dictionary_columns import column_text
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.value import Value

_PAGE: Final = 50
_SEQUENCE: Final = "sqlite_sequence"  # SQLite keeps its own count there
# Whose rows are nobody's business but the server's.
_SHUT: Final = frozenset({"token", "account", "account_session"})


class Query(Value, frozen=True, kw_only=True):
    """A question at hand; what it asks for stands as `:year` in it."""

    title: str
    sql: str


QUERIES: Final[dict[str, Query]] = {
    "coverage": Query(
        title=mark("How many units of each province have sent"),
        sql="""select above.name as province, count(*) as expected, count(current_plan.package_id) as sent,
    count(*) - count(current_plan.package_id) as missing
from place join place as above on above.scheme = place.scheme and above.code = place.province
left join current_plan on current_plan.scheme = place.scheme and current_plan.code = place.code
    and current_plan.year = cast(:year as integer)
where place.scheme in (select scheme from current_plan where year = cast(:year as integer))
group by above.code, above.name order by missing desc, above.code""",
    ),
    "funding_by_task": Query(
        title=mark("What the plans in force cost, by task and source"),
        sql="""select task, source, count(distinct package_id) as plans, sum(amount) as amount
from current_cost where year = cast(:year as integer) group by task, source order by amount desc""",
    ),
    "funding_by_province": Query(
        title=mark("What the plans in force cost, by province"),
        sql="""select place.name, count(distinct package_id) as plans, sum(amount) as amount
from current_cost join place on place.scheme = current_cost.scheme and place.code = current_cost.province
where year = cast(:year as integer) group by place.code, place.name order by amount desc""",
    ),
    "tasks": Query(
        title=mark("How many plans say of each task that it applies"),
        sql="""select task, count(*) as plans, sum(applies = 1) as apply, sum(applies = 0) as refused,
    sum(applies is null) as not_said
from task_entry join current_plan using (package_id) where year = cast(:year as integer)
group by task order by task""",
    ),
    "indicators": Query(
        title=mark("Each indicator: how many state it, least, mean and largest value"),
        sql="""select task, indicator, indicator_value.unit, count(baseline_number) as stated,
    min(baseline_number) as least, avg(baseline_number) as mean, max(baseline_number) as largest,
    avg(target_number) as aimed_at
from indicator_value join current_plan using (package_id)
where year = cast(:year as integer) and current_plan.level = :level
group by task, indicator, indicator_value.unit order by task, indicator""",
    ),
    "quarantined": Query(
        title=mark("What is in quarantine, why, and where it came from"),
        sql="""select (select min(origin) from intake_log where intake_log.content = quarantine.content) as origin,
    finding.code, finding.place, finding.message, finding.cure, quarantine.came_at, quarantine.content
from quarantine join finding on finding.content = quarantine.content order by origin, finding.position""",
    ),
    "conflicts": Query(
        title=mark("Conflicts that wait for a person"),
        sql="""select place.name, unit.code, package.year, package.revision, package.digest, package.received_at
from contested join unit on unit.id = contested.unit_id
join package on package.unit_id = contested.unit_id and package.year = contested.year
    and package.revision = contested.revision
left join place on place.scheme = unit.scheme and place.code = unit.code
order by unit.code, package.year, package.revision, package.rival""",
    ),
    "doubtful": Query(
        title=mark("Figures that are hard to believe"),
        sql="""select current_plan.code, current_plan.name, hint.code as hint, hint.place, hint.message
from hint join current_plan on current_plan.package_id = hint.package_id
where current_plan.year = cast(:year as integer) order by current_plan.code, hint.position""",
    ),
    "one_plan": Query(
        title=mark("The activities of a unit's plan, with their money"),
        sql="""select activity.task, activity.text, activity.lead, activity.period, activity.due,
    (select sum(amount) from cost where cost.package_id = activity.package_id and cost.task = activity.task
        and cost.activity = activity.position) as amount
from activity join current_plan using (package_id)
where current_plan.code = :code and year = cast(:year as integer) order by activity.task, activity.position""",
    ),
}


def datasette_metadata(database: str, columns: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return the metadata for a database (the name of its file without the ending) with such tables and columns."""
    return {
        "title": _("Digital transformation plans, as they were received"),
        "description": _("Sums start at current_plan; a row of package alone says nothing of what counts."),
        "databases": {
            database: {
                "tables": {
                    name: _table(name, TABLES[name], of_table)
                    for name, of_table in columns.items()
                    if name in TABLES
                }
                | {_SEQUENCE: {"hidden": True}},
                "queries": {
                    name: {"title": _(query.title), "sql": query.sql} for name, query in QUERIES.items()
                },
            }
        },
    }


def _table(name: str, described: Described, columns: list[str]) -> dict[str, Any]:
    table: dict[str, Any] = {
        "description": _(described.text),
        "columns": {column: _(column_text(name, column)) for column in columns},
        "size": _PAGE,
    }
    if described.facets:
        table["facets"] = list(described.facets)
    if described.newest:
        table["sort_desc"] = described.newest
    if described.inner:
        table["hidden"] = True
    if name in _SHUT:
        table["allow"] = False
    return table
