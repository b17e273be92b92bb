"""Tables on the clipboard, in the two forms that Excel and Word give and take: plain text and HTML."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel

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
    put_on_clipboard(*write_block(rows))


def put_on_clipboard(plain: str, html: str | None = None) -> None:
    """Put a text on the clipboard, in one form or both.

    The data must come from Qt: the clipboard outlives Python, and takes the program down with it when it
    lets go of an object that Python made.
    """
    model = QStandardItemModel()
    model.appendRow(QStandardItem())
    data = model.mimeData([model.index(0, 0)])
    for form in data.formats():
        data.removeFormat(form)
    data.setText(plain)
    if html is not None:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
