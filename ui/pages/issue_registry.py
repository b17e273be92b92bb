"""Number and day that the records office gives, and the record that the plan is issued."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.text.dates import short_date
from dxdesk.text.days import UnclearDayError, read_day
from ui import theme
from ui.announcing import announce
from ui.drafts import Drafts
from ui.fields.line import LineEdit
from ui.pages.export_answers import Answer

_NUMBER_WIDTH = 10  # letters
_DAY_WIDTH = 14


class RegistryPanel(Answer):
    """Asks for number and day; what is read from the signed PDF stands there already."""

    def __init__(self, drafts: Drafts, record: Callable[[], object], fill: Callable[[], object]) -> None:
        """Begin empty; what is typed is kept in `drafts`. `record` and `fill` do what the buttons say."""
        super().__init__("surface")
        self.about = self.say(
            _("As the records office has given them. They go with the package, and the revision is closed."),
            "muted",
        )
        self.number, self.day, self.symbol = LineEdit(), LineEdit(), QLabel()
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addLayout(_labelled(_("&Number"), self.number, _NUMBER_WIDTH))
        row.addLayout(_labelled("", self.symbol))
        row.addSpacing(theme.WIDE)
        row.addLayout(_labelled(_("&Day of issue"), self.day, _DAY_WIDTH))
        row.addStretch(1)
        self.column.addLayout(row)
        self.trouble = self.say("", "error")
        self.trouble.hide()
        self.fill, self.record = self.offer(
            (_("&Write them into the signed PDF"), fill), (_("&Record as issued…"), record)
        )
        self._revision = 0
        self._drafts = drafts
        for name, line in self._lines():
            line.textEdited.connect(lambda text, name=name: drafts.keep(self._place(name), text))
        self._read: tuple[str, str] | None = None

    def begin(self, revision: int) -> None:
        """Ask for number and day of a revision; what was typed for another one is not its."""
        if revision == self._revision:
            return
        self._revision, self._read = revision, None
        for name, line in self._lines():
            line.setText(self._drafts.text(self._place(name)) or "")
        self.say_trouble("")

    def forget(self) -> None:
        """Keep nothing of what was typed: the revision is issued."""
        for name, _line in self._lines():
            self._drafts.drop(self._place(name))

    def _lines(self) -> tuple[tuple[str, LineEdit], ...]:
        return ("number", self.number), ("day", self.day)

    def _place(self, name: str) -> str:
        return f"registry:{self._revision}:{name}"

    def propose(self, number: str, day: date | None, symbol: str) -> None:
        """Put in what is known, where nobody has typed something else."""
        self.symbol.setText(f"/{symbol}" if symbol else "")
        found = number.lstrip("0"), short_date(day) if day else ""
        before, self._read = self._read or ("", ""), found
        for line, old, new in zip((self.number, self.day), before, found, strict=True):
            if line.text().strip() in {"", old} and new:
                line.setText(new)

    def read(self, year: int) -> tuple[str, date]:
        """Return number and day.

        Raises:
            UnclearDayError: there is no day, or it cannot be read; the text says how to write it.
        """
        if not self.day.text().strip():
            raise UnclearDayError(_("Write the day on which it was issued, like 31/12/2022."))
        return self.number.text().strip(), read_day(self.day.text(), year)

    def say_trouble(self, words: str) -> None:
        """Say what is wrong with what was typed; nothing where it is right."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        announce(self.trouble, words)


def _labelled(words: str, widget: QWidget, letters: int = 0) -> QVBoxLayout:
    """Return a widget below its words, as wide as some letters."""
    label = QLabel(words)
    label.setBuddy(widget)
    if letters:
        widget.setAccessibleName(words.replace("&", ""))
        widget.setFixedWidth(widget.fontMetrics().horizontalAdvance("0") * letters + theme.LARGE)
    column = QVBoxLayout()
    column.setSpacing(theme.TIGHT)
    column.addWidget(label)
    column.addWidget(widget)
    return column
