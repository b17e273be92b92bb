"""What all windows share: the store, the preferences, and the threads for slow work."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dxdesk.store.place import default_place
from ui.archive import Archive, Work
from ui.backups import BackupKeeper
from ui.outbox_keeper import OutboxKeeper
from ui.preferences import PreferenceBook
from ui.signing_preferences import SigningBook
from ui.tidying import Tidying
from ui.work import Worker

if TYPE_CHECKING:
    from ui.update_handing_over import HandingOver


class Office:
    """Opened once when the program starts, closed once when it ends."""

    def __init__(self, place: Path | None = None, *, unwritten: Iterable[Work] = ()) -> None:
        """Open the store (the usual one where `place` is None) and write what an office before could not.

        StoreError where that is not possible.
        """
        self.place = place or default_place()
        self.archive = Archive(self.place, unwritten=unwritten)
        # Set where the window ends so that the store can be rescued.
        self.rescue_wanted = False
        # What is done after the window has ended so that a new version can be installed.
        self.handing_over: HandingOver | None = None
        self.preferences = PreferenceBook(self.archive)
        self.signing = SigningBook(self.archive)
        self.worker = Worker("work")
        self.backups = BackupKeeper(self.archive, self.place)
        self.outbox = OutboxKeeper(self.archive, self.place)
        self._tidying = Tidying(self.archive)

    def close(self) -> None:
        """Write what waits, and end."""
        self._tidying.stop()
        self.outbox.close()
        self.backups.close()
        self.worker.close()
        self.archive.close()
