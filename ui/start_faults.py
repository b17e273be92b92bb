"""The one dialog that says why a file was not taken in: every fault, its place and what to do."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from ui import theme
from ui.icons import icon
from ui.start_reading import FileFault, UnusableFileError
from ui.theme import scaled

_SIZE = (620, 420)


class FaultsDialog(QDialog):
    """Lists what is wrong with a file; its text can be selected, to be sent on."""

    def __init__(self, error: UnusableFileError, parent: QWidget) -> None:
        """Say what `error` says."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = error.name
        self.setWindowTitle(_("This file was not opened"))
        self.resize(*_SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.LARGE, theme.LARGE, theme.LARGE, theme.WIDE)
        column.setSpacing(theme.MEDIUM)
        heading = QLabel(_("The file “{name}” cannot be used.").format(name=error.name))
        heading.setFont(scaled(1.15, bold=True))
        heading.setWordWrap(True)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        calm = QLabel(
            _n(
                "It has {count} fault. Your own plans are unchanged.",
                "It has {count} faults. Your own plans are unchanged.",
                len(error.faults),
            ).format(count=len(error.faults))
        )
        calm.setProperty("role", "muted")
        calm.setWordWrap(True)
        self.list = QTextBrowser()
        self.list.setAccessibleName(_("What is wrong with the file"))
        self.list.setHtml("".join(map(_paragraph, error.faults)))
        buttons = QDialogButtonBox()
        copy = buttons.addButton(_("&Copy the list"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setIcon(icon("copy"))
        copy.clicked.connect(self._copy)
        self.close_button = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.close_button.setDefault(True)
        buttons.rejected.connect(self.reject)
        for widget in (heading, calm, self.list, buttons):
            column.addWidget(widget)
        self.close_button.setFocus()

    def _copy(self) -> None:
        self.list.selectAll()
        self.list.copy()


def _paragraph(fault: FileFault) -> str:
    lines = [f"<b>{escape(fault.message)}</b>"]
    if fault.place:
        place = escape(_("Place in the file: {pointer}").format(pointer=fault.place))
        lines.append(f'<span style="color:{theme.current().muted}">{place}</span>')
    if fault.cure:
        lines.append(escape(fault.cure))
    return f'<p style="margin-bottom:12px">{"<br>".join(lines)}</p>'
