"""Pictures of the consolidation: a district of which some communes have sent; what they plan is made up."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import msgspec
from PySide6.QtWidgets import QApplication, QWidget

from dxdesk.intake.reading import Looked, look_at
from dxdesk.intake.taking_in import Told, take_in
from dxdesk.package.reading import read_package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package, package_bytes, package_name
from dxdesk.plan.model import Plan
from dxdesk.resources import resource
from dxdesk.sources.parcel import Parcel
from dxdesk.store.store import Store
from dxdesk.text.days import VIETNAM
from dxdesk.units.catalogue import catalogue
from dxdesk.units.naming import in_sentence
from ui.consolidation_opening import open_consolidation
from ui.main_window import MainWindow

Rested = Callable[[str, QWidget], Iterator[tuple[str, QWidget]]]
TABS: Final = ("units", "tasks", "indicators", "outliers", "funding", "deadlines")
_FIRST: Final = datetime(2022, 12, 5, 8, tzinfo=VIETNAM)
_DISTRICT: Final = "448"  # that of the sample plans
_MISSING: Final = 3  # units that have not sent
_ROUNDS: Final = 8


def consolidation_views(window: MainWindow, rested: Rested) -> Iterator[tuple[str, QWidget]]:
    """Yield each tab by name, shown and at rest; the packages are taken in for it."""
    told = window.office.archive.read(partial(_taken_in, _made()))
    page = open_consolidation(window)
    page.refresh()
    _settle(window)
    for at, name in enumerate(TABS):
        page.tabs.setCurrentIndex(at)
        yield from rested(f"consolidation-{name}", window)
    page.tabs.setCurrentIndex(0)
    dialog = page.deeds.show_outcomes(told)
    yield from rested("consolidation-outcomes", dialog)
    dialog.close()
    window.start.show_list()


def _taken_in(looked: Sequence[Looked], store: Store) -> list[Told]:
    return take_in(store, looked)


def _made() -> list[Looked]:
    """Return packages of most communes of the district: some late, two of one revision, a damaged one."""
    known = catalogue("gso-2022")
    district = known.unit(_DISTRICT)
    if district is None:
        raise LookupError(_DISTRICT)
    plan = read_package(resource("samples", "xa.dxplan.json").read_bytes()).package.plan
    looked = []
    for number, unit in enumerate(known.children(district)[:-_MISSING]):
        own = msgspec.structs.replace(plan.unit, code=unit.code, name=in_sentence(unit))
        at = _FIRST + timedelta(days=number)
        looked.append(_looked(msgspec.structs.replace(plan, unit=own), at))
        if number == 1:
            goals = msgspec.structs.replace(plan.goals, general="")
            looked.append(_looked(msgspec.structs.replace(plan, unit=own, goals=goals), at))
    cut = package_bytes(sealed(draft_package(plan), _FIRST))[:-200]
    damaged = Parcel(origin=package_name(plan, 2), data=cut)
    return [*looked, look_at(damaged, _FIRST)]


def _looked(plan: Plan, at: datetime) -> Looked:
    data = package_bytes(sealed(draft_package(plan), at))
    return look_at(Parcel(origin=package_name(plan, 1), data=data), at)


def _settle(window: MainWindow) -> None:
    for _round in range(_ROUNDS):
        window.office.worker.wait_idle(60)
        window.office.archive.flush()
        QApplication.processEvents()
