"""The plan of a package that has come, printed anew: every page says that it is not the issued document."""

from typing import Final

import msgspec

from dxdesk.document.compose import compose
from dxdesk.plan.model import Plan
from dxdesk.plan.packs import pack_for
from dxdesk.render.pdf.writing import write_pdf

# Documents are in Vietnamese whatever the window speaks.
MARK: Final = "Bản in từ dữ liệu do đơn vị gửi, không phải văn bản đã ban hành"
_TITLE: Final = "Bản in từ dữ liệu: {title}"


def reprint(plan: Plan) -> bytes:
    """Return a plan as a PDF to be read, without fields and without the data inside.

    Raises:
        LookupError, FaultyPackError, UnprintableTextError: it cannot be printed.
    """
    document = compose(plan, pack_for(plan))
    titled = msgspec.structs.replace(document, title=_TITLE.format(title=document.title))
    return write_pdf(titled, mark=MARK).data
