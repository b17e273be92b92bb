"""The whole check of the store, while the window is up and the hands rest; damage that shows is said."""

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMessageBox

from dxdesk.language import translate as _
from ui.work import Cancel, Worker

if TYPE_CHECKING:
    from dxdesk.store.integrity import Damage
    from ui.main_window import MainWindow

CHECKED: Final = "store-checked"
_FIRST: Final = 8_000  # milliseconds after the window was shown, when its modules are read
_LONGEST_REST: Final = 0.2  # seconds


class StoreCheck(QObject):
    """Checks the store once, from a thread of its own that rests between two pieces.

    When it was found sound is kept in the settings under `CHECKED`.
    """

    def __init__(self, window: "MainWindow", first: int = _FIRST) -> None:
        """Begin some seconds after the window is up (`first`, in milliseconds)."""
        super().__init__(window)
        self._window = window
        self._cancel = Cancel()
        self._worker = Worker("check", parent=self)
        self.box: QMessageBox | None = None
        archive = window.office.archive
        archive.damaged.connect(self.tell)
        if not archive.read(lambda store: store.whole_log):
            QTimer.singleShot(0, self, self._tell_torn)
        QTimer.singleShot(first, self, self._begin)

    def close(self) -> None:
        """Stop checking."""
        self._cancel.cancel()
        self._worker.close()

    def tell(self) -> None:
        """Say that the store is damaged, once, and offer the rescue."""
        if self.box is not None:
            return
        self.box = box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(_("A part of the stored plans is damaged."))
        box.setInformativeText(
            _(
                "Please let it be rescued now: the window closes, the damaged file is kept, and you see what can be "
                "rescued. What you have just typed is written after that."
            )
        )
        now = box.addButton(_("&Rescue now"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("&Later"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(now)
        now.clicked.connect(self._window.close_to_rescue)
        box.open()

    def _begin(self) -> None:
        place = self._window.office.place
        self._worker.run(_checked, place, self._cancel, done=self._note, failed=lambda _error: None)

    def _note(self, damage: "tuple[Damage, ...]") -> None:
        if damage:
            self.tell()
            return
        moment = datetime.now().astimezone()
        self._window.office.archive.write(lambda store: store.set_setting(CHECKED, moment))

    def _tell_torn(self) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Information)
        box.setText(_("When the program ended last time, its last change was not written to the end."))
        box.setInformativeText(
            _(
                "All earlier changes are here. Please look at what you wrote last; if something is missing, write it again."
            )
        )
        box.open()


def _checked(file: Path, cancel: Cancel) -> "tuple[Damage, ...]":
    from dxdesk.store.integrity import pieces  # noqa: PLC0415 - the list of plans comes up without it
    from dxdesk.store.looking import open_to_look  # noqa: PLC0415 - as above

    found: list[Damage] = []
    with open_to_look(file) as db:
        began = time.monotonic()
        for piece in pieces(db):
            cancel.check()
            found += piece
            # As long at rest as at work: whoever types has the processor, and the lock of Python.
            time.sleep(min(time.monotonic() - began, _LONGEST_REST))
            began = time.monotonic()
    return tuple(found)
