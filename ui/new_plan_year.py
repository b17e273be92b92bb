"""The second question of a new plan: for which year it is."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.plan.defaults import usual_year, years_offered
from ui import theme
from ui.fields.choice import ComboBox
from ui.fields.remarks import Remarks

_BOX_WIDTH = 140


class YearChoice(QWidget):
    """The years to choose from, in order. `changed` tells of a choice."""

    changed = Signal()

    def __init__(self) -> None:
        """Begin with the year that plans are being written for now."""
        super().__init__()
        today = date.today()  # noqa: DTZ011 - the day on the desk
        self._years = years_offered(today)
        self.box = ComboBox()
        self.box.setAccessibleName(_("Year"))
        self.box.setFixedWidth(_BOX_WIDTH)
        for each in self._years:
            self.box.addItem(str(each.year))
        self.box.setCurrentIndex(self._years.index(usual_year(self._years, today)))
        self.note = QLabel()
        self.note.setProperty("role", "muted")
        self.note.setWordWrap(True)
        self.second = Remarks(self)
        words = _(
            "The list has a plan of this unit for this year already. A second one can be written beside it."
        )
        self.second.show_lines([("warning", words)])
        self.second.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        for widget in (self.box, self.note, self.second):
            column.addWidget(widget)
        self.box.currentIndexChanged.connect(self._note)
        self._note()

    @property
    def year(self) -> int:
        """The year chosen."""
        return self._years[self.box.currentIndex()].year

    @property
    def years(self) -> tuple[int, ...]:
        """The years to choose from."""
        return tuple(each.year for each in self._years)

    def choose(self, year: int) -> None:
        """Choose one of the years."""
        self.box.setCurrentIndex(self.years.index(year))

    def _note(self) -> None:
        """Say plainly whose guidance the plan is written with."""
        chosen = self._years[self.box.currentIndex()]
        if chosen.guidance == chosen.year:
            words = _("Written with the guidance of {guidance}.")
        else:
            words = _(
                "The guidance of {year} is not in this program yet. The plan is written with that of {guidance}."
            )
        self.note.setText(words.format(year=chosen.year, guidance=chosen.guidance))
        self.changed.emit()
