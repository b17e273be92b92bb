"""The canvas that pages are drawn on: a file for keeping, the same bytes on any day."""

from collections.abc import Callable
from hashlib import md5
from io import BytesIO
from typing import Final

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from dxdesk import __version__
from dxdesk.render.pdf.archive import add_colours, describe
from dxdesk.render.pdf.fonts import register
from dxdesk.render.pdf.objects import Catalog, File, Information, Objects

LANGUAGE: Final = "vi-VN"

# Streams as bytes: as ASCII85 text, reportlab's default, files are a tenth larger.
rl_config.useA85 = 0


def new_canvas(
    buffer: BytesIO, *, title: str, author: str, keywords: str, pause: Callable[[], object] = bool
) -> Canvas:
    """Return a canvas for PDF 1.7 and PDF/A-3u, with all that is said of the whole file.

    `pause` is called before each object is written.
    """
    canvas = Canvas(
        buffer,
        pdfVersion=(1, 7),
        pageCompression=1,
        invariant=1,
        lang=LANGUAGE,
        initialFontName=register()["regular"].fontName,  # type: ignore[arg-type] # the stub says float
    )
    file = file_of(canvas)
    file.idToObject = Objects(file.idToObject, pause)
    catalog = Catalog()
    vars(catalog).update(vars(file.Catalog))
    file.Catalog = catalog
    file.info = Information()
    # reportlab has no other way to leave dates out, nor the build clock of the environment.
    file.signature = md5(usedforsecurity=False)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(title)
    canvas.setKeywords(keywords)
    canvas.setCreator(f"dxdesk {__version__}")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    describe(file, LANGUAGE)
    add_colours(file)
    return canvas


def file_of(canvas: Canvas) -> File:
    """Return the file that a canvas writes."""
    return canvas._doc  # type: ignore[attr-defined] # noqa: SLF001 - there is no other way in
