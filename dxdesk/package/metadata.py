"""The data that Decree 30/2020/NĐ-CP, Appendix VI, wants with an outgoing document, taken from the plan."""

from dxdesk.package.format import Metadata, SignerInfo, ToPlace
from dxdesk.plan.model import Plan
from dxdesk.plan.wording import agency_name, type_name


def metadata_of(plan: Plan, page_amount: int | None) -> Metadata:
    """Return the data of the plan's document; what only the records office knows stays null.

    Nothing is cut: the fields of a plan have lengths that fit those of the decree.
    """
    document = plan.document
    return Metadata(
        organ_id=plan.unit.organ_id,
        file_catalog=document.issued_on.year if document.issued_on else None,
        type_name=type_name(plan),
        code_number=document.number,
        code_notation=document.symbol,
        issued_date=document.issued_on,
        organ_name=agency_name(plan),
        subject=document.subject,
        page_amount=page_amount,
        signer_info=SignerInfo(position=document.signer.title, full_name=document.signer.full_name),
        to_places=tuple(ToPlace(organ_name=name) for name in document.recipients),
    )
