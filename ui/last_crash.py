"""Telling, at the next start, that the program was closed by a crash."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from dxdesk.files import reason_of
from dxdesk.language import translate as _


def tell_last_crash(parent: QWidget, report: str) -> QMessageBox:
    """Say quietly what happened and offer to save the report, which holds nothing of the plans."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Information)
    box.setText(_("Last time the program was closed by a fault. What had been saved is all here."))
    box.setInformativeText(
        _(
            "A report without any content of the plans can be saved and sent to whoever looks after the program."
        )
    )
    save = box.addButton(_("Save the report…"), QMessageBox.ButtonRole.ActionRole)
    box.setDefaultButton(box.addButton(_("Go on working"), QMessageBox.ButtonRole.AcceptRole))
    save.clicked.connect(lambda: _save(parent, report))
    box.open()
    return box


def _save(parent: QWidget, report: str) -> None:
    name, _filter = QFileDialog.getSaveFileName(parent, _("Save the report…"), "dxdesk-report.txt")
    if not name:
        return
    try:
        Path(name).write_text(report, "utf-8")
    except OSError as error:
        text = _("The report could not be saved: {reason}. Please choose another folder.")
        QMessageBox.warning(parent, _("Save the report…"), text.format(reason=reason_of(error)))
