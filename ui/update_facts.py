"""What an update is, as lines that are read before it is taken in."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.text.dates import short_date
from dxdesk.text.days import VIETNAM
from dxdesk.update.publishers import Publisher, key_words
from ui import theme
from ui.dialog import heading, muted
from ui.size_words import size_words
from ui.update_jobs import Offer

_LINES: Final = 5  # of the notes, at least


class UpdateFacts(QWidget):
    """Its name, what it is, from whom, which version takes the place of which, and what is new."""

    def __init__(self) -> None:
        """Begin with nothing to show."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        self.title = heading("")
        column.addWidget(self.title)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(theme.LARGE)
        self._form.setVerticalSpacing(theme.SMALL)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        column.addLayout(self._form)
        self.new = muted(_("What is new"))
        self.notes = QPlainTextEdit(readOnly=True)
        self.notes.setAccessibleName(_("What is new"))
        self.notes.setTabChangesFocus(True)
        self.notes.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        column.addWidget(self.new)
        column.addWidget(self.notes, 1)
        self.hide()

    def show_offer(self, offer: Offer, language: str) -> None:
        """Show an update."""
        manifest = offer.update.manifest
        self.title.setText(manifest.name if offer.pack is not None else f"dxdesk {manifest.release}")
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, words in _lines(offer):
            label = muted(name)
            label.setWordWrap(False)
            self._form.addRow(label, _fact(name, words))
        notes = manifest.notes.text(language).strip()
        self.notes.setPlainText(notes)
        for widget in (self.new, self.notes):
            widget.setVisible(bool(notes))
        self.show()


def origin_words(publisher: Publisher) -> str:
    """Return who a publisher is, and why what it publishes is taken in."""
    words = _("{name}, added by this office") if publisher.own else _("{name}, known to the program")
    return words.format(name=publisher.name)


def _lines(offer: Offer) -> Iterator[tuple[str, str]]:
    manifest, publisher = offer.update.manifest, offer.update.publisher
    yield _("What it is"), _("A new version of the program") if offer.pack is None else _guidance(offer)
    yield _("Version"), offer.words
    yield _("From"), origin_words(publisher)
    yield _("Publisher's key"), key_words(publisher.key)
    made = short_date(manifest.made_at.astimezone(VIETNAM).date())
    about = _("{name}, made on {day}, {size}")
    yield _("File"), about.format(name=offer.update.file.name, day=made, size=size_words(manifest.size))


def _guidance(offer: Offer) -> str:
    assert offer.pack is not None  # noqa: S101 - asked before
    letter, count = offer.pack.meta.letter, len(offer.pack.tasks)
    tasks = _n("{count} task", "{count} tasks", count).format(count=count)
    words = _("Guidance for plans of {year}: {kind} {number}, {tasks}")
    return words.format(year=offer.pack.meta.year, kind=letter.kind, number=letter.number, tasks=tasks)


def _fact(name: str, words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAccessibleName(f"{name}: {words}")
    return label
