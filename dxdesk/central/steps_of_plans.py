"""The steps that bring what is in the plans into tables and views, for people who know SQL.

As in `steps`, a step that has been released never changes.
"""


def add_plans() -> tuple[str, ...]:
    """What the plans say, row by row; packages that wait for a cure or a decision; the map with its names."""
    return (
        """CREATE TABLE place (
            scheme TEXT NOT NULL, code TEXT NOT NULL, level TEXT NOT NULL, name TEXT NOT NULL,
            district TEXT, province TEXT NOT NULL, PRIMARY KEY (scheme, code)
        )""",
        """CREATE TABLE copy (
            content TEXT NOT NULL PRIMARY KEY, package_id {key} NOT NULL REFERENCES package (id)
        )""",
        """CREATE TABLE plan (
            package_id {key} NOT NULL PRIMARY KEY REFERENCES package (id), kind TEXT NOT NULL,
            sealed_at {moment} NOT NULL, guidance TEXT NOT NULL, guidance_version TEXT NOT NULL,
            number TEXT NOT NULL, symbol TEXT NOT NULL, issued_on DATE, signer TEXT NOT NULL,
            stated_total BIGINT
        )""",
        """CREATE TABLE task_entry (
            package_id {key} NOT NULL REFERENCES package (id), task TEXT NOT NULL, applies BOOLEAN,
            reason TEXT NOT NULL, situation TEXT NOT NULL, PRIMARY KEY (package_id, task)
        )""",
        """CREATE TABLE activity (
            package_id {key} NOT NULL REFERENCES package (id), task TEXT NOT NULL, position INTEGER NOT NULL,
            text TEXT NOT NULL, lead TEXT NOT NULL, partners TEXT NOT NULL, period TEXT NOT NULL, due DATE,
            output TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (package_id, task, position)
        )""",
        """CREATE TABLE cost (
            package_id {key} NOT NULL REFERENCES package (id), task TEXT NOT NULL, activity INTEGER NOT NULL,
            position INTEGER NOT NULL, amount BIGINT NOT NULL, source TEXT,
            PRIMARY KEY (package_id, task, activity, position)
        )""",
        """CREATE TABLE indicator_value (
            package_id {key} NOT NULL REFERENCES package (id), task TEXT NOT NULL, indicator TEXT NOT NULL,
            kind TEXT NOT NULL, unit TEXT NOT NULL, baseline TEXT, target TEXT, baseline_number NUMERIC,
            target_number NUMERIC, note TEXT NOT NULL, PRIMARY KEY (package_id, task, indicator)
        )""",
        """CREATE TABLE quarantine (
            content TEXT NOT NULL PRIMARY KEY, size BIGINT NOT NULL, came_at {moment} NOT NULL
        )""",
        """CREATE TABLE finding (
            content TEXT NOT NULL, position INTEGER NOT NULL, severity TEXT NOT NULL, code TEXT NOT NULL,
            stage TEXT NOT NULL, place TEXT NOT NULL, message TEXT NOT NULL, cure TEXT NOT NULL,
            PRIMARY KEY (content, position)
        )""",
        """CREATE TABLE decision (
            id {id}, unit_id {key} NOT NULL REFERENCES unit (id), year INTEGER NOT NULL,
            revision INTEGER NOT NULL, digest TEXT, decided_by TEXT NOT NULL, note TEXT NOT NULL,
            decided_at {moment} NOT NULL
        )""",
        "CREATE INDEX ix_decision_slot ON decision (unit_id, year, revision)",
    )


def add_views() -> tuple[str, ...]:
    """Which package of a slot (unit, year, revision) counts, which plan is in force, what is missing in a chain."""
    return (
        # The newest decision of a slot is the one in force; one without a digest takes it back.
        """CREATE VIEW decided AS
            SELECT unit_id, year, revision, digest FROM decision WHERE id IN (
                SELECT MAX(id) FROM decision GROUP BY unit_id, year, revision
            ) AND digest IS NOT NULL""",
        """CREATE VIEW contested AS
            SELECT rival.unit_id, rival.year, rival.revision, COUNT(*) + 1 AS packages FROM package AS rival
            LEFT JOIN decided ON decided.unit_id = rival.unit_id AND decided.year = rival.year
                AND decided.revision = rival.revision
            WHERE rival.rival > 0 AND decided.digest IS NULL
            GROUP BY rival.unit_id, rival.year, rival.revision""",
        """CREATE VIEW undisputed AS
            SELECT package.* FROM package
            LEFT JOIN contested ON contested.unit_id = package.unit_id AND contested.year = package.year
                AND contested.revision = package.revision
            LEFT JOIN decided ON decided.unit_id = package.unit_id AND decided.year = package.year
                AND decided.revision = package.revision
            WHERE contested.unit_id IS NULL AND (decided.digest IS NULL OR decided.digest = package.digest)""",
        """CREATE VIEW current_package AS
            SELECT undisputed.* FROM undisputed JOIN (
                SELECT unit_id, year, MAX(revision) AS revision FROM undisputed GROUP BY unit_id, year
            ) AS newest ON newest.unit_id = undisputed.unit_id AND newest.year = undisputed.year
                AND newest.revision = undisputed.revision""",
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
        # "gap": the revision before has not come; "break": this one follows another text of it.
        """CREATE VIEW broken_chain AS
            SELECT package.id AS package_id, package.unit_id, package.year, package.revision,
                CASE WHEN COUNT(before.id) = 0 THEN 'gap' ELSE 'break' END AS what
            FROM package LEFT JOIN package AS before ON before.unit_id = package.unit_id
                AND before.year = package.year AND before.revision = package.revision - 1
            WHERE package.revision > 1
            GROUP BY package.id, package.unit_id, package.year, package.revision, package.previous
            HAVING SUM(CASE WHEN before.digest = package.previous THEN 1 ELSE 0 END) = 0
                OR COUNT(before.id) = 0""",
    )
