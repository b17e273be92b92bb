"""Which guidance pack a plan is read with."""

from dxdesk.guidance.kept import kept_meta, kept_pack
from dxdesk.guidance.loading import installed_packs, pack_for_year, version_number
from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import Plan


def pack_for(plan: Plan) -> Pack:
    """Return the installed pack that the plan names (its version, else the highest), or the one for its year.

    Raises:
        LookupError: there is no guidance for that year or an earlier one.
        FaultyPackError: the pack has faults.
    """
    named = [
        (meta.version == plan.guidance.version, version_number(meta), folder)
        for folder in installed_packs()
        if (meta := kept_meta(folder)) is not None and meta.id == plan.guidance.id
    ]
    return kept_pack(max(named)[2]) if named else pack_for_year(plan.year)
