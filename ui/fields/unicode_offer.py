"""The offer to turn a pasted text from an old code page into Unicode."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from dxdesk.language import translate as _
from dxdesk.text.legacy import from_legacy
from ui import theme
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
