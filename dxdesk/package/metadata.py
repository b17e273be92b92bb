"""The data that Decree 30/2020/NĐ-CP, Appendix VI, wants with an outgoing document, taken from the plan."""

from typing import Final

from dxdesk.package.format import Metadata, SignerInfo, ToPlace
from dxdesk.plan.model import Plan
from dxdesk.plan.wording import agency_name, type_name

_EARLIEST_YEAR: Final = 1000  # FileCatalog has four digits
_MOST_PAGES: Final = 999  # PageAmount has three


def fitting_pages(pages: int | None) -> int | None:
    """Return a number of pages where the decree's three digits hold it."""
    return pages if pages is not None and pages <= _MOST_PAGES else None


def metadata_of(plan: Plan, page_amount: int | None) -> Metadata:
    """Return the data of the plan's document; what only the records office knows stays null.

    Nothing is cut: the fields of a plan have lengths that fit those of the decree. A number that does not
    fit stays null.
    """
    document = plan.document
    year = document.issued_on.year if document.issued_on else 0
    return Metadata(
        organ_id=plan.unit.organ_id,
        file_catalog=year if year >= _EARLIEST_YEAR else None,
        type_name=type_name(plan),
        code_number=document.number,
        code_notation=document.symbol,
        issued_date=document.issued_on,
        organ_name=agency_name(plan),
        subject=document.subject,
        page_amount=fitting_pages(page_amount),
        signer_info=SignerInfo(position=document.signer.title, full_name=document.signer.full_name),
        to_places=tuple(ToPlace(organ_name=name) for name in document.recipients),
    )
