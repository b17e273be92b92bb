"""What a person does with a dispatch: tries it now, leaves it, gives it up, hands it over, looks at its receipt."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from dxdesk.language import translate as _
from dxdesk.signing.faults import SigningError
from dxdesk.store.dispatch_states import ANSWERED
from dxdesk.store.store import Store
from ui.archive_reading import ask
from ui.dialog import NoticeLine
from ui.file_writing import Copy, open_copy, save_file
from ui.office import Office
from ui.outbox_entries import Entry
from ui.outbox_jobs import hand_over, pause, resume, withdraw
from ui.start_calls import while_alive

if TYPE_CHECKING:
    from dxdesk.exchange.format import Destination

_SHEET_NAME = "phieu-tiep-nhan"


class DispatchDeeds:
    """Acts on dispatches, and says in a line what came of it where that is not seen in the list."""

    def __init__(self, office: Office, notice: NoticeLine, parent: QWidget) -> None:
        """Show dialogs over `parent`."""
        self._office = office
        self._notice = notice
        self._parent = parent

    def resume(self, entry: Entry) -> None:
        """Try a dispatch now, or go on with one that was stopped."""
        self._notice.hide()
        self._write(partial(resume, dispatch_id=entry.dispatch.id))

    def ask_reply(self, entry: Entry) -> None:
        """Ask the receiver for its reply; what comes of it is said with the dispatch."""
        self._notice.hide()
        if not self._office.outbox.ask_now(entry.dispatch.id):
            words = _("Nothing is sent at present: the reply is asked for as soon as sending may go on.")
            self._notice.say(words)

    def enter_code(self, entry: Entry) -> None:
        """Ask for the access code of the unit, and go on with what lacked it."""
        self._notice.hide()
        key = entry.dispatch.destination
        ask(
            self._office.archive,
            self._parent,
            lambda store: _destination(store, key),
            partial(self._ask_code, entry),
            lambda words: self._notice.say(words, "error"),
        )

    def _ask_code(self, entry: Entry, destination: "Destination | None") -> None:
        from ui.code_question import CodeQuestion  # noqa: PLC0415 - mostly the code is known

        if destination is None:
            words = _("“{name}” is not in the address book any more. Enter it there first.")
            self._notice.say(words.format(name=entry.dispatch.receiver), "error")
            return
        unit = entry.plan.unit_code if entry.plan is not None else ""
        question = CodeQuestion(self._office, destination, self._parent, self._notice.say, unit=unit)
        if entry.dispatch.state in ANSWERED and not entry.dispatch.reason:
            question.accepted.connect(partial(self._office.outbox.ask_now, entry.dispatch.id))
        question.open()

    def pause(self, entry: Entry) -> None:
        """Leave a dispatch until somebody goes on with it."""
        self._notice.hide()
        self._office.outbox.leave(entry.dispatch.id)
        self._write(partial(pause, dispatch_id=entry.dispatch.id))

    def withdraw(self, entry: Entry) -> None:
        """Give a dispatch up that has not left."""
        self._write(partial(withdraw, dispatch_id=entry.dispatch.id))
        self._notice.say(_("It is not sent any more. The plan can be sent anew at any time."))

    def handed(self, entry: Entry) -> None:
        """Note that a dispatch was handed over."""
        self._notice.hide()
        self._write(partial(hand_over, dispatch_id=entry.dispatch.id))

    def hand_over(self, entry: Entry) -> None:
        """Show what a mail or a stick needs."""
        self._notice.hide()
        from ui.handing_over import open_handing_over  # noqa: PLC0415 - for what goes by hand

        open_handing_over(self._office, entry.dispatch, self._parent)

    def open_receipt(self, entry: Entry) -> None:
        """Open the sheet of a receipt with the system's program for it."""
        name = f"{_SHEET_NAME}-{entry.dispatch.digest[:8]}.pdf"
        self._with_receipt(entry, partial(self._open_sheet, name))

    def save_receipt(self, entry: Entry) -> None:
        """Save a receipt as the file that it is."""
        self._with_receipt(entry, partial(self._save, _receipt_name(entry)))

    def _write(self, work: Callable[[Store], object]) -> None:
        self._office.archive.write(work, done=lambda _done: self._office.outbox.note_change())

    def _with_receipt(self, entry: Entry, then: Callable[[bytes], object]) -> None:
        self._notice.hide()
        key = entry.dispatch.id
        ask(
            self._office.archive,
            self._parent,
            lambda store: store.dispatches.receipts(key)[0],
            then,
            lambda words: self._notice.say(words, "error"),
        )

    def _open_sheet(self, name: str, data: bytes) -> None:
        self._office.worker.run(
            _sheet,
            data,
            done=while_alive(self._parent, partial(self._open, name)),
            failed=while_alive(self._parent, self._fail),
        )

    def _open(self, name: str, sheet: bytes) -> None:
        copy = Copy(
            name.removesuffix(".pdf"),
            name,
            sheet,
            _("The receipt cannot be opened: {reason}. Save it as a file instead."),
            _("No program on this computer opens “{name}”. Save it as a file and open it elsewhere."),
        )
        open_copy(self._office.worker, self._parent, copy, self._notice.say)

    def _save(self, name: str, data: bytes) -> None:
        dialog = QFileDialog(self._parent, _("Save as"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self._write_file(Path(path), data))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write_file(self, path: Path, data: bytes) -> None:
        words = _("The receipt is saved as “{path}”.").format(path=path)
        save_file(self._office.worker, self._parent, path, data, words=words, say=self._notice.say)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, SigningError):
            raise error
        self._notice.say(str(error.args[0]), "error")


def _destination(store: Store, key: str) -> "Destination | None":
    from dxdesk.outbox.address_book import destination_of  # noqa: PLC0415 - slow to import

    return destination_of(store, key)


def _receipt_name(entry: Entry) -> str:
    from dxdesk.exchange.writing import RECEIPT_SUFFIX  # noqa: PLC0415 - for whoever saves one

    receipt = entry.receipt
    if receipt is None:
        return f"{_SHEET_NAME}{RECEIPT_SUFFIX}"
    return f"{receipt.year}-{receipt.unit.code}-r{receipt.revision}{RECEIPT_SUFFIX}"


def _sheet(data: bytes) -> bytes:
    """Return the sheet of a receipt as a PDF."""
    from dxdesk.exchange.format import Receipt  # noqa: PLC0415 - slow to import
    from dxdesk.exchange.reading import read_exchanged  # noqa: PLC0415
    from dxdesk.issuing.receipt_sheet import receipt_sheet  # noqa: PLC0415

    return receipt_sheet(read_exchanged(data, Receipt), data)
