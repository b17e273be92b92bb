"""A package by mail: a folder with just the files to attach, and each text to be copied into the web mail."""

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from dxdesk.exchange.message import MailError
from dxdesk.files import FileError
from dxdesk.language import translate as _
from dxdesk.outbox.address_book import destination_of
from dxdesk.outbox.letter import SubjectError
from dxdesk.outbox.mail import Mail, compose_mail
from dxdesk.outbox.mail_folder import ATTACH, MESSAGE, write_mail_folder
from dxdesk.package.faults import PackageError
from dxdesk.store.dispatch import Dispatch
from dxdesk.store.dispatch_states import IllegalStepError
from dxdesk.store.faults import StoreError
from dxdesk.store.store import Store
from ui import theme
from ui.announcing import announce
from ui.archive_reading import ask
from ui.dialog import Dialog, NoticeLine, deed_button, muted
from ui.icons import icon
from ui.office import Office
from ui.opening import open_outside
from ui.outbox_jobs import hand_over
from ui.size_words import size_words
from ui.start_calls import while_alive

if TYPE_CHECKING:
    from dxdesk.exchange.format import Destination

_LETTERS: Final = 104
_LINES: Final = 34
_BODY_LINES: Final = 7


class _Laid(NamedTuple):
    """A mail that lies in a folder, ready to be sent."""

    mail: Mail
    folder: Path


