"""The transmittal slip as a PDF of one page."""

from hashlib import md5
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from dxdesk import __version__
from dxdesk.document.decree30 import PAGE_LONG, PAGE_SHORT
from dxdesk.document.slip import compose_slip
from dxdesk.package.check_code import groups, slip_text
from dxdesk.package.format import Package
from dxdesk.package.writing import package_name
from dxdesk.plan.wording import agency_name
from dxdesk.render.pdf.archive import add_colours, describe
from dxdesk.render.pdf.boxes import MM
from dxdesk.render.pdf.fonts import register
from dxdesk.render.pdf.objects import Catalog, File, Information, Objects
from dxdesk.render.pdf.slip_page import SlipPage
from dxdesk.render.pdf.writing import LANGUAGE  # which sets how streams are packed, too


def write_slip(package: Package, pages: int | None = None) -> bytes:
    """Write the slip of a package; the same arguments give the same bytes.

    `pages` are those of the paper; without it the number that the package states, and where it states none
    there is room to write it.
    """
    statement = package.statement
    name = package_name(package.plan, statement.revision)
    slip = compose_slip(
        package.plan,
        revision=statement.revision,
        amendment=statement.kind == "amendment",
        sealed_at=statement.sealed_at,
        pages=package.metadata.page_amount if pages is None else pages,
        file_name=name,
        code=slip_text(package),
        groups=groups(package.digest),
    )
    buffer = BytesIO()
    canvas = _canvas(buffer, f"{slip.title}: {name}", agency_name(package.plan), slip.code)
    SlipPage(canvas).draw(slip)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _canvas(buffer: BytesIO, title: str, author: str, keywords: str) -> Canvas:
    """Return a canvas that writes neither dates nor anything else that differs from day to day."""
    canvas = Canvas(
        buffer,
        pagesize=(PAGE_SHORT * MM, PAGE_LONG * MM),
        pdfVersion=(1, 7),
        pageCompression=1,
        invariant=1,
        lang=LANGUAGE,
        initialFontName=register()["regular"].fontName,  # type: ignore[arg-type] # the stub says float
    )
    file: File = canvas._doc  # type: ignore[attr-defined] # noqa: SLF001 - as `writing` does
    file.idToObject = Objects(file.idToObject, bool)
    catalog = Catalog()
    vars(catalog).update(vars(file.Catalog))
    file.Catalog = catalog
    file.info = Information()
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
