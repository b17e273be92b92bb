"""What a check came to, as text: for the command line, the clipboard, a file."""

from dxdesk.inspection.deviation import Deviation
from dxdesk.inspection.inspection import Inspection
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n


def verdict(inspection: Inspection) -> str:
    """Return one sentence on the whole document."""
    count = len(inspection.deviations)
    if not count:
        return _("The document keeps to Decree 30/2020/NĐ-CP; nothing deviates.")
    return _n(
        "{count} deviation from Decree 30/2020/NĐ-CP, Appendix I:",
        "{count} deviations from Decree 30/2020/NĐ-CP, Appendix I:",
        count,
    ).format(count=count)


def account(inspection: Inspection) -> str:
    """Return the sentence, and below it every deviation with its place, how it is and how it should be."""
    return "\n".join([verdict(inspection), *map(_lines, inspection.deviations)])


def _lines(deviation: Deviation) -> str:
    where = deviation.place
    if deviation.page is not None:
        where = _("Page {page}, {place}").format(page=deviation.page, place=where)
    compared = _("Found: {found}. The decree wants: {wanted} ({source}).").format(
        found=deviation.found, wanted=deviation.wanted, source=deviation.source
    )
    return f"  [{deviation.code}] {deviation.message}\n    {where}\n    {compared}"
