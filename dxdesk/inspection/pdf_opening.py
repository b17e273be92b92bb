"""From bytes to an open PDF."""

from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from dxdesk.inspection.faults import UnreadableDocumentError, locked
from dxdesk.language import translate as _

_MAX_PAGES: Final = 500


def open_pdf(data: bytes) -> Any:
    """Return a PDF to read; whoever opens it closes it.

    Raises:
        UnreadableDocumentError: it is damaged, protected, or longer than any document is.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise locked() from error
        raise damaged() from error
    pages = len(document)
    if not 0 < pages <= _MAX_PAGES:
        document.close()
        if pages == 0:
            raise damaged()
        raise UnreadableDocumentError(
            _("The document has {count} pages; more than {limit} are not checked.").format(
                count=pages, limit=_MAX_PAGES
            ),
            _("Check its parts one by one."),
        )
    return document


def damaged() -> UnreadableDocumentError:
    """Return the error for a PDF that cannot be read."""
    return UnreadableDocumentError(
        _("The PDF is damaged or incomplete."), _("Make it anew from the document that it was made of.")
    )


def without_text() -> UnreadableDocumentError:
    """Return the error for a PDF of pictures."""
    return UnreadableDocumentError(
        _("The PDF has no text, only pictures: it was scanned, and letters in pictures cannot be measured."),
        _("Check the Word document, or a PDF that was made from it."),
    )
