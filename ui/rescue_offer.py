"""Opening the store when the program starts: where it is damaged, what is left of it is offered first."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from dxdesk.language import translate as _
from dxdesk.store.faults import HeldError, StoreError
from ui.office import Office

if TYPE_CHECKING:
    from ui.rescue_dialog import RescueDialog

# A few bits flipped in its head make a store look like another program's, or altered by one.
_RESCUED: Final = {"altered", "damaged", "foreign"}


def opened_office(place: Path, before: Office | None = None) -> Office | None:
    """Open the store, after a rescue where it is damaged; None where that is not possible, which is told.

    `before` is the office that was closed for the sake of a rescue: what it could not write is written.

    Raises:
        HeldError: another program has it.
    """
    if before is not None and not rescued(place, StoreError("damaged", place)):
        return None
    unwritten = before.archive.unwritten() if before is not None else []
    while True:
        try:
            return Office(place, unwritten=unwritten)
        except HeldError:
            raise
        except StoreError as error:
            if error.kind not in _RESCUED:
                say_why(error)
                return None
            if not rescued(place, error):
                return None


def rescued(place: Path, error: StoreError) -> bool:
    """Offer what is left of a damaged store; tell whether there is a sound one in its place now."""
    from ui.rescue_dialog import RescueDialog  # noqa: PLC0415 - the list of plans comes up without it

    application = QApplication.instance()
    if isinstance(application, QApplication) and not application.styleSheet():
        from ui import theme  # noqa: PLC0415 - no preferences can be read yet

        theme.apply(application)
    dialog = RescueDialog(place, ours=error.kind == "damaged")
    dialog.exec()
    try:
        return _done(dialog, error)
    finally:
        dialog.deleteLater()


def _done(dialog: "RescueDialog", error: StoreError) -> bool:
    from dxdesk.store.offering import drop_offer, use_none, use_rescued  # noqa: PLC0415 - as above

    offer = dialog.offer
    if isinstance(dialog.fault, StoreError):
        say_why(dialog.fault)
    elif dialog.fault is not None:
        raise dialog.fault
    elif offer is None and dialog.result() == QDialog.DialogCode.Rejected and error.kind != "damaged":
        say_why(error)
    if offer is None:
        return False
    if dialog.choice == "close":
        drop_offer(offer)
        return False
    try:
        (use_rescued if dialog.choice == "rescued" else use_none)(offer)
    except StoreError as fault:
        say_why(fault)
        return False
    return True


def say_why(error: StoreError) -> None:
    """Say why the plans cannot be opened."""
    QMessageBox.critical(None, _("The plans cannot be opened"), str(error))
