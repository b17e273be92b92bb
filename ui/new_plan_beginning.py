"""The third question of a new plan: what it begins with."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.model import Plan
from dxdesk.store.values import PlanSummary
from dxdesk.units.unit import Unit
from ui import theme
from ui.fields.choice import ComboBox
from ui.office import Office
from ui.start_calls import while_alive
from ui.start_packages import FILES
from ui.start_reading import Incoming, UnusableFileError, read_file
from ui.start_words import plan_title

BeginsWith = Literal["empty", "suggestions", "plan", "file"]
_WAYS: Final[tuple[tuple[BeginsWith, str, str], ...]] = (
    ("empty", mark("&Empty"), mark("All tasks and indicators are there, with nothing written in them.")),
    (
        "suggestions",
        mark("With &suggestions"),
        mark("Tasks usual for the unit's level have activities to edit, the others a reason why not."),
    ),
    (
        "plan",
        mark("From a &plan in the list"),
        mark("Take over what you choose from it; times move on to the new year."),
    ),
    (
        "file",
        mark("From a package &file"),
        mark("Task by task, from a file (.dxplan.json) of your unit or another."),
    ),
)
_INDENT: Final = 28


class BeginningChoice(QWidget):
    """Four ways to begin. `changed` tells of a choice; `source` is the earlier plan, once it has been read."""

    changed = Signal()

    def __init__(self, office: Office) -> None:
        """Begin with no way chosen."""
        super().__init__()
        self._office = office
        self._earlier: list[PlanSummary] = []
        self._incoming: Incoming | None = None
        self._read: tuple[str, Plan] | None = None
        self.ways: dict[BeginsWith, QRadioButton] = {}
        self.plans = ComboBox()
        self.plans.setAccessibleName(_("Plan to begin from"))
        self.file_button = QPushButton(_("&Choose a file…"))
        self.file_name = QLabel()
        self.file_name.setProperty("role", "muted")
        self.file_name.setWordWrap(True)
        self._arrange()
        self.plans.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.file_button.clicked.connect(self._choose_file)
        self._show()

    @property
    def way(self) -> BeginsWith | None:
        """The way chosen, or None."""
        return next((way for way, button in self.ways.items() if button.isChecked()), None)

    @property
    def first(self) -> QRadioButton:
        """The button of the way chosen, or of the first."""
        return self.ways[self.way or "empty"]

    @property
    def source(self) -> Plan | None:
        """The earlier plan that is begun from; None where the way has none, or it is not chosen yet."""
        if self.way == "file":
            return self._incoming.plan if self._incoming else None
        if self.way != "plan" or self.plans.currentIndex() < 0:
            return None
        plan_id = self._earlier[self.plans.currentIndex()].id
        if self._read is None or self._read[0] != plan_id:
            self._read = plan_id, self._office.archive.read(lambda store: store.load(plan_id)).plan
        return self._read[1]

    def offer_plans(self, plans: Iterable[PlanSummary], unit: Unit | None) -> None:
        """Offer plans of the list: those of the unit first, then those of its level, the newest year first."""
        earlier = sorted(plans, key=lambda plan: _nearness(plan, unit))
        ids = [plan.id for plan in earlier]
        can_begin = bool(ids) or self.way == "plan"
        self.ways["plan"].setEnabled(can_begin)
        self._plan_hint.setText(self._plan_words if can_begin else _("The list has no plan yet."))
        if ids == [plan.id for plan in self._earlier]:
            return
        former = self._earlier[self.plans.currentIndex()].id if self.plans.currentIndex() >= 0 else ""
        self._earlier = earlier
        self.plans.blockSignals(True)
        self.plans.clear()
        self.plans.addItems([plan_title(plan) for plan in earlier])
        # What somebody chose stays chosen, or nothing is; else the nearest plan is offered.
        kept = ids.index(former) if former in ids else -1
        self.plans.setCurrentIndex(kept if self.way == "plan" else min(0, len(ids) - 1))
        self.plans.blockSignals(False)

    def read_anew(self) -> None:
        """Read the earlier plan again when it is asked for: it may have been written on."""
        self._read = None

    def take_file(self, path: Path) -> None:
        """Read a package file to begin from."""
        self.file_name.setText(_("The file is being read…"))
        self._office.worker.run(
            read_file, path, done=while_alive(self, self._arrived), failed=while_alive(self, self._refused)
        )

    def _arrived(self, incoming: Incoming) -> None:
        self._incoming = incoming
        self.file_name.setText(incoming.name)
        self.changed.emit()

    def _refused(self, error: Exception) -> None:
        from ui.start_faults import FaultsDialog  # noqa: PLC0415 - most files are sound

        self.file_name.setText(self._incoming.name if self._incoming else "")
        if not isinstance(error, UnusableFileError):
            raise error
        FaultsDialog(error, self).open()

    def _choose_file(self) -> None:
        kinds = _("Packages ({pattern})").format(pattern=FILES)
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a package"), "", kinds)
        if name:
            self.take_file(Path(name))

    def _chosen(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._plans_row.setVisible(self.way == "plan")
        self._file_row.setVisible(self.way == "file")

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._plans_row = _indented(self.plans)
        self._file_row = _indented(self.file_button, self.file_name)
        below = {"plan": self._plans_row, "file": self._file_row}
        for way, words, meaning in _WAYS:
            button = QRadioButton(_(words))
            button.setAccessibleDescription(_(meaning))
            button.toggled.connect(lambda on: self._chosen() if on else None)
            hint = QLabel(_(meaning))
            hint.setProperty("role", "muted")
            hint.setWordWrap(True)
            hint.setContentsMargins(_INDENT, 0, 0, theme.SMALL)
            column.addWidget(button)
            column.addWidget(hint)
            self.ways[way] = button
            if way == "plan":
                self._plan_hint, self._plan_words = hint, _(meaning)
            if way in below:
                column.addWidget(below[way])


def _indented(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(_INDENT, 0, 0, theme.MEDIUM)
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, QLabel | ComboBox) else 0)
    return holder


def _nearness(plan: PlanSummary, unit: Unit | None) -> tuple[bool, bool, int]:
    is_other = unit is None or (plan.unit_scheme, plan.unit_code) != (unit.scheme, unit.code)
    return is_other, unit is None or plan.level != unit.level, -plan.year
