"""The consolidation of what the units below have sent, where the list of plans stands else."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from dxdesk.intake.standing import Material, read_material
from dxdesk.intake.taking_in import Told
from dxdesk.language import translate as _
from dxdesk.store.received import ReceivedPackage
from ui import theme
from ui.announcing import announce
from ui.archive_reading import ask
from ui.consolidation_choice import ChoiceBar, choice_book
from ui.consolidation_deeds import PackageDeeds
from ui.consolidation_export import ReportExport
from ui.consolidation_figures import (
    DeadlinesPanel,
    FigurePanel,
    FundingPanel,
    IndicatorsPanel,
    OutliersPanel,
    TasksPanel,
    coverage_label,
)
from ui.consolidation_head import ConsolidationHead
from ui.consolidation_intake import PackageGathering
from ui.consolidation_jobs import Ready, consolidate, missing_words
from ui.consolidation_lines import shown
from ui.consolidation_outcome_words import summary_words
from ui.consolidation_units import UnitsPanel
from ui.consolidation_words import coverage_words
from ui.dialog import NoticeLine
from ui.dropping import takes_drops
from ui.job_bar import JobBar
from ui.office import Office
from ui.start_calls import while_alive
from ui.tables.clipboard import put_on_clipboard

_AGAIN: Final = 400  # milliseconds: while many packages come in, they are not summed up after each


class ConsolidationPage(QWidget):
    """What the units of an area have sent and what it comes to. `left` tells that somebody goes back to the list."""

    left = Signal()

    def __init__(self, office: Office) -> None:
        """Sum up nothing before the page is shown."""
        super().__init__()
        self._office = office
        self._ready: Ready | None = None
        self._told: Sequence[Told] = ()  # what became of the files that were taken in last
        self._asked = 0  # which of several consolidations was asked for last
        self.notice = NoticeLine()
        self.job = JobBar()
        self.choice = ChoiceBar(choice_book(office.archive))
        self.deeds = PackageDeeds(office, self.notice, self)
        self.gathering = PackageGathering(office, self)
        self.export = ReportExport(office, self.notice, self)
        self.head = ConsolidationHead(self.export.button)
        self.coverage = coverage_label()
        self.units = UnitsPanel()
        self.tasks, self.indicators, self.outliers = TasksPanel(), IndicatorsPanel(), OutliersPanel()
        self.funding, self.deadlines = FundingPanel(), DeadlinesPanel()
        self._again = QTimer(self, singleShot=True, interval=_AGAIN)
        self._again.timeout.connect(self.refresh)
        self.setAcceptDrops(True)
        self._arrange()
        self._wire()

    def refresh(self) -> None:
        """Sum up what is in the store now."""
        ask(
            self._office.archive,
            self,
            lambda store: (store.plans(), store.received.list()),
            lambda found: self._offer(*found),
            self._fail,
        )

    def rest(self) -> None:
        """Put the focus where the keys do most."""
        target = self.units.table if self.units.table.figures.lines else self.head.take
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_files(self) -> None:
        """Ask for packages that have come."""
        self.head.ask_files()

    def take_in(self, paths: Iterable[Path]) -> None:
        """Take files and folders in."""
        self.gathering.take(paths)

    def showEvent(self, event: QShowEvent) -> None:
        """Sum up what has come while something else was in front."""
        super().showEvent(event)
        self.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if takes_drops(self) and _paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them in."""
        if takes_drops(self):
            event.acceptProposedAction()
            self.take_in(_paths(event.mimeData()))

    def _offer(self, plans: Sequence[object], received: Sequence[ReceivedPackage]) -> None:
        self.choice.offer(plans, received)  # type: ignore[arg-type] # the summaries of the store
        self._sum_up()

    def _sum_up(self) -> None:
        scope, last_day = self.choice.scope, self.choice.last_day
        self._asked += 1
        number = self._asked

        def go_on(material: Material) -> None:
            self._office.worker.run(
                consolidate,
                material,
                scope,
                last_day,
                done=while_alive(self, lambda ready: self._show(number, ready)),
            )

        ask(self._office.archive, self, lambda store: read_material(store, scope), go_on, self._fail)

    def _show(self, number: int, ready: Ready | str) -> None:
        if number != self._asked:  # something else is chosen by now
            return
        if isinstance(ready, str):
            self._ready = None
            self.export.offer(None)
            self.notice.say(ready, "warning")
            return
        self._ready = ready
        self.export.offer(ready)
        words = coverage_words(ready.overview.units, ready.overview.strays)
        self.coverage.setText(words)
        had_nothing = not self.units.table.figures.lines
        self.units.show_units(ready.overview.units, ready.overview.strays)
        if had_nothing and self.head.take.hasFocus():
            self.rest()
        self._show_figures()

    def _show_figures(self) -> None:
        if self._ready is None:
            return
        of = shown(self._ready, self.choice.units_of)
        for panel in self._panels:
            panel.show_figures(of)
        count = len(self.outliers.table.figures.lines)
        self.tabs.setTabText(3, f"{_('Out of line')} ({count})" if count else _("Out of line"))

    def _enter_tab(self) -> None:
        """Put the focus on the table of the tab, unless somebody walks along the tabs."""
        if not self.tabs.tabBar().hasFocus():
            tab = self.tabs.currentWidget()
            table = tab.table if isinstance(tab, (UnitsPanel, FigurePanel)) else tab
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        self.tabs = QTabWidget()
        self._panels: tuple[FigurePanel, ...] = (
            self.tasks,
            self.indicators,
            self.outliers,
            self.funding,
            self.deadlines,
        )
        names = (_("Units"), _("Tasks"), _("Indicators"), _("Out of line"), _("Funding"), _("Deadlines"))
        for widget, words in zip((self.units, *self._panels), names, strict=True):
            self.tabs.addTab(widget, words)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.HUGE, theme.WIDE, theme.HUGE, theme.MEDIUM)
        column.setSpacing(theme.SMALL)
        for each in (self.head, self.choice, self.coverage, self.job, self.notice):
            column.addWidget(each)
        column.addWidget(self.tabs, 1)

    def _wire(self) -> None:
        self.head.left.connect(self.left)
        self.head.chosen.connect(self.take_in)
        self.head.last.triggered.connect(lambda _on: self._show_outcomes())
        self.tabs.currentChanged.connect(lambda _at: self._enter_tab())
        self.choice.changed.connect(self._sum_up)
        units, deeds, gathering = self.units, self.deeds, self.gathering
        units.opened.connect(deeds.open_page)
        units.decided.connect(deeds.decide)
        units.compared.connect(deeds.compare)
        units.saved.connect(deeds.save)
        units.removed.connect(deeds.remove)
        units.forgotten.connect(deeds.forget)
        units.missing_wanted.connect(self._copy_missing)
        self.outliers.unit_wanted.connect(self._open_unit)
        deeds.changed.connect(self.refresh)
        gathering.began.connect(self._begin_job)
        gathering.progressed.connect(self.job.show_share)
        gathering.kept.connect(self._again.start)
        gathering.ended.connect(self._tell)
        self.job.stop.clicked.connect(gathering.call_off)

    def _begin_job(self) -> None:
        self.notice.hide()
        self.job.begin(_("Taking packages in…"))

    def _tell(self, told: Sequence[Told], was_called_off: bool) -> None:  # noqa: FBT001 - of a signal
        """Say what became of the files; what a person must look at is shown at once."""
        self.job.end()
        self._again.stop()
        self.refresh()
        words = summary_words(told) or _("No file was found there.")
        if was_called_off:
            words = f"{_('Stopped.')} {words}"
        calls = any(one.outcome in ("conflict", "refused", "unopened") for one in told)
        self._told = told or self._told
        self.head.last.setEnabled(bool(self._told))
        deed = self._show_outcomes if told else None
        self.notice.say(words, "warning" if calls else "soft", _("&Details"), deed, stays=True)
        announce(self, words)

    def _show_outcomes(self) -> None:
        self.deeds.show_outcomes(self._told)

    def _open_unit(self, code: str) -> None:
        unit = (
            next((one for one in self._ready.overview.units if one.figures.code == code), None)
            if self._ready
            else None
        )
        if unit is not None and unit.counts is not None:
            self.deeds.open_page(unit.counts)

    def _copy_missing(self) -> None:
        words = missing_words(self._ready) if self._ready else ""
        put_on_clipboard(words)
        self.notice.say(
            _("Copied. Paste it into the mail that reminds the units.")
            if words
            else _("All units have sent.")
        )

    def _fail(self, words: str) -> None:
        self.notice.say(words, "error")


def _paths(dropped: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
