"""Which guidance pack a plan is read with."""

from dxdesk.guidance.loading import installed_packs, load_pack, pack_for_year
from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import Plan


def pack_for(plan: Plan) -> Pack:
    """Return the installed pack that the plan names, or the one for its year.

    Raises:
        LookupError: there is no guidance for that year or an earlier one.
        FaultyPackError: the pack has faults.
    """
    packs = (load_pack(folder) for folder in installed_packs())
    named = next((pack for pack in packs if pack.meta.id == plan.guidance.id), None)
    return named or pack_for_year(plan.year)
