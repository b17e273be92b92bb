"""Checking a store by reading everything in it as the program would."""

from pathlib import Path

import msgspec

from dxdesk.store.contents import load_plan
from dxdesk.store.faults import StoreError
from dxdesk.store.reading import reading
from dxdesk.store.standing import plan_states


def check_plans(file: Path) -> list[str]:
    """Return the plans of a store that cannot be read, by name; the store may be open elsewhere.

    Raises:
        StoreError: the file as a whole is damaged.
    """
    with reading(file) as db:
        if db.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
            raise StoreError("damaged", file)
        if db.execute("PRAGMA foreign_key_check").fetchone():
            raise StoreError("damaged", file)
        damaged: list[str] = []
        for state in plan_states(db):
            try:
                load_plan(db, state.id)
            except msgspec.DecodeError:
                damaged.append(f"{state.unit_name}, {state.year}")
        return damaged
