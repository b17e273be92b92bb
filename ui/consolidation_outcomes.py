"""What became of files that were taken in: the list of them, those first that a person must do something about."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from dxdesk.intake.taking_in import OUTCOMES, Told
from dxdesk.language import translate as _
from ui.consolidation_outcome_words import outcome_headings, outcome_hint, outcome_line, summary_words
from ui.dialog import Dialog, deed_button, heading
from ui.figure_table import FigureTable, copy_words

_LETTERS: Final = 120
_LINES: Final = 32
_REASON_LINES: Final = 5


class OutcomesDialog(Dialog):
    """Lists each file with what became of it; below, all there is to say of the chosen one."""

    def __init__(self, parent: QWidget, told: Sequence[Told]) -> None:
        """Show what became of files."""
        super().__init__(parent, _("What was taken in"), _LETTERS, _LINES)
        self.column.addWidget(heading(summary_words(told)))
        self.table = FigureTable(_("Files"), stretched=3)
        self.table.show_lines(
            outcome_headings(),
            [outcome_line(one) for one in sorted(told, key=lambda one: OUTCOMES.index(one.outcome))],
        )
        self.reasons = QPlainTextEdit()
        self.reasons.setReadOnly(True)
        self.reasons.setTabChangesFocus(True)
        self.reasons.setAccessibleName(_("What to do, and why"))
        self.reasons.setFixedHeight(_REASON_LINES * self.fontMetrics().lineSpacing())
        self.table.chosen.connect(self._show_reasons)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.reasons)
        self.add_foot(deed_button(copy_words(), self.table.copy_all))
        self._show_reasons()
        self.table.setFocus()

    def _show_reasons(self) -> None:
        told = self.table.subject()
        self.reasons.setPlainText(outcome_hint(told) if isinstance(told, Told) else "")
