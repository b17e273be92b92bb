"""The line below the pages: which page is in front, and how large it is shown."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from dxdesk.language import mark
from dxdesk.language import translate as _
from ui.icons import IconName, icon
from ui.preview.sheets import ZOOM_STEPS, Fit, Zoom

_FITS: Final[dict[Fit, str]] = {"width": mark("Fit width"), "page": mark("Fit page")}
_LEAST_SIDE: Final = 32


class Foot(QFrame):
    """Page count on the left, zoom on the right."""

    zoom_chosen = Signal(object)  # a Zoom
    zoom_stepped = Signal(int)  # 1 or -1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._count = QLabel()
        self._smaller = self._button("dash")
        self._larger = self._button("plus")
        self._zoom = self._button("chevron-down")
        self._zoom.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._zoom.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands after the word
        self._zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._smaller.clicked.connect(lambda: self.zoom_stepped.emit(-1))
        self._larger.clicked.connect(lambda: self.zoom_stepped.emit(1))
        self._choices = self._menu()
        self._shown: tuple[int, int] = (0, 0)
        self._chosen: tuple[Zoom, float] = ("width", 1.0)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self._count, 1)
        for button in (self._smaller, self._zoom, self._larger):
            row.addWidget(button)
        self.speak()

    def show_page(self, page: int, pages: int) -> None:
        """Say which page (from 1) of how many is in front; nothing where there is none."""
        self._shown = (page, pages)
        text = _("Page {page} / {pages}").format(page=page, pages=pages) if pages else ""
        self._count.setText(text)
        self.setEnabled(pages > 0)

    def show_zoom(self, zoom: Zoom, scale: float) -> None:
        """Say how the pages are shown; `scale` of 1.0 is true size."""
        self._chosen = (zoom, scale)
        self._zoom.setText(_percent(zoom) if isinstance(zoom, float) else _(_FITS[zoom]))
        self._smaller.setEnabled(scale > ZOOM_STEPS[0] + 0.005)
        self._larger.setEnabled(scale < ZOOM_STEPS[-1] - 0.005)
        for choice, action in self._choices.items():
            action.setChecked(choice == zoom)

    def speak(self) -> None:
        """Say everything anew, in the active language."""
        self._smaller.setAccessibleName(_("Show the pages smaller"))
        self._larger.setAccessibleName(_("Show the pages larger"))
        self._zoom.setAccessibleName(_("Size of the pages"))
        for button, keys in ((self._smaller, "Ctrl+−"), (self._larger, "Ctrl++"), (self._zoom, "")):
            button.setToolTip(f"{button.accessibleName()} ({keys})" if keys else button.accessibleName())
        for fit, name in _FITS.items():
            self._choices[fit].setText(_(name))
        self.show_page(*self._shown)
        self.show_zoom(*self._chosen)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.speak()

    def _button(self, name: IconName) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, "muted"))
        button.setProperty("role", "small")
        button.setAutoRaise(True)
        button.setMinimumSize(_LEAST_SIDE, _LEAST_SIDE)
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
        return button

    def _menu(self) -> dict[Zoom, QAction]:
        menu = QMenu(self)
        group = QActionGroup(menu)
        choices: dict[Zoom, QAction] = {}
        for zoom in (*_FITS, *ZOOM_STEPS):
            action = menu.addAction(_percent(zoom) if isinstance(zoom, float) else "")
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _checked, chosen=zoom: self.zoom_chosen.emit(chosen))
            choices[zoom] = action
            if zoom == "page":
                menu.addSeparator()
        self._zoom.setMenu(menu)
        return choices


def _percent(zoom: float) -> str:
    return f"{zoom:.0%}".replace("%", "\u00a0%")
