"""Pasting a list or a table of another program into a list of the plan."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.plan.pasting import entries_from
from dxdesk.plan.table_columns import Table
from dxdesk.plan.table_matching import Match, matched
from dxdesk.text.legacy import LegacyEncoding
from dxdesk.text.table_grid import TableTooLargeError
from dxdesk.text.tabular import Block, cleaned, converted, legacy_in, read_block
from ui.desk import Desk
from ui.fields.pasting import LegacyPaste
from ui.fields.unicode_offer import UnicodeOffer
from ui.icons import icon

_LINES_SHOWN = 8


class RowPasting(QWidget):
    """Reads the clipboard into entries of a table; asks first where it is typed in an old code page.

    `read` carries where the entries go, and what was read (`Pasted`); `refused` why nothing was.
    """

    read = Signal(int, object)
    refused = Signal(str)

    def __init__(self, desk: Desk, table: Table) -> None:
        """Wait for somebody to paste; `button` does so at the end of the list."""
        super().__init__()
        self._desk = desk
        self._table = table
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.offer: UnicodeOffer | None = None
        self.button = QPushButton(icon("paste-table", "primary"), _("Paste a list"))
        self.button.setProperty("role", "quiet")
        self.button.setToolTip(_("Puts the lines or the table copied in Excel or Word below"))

    def paste(self, index: int) -> None:
        """Read the clipboard for the place at `index`."""
        data = QGuiApplication.clipboard().mimeData()
        try:
            block = read_block(data.text(), data.html() if data.hasHtml() else None)
        except TableTooLargeError as error:
            self.refused.emit(str(error))
            return
        encoding = legacy_in(block)
        if encoding is None:
            self._take(index, cleaned(block))
        else:
            self._ask(index, block, encoding)

    def _ask(self, index: int, block: Block, encoding: LegacyEncoding) -> None:
        self._drop_offer()
        lines = ["\t".join(row) for row in block.rows[:_LINES_SHOWN]]
        self.offer = UnicodeOffer(LegacyPaste("\n".join(lines), 0, encoding))
        self.offer.answered.connect(
            lambda convert: self._take(index, converted(block, encoding) if convert else cleaned(block))
        )
        self._column.addWidget(self.offer)

    def _take(self, index: int, block: Block) -> None:
        self._drop_offer()
        if not any(text for row in block.rows for text in row):
            self.refused.emit(_("There is no text on the clipboard. Copy the list first, then paste it."))
            return
        match = _whole(matched(block, self._table, self._desk.plan), block, self._table)
        self.read.emit(index, entries_from(block, match, self._table, self._desk.plan))

    def _drop_offer(self) -> None:
        if self.offer is not None:
            self.offer.deleteLater()
            self.offer = None


def _whole(match: Match, block: Block, table: Table) -> Match:
    """Return the match with every column that holds text put somewhere: nothing that was pasted is dropped."""
    spare = table.spare[0] if table.spare else table.main
    columns = tuple(
        spare if key is None and place != match.numbering and any(row[place] for row in block.rows) else key
        for place, key in enumerate(match.columns)
    )
    return msgspec.structs.replace(match, columns=columns)
