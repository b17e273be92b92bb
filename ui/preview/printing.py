"""From a plan to what the preview shows; runs beside the window."""

from collections.abc import Mapping
from typing import NamedTuple

from dxdesk.document.compose import compose
from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import Plan
from dxdesk.render.pdf.pages import Spot
from ui.giving_way import give_way
from ui.work import Cancel


class Print(NamedTuple):
    """A printed plan: the PDF, what of the plan stands where, and where each of its places begins."""

    pdf: bytes
    spots: tuple[Spot, ...]
    places: Mapping[str, Spot]


def print_plan(plan: Plan, pack: Pack, cancel: Cancel) -> Print:
    """Return the plan as it prints.

    Raises:
        UnprintableTextError: a text of the plan cannot be printed.
        CancelledError: it was called off.
    """
    # A window without preview does not need reportlab, half of the time that importing takes.
    from dxdesk.render.pdf.writing import write_pdf  # noqa: PLC0415

    def pause() -> None:
        cancel.check()
        give_way()

    document = compose(plan, pack)
    file = write_pdf(document, pause=pause)
    return Print(file.data, file.spots(), file.places)
