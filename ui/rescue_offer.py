"""Opening the store when the program starts: where it is damaged, what is left of it is offered first."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from dxdesk.language import translate as _
from dxdesk.store.faults import StoreError
from ui.office import Office

if TYPE_CHECKING:
    from ui.rescue_dialog import RescueDialog


def opened_office(place: Path, before: Office | None = None) -> Office | None:
    """Open the store, after a rescue where it is damaged; None where the user closed instead.

    `before` is the office that was closed for the sake of a rescue: what it could not write is written.
    """
    if before is not None and not rescued(place, StoreError("damaged", place)):
        return None
    unwritten = before.archive.unwritten() if before is not None else []
    while True:
        try:
            return Office(place, unwritten=unwritten)
        except StoreError as error:
            if error.kind not in {"damaged", "foreign"}:
                _say(error)
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
        _say(dialog.fault)
    elif dialog.fault is not None:
        raise dialog.fault
    elif offer is None and dialog.result() == QDialog.DialogCode.Rejected and error.kind == "foreign":
        _say(error)
    if offer is None:
        return False
    if dialog.choice == "close":
        drop_offer(offer)
        return False
    try:
        (use_rescued if dialog.choice == "rescued" else use_none)(offer)
    except StoreError as fault:
        _say(fault)
        return False
    return True


def _say(error: StoreError) -> None:
    QMessageBox.critical(None, _("The plans cannot be opened"), str(error))
