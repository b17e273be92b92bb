"""By what means one signs: a certificate file, or a certificate on a token."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.signing.sign_role import Role
from ui import theme
from ui.fields.choice import ComboBox
from ui.fields.line import LineEdit
from ui.office import Office
from ui.sign_order import TokenChoice, read_token
from ui.start_calls import while_alive

if TYPE_CHECKING:
    from dxdesk.signing.tokens import TokenCertificate


class SignMeans(QWidget):
    """Asks for one of the two; what was used last stands there already.

    `changed` tells that the other one is asked for, `listed` that a token's certificates are there; `failed`
    carries why they are not.
    """

    changed = Signal()
    listed = Signal()
    failed = Signal(object)

    def __init__(self, office: Office, role: Role | None) -> None:
        """Begin with what was used last for this signature; without a role, for that of the leader."""
        super().__init__()
        self._office = office
        self._kept = "agency_certificate" if role == "agency" else "signer_certificate"
        now = office.signing.now
        kept = now.agency_certificate if role == "agency" else now.signer_certificate
        self.by_file = QRadioButton(_("With a &certificate file (.p12, .pfx)"))
        self.by_token = QRadioButton(_("With a &token (USB)"))
        self.file, self.driver = LineEdit(), LineEdit()
        files = _("Certificate files (*.p12 *.pfx);;All files (*)")
        drivers = _("Drivers (*.dll *.so *.dylib);;All files (*)")
        self._file_row = path_row(self.file, kept, _("Certificate file"), files)
        self._driver_row = path_row(self.driver, now.driver, _("Driver of the token"), drivers)
        self.certificate = ComboBox()
        self.certificate.setAccessibleName(_("Certificate on the token"))
        self.look = QPushButton(_("&Look for it"))
        self.look.setAutoDefault(False)
        self.look.clicked.connect(self.read_token)
        self._token_row = _row(self.certificate, self.look)
        self._arrange()
        self.by_file.setChecked(not now.driver or bool(kept))
        self.by_token.setChecked(not self.by_file.isChecked())
        self.by_file.toggled.connect(lambda _on: self._show())
        self._show()

    @property
    def chosen(self) -> Path | TokenChoice | None:
        """What to sign with; nothing where it is not chosen yet."""
        if self.by_file.isChecked():
            return Path(self.file.text().strip()) if self.file.text().strip() else None
        found = self.certificate.currentData()
        return TokenChoice(Path(self.driver.text().strip()), found) if found is not None else None

    def read_token(self) -> None:
        """Look for the signing certificates on the tokens that are plugged in."""
        self.look.setEnabled(False)
        self._office.worker.run(
            read_token,
            Path(self.driver.text().strip()),
            done=while_alive(self, self._list),
            failed=while_alive(self, self._fail),
        )

    def remember(self) -> None:
        """Keep what was used."""
        by_file = self.by_file.isChecked()
        self._office.signing.change(
            **{self._kept: self.file.text().strip() if by_file else ""},
            driver=self._office.signing.now.driver if by_file else self.driver.text().strip(),
        )

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        for widget in (self.by_file, self._file_row, self.by_token, self._driver_row, self._token_row):
            column.addWidget(widget)

    def _list(self, found: "tuple[TokenCertificate, ...]") -> None:
        self.look.setEnabled(True)
        self.certificate.clear()
        for each in found:
            self.certificate.addItem(f"{each.name} ({each.token})", each)
        self.listed.emit()

    def _fail(self, error: Exception) -> None:
        self.look.setEnabled(True)
        self.failed.emit(error)

    def _show(self) -> None:
        by_file = self.by_file.isChecked()
        self._file_row.setVisible(by_file)
        self._driver_row.setVisible(not by_file)
        self._token_row.setVisible(not by_file)
        self.changed.emit()


def path_row(line: LineEdit, text: str, name: str, kinds: str, left: int = theme.LARGE) -> QWidget:
    """Return a line for the path of a file, with a button that asks for it, so far in from the left."""
    line.setText(text)
    line.setAccessibleName(name)
    choose = QPushButton(_("Choose…"))
    choose.setAutoDefault(False)
    choose.setAccessibleName(_("Choose: {what}").format(what=name))
    choose.clicked.connect(_asking(line, name, kinds))
    return _row(line, choose, left)


def _asking(line: LineEdit, name: str, kinds: str) -> Callable[[], None]:
    def ask() -> None:
        found, _kind = QFileDialog.getOpenFileName(line, name, line.text(), kinds)
        if found:
            line.setText(str(Path(found)))

    return ask


def _row(first: QWidget, second: QWidget, left: int = theme.LARGE) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(left, 0, 0, 0)
    row.setSpacing(theme.SMALL)
    row.addWidget(first, 1)
    row.addWidget(second)
    return holder
