"""The second question of a new plan: for which year it is."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.plan.defaults import years_offered
from ui import theme
from ui.fields.choice import ComboBox

_BOX_WIDTH = 140


class YearChoice(QWidget):
    """The years to choose from, the one of the newest guidance first. `changed` tells of a choice."""

    changed = Signal()

    def __init__(self) -> None:
        """Begin with the year of the newest guidance."""
        super().__init__()
        self._years = years_offered(date.today())  # noqa: DTZ011 - the day on the desk
        self.box = ComboBox()
        self.box.setAccessibleName(_("Year"))
        self.box.setFixedWidth(_BOX_WIDTH)
        for each in self._years:
            self.box.addItem(str(each.year))
        self.note = QLabel()
        self.note.setProperty("role", "muted")
        self.note.setWordWrap(True)
        self.second = QLabel(
            _(
                "The list has a plan of this unit for this year already. A second one can be written beside it."
            )
        )
        self.second.setProperty("role", "warning")
        self.second.setWordWrap(True)
        self.second.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TIGHT)
        for widget in (self.box, self.note, self.second):
            column.addWidget(widget)
        self.box.currentIndexChanged.connect(self._note)
        self._note()

    @property
    def year(self) -> int:
        """The year chosen."""
        return self._years[self.box.currentIndex()].year

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
