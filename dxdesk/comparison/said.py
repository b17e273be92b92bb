"""What a line says, apart from what the program or Word puts around it."""

from dxdesk.comparison.expected import END_MARK, ExpectedLine
from dxdesk.comparison.found import FoundLine
from dxdesk.comparison.sameness import plain, without_dash, without_end, without_label, without_room

# Printed in capitals, or words of the program: how large the letters are says nothing.
_ANY_CASE = {"words", "office", "unit-note", "row"}


def is_same(line: ExpectedLine, found: FoundLine) -> bool:
    """Say whether a line of a Word file says what the expected one says."""
    expected, other = said(line, line.text), said(line, found.text)
    if found.text.endswith(END_MARK):  # it may have become the last line of the plan
        expected = without_end(expected)
    if expected == other:
        return True
    # A dash that became an automatic bullet is no text any more.
    return found.listed and without_dash(expected) == other


def said(line: ExpectedLine, text: str) -> str:
    """Return a text as it is compared where it stands in the place of a line."""
    if line.role in {"number", "date", "reference"}:
        return without_room(text).replace(" ", "").casefold()
    text = plain(text)
    if line.opens:
        text = without_dash(text)
    if line.role in {"heading", "title"}:
        text = without_end(without_label(text))
    if (line.ends and line.role not in {"heading", "title"}) or text.endswith(END_MARK):
        text = without_end(text)
    return text.casefold() if line.role in _ANY_CASE or line.level == 1 else text
