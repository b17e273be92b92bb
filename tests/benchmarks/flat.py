"""The document tree as plain paragraphs and tables, the way the other tools are fed."""

from collections.abc import Iterator

from dxdesk.document.tree import Closing, Letterhead, Paragraph, Row, Section, Table, text_of


def flat(section: Section) -> Iterator[Paragraph | Table]:
    """Yield paragraphs and tables in reading order; letterhead and closing as single paragraphs."""
    for block in section.blocks:
        if isinstance(block, Paragraph | Table):
            yield block
        elif isinstance(block, Letterhead):
            yield from (*block.agency, *block.nation)
            yield from (one for one in (block.number, block.date) if one is not None)
        elif isinstance(block, Closing):
            yield from (*block.recipients, *block.office, block.name)


def shown(paragraph: Paragraph) -> str:
    """Return the text of a paragraph with its label."""
    return f"{paragraph.label.text} {text_of(paragraph)}" if paragraph.label else text_of(paragraph)


def columns(row: Row) -> list[str]:
    """Return a text for every column; those that a cell spans are empty."""
    return [text for cell in row.cells for text in (cell.text, *("",) * (cell.span - 1))]
