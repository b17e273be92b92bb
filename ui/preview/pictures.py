"""Pictures of the pages, drawn by pdfium beside the window.

pdfium is not safe with several threads: everything it does is done on one thread, under one lock for
whoever else may draw in the same program.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from dxdesk.inspection.pdfium import PDFIUM
from ui.work import Worker

Sizes = tuple[tuple[float, float], ...]

_MOST_BYTES: Final = 96 * 1024 * 1024


class Wanted(NamedTuple):
    """A page and the size that it is to be drawn in, in pixels of the screen."""

    page: int
    width: int
    height: int


class Picture(NamedTuple):
    """A drawn page, and which of the opened files it was drawn from."""

    number: int
    wanted: Wanted
    image: QImage


class _OpenFile:
    """The file that is open in pdfium; used on the drawing thread alone."""

    def __init__(self) -> None:
        self._document: Any = None
        self._number = 0

    def open(self, data: bytes, number: int) -> tuple[int, Sizes]:
        """Open a file instead of the one before; return its number and its pages' sizes in points."""
        import pypdfium2  # noqa: PLC0415 - 27 ms that a start without preview does not need

        with PDFIUM:
            self._close()
            self._document = pypdfium2.PdfDocument(data)
            self._number = number
            pages = range(len(self._document))
            return number, tuple(self._document.get_page_size(page) for page in pages)

    def draw(self, wanted: Wanted) -> Picture | None:
        """Draw a page on white; None where the file now open has no such page."""
        import pypdfium2.raw as pdfium  # noqa: PLC0415 - see above

        image = QImage(wanted.width, wanted.height, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        with PDFIUM:
            if self._document is None or wanted.page >= len(self._document):
                return None
            page = self._document[wanted.page]
            # pdfium draws into the picture itself: no copy is made.
            buffer = (pdfium.c_ubyte * image.sizeInBytes()).from_buffer(image.bits())
            bitmap = pdfium.FPDFBitmap_CreateEx(
                wanted.width, wanted.height, pdfium.FPDFBitmap_BGRx, buffer, image.bytesPerLine()
            )
            pdfium.FPDF_RenderPageBitmap(bitmap, page.raw, 0, 0, wanted.width, wanted.height, 0, 0)
            pdfium.FPDFBitmap_Destroy(bitmap)
            page.close()
        return Picture(self._number, wanted, image)

    def close(self) -> None:
        """Close the file; what is left to the garbage collector is closed on any thread."""
        with PDFIUM:
            self._close()

    def _close(self) -> None:
        if self._document is not None:
            self._document.close()
            self._document = None


class Pictures(QObject):
    """The pictures at hand: at most one for each page, the least recently seen dropped first.

    A picture of an earlier file or of another size serves until the right one is drawn.
    """

    drawn = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.worker = Worker("preview-pictures", parent=self)
        self._file = _OpenFile()
        self._number = 0
        self._kept: OrderedDict[int, Picture] = OrderedDict()
        self._wanted: tuple[Wanted, ...] = ()
        self._drawing = False

    def open(self, data: bytes, opened: Callable[[Sizes], object]) -> None:
        """Draw from another PDF from now on; `opened` is given the sizes of its pages (points)."""
        number = self._number + 1

        def begin(result: tuple[int, Sizes]) -> None:
            self._number, sizes = result
            for page in [page for page in self._kept if page >= len(sizes)]:
                del self._kept[page]
            opened(sizes)
            self._draw_next()

        self.worker.run(self._file.open, data, number, done=begin)

    def want(self, wanted: Sequence[Wanted]) -> None:
        """Name the pages that are seen, most needed first; earlier wishes are forgotten."""
        self._wanted = tuple(wanted)
        self._draw_next()

    def picture(self, page: int) -> QImage | None:
        """Return the picture of a page, if only an old one; None where there is none."""
        kept = self._kept.get(page)
        if kept is None:
            return None
        self._kept.move_to_end(page)
        return kept.image

    def close(self) -> None:
        """Stop drawing and close the file."""
        self.worker.close()
        self._file.close()

    def _draw_next(self) -> None:
        missing = next((wanted for wanted in self._wanted if not self._has(wanted)), None)
        if self._number and not self._drawing and missing is not None:
            self._drawing = True
            self.worker.run(self._file.draw, missing, done=self._keep)

    def _has(self, wanted: Wanted) -> bool:
        kept = self._kept.get(wanted.page)
        return kept is not None and kept.number == self._number and kept.wanted == wanted

    def _keep(self, picture: Picture | None) -> None:
        self._drawing = False
        if picture is None:
            return
        self._kept[picture.wanted.page] = picture
        self._kept.move_to_end(picture.wanted.page)
        self._drop_surplus()
        self.drawn.emit()
        self._draw_next()

    def _drop_surplus(self) -> None:
        needed = {wanted.page for wanted in self._wanted}
        size = sum(kept.image.sizeInBytes() for kept in self._kept.values())
        for page in [page for page in self._kept if page not in needed]:
            if size <= _MOST_BYTES:
                return
            size -= self._kept.pop(page).image.sizeInBytes()
