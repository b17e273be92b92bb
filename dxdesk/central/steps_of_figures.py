"""The steps that let plans be counted quickly: figures as whole numbers, views that ask of one unit only.

As in `steps`, a step that has been released never changes.
"""

from typing import Final


def add_millionths() -> tuple[str, ...]:
    """Figures in millionths, as whole numbers that both databases add up exactly; what is too long has none."""
    return (
        "ALTER TABLE indicator_value ADD COLUMN baseline_millionths BIGINT",
        "ALTER TABLE indicator_value ADD COLUMN target_millionths BIGINT",
        f"""UPDATE indicator_value
            SET baseline_millionths = {millionths_of("baseline")}, target_millionths = {millionths_of("target")}
            WHERE kind IN ('count', 'percent', 'money', 'yes_no')""",  # noqa: S608 - names of ours
    )


def millionths_of(field: str) -> str:
    """Return what a figure is in millionths, of its text and its number; as `dxdesk.consolidation.measured` says."""
    return f"""CASE
        WHEN {field}_number IS NULL THEN NULL
        WHEN REPLACE({field}, '.', '') = {field} THEN
            CASE WHEN LENGTH({field}) <= 12 THEN CAST({field}_number AS BIGINT) * 1000000 END
        WHEN LENGTH({field}) <= 16 AND ABS({field}_number) < 1000000000
            AND LENGTH({field}) - LENGTH(RTRIM({field}, '0123456789')) <= 6
            THEN CAST(ROUND({field}_number * 1000000) AS BIGINT)
        END"""


def quicken_views() -> tuple[str, ...]:
    """Ask the same of one slot after the other, by their index, instead of grouping all packages there are."""
    return (
        *(
            f"DROP VIEW {name}"
            for name in (
                "current_cost",
                "current_plan",
                "package_standing",
                "current_package",
                "undisputed",
                "contested",
                "decided",
            )
        ),
        f"""CREATE VIEW decided AS
            SELECT unit_id, year, revision, digest FROM decision WHERE digest IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM decision AS later WHERE {_slot("later", "decision")} AND later.id > decision.id
            )""",  # noqa: S608 - names of ours
        # Rivals are numbered from 0 on: where there are several, there is one with the number 1.
        f"""CREATE VIEW contested AS
            SELECT rival.unit_id, rival.year, rival.revision,
                (SELECT COUNT(*) FROM package AS one WHERE {_slot("one", "rival")}) AS packages
            FROM package AS rival WHERE rival.rival = 1 AND NOT EXISTS (
                SELECT 1 FROM decided WHERE {_slot("decided", "rival")}
            )""",  # noqa: S608 - names of ours
        f"""CREATE VIEW undisputed AS
            SELECT package.* FROM package
            WHERE NOT EXISTS (SELECT 1 FROM contested WHERE {_slot("contested", "package")}) AND NOT EXISTS (
                SELECT 1 FROM decided WHERE {_slot("decided", "package")} AND decided.digest <> package.digest
            )""",  # noqa: S608 - names of ours
        """CREATE VIEW current_package AS
            SELECT undisputed.* FROM undisputed WHERE NOT EXISTS (
                SELECT 1 FROM undisputed AS later WHERE later.unit_id = undisputed.unit_id
                    AND later.year = undisputed.year AND later.revision > undisputed.revision
            )""",
        *_UPON_THEM,
    )


def _slot(one: str, other: str) -> str:
    return " AND ".join(f"{one}.{name} = {other}.{name}" for name in ("unit_id", "year", "revision"))


# As they were: what stands upon a view must be made anew with it.
_UPON_THEM: Final = (
    """CREATE VIEW package_standing AS
        SELECT package.id AS package_id, CASE
            WHEN contested.unit_id IS NOT NULL THEN 'conflict'
            WHEN current_package.id IS NOT NULL THEN 'accepted'
            WHEN decided.digest IS NOT NULL AND decided.digest <> package.digest THEN 'set aside'
            ELSE 'superseded' END AS standing
        FROM package
        LEFT JOIN contested ON contested.unit_id = package.unit_id AND contested.year = package.year
            AND contested.revision = package.revision
        LEFT JOIN decided ON decided.unit_id = package.unit_id AND decided.year = package.year
            AND decided.revision = package.revision
        LEFT JOIN current_package ON current_package.id = package.id""",
    """CREATE VIEW current_plan AS
        SELECT current_package.id AS package_id, unit.scheme, unit.code, unit.level, place.name,
            place.district, place.province, current_package.year, current_package.revision,
            current_package.digest, current_package.received_at, plan.kind, plan.sealed_at, plan.guidance,
            plan.guidance_version, plan.number, plan.symbol, plan.issued_on, plan.signer, plan.stated_total
        FROM current_package JOIN unit ON unit.id = current_package.unit_id
        JOIN plan ON plan.package_id = current_package.id
        LEFT JOIN place ON place.scheme = unit.scheme AND place.code = unit.code""",
    """CREATE VIEW current_cost AS
        SELECT current_plan.scheme, current_plan.code, current_plan.level, current_plan.district,
            current_plan.province, current_plan.year, cost.package_id, cost.task, cost.activity,
            cost.position, cost.amount, cost.source, activity.due
        FROM cost JOIN current_plan ON current_plan.package_id = cost.package_id
        JOIN task_entry ON task_entry.package_id = cost.package_id AND task_entry.task = cost.task
        JOIN activity ON activity.package_id = cost.package_id AND activity.task = cost.task
            AND activity.position = cost.activity
        WHERE task_entry.applies""",
)
