"""The document check: measure a file, then ask every rule."""

from collections.abc import Callable
from typing import Final, Literal

from dxdesk.inspection import (
    rules_body,
    rules_closing,
    rules_head,
    rules_headings,
    rules_letters,
    rules_order,
    rules_page,
)
from dxdesk.inspection.case import Case, Check, Matter, deviations_of
from dxdesk.inspection.components import parts_of
from dxdesk.inspection.deviation import Deviation
from dxdesk.inspection.faults import UnreadableDocumentError, locked
from dxdesk.inspection.measured import Measured
from dxdesk.language import translate as _
from dxdesk.value import Value

MAX_SIZE: Final = 64 * 2**20
_READING: Final = 0.9  # of the work; the rest is asking the rules
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")

CHECKS: Final[tuple[Check, ...]] = (
    rules_page.paper,
    rules_page.stated_margins,
    rules_page.measured_margins,
    rules_page.numbering,
    rules_page.continuity,
    rules_letters.font,
    rules_letters.color,
    rules_letters.letters,
    rules_letters.capitals,
    rules_letters.alignments,
    rules_head.rules_below,
    rules_head.motto_words,
    rules_head.number_form,
    rules_head.date_form,
    rules_body.bases,
    rules_body.indents,
    rules_body.evenness,
    rules_body.gaps,
    rules_body.line_spacing,
    rules_headings.weights,
    rules_headings.sequence,
    rules_headings.marks,
    rules_headings.kinds,
    rules_closing.signature_room,
    rules_closing.signature_with_text,
    rules_closing.signer_title,
    rules_closing.recipients_heading,
    rules_closing.recipients,
    rules_closing.appendix_numbers,
    rules_closing.appendix_mentions,
    rules_order.completeness,
    rules_order.order,
)


class Inspection(Value, frozen=True, kw_only=True):
    """What the check of a file came to; `pages` is None where nobody has laid the document out."""

    name: str
    form: Literal["docx", "pdf"]
    pages: int | None
    deviations: tuple[Deviation, ...]


def inspect_file(name: str, data: bytes, tell: Callable[[float], object] = bool) -> Inspection:
    """Return where a DOCX or PDF deviates from the decree; `name` is only shown, the bytes decide the format.

    `tell` is given, now and then, the share of the work that is done; what it raises ends the check.

    Raises:
        UnreadableDocumentError: the file cannot be measured.
    """
    measured = _measured(data, lambda share: tell(_READING * share))
    if not any(paragraph.text for paragraph in measured.paragraphs):
        raise UnreadableDocumentError(_("The document has no text."), _("Give a document that has."))
    matter = Matter(measured, parts_of(measured))
    cases: list[Case] = []
    for number, check in enumerate(CHECKS):
        tell(_READING + (1 - _READING) * number / len(CHECKS))
        cases += check(matter)
    deviations = deviations_of(cases)
    return Inspection(name=name, form=measured.form, pages=measured.pages, deviations=deviations)


def _measured(data: bytes, tell: Callable[[float], object]) -> Measured:
    if len(data) > MAX_SIZE:
        raise UnreadableDocumentError(
            _("The file is larger than {limit} MB.").format(limit=MAX_SIZE // 2**20),
            _("Make its pictures smaller, then check it again."),
        )
    # The readers are heavy; only the one that is needed is loaded.
    if data.startswith(b"PK"):
        from dxdesk.inspection.docx_reading import read_docx  # noqa: PLC0415

        return read_docx(data)
    if b"%PDF-" in data[:1024]:
        from dxdesk.inspection.pdf_reading import read_pdf  # noqa: PLC0415

        return read_pdf(data, tell)
    if data.startswith(_OLD_OFFICE):
        raise _old_office(data)
    raise UnreadableDocumentError(
        _("The file is neither a DOCX nor a PDF.") if data else _("The file is empty."),
        _("Give a DOCX or a PDF."),
    )


def _old_office(data: bytes) -> UnreadableDocumentError:
    if _ENCRYPTED in data:
        return locked()
    return UnreadableDocumentError(
        _("The file is an old Word document (.doc)."), _("Save it in Word as “Word Document (*.docx)”.")
    )
