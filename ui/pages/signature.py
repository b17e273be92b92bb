"""The block of the signature as it will be printed, in small."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from dxdesk.language import translate as _
from dxdesk.plan.model import Signer
from dxdesk.plan.wording import signature_lines
from ui import theme
from ui.pages.page import scaled


class SignaturePreview(QFrame):
    """Capacity and office, room for the signature, and the name."""

    def __init__(self) -> None:
        """Begin without a signer."""
        super().__init__()
        self.setProperty("role", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.LARGE, theme.MEDIUM, theme.LARGE, theme.MEDIUM)
        column.setSpacing(theme.TIGHT)
        self.office = QLabel()
        self.room = QLabel(_("(signature)"))
        self.room.setProperty("role", "muted")
        self.name = QLabel()
        for label in (self.office, self.room, self.name):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        for label in (self.office, self.name):
            label.setFont(scaled(1, bold=True))
        self.room.setContentsMargins(0, theme.WIDE, 0, theme.WIDE)

    def show_signer(self, signer: Signer) -> None:
        """Show the lines for a signer."""
        self.office.setText("\n".join(signature_lines(signer)))
        self.name.setText(signer.full_name)
