"""The offer to bring a plan to newer guidance."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from dxdesk.guidance.pack import Pack
from dxdesk.language import translate as _
from dxdesk.plan.migration import newer_pack
from ui import theme
from ui.desk import Desk


class GuidanceOffer(QFrame):
    """Shown where newer guidance is at hand. Taking it over is one edit, which undo takes back."""

    def __init__(self, desk: Desk) -> None:
        """Look whether there is newer guidance for the plan on the desk."""
        super().__init__()
        self._desk = desk
        self.setProperty("role", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.WIDE, theme.MEDIUM, theme.WIDE, theme.MEDIUM)
        column.setSpacing(theme.SMALL)
        self.words = QLabel()
        self.words.setWordWrap(True)
        column.addWidget(self.words)
        self.take = QPushButton(_("Bring the plan to this guidance"))
        row = QHBoxLayout()
        row.addWidget(self.take)
        row.addStretch(1)
        column.addLayout(row)
        pack = newer_pack(desk.plan)
        self.setVisible(pack is not None)
        if pack is not None:
            self._offer(pack)

    def _offer(self, pack: Pack) -> None:
        self.words.setText(
            _(
                "Newer guidance is here: {name}, version {version}. Nothing that is written is lost: answers "
                "whose question is gone are kept and shown. Undo takes it back."
            ).format(name=pack.meta.name, version=pack.meta.version)
        )
        self.take.clicked.connect(lambda: self._desk.adopt(pack))
