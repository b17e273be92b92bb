"""Which fields the PDF has for those who sign it: picked once, and kept for all plans."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from dxdesk.document.profile import Profile
from dxdesk.language import mark
from dxdesk.language import translate as _
from ui import theme
from ui.fields.choice import ComboBox
from ui.signing_preferences import SigningBook

_WORDS: Final[Mapping[Profile, str]] = {
    "fields": mark("Fields for both signatures; number and day by pen"),
    "fillable": mark("Fields for both signatures, and for number and day"),
    "flat": mark("No fields: for the government's signing tool"),
}


class ProfileChoice(QWidget):
    """The choice, with its label."""

    def __init__(self, book: SigningBook) -> None:
        """Show what was picked."""
        super().__init__()
        self._book = book
        self.box = ComboBox()
        for words in _WORDS.values():
            self.box.addItem(_(words))
        self.box.activated.connect(self._take)
        label = QLabel(_("The &PDF for signing"))
        label.setBuddy(self.box)
        self.box.setAccessibleName(_("The PDF for signing"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TIGHT)
        column.addWidget(label)
        column.addWidget(self.box)
        book.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is picked now."""
        self.box.setCurrentIndex(list(_WORDS).index(self._book.now.profile))

    def _take(self, index: int) -> None:
        self._book.change(profile=list(_WORDS)[index])
