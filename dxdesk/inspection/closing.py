"""The end of a document: who signs it and who receives it."""

from collections.abc import Sequence
from typing import Final

from dxdesk.inspection.landmarks import has_authority, is_archive, is_capitals, is_office, names_office
from dxdesk.inspection.measured import Paragraph
from dxdesk.inspection.permitted import Component
from dxdesk.text.folding import fold

_NEAR: Final = 12  # paragraphs between the heading of the recipients and the first line of the office
_LONGEST_NAME: Final = 50
_CLOSE: Final = 6.0  # points between lines of one title


def closing_of(paragraphs: Sequence[Paragraph], start: int) -> tuple[int, list[Component | None]]:
    """Return where the end of a document begins, and the components from there on.

    `start` is the first paragraph that may belong to it.
    """
    title = _last(paragraphs, start)
    office = _first_office(paragraphs, start, title)
    begins = [position for position in (title, office) if position is not None]
    if not begins:
        return len(paragraphs), []
    first = min(begins)
    return first, _components(paragraphs[first:])


def _last(paragraphs: Sequence[Paragraph], start: int) -> int | None:
    for position in range(len(paragraphs) - 1, start - 1, -1):
        text = paragraphs[position].text
        if len(text) < 20 and fold(text).startswith("noi nhan") and not paragraphs[position].table:
            return position
    return None


def _first_office(paragraphs: Sequence[Paragraph], start: int, title: int | None) -> int | None:
    for position in range(start, len(paragraphs)):
        paragraph = paragraphs[position]
        if paragraph.table or len(paragraph.text) > 80:
            continue
        aside = paragraph.side == "right" or paragraph.align == "center"
        if has_authority(paragraph.text) and (aside or is_capitals(paragraph.text)):
            return position
        near = title is not None and abs(position - title) <= _NEAR
        if near and aside and is_office(paragraph.text):
            return position
    return None


def _components(paragraphs: Sequence[Paragraph]) -> list[Component | None]:
    found: list[Component | None] = []
    below_title = False
    for paragraph in paragraphs:
        component = None if paragraph.table else _component(paragraph, found, below_title=below_title)
        below_title = (below_title or component == "recipients-title") and not is_archive(paragraph.text)
        found.append(component)
    if "signer" not in found:
        _take_name_in_capitals(paragraphs, found)
    return found


def _component(
    paragraph: Paragraph, before: list[Component | None], *, below_title: bool
) -> Component | None:
    text = paragraph.text
    if fold(text).startswith("noi nhan") and len(text) < 20:
        return "recipients-title"
    if _is_recipient(paragraph, below_title=below_title):
        return "recipient"
    if text.startswith("(") or paragraph.side == "left":
        return None
    if has_authority(text) or (is_capitals(text) and "signer" not in before):
        return "office"
    is_name = "office" in before and "signer" not in before and len(text) <= _LONGEST_NAME
    return "signer" if is_name and not text.endswith((".", ";", ":")) else None


def _is_recipient(paragraph: Paragraph, *, below_title: bool) -> bool:
    text = paragraph.text
    if not below_title or paragraph.side == "right" or is_office(text):
        return False
    small = all((run.size or 0.0) < 12.5 for run in paragraph.inked)
    is_listed = text.startswith(("-", "–", "+"))
    return is_listed or paragraph.side == "left" or (small and paragraph.align != "center")


def _take_name_in_capitals(paragraphs: Sequence[Paragraph], found: list[Component | None]) -> None:
    """Take the last line of capitals for the name if it names no office: names are not in capitals.

    Close below the line before, it goes on with the office, and nobody is named.
    """
    offices = [position for position, component in enumerate(found) if component == "office"]
    if len(offices) < 2:
        return
    last = paragraphs[offices[-1]]
    goes_on = last.gap is not None and last.gap < _CLOSE
    if not goes_on and not names_office(last.text):
        found[offices[-1]] = "signer"
