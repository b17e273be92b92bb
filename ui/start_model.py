"""The plans of the list as a table model: as many as there are, and no widget for any of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dxdesk.language import translate as _
from dxdesk.store.values import PlanSummary
from dxdesk.text.folding import fold
from ui.icons import icon
from ui.start_lines import BELOW
from ui.start_words import (
    HEADINGS,
    moment_words,
    plan_title,
    state_hint,
    state_mark,
    state_words,
    unit_title,
)

Index = QModelIndex | QPersistentModelIndex
UNIT, YEAR, STATE, TASKS, CHANGED = range(len(HEADINGS))


def _paragraph(words: str) -> str:
    from html import escape  # noqa: PLC0415 - the list comes up before anyone points at it

    return f"<p>{escape(words)}</p>"


# How to go on; marked up as a paragraph, a tooltip breaks into lines.
_HINTS: Final[Mapping[int, Callable[[str], str]]] = {
    Qt.ItemDataRole.ToolTipRole: _paragraph,
    Qt.ItemDataRole.AccessibleDescriptionRole: lambda words: words,
}
_ANSWERED: Final = frozenset({"received", "accepted", "returned"})
UnitKey = tuple[str, str]  # the map and the code
_ROOT: Final = QModelIndex()
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def unit_key(plan: PlanSummary) -> UnitKey:
    """Return what tells the unit of a plan from all others."""
    return plan.unit_scheme, plan.unit_code


class PlansModel(QAbstractTableModel):
    """The plans or the trash, those that fit the filter, the most recently opened first."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without plans."""
        super().__init__(parent)
        self._all: list[PlanSummary] = []
        self._shown: list[PlanSummary] = []
        self._paths: dict[UnitKey, str] = {}
        self._sent: Mapping[str, str] = {}
        self._wanted: list[str] = []
        self._trashed = False
        self._text: Mapping[int, Callable[[PlanSummary], str]] = {
            UNIT: lambda plan: unit_title(plan.unit_name),
            YEAR: lambda plan: str(plan.year),
            STATE: self._state,
            TASKS: lambda plan: f"{plan.written}/{plan.total}" if plan.total else "",
            CHANGED: self._moment,
        }
        self._of_unit: Mapping[int, Callable[[PlanSummary], str]] = {
            BELOW: self._above,
            Qt.ItemDataRole.ToolTipRole: self._path,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }

    def show_plans(self, plans: Sequence[PlanSummary], *, trashed: bool) -> None:
        """Show these plans; `trashed` says that they are those in the trash."""
        self._trashed = trashed
        self._all = sorted(plans, key=_latest, reverse=True)
        self._narrow()

    def show_paths(self, paths: Mapping[UnitKey, str]) -> None:
        """Show below each unit what it belongs to."""
        self._paths.update(paths)
        if self._wanted:  # what a unit belongs to can be searched, too
            self._narrow()
        elif self._shown:
            self.dataChanged.emit(self.index(0, UNIT), self.index(len(self._shown) - 1, UNIT))

    def has_answers(self) -> bool:
        """Say whether something was answered of a plan that was sent."""
        return any(plan.sent in _ANSWERED for plan in self._all)

    def show_sent(self, words: Mapping[str, str]) -> None:
        """Show of plans, by their id, what was answered of them."""
        if words != self._sent:
            self._sent = words
            self._narrow()

    def without_path(self) -> set[UnitKey]:
        """Return the units of which it is not known yet what they belong to."""
        return {unit_key(plan) for plan in self._all} - set(self._paths)

    def search(self, text: str) -> None:
        """Show the plans that have every word typed in their unit, its path or their year."""
        self._wanted = fold(text).split()
        self._narrow()

    def plan(self, row: int) -> PlanSummary:
        """Return the plan in a row."""
        return self._shown[row]

    def words(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        return self._text[column](self._shown[row])

    def row_of(self, plan_id: str) -> int:
        """Return the row of a plan, -1 where it is not shown."""
        return next((row for row, plan in enumerate(self._shown) if plan.id == plan_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of plans shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, or what is read out."""
        plan, column = self._shown[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text[column](plan)
        if role == Qt.ItemDataRole.DecorationRole and column == STATE:
            return icon(*state_mark(plan))
        if column == STATE and not self._trashed and role in _HINTS:
            return _HINTS[role](state_hint(plan))
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (YEAR, TASKS):
            return _RIGHT
        shown = self._of_unit.get(role) if column == UNIT else None
        return shown(plan) if shown else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _("In the trash since") if self._trashed and section == CHANGED else _(HEADINGS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            middle = Qt.AlignmentFlag.AlignVCenter
            return _RIGHT if section in (YEAR, TASKS) else int(Qt.AlignmentFlag.AlignLeft | middle)
        return None

    def _narrow(self) -> None:
        self.beginResetModel()
        self._shown = [plan for plan in self._all if self._fits(plan)]
        self.endResetModel()

    def _fits(self, plan: PlanSummary) -> bool:
        if not self._wanted:
            return True
        folded = f" {fold(f'{plan.unit_name} {self._path(plan)} {plan.year} {self._state(plan)}')}"
        return all(f" {word}" in folded for word in self._wanted)

    def _state(self, plan: PlanSummary) -> str:
        told = self._sent.get(plan.id) if plan.sent is not None and not plan.edited_since else None
        return told or state_words(plan)

    def _path(self, plan: PlanSummary) -> str:
        return self._paths.get(unit_key(plan), "")

    def _above(self, plan: PlanSummary) -> str:
        """Return the path without the unit itself."""
        return self._path(plan).partition(", ")[2]

    def _moment(self, plan: PlanSummary) -> str:
        moment = plan.trashed_at if self._trashed and plan.trashed_at else plan.changed_at
        return moment_words(moment, datetime.now().astimezone())

    def _spoken(self, plan: PlanSummary) -> str:
        parts = (plan_title(plan), self._above(plan), self._state(plan), self._text[TASKS](plan))
        return "; ".join(part for part in (*parts, self._moment(plan)) if part)


def _latest(plan: PlanSummary) -> datetime:
    return max(filter(None, (plan.trashed_at, plan.opened_at, plan.created_at)))
