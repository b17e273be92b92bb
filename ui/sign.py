"""A sign that stands beside words."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel

from ui.icons import IconName, IconRole, icon


class Sign(QLabel):
    """Shows an icon in the colours of the theme that is shown."""

    def __init__(self, name: IconName | None = None, role: IconRole = "text", side: int = 16) -> None:
        """Show an icon, or nothing yet; `side` is in pixels."""
        super().__init__()
        self._side = side
        self._name = name
        self._role: IconRole = role
        self._paint()

    def show_icon(self, name: IconName, role: IconRole) -> None:
        """Show another icon."""
        self._name, self._role = name, role
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()

    def _paint(self) -> None:
        if self._name is not None:
            self.setPixmap(icon(self._name, self._role).pixmap(self._side, self._side))
