"""The transmittal slip as a PDF of one page."""

from io import BytesIO

from dxdesk.document.decree30 import PAGE_LONG, PAGE_SHORT
from dxdesk.document.slip import compose_slip
from dxdesk.package.check_code import groups, slip_text
from dxdesk.package.format import Package
from dxdesk.package.writing import package_name
from dxdesk.plan.wording import agency_name
from dxdesk.render.pdf.boxes import MM
from dxdesk.render.pdf.canvas import new_canvas
from dxdesk.render.pdf.slip_page import SlipPage


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
    canvas = new_canvas(
        buffer, title=f"{slip.title}: {name}", author=agency_name(package.plan), keywords=slip.code
    )
    canvas.setPageSize((PAGE_SHORT * MM, PAGE_LONG * MM))
    SlipPage(canvas).draw(slip)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