class MailDialog(Dialog):
    """Lays the mail out and helps to send it; that it was sent, a person says."""

    def __init__(self, office: Office, dispatch: Dispatch, parent: QWidget) -> None:
        """Lay out the mail of a dispatch."""
        super().__init__(parent, _("Send by e-mail"), _LETTERS, _LINES)
        self._office = office
        self._dispatch = dispatch
        self.laid: _Laid | None = None
        self.copies: dict[str, QPushButton] = {}
        self._build()
        key, destination = dispatch.id, dispatch.destination
        ask(
            office.archive,
            self,
            lambda store: (store.dispatches.package(key), destination_of(store, destination)),
            self._lay,
            self._refuse,
        )

    def _build(self) -> None:
        words = _(
            "Write a new message in the web mail of your office: copy the address, the subject and the text, and "
            "attach the files of the folder. Then come back and say that it was sent."
        )
        self.column.addWidget(muted(words))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SMALL)
        grid.setVerticalSpacing(theme.SMALL)
        self.to, self.subject = QLineEdit(readOnly=True), QLineEdit(readOnly=True)
        self.body = QPlainTextEdit(readOnly=True)
        self.body.setTabChangesFocus(True)
        self.body.setFixedHeight(_BODY_LINES * self.fontMetrics().lineSpacing())
        rows: tuple[tuple[str, str, QLineEdit | QPlainTextEdit], ...] = (
            ("to", _("Address"), self.to),
            ("subject", _("Subject of the message"), self.subject),
            ("body", _("Text"), self.body),
        )
        for number, (key, name, widget) in enumerate(rows):
            self._add_row(grid, number, key, name, widget)
        self.files = QLabel()
        self.files.setTextFormat(Qt.TextFormat.PlainText)
        self.files.setWordWrap(True)
        self.open_folder = deed_button(_("Open the &folder"), self._open_folder)
        self.open_folder.setIcon(icon("folder"))
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(QLabel(_("Attach")), 3, 0, top)
        grid.addWidget(self.files, 3, 1)
        grid.addWidget(self.open_folder, 3, 2, top)
        self.column.addLayout(grid)
        self.about = muted("")
        self.column.addWidget(self.about)
        self.notice = NoticeLine()
        self.column.addWidget(self.notice)
        self.column.addStretch(1)
        self.sent = deed_button(_("It was &sent"), self._note_sent)
        self.sent.setProperty("role", "primary")
        self.sent.setIcon(icon("check", "on_primary"))
        self.draft = deed_button(_("Open as a &draft in the mail program"), self._open_draft)
        self.post = deed_button(_("Send it through the mail &server"), self._post)
        self.post.setIcon(icon("send"))
        self.post.setVisible(bool(self._office.outbox.preferences.now.mail_server))
        self.later = self.add_foot(self.sent, self.post, self.draft)
        self.later.setText(_("&Not yet"))
        self._enable(on=False)

    def _add_row(
        self, grid: QGridLayout, row: int, key: str, name: str, widget: QLineEdit | QPlainTextEdit
    ) -> None:
        widget.setAccessibleName(name)
        copy = QPushButton(icon("copy"), _("Copy"))
        copy.setAutoDefault(False)
        copy.setAccessibleName(_("Copy: {what}").format(what=name))
        copy.clicked.connect(lambda: self._copy(key, name, widget))
        self.copies[key] = copy
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(QLabel(name), row, 0, top if key == "body" else Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(widget, row, 1)
        grid.addWidget(copy, row, 2, top)

    def _lay(self, found: "tuple[bytes, Destination | None]") -> None:
        data, destination = found
        if destination is None:
            words = _("“{receiver}” is not in the address book any more. Enter it again, then try once more.")
            self._refuse(words.format(receiver=self._dispatch.receiver))
            return
        self._office.worker.run(
            laid_out,
            data,
            destination,
            place_for_mail(self._office),
            done=while_alive(self, self._show),
            failed=while_alive(self, self._fail),
        )

    def _show(self, laid: _Laid) -> None:
        self.laid = laid
        mail = laid.mail
        self.to.setText(mail.letter.to)
        self.subject.setText(mail.letter.subject)
        self.subject.setCursorPosition(0)
        self.body.setPlainText(mail.letter.body)
        lines = [f"{each.name} · {size_words(len(each.data))}" for each in mail.files]
        self.files.setText("\n".join(lines))
        self.about.setText("\n".join(mail.notices()))
        self._enable(on=True)
        self.copies["to"].setFocus()

    def _copy(self, key: str, name: str, widget: QLineEdit | QPlainTextEdit) -> None:
        text = widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
        QGuiApplication.clipboard().setText(text)
        for each in self.copies.values():
            each.setText(_("Copy"))
            each.setIcon(icon("copy"))
        self.copies[key].setText(_("Copied"))
        self.copies[key].setIcon(icon("check", "done"))
        announce(self, _("Copied: {what}").format(what=name))

    def _open_folder(self) -> None:
        if self.laid is not None:
            self._open(self.laid.folder / ATTACH)

    def _open_draft(self) -> None:
        if self.laid is not None:
            self._open(self.laid.folder / MESSAGE)

    def _open(self, path: Path) -> None:
        if not open_outside(path):
            words = _("No program on this computer opens “{path}”. Open it yourself.")
            self.notice.say(words.format(path=path), "warning")

    def _post(self) -> None:
        """Give the message to the mail server that is set in the settings."""
        self._enable(on=False)
        self.notice.say(_("Giving the message to the mail server…"))
        self._office.outbox.send_by_mail(
            self._dispatch.id,
            while_alive(self, self._posted),
            while_alive(self, self._not_posted),
        )

    def _posted(self, found: Dispatch) -> None:
        self._office.outbox.note_change()
        if found.state == "handed":
            self.accept()
            return
        self._enable(on=True)
        self.notice.say(found.words, "error" if found.state == "stopped" else "warning")

    def _not_posted(self, error: Exception) -> None:
        self._enable(on=True)
        if not isinstance(error, IllegalStepError | LookupError | StoreError):
            raise error
        self.notice.say(_("This does not wait to be sent any more: see the outbox."), "warning")

    def _note_sent(self) -> None:
        key, office = self._dispatch.id, self._office

        def work(store: Store) -> None:
            hand_over(store, key)

        office.archive.write(work, done=lambda _done: office.outbox.note_change())
        self.accept()

    def _refuse(self, words: str) -> None:
        self.notice.say(words, "error")

    def _fail(self, error: Exception) -> None:
        if isinstance(error, PackageError):
            self._refuse(str(error.faults[0]))
        elif isinstance(error, MailError | SubjectError | FileError):
            self._refuse(str(error))
        else:
            raise error

    def _enable(self, *, on: bool) -> None:
        for button in (*self.copies.values(), self.open_folder, self.sent, self.post, self.draft):
            button.setEnabled(on)


def laid_out(data: bytes, destination: "Destination", place: Path) -> _Laid:
    """Write the mail that brings a package to a destination into a folder of its own in `place`.

    Raises:
        MailError, SubjectError, PackageError, FileError: it cannot be made, or not be written.
    """
    mail = compose_mail(data, destination)
    stem = next(each.name for each in mail.files).partition(".")[0]
    folder = place / f"{stem}-{destination.key}"
    write_mail_folder(folder, mail)
    return _Laid(mail, folder)


def place_for_mail(office: Office) -> Path:
    """Return the folder in which mails are laid out: the one of exports, or that of documents."""
    kept = office.preferences.now.export_folder
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(kept or documents) / "dxdesk-gui-thu"
