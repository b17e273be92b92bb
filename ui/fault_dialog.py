"""The dialog after a fault of the program: what happened, and what can be done."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, QStandardPaths, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dxdesk.language import translate as _
from ui import theme
from ui.fault_report import Fault, describe, report
from ui.icons import icon_pixmap

QUIT: Final = 2  # the result of the dialog where the program is to be closed
_MOST: Final = 20
_WIDTH: Final = 460
_SIGN: Final = QSize(32, 32)


class FaultDialog(QDialog):
    """Tells of a fault once, collects those that follow, and saves the report on all of them."""

    def __init__(
        self, fault: Fault, plan_text: Callable[[], str] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._faults = [fault]
        self._plan_text = plan_text
        self.setWindowTitle(_("Unexpected problem"))
        self.with_plan = QCheckBox(_("Include the content of the plan"))
        self.with_plan.setVisible(plan_text is not None)
        self.outcome = _paragraph("")
        self.outcome.setVisible(False)
        self.save = QPushButton(_("Save a report…"))
        self.quit = QPushButton(_("Close the program"))
        self.go_on = QPushButton(_("Go on working"))
        self._lay_out()
        self.go_on.setDefault(True)
        self.go_on.setProperty("role", "primary")
        self.go_on.setFocus()
        self.save.clicked.connect(self._ask_where)
        self.quit.clicked.connect(lambda: self.done(QUIT))
        self.go_on.clicked.connect(self.accept)

    def add(self, fault: Fault) -> None:
        """Take up another fault while the dialog is open; one from the same place adds nothing."""
        if len(self._faults) < _MOST and all(fault.where != known.where for known in self._faults):
            self._faults.append(fault)

    def save_to(self, file: Path) -> None:
        """Write the report and say how that went."""
        try:
            file.write_text(self._report(), "utf-8", "replace")
        except OSError:
            said = _("The report could not be saved there. Choose another folder.")
        else:
            said = _("The report was saved as “{name}”. Send this file to those who support the program.")
        self.outcome.setText(said.format(name=file.name))
        self.outcome.setVisible(True)

    def _report(self) -> str:
        if self._plan_text is None or not self.with_plan.isChecked():
            return report(self._faults)
        try:
            plan = self._plan_text()
        except Exception as error:  # noqa: BLE001 - after a fault nothing is sure, and the report is wanted
            return report([*self._faults, describe(error)])
        return report(self._faults, plan)

    def _ask_where(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"dxdesk-{datetime.now().astimezone():%Y%m%d-%H%M%S}.txt"
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save a report"), str(Path(folder, name)), _("Text files (*.txt)")
        )
        if chosen:
            self.save_to(Path(chosen))

    def _promise(self) -> str:
        if self._plan_text is None:
            return _(
                "A report helps to find the cause. It says where in the program the problem arose, and "
                "holds no content of the plan."
            )
        return _(
            "A report helps to find the cause. It says where in the program the problem arose, and holds no "
            "content of the plan unless you include it."
        )

    def _lay_out(self) -> None:
        sign = QLabel()
        sign.setPixmap(icon_pixmap("attention", "warning", _SIGN, self.devicePixelRatioF()))
        title = _paragraph(_("The program has run into an unexpected problem."))
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        texts = QVBoxLayout()
        texts.setSpacing(theme.MEDIUM)
        for text in (title, _paragraph(_advice()), _paragraph(self._promise())):
            texts.addWidget(text)
        texts.addWidget(self.with_plan)
        texts.addWidget(self.outcome)
        upper = QHBoxLayout()
        upper.setSpacing(theme.WIDE)
        upper.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        upper.addLayout(texts, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SMALL)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        buttons.addWidget(self.quit)
        buttons.addWidget(self.go_on)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.LARGE, theme.LARGE, theme.LARGE, theme.WIDE)
        whole.setSpacing(theme.LARGE)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)  # grows with what it says
        whole.addLayout(upper)
        whole.addLayout(buttons)


def _advice() -> str:
    return _(
        "What was saved is still there. You can go on working; if the problem comes back, close the "
        "program and open it again."
    )


def _paragraph(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setMinimumWidth(_WIDTH)
    return label
