"""Our own icons: one line weight on a grid of 20, in the colours of the theme that is shown.

An icon keeps its name and the part it plays, never pixels: it is painted at the size, the scale and in the
colours of the moment, so a change of theme needs no new icons.
"""

from functools import cache
from typing import Final, Literal, get_args

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from shiboken6 import Shiboken

from dxdesk.resources import resource

IconName = Literal[
    "add",
    "attention",
    "back",
    "calendar",
    "check",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "circle",
    "clock",
    "close",
    "copy",
    "dash",
    "delete",
    "dots",
    "down",
    "duplicate",
    "export",
    "file-docx",
    "file-package",
    "file-pdf",
    "filter",
    "folder",
    "forward",
    "goal",
    "grip",
    "help",
    "import",
    "info",
    "insert",
    "keyboard",
    "letter",
    "link",
    "list",
    "lock",
    "menu",
    "money",
    "moon",
    "note",
    "open",
    "paste-table",
    "pause",
    "people",
    "plan",
    "plus",
    "preview",
    "redo",
    "restore",
    "results",
    "search",
    "send",
    "settings",
    "signature",
    "signed",
    "suggestion",
    "sun",
    "text",
    "text-size",
    "undo",
    "unit",
    "up",
]
# The attributes of ui.theme.Theme that an icon may be painted in.
IconRole = Literal["text", "muted", "primary", "on_primary", "done", "warning", "error"]

NAMES: Final[tuple[IconName, ...]] = get_args(IconName)
ROLES: Final[tuple[IconRole, ...]] = get_args(IconRole)

SMALL_ICON: Final = QSize(16, 16)
ICON: Final = QSize(20, 20)
_APP_SIZES: Final = (16, 20, 24, 32, 48, 64, 128, 256)
_DISABLED_OPACITY: Final = 0.4


def icon(name: IconName, role: IconRole = "text") -> QIcon:
    """Return an icon that follows the theme; a disabled one is pale."""
    return QIcon(_ThemedEngine(name, role))


def icon_pixmap(
    name: IconName, role: IconRole = "text", size: QSize = SMALL_ICON, scale: float = 1.0
) -> QPixmap:
    """Return an icon in today's colours, `size` in device-independent pixels; it does not follow the theme."""
    return _tinted(name, _colour(role), size * scale, scale)


def app_icon() -> QIcon:
    """Return the icon of the program, for its windows."""
    drawing = _drawing("app")
    found = QIcon()
    for side in _APP_SIZES:
        found.addPixmap(_rendered(drawing, QSize(side, side)))
    return found


class _ThemedEngine(QIconEngine):
    """Paints a drawing in a colour of the theme, whenever Qt asks."""

    def __init__(self, name: IconName, role: IconRole) -> None:
        super().__init__()
        self._name: IconName = name
        self._role: IconRole = role

    def clone(self) -> QIconEngine:
        copy = _ThemedEngine(self._name, self._role)
        # The icon that asked owns the copy, which PySide does not know: it would delete it at once.
        _clones[:] = [kept for kept in _clones if Shiboken.isValid(kept)] + [copy]
        return copy

    def key(self) -> str:
        return "dxdesk"

    def iconName(self) -> str:
        return self._name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatioF()
        image = _tinted(self._name, _colour(self._role), rect.size() * scale, scale)
        opacity = painter.opacity()
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(opacity * _DISABLED_OPACITY)
        painter.drawPixmap(rect.topLeft(), image)
        painter.setOpacity(opacity)

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        image = _tinted(self._name, _colour(self._role), size, 1.0)
        return _pale(image) if mode == QIcon.Mode.Disabled else image


_clones: Final[list[QIconEngine]] = []


def _colour(role: IconRole) -> str:
    from ui import theme  # noqa: PLC0415 - an icon may be made before the window is dressed

    return str(getattr(theme.current(), role))


def _tinted(name: IconName, colour: str, size: QSize, scale: float) -> QPixmap:
    """Return a drawing in a colour; `size` in device pixels, of which `scale` make one of the window's."""
    key = f"dxdesk-{name}-{colour}-{size.width()}x{size.height()}-{scale}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    image = _rendered(_drawing(name), size)
    if not image.isNull():
        painter = QPainter(image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(image.rect(), QColor(colour))
        painter.end()
    image.setDevicePixelRatio(scale)
    QPixmapCache.insert(key, image)
    return image


def _pale(image: QPixmap) -> QPixmap:
    pale = QPixmap(image.size())
    pale.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pale)
    painter.setOpacity(_DISABLED_OPACITY)
    painter.drawPixmap(QPoint(), image)
    painter.end()
    return pale


def _rendered(drawing: bytes, size: QSize) -> QPixmap:
    """Return a drawing as large as fits, in the middle of a clear ground."""
    image = QPixmap(size)
    if image.isNull():
        return image
    image.fill(Qt.GlobalColor.transparent)
    side = min(size.width(), size.height())
    corner = QPoint((size.width() - side) // 2, (size.height() - side) // 2)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(drawing).render(painter, QRectF(corner.x(), corner.y(), side, side))
    painter.end()
    return image


@cache
def _drawing(name: str) -> bytes:
    return resource("icons", f"{name}.svg").read_bytes()
