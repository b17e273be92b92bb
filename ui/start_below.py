"""Packages of units below one's own, and what may hold some: asked is whether they are to be summed up."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.store.values import PlanSummary
from ui.office import Office
from ui.start_calls import while_alive

_LOOKED_AT: Final = 64 * 1024  # bytes; the statement stands at the beginning


class _Below(NamedTuple):
    """A file, and the unit below one's own whose plan it says to be (empty: it is of no such unit).

    `holds_others` says that it is a folder, an archive or mail: only what is in it is of a unit.
    """

    path: Path
    unit: str = ""
    holds_others: bool = False


class BelowQuestion(QObject):
    """Sorts package files. `plans` carries those to open as plans, `below` those to be summed up."""

    plans = Signal(object)
    below = Signal(object)

    def __init__(self, office: Office, window: QWidget) -> None:
        """Ask over `window`."""
        super().__init__(window)
        self._office = office
        self._window = window

    def sort(self, paths: Sequence[Path]) -> None:
        """Ask about files of units below one's own, and what may hold some; pass the others on."""
        own = [
            plan
            for plan in self._office.archive.read(lambda store: store.plans())
            if plan.level in ("huyen", "tinh")
        ]
        if not own:  # most offices have no unit below them
            self.plans.emit(list(paths))
            return
        self._office.worker.run(_looked_up, list(paths), own, done=while_alive(self, self._ask))

    def _ask(self, found: Sequence[_Below]) -> None:
        below = [each for each in found if each.unit or each.holds_others]
        others = [each.path for each in found if each not in below]
        if others:
            self.plans.emit(others)
        if not below:
            return
        paths = [each.path for each in below]
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Open a package"))
        box.setText(_question(below))
        box.setInformativeText(
            _("In the consolidation it is summed up with the others, and your own plans stay by themselves.")
        )
        take = box.addButton(_("Take into the &consolidation"), QMessageBox.ButtonRole.AcceptRole)
        if all(each.unit for each in below):
            as_plan = box.addButton(_("&Open as a plan"), QMessageBox.ButtonRole.ActionRole)
            as_plan.clicked.connect(lambda: self.plans.emit(paths))
        leave = box.addButton(_("Leave it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(take)
        box.setEscapeButton(leave)
        take.clicked.connect(lambda: self.below.emit(paths))
        box.open()


def _question(below: Sequence[_Below]) -> str:
    """Return what is said of the files before it is asked what to do with them."""
    plans = [each for each in below if each.unit]
    holding = [each for each in below if each.holds_others]
    words = []
    if len(plans) == 1:
        one = _("“{name}” is a plan of {unit}, a unit below yours.")
        words.append(one.format(name=plans[0].path.name, unit=plans[0].unit))
    elif plans:
        many = _n(
            "{count} file is a plan of a unit below yours.",
            "{count} files are plans of units below yours.",
            len(plans),
        )
        words.append(many.format(count=len(plans)))
    if len(holding) == 1:
        words.append(_("“{name}” may hold plans of units below yours.").format(name=holding[0].path.name))
    elif holding:
        many = _n(
            "{count} folder, archive or mail may hold plans of units below yours.",
            "{count} folders, archives or mails may hold plans of units below yours.",
            len(holding),
        )
        words.append(many.format(count=len(holding)))
    return "\n".join(words)


def _looked_up(paths: Iterable[Path], own: Sequence[PlanSummary]) -> list[_Below]:
    return [_looked_at(path, own) for path in paths]


def _looked_at(path: Path, own: Sequence[PlanSummary]) -> _Below:
    from dxdesk.package.claims import claim_of  # noqa: PLC0415 - the list starts faster without it
    from dxdesk.sources.opening import holds_others  # noqa: PLC0415

    try:
        if holds_others(path):
            return _Below(path, holds_others=True)
        with path.open("rb") as file:
            claim = claim_of(file.read(_LOOKED_AT), path.name)
    except OSError:  # told by whoever takes it in
        return _Below(path)
    return _Below(path, _unit_below(claim.code, own))


def _unit_below(code: str, own: Sequence[PlanSummary]) -> str:
    from dxdesk.units.catalogue import catalogue  # noqa: PLC0415 - the list starts faster without it

    for plan in own:
        known = catalogue(plan.unit_scheme)
        unit = known.unit(code)
        if unit is not None and plan.unit_code in {above.code for above in known.parents(unit)}:
            return unit.name
    return ""
