"""A figure of an indicator as people read it."""

from dxdesk.guidance.pack import IndicatorKind
from dxdesk.plan.model import IndicatorFigure
from dxdesk.plan.rules.figures import day, is_measured, number
from dxdesk.text.dates import short_date
from dxdesk.text.folding import fold
from dxdesk.text.numerals import number_text


def figure_text(kind: IndicatorKind, figure: IndicatorFigure) -> str:
    """Return a figure as the window writes it: "92,5", "1.250", "31/03/2023", "Có"; nothing for None.

    A figure that is not of its kind reads as it was typed, on one line.
    """
    if figure is None:
        return ""
    if isinstance(figure, bool):
        return "Có" if figure else "Chưa"
    if kind == "date" and (when := day(figure)):
        return short_date(when)
    amount = number(figure) if isinstance(figure, int) or is_measured(kind) else None
    return " ".join(str(figure).split()) if amount is None else number_text(amount)


def is_same_measure(ours: str, theirs: str) -> bool:
    """Say whether two units of measure are one, however they are spelled; signs like "%" fold to nothing."""
    return ours == theirs or (fold(ours) == fold(theirs) != "")
