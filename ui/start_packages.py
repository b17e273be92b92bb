"""Package files on their way into the list: read beside the window, taken in as plans of one's own."""

from collections import deque
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from dxdesk.language import translate as _
from dxdesk.store.store import Store
from dxdesk.store.values import PlanSummary
from ui.office import Office
from ui.start_calls import while_alive
from ui.start_words import unit_title

if TYPE_CHECKING:
    from ui.start_reading import Incoming

FILES: Final = "*.dxplan.json *.pdf"


class PackageIntake(QObject):
    """Takes in package files, one after the other.

    `plan_wanted` carries the id of the plan to open after a single file; `added` how many plans came from
    several.
    """

    plan_wanted = Signal(str)
    added = Signal(int)

    def __init__(self, office: Office, window: QWidget) -> None:
        """Ask and tell over `window`."""
        super().__init__(window)
        self._office = office
        self._window = window
        self._waiting: deque[Path] = deque()
        self._taken: list[str] = []
        self._count = 0
        self._busy = False

    def take(self, paths: Iterable[Path]) -> None:
        """Take files in; those given while others are on their way come after them."""
        for path in paths:
            self._waiting.append(path)
            self._count += 1
        if not self._busy:
            self._next()

    def _next(self) -> None:
        self._busy = bool(self._waiting)
        if self._waiting:
            from ui.start_reading import read_file  # noqa: PLC0415 - the list starts faster without it

            self._office.worker.run(
                read_file,
                self._waiting.popleft(),
                done=while_alive(self, self._arrived),
                failed=while_alive(self, self._refused),
            )
            return
        taken, count = self._taken, self._count
        self._taken, self._count = [], 0
        if count == 1 and taken:
            self.plan_wanted.emit(taken[0])
        elif taken:
            self.added.emit(len(taken))

    def _refused(self, error: Exception) -> None:
        from ui.start_faults import FaultsDialog  # noqa: PLC0415 - most files are sound
        from ui.start_reading import UnusableFileError  # noqa: PLC0415 - it has been read

        if not isinstance(error, UnusableFileError):
            self._next()
            raise error
        dialog = FaultsDialog(error, self._window)
        dialog.finished.connect(self._next)
        dialog.open()

    def _arrived(self, incoming: "Incoming") -> None:
        plan = incoming.plan
        same = [
            each
            for each in self._office.archive.read(lambda store: store.plans())
            if (each.unit_scheme, each.unit_code, each.year) == (plan.unit.scheme, plan.unit.code, plan.year)
        ]
        if same:
            self._ask(incoming, same[0])
        else:
            self._tell(incoming)

    def _ask(self, incoming: "Incoming", existing: PlanSummary) -> None:
        """Ask what to do where the list has a plan of the same unit and year."""
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Open a package"))
        fields = {"unit": unit_title(existing.unit_name), "year": existing.year}
        box.setText(_("The list has a plan of {unit} for {year} already.").format(**fields))
        box.setInformativeText(
            _("Open that one, or add what is in the file “{name}” as a plan of its own?").format(
                name=incoming.name
            )
        )
        present = box.addButton(_("&Open the one that is here"), QMessageBox.ButtonRole.AcceptRole)
        add = box.addButton(_("&Add as its own plan"), QMessageBox.ButtonRole.ActionRole)
        leave = box.addButton(_("Leave it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(present)
        box.setEscapeButton(leave)
        present.clicked.connect(partial(self._end, existing.id))
        add.clicked.connect(partial(self._tell, incoming))
        leave.clicked.connect(self._next)
        box.open()

    def _tell(self, incoming: "Incoming") -> None:
        """Tell first what a reader should know of the package, if there is anything."""
        if not incoming.remarks:
            self._add(incoming)
            return
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(_("Open a package"))
        box.setText(_("The file “{name}” can be used. Please note:").format(name=incoming.name))
        box.setInformativeText("\n".join(incoming.remarks))
        go_on = box.addButton(_("Go on"), QMessageBox.ButtonRole.AcceptRole)
        box.setEscapeButton(go_on)
        box.finished.connect(lambda _result: self._add(incoming))
        box.open()

    def _add(self, incoming: "Incoming") -> None:
        from dxdesk.issuing.received import keep  # noqa: PLC0415 - the list starts faster without it

        written: list[str] = []  # a full disk may stop it midway, and it is tried again

        def write(store: Store) -> str:
            known = written[-1] if written else ""
            for plan_id in keep(store, incoming.plan, incoming.tally, incoming.received, known):
                written[:] = [plan_id]
            return written[-1]

        self._office.archive.write(write, done=while_alive(self, self._end))

    def _end(self, plan_id: object, *_clicked: object) -> None:
        self._taken.append(str(plan_id))
        self._next()
