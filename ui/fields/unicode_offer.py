"""The offer to turn a pasted text from an old code page into Unicode."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from dxdesk.language import translate as _
from dxdesk.text.legacy import from_legacy
from ui import theme
from ui.fields.area import AreaEditor
from ui.fields.line import LineEditor
from ui.fields.pasting import LegacyPaste


class UnicodeOffer(QFrame):
    """Says what was pasted and waits for an answer; `answered` carries whether to convert."""

    answered = Signal(bool)

    def __init__(self, paste: LegacyPaste) -> None:
        """Offer to convert what was pasted."""
        super().__init__()
        self.setProperty("role", "warning")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.MEDIUM, theme.SMALL)
        question = QLabel(
            _(
                "The text just pasted seems to use an old code page ({encoding}). Turn it into Unicode?"
            ).format(encoding=paste.encoding.upper())
        )
        question.setWordWrap(True)
        column.addWidget(question)
        self._preview = QLabel(from_legacy(paste.text, paste.encoding))
        self._preview.setTextFormat(Qt.TextFormat.PlainText)
        self._preview.setWordWrap(True)
        self._preview.setMaximumHeight(160)
        self._preview.hide()
        column.addWidget(self._preview)
        row = QHBoxLayout()
        column.addLayout(row)
        preview = QPushButton(_("Preview"))
        preview.setCheckable(True)
        preview.toggled.connect(self._preview.setVisible)
        convert = QPushButton(_("Turn into Unicode"))
        convert.clicked.connect(lambda: self.answered.emit(True))
        keep = QPushButton(_("Keep as it is"))
        keep.clicked.connect(lambda: self.answered.emit(False))
        for button in (preview, convert, keep):
            row.addWidget(button)
        row.addStretch(1)


class UnicodeOffers(QObject):
    """Offers Unicode below an editor of text, whenever something in an old code page is pasted into it.

    `answered` comes before the piece is converted, `converted` afterwards, if the answer is yes.
    """

    answered = Signal()
    converted = Signal()

    def __init__(self, editor: LineEditor | AreaEditor, column: QBoxLayout) -> None:
        """Show offers at the end of `column`."""
        super().__init__(editor)
        self._editor = editor
        self._column = column
        self._offer: UnicodeOffer | None = None
        edit = editor.line if isinstance(editor, LineEditor) else editor.area
        edit.legacy_pasted.connect(self._show)

    def _show(self, paste: LegacyPaste) -> None:
        self._drop()
        self._offer = UnicodeOffer(paste)
        self._offer.answered.connect(lambda convert: self._answer(paste, convert=convert))
        self._column.addWidget(self._offer)

    def _answer(self, paste: LegacyPaste, *, convert: bool) -> None:
        """Put the pasted piece in Unicode, where it still stands as it was pasted."""
        self.answered.emit()
        self._drop()
        if convert:
            self._editor.replace_piece(paste.position, paste.text, from_legacy(paste.text, paste.encoding))
            self.converted.emit()

    def _drop(self) -> None:
        if self._offer is not None:
            self._offer.deleteLater()
            self._offer = None
