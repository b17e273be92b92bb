"""What lines of a Word file make of the value that they were composed from."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from dxdesk.comparison.difference import Proposal
from dxdesk.comparison.expected import END_MARK, Role
from dxdesk.comparison.found import FoundLine
from dxdesk.comparison.frame_values import FRAME_READERS
from dxdesk.comparison.said import is_same
from dxdesk.comparison.sameness import without_dash, without_end, without_label
from dxdesk.comparison.saying import Saying, changed, shown
from dxdesk.document.paragraphs import DASH, closed, lines_of
from dxdesk.plan.changes import value_at

_MAY_BE_EMPTY: Final[frozenset[Role]] = frozenset({"line", "title", "archive", "signer", "subject"})
_closing_marks = re.compile(r"[ .;,]*$")


def proposals_of(saying: Saying) -> list[Proposal]:
    """Return what a block's lines change; one that shows only, where they cannot be mapped back."""
    if saying.is_as_before():
        return []
    role = saying.line.role
    found = list(_READERS[role](saying)) if saying.found or role in _MAY_BE_EMPTY else []
    # The words around a number that is written by hand are judged once it is taken over.
    return found or ([] if role == "reference" else [shown(saying)])


def _text(saying: Saying) -> Iterator[Proposal]:
    yield from changed(saying.plan, saying.line.path, _lines(saying), tracked=saying.tracked)


def _lines(saying: Saying) -> str:
    """Return the lines as a text; those that say what they said are left as they were written."""
    before = str(value_at(saying.plan, saying.line.path, ""))
    own = lines_of(before)
    texts: list[str] = []
    for line, partner in zip(saying.found, saying.partners, strict=True):
        number = -1 if partner is None else partner - saying.block.first
        if partner is not None and number < len(own) and is_same(saying.expected[partner], line):
            texts.append(own[number])
        else:
            texts.append(_written(saying, line, before))
    return "\n".join(texts)


def _written(saying: Saying, line: FoundLine, before: str) -> str:
    """Return a new line as somebody would type it."""
    text = line.text
    is_entry = saying.line.role == "item"
    if is_entry and line is saying.found[0]:
        text = without_dash(text)
    elif line.listed and not is_entry:
        text = DASH + without_dash(text)
    is_last = line is saying.found[-1]
    if text.endswith(END_MARK) or (is_last and is_entry):
        marks = _closing_marks.search(before)
        text = closed(text, marks[0].strip() if marks else "")
    return text


def _title(saying: Saying) -> Iterator[Proposal]:
    text = without_end(without_label(saying.text))
    yield from changed(saying.plan, saying.line.path, text, tracked=saying.tracked)


_READERS: Final[Mapping[Role, Callable[[Saying], Iterator[Proposal]]]] = {
    "line": _text,
    "item": _text,
    "title": _title,
    **FRAME_READERS,
}
