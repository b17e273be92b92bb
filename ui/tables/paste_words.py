"""What there is to say of a pasted table."""

from collections.abc import Iterator
from typing import Final

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.pasting import Pasted, Problem

_LINES_SHOWN: Final = 5


def problem_lines(pasted: Pasted) -> Iterator[tuple[str, str]]:
    """Yield pairs of severity and sentence for what was not taken as it stood; of many, the first."""
    problems = [("warning", problem) for problem in pasted.problems]
    left_out = [("hint", problem) for problem in pasted.left_out if problem.text.strip()]
    every = [*problems, *left_out]
    for severity, problem in every[:_LINES_SHOWN]:
        yield severity, _said(problem)
    if rest := len(every[_LINES_SHOWN:]):
        yield (
            "hint",
            _n("There is {count} more remark.", "There are {count} more remarks.", rest).format(count=rest),
        )


def _said(problem: Problem) -> str:
    message = _("Row {number} of the copied table: {message}")
    return message.format(number=problem.row + 1, message=problem.message)
