"""Tables on the clipboard, in the two forms that Excel and Word give and take: plain text and HTML."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from dxdesk.text.tabular import Block, read_block, write_block


def copied_block() -> Block:
    """Return the table on the clipboard; without rows where there is no text.

    Raises:
        TableTooLargeError: it has more rows, columns or characters than a table of a plan can have.
    """
    data = QGuiApplication.clipboard().mimeData()
    block = read_block(data.text(), data.html() if data.hasHtml() else None)
    return block if any(text for row in block.rows for text in row) else Block()


def copy_rows(rows: Sequence[Sequence[str]]) -> None:
    """Put rows on the clipboard."""
    plain, html = write_block(rows)
    data = QMimeData()
    data.setText(plain)
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
