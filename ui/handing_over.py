"""What goes by hand: the dialog for a mail, or that for a stick."""

from PySide6.QtWidgets import QWidget

from dxdesk.store.dispatch import Dispatch
from ui.dialog import Dialog
from ui.mail_dialog import MailDialog
from ui.office import Office
from ui.stick_dialog import StickDialog


def open_handing_over(office: Office, dispatch: Dispatch, parent: QWidget) -> Dialog:
    """Show over `parent` what is needed to hand a dispatch over."""
    kind = MailDialog if dispatch.means == "mail" else StickDialog
    dialog = kind(office, dispatch, parent)
    dialog.open()
    return dialog
