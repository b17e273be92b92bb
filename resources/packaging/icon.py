"""The icon of the program for Windows, and the picture of its installer, painted from its drawing."""

from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_DRAWING: Final = Path(__file__).parents[1] / "icons" / "app.svg"
# What the taskbar, the desktop and the folders ask for at 100, 125, 150 and 200 %.
_SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_SIDE: Final = (164, 314)
_PALE: Final = "#E5F0F9"


def write_icon(file: Path) -> Path:
    """Write the icon in every size that Windows asks for; return the file."""
    pictures = [_painted(size) for size in _SIZES]
    file.parent.mkdir(parents=True, exist_ok=True)
    pictures[-1].save(file, "ICO", sizes=[(size, size) for size in _SIZES], append_images=pictures[:-1])
    return file


def write_side_picture(file: Path) -> Path:
    """Write what stands beside the first and the last page of the installer, in the size that NSIS expects."""
    picture = Image.new("RGB", _SIDE, _PALE)
    sign = _painted(_SIDE[0] // 2)
    picture.paste(sign, ((_SIDE[0] - sign.width) // 2, _SIDE[1] // 8), sign)
    picture.save(file, "BMP")
    return file


def _painted(size: int) -> Image.Image:
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(_DRAWING)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs know files only
    return Image.open(BytesIO(buffer.data().data()))
