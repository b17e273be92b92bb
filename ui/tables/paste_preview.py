"""Looking at a table before it is pasted: which column is which, and what cannot be read."""

from collections.abc import Iterator
from typing import Final

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.costs import UNIT_WORDS
from dxdesk.plan.model import Plan
from dxdesk.plan.pasting import Pasted, entries_from
from dxdesk.plan.table_columns import Table
from dxdesk.plan.table_matching import Match, matched
from dxdesk.text.legacy import LegacyEncoding
from dxdesk.text.tabular import Block, cleaned, converted, legacy_in
from ui import theme
from ui.dialog import Dialog, muted
from ui.fields.choice import ComboBox
from ui.fields.remarks import Remarks
from ui.tables.paste_words import problem_lines

_ROWS_SHOWN: Final = 8
_COLUMN_WIDTH: Final = 150
_FRAME: Final = 2 * theme.LARGE + 4
_SAMPLE: Final = 60  # letters of a text shown before and after


class PastePreview(Dialog):
    """Shows a copied table and takes corrections; `agreed` carries what is to be pasted (`Pasted`)."""

    agreed = Signal(object)

    def __init__(self, parent: QWidget, block: Block, table: Table, plan: Plan) -> None:
        """Look at a block that came from the clipboard."""
        super().__init__(parent, _("Paste a table"), letters=120, lines=32)
        self._copied = block
        self._table = table
        self._plan = plan
        self._encoding = legacy_in(block)
        self.block = self._wanted_block(turn=True)
        self.match = matched(self.block, table, plan)
        self.pasted = Pasted(entries=())
        self.combos: list[ComboBox] = []
        self.column.addWidget(muted(_("Check which column is which. Nothing is pasted before you agree.")))
        if self._encoding is not None:
            self._add_offer(self._encoding)
        self._add_choices()
        self._add_rows()
        self.remarks = Remarks()
        self.column.addWidget(self.remarks)
        self._add_buttons()
        self._read()

    def _add_offer(self, encoding: LegacyEncoding) -> None:
        """Offer Unicode for a table that is typed in an old code page."""
        self.unicode = QCheckBox(
            _("Turn into Unicode (the table seems to use the old code page {encoding})").format(
                encoding=encoding.upper()
            )
        )
        self.unicode.setChecked(True)
        self.unicode.toggled.connect(self._match_anew)
        self.column.addWidget(self.unicode)
        texts = [text for row in self._copied.rows for text in row]
        before = max(texts, key=lambda text: len(text) if len(text) < _SAMPLE else 0)[:_SAMPLE]
        after = converted(Block(rows=((before,),)), encoding).rows[0][0]
        self.column.addWidget(
            muted(_("before: {before} – after: {after}").format(before=before, after=after))
        )

    def _add_choices(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.WIDE)
        self.heading = QCheckBox(_("The first row is a heading"))
        self.heading.setChecked(self.match.header_rows > 0)
        self.heading.toggled.connect(self._read)
        row.addWidget(self.heading)
        self.unit_label = QLabel(_("Amounts without a unit are in"))
        self.unit = ComboBox()
        self.unit.addItem(_("nothing: ask for a unit"), None)
        for unit, words in UNIT_WORDS.items():
            self.unit.addItem(words, unit)
        self.unit.setCurrentIndex(max(self.unit.findData(self.match.unit), 0))
        self.unit.currentIndexChanged.connect(self._read)
        self.unit_label.setBuddy(self.unit)
        row.addStretch(1)
        row.addWidget(self.unit_label)
        row.addWidget(self.unit)
        self.column.addLayout(row)

    def _add_rows(self) -> None:
        """Show the first rows, with a choice of the plan's columns over each of theirs."""
        shown = min(len(self.block.rows), _ROWS_SHOWN)
        self.rows = QTableWidget(shown + 1, self.block.width)
        self.rows.setAccessibleName(_("The first rows of the copied table"))
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.rows.setTabKeyNavigation(False)
        self.rows.horizontalHeader().hide()
        self.rows.verticalHeader().hide()
        self.rows.setWordWrap(True)
        for place in range(self.block.width):
            combo = ComboBox()
            combo.setAccessibleName(_("Column {number} goes to").format(number=place + 1))
            combo.addItem(_("(not taken over)"), None)
            for column in (*self._table.columns, *self._table.pasted):
                combo.addItem(_(column.title), column.key)
            combo.setCurrentIndex(max(combo.findData(self.match.columns[place]), 0))
            combo.currentIndexChanged.connect(self._read)
            self.combos.append(combo)
            self.rows.setCellWidget(0, place, combo)
            self.rows.setColumnWidth(place, max(_COLUMN_WIDTH, (self.width() - _FRAME) // self.block.width))
        self.column.addWidget(self.rows, 1)

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        self.agree = QPushButton()
        self.agree.setProperty("role", "primary")
        self.agree.setDefault(True)
        self.agree.clicked.connect(self._agree)
        leave = QPushButton(_("Do not paste"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.agree)
        self.column.addLayout(row)

    def _wanted_block(self, *, turn: bool) -> Block:
        return converted(self._copied, self._encoding) if self._encoding and turn else cleaned(self._copied)

    def _match_anew(self) -> None:
        """Look again which column is which, now that the letters are others."""
        self.block = self._wanted_block(turn=self.unicode.isChecked())
        self.match = matched(self.block, self._table, self._plan)
        self.heading.setChecked(self.match.header_rows > 0)
        for combo, key in zip(self.combos, self.match.columns, strict=True):
            combo.setCurrentIndex(max(combo.findData(key), 0))
        self._read()

    def _read(self) -> None:
        """Read the table as it is set now."""
        columns = tuple(combo.currentData() for combo in self.combos)
        heading = max(self.match.header_rows, 1) if self.heading.isChecked() else 0
        match = msgspec.structs.replace(
            self.match, columns=columns, header_rows=heading, unit=self.unit.currentData()
        )
        self.pasted = entries_from(self.block, match, self._table, self._plan)
        self._show_rows(heading)
        self._show_verdict(match)

    def _show_rows(self, heading: int) -> None:
        muted_colour = QColor(theme.current().muted)
        for number in range(self.rows.rowCount() - 1):
            for place, text in enumerate(self.block.rows[number]):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if number < heading:
                    item.setForeground(muted_colour)
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop)
                self.rows.setItem(number + 1, place, item)
        self.rows.resizeRowsToContents()
        self.rows.setRowHeight(0, self.combos[0].sizeHint().height() + theme.SMALL)

    def _show_verdict(self, match: Match) -> None:
        money = {column.key for column in self._table.columns if column.kind in {"money", "source"}}
        shares = {column.key for column in self._table.pasted if column.kind == "share"}
        has_money = any(key in money | shares for key in match.columns)
        self.unit.setVisible(has_money)
        self.unit_label.setVisible(has_money)
        self.remarks.show_lines(self._lines(match))
        count = len(self.pasted.entries)
        self.agree.setText(_n("Paste {count} row", "Paste {count} rows", count).format(count=count))
        self.agree.setEnabled(count > 0)

    def _lines(self, match: Match) -> Iterator[tuple[str, str]]:
        if self._table.main not in match.columns:
            title = _(self._table.column(self._table.main).title)
            yield "warning", _("Choose which column is “{title}”.").format(title=title)
        yield from problem_lines(self.pasted)

    def _agree(self) -> None:
        self.agreed.emit(self.pasted)
        self.accept()
