"""When the program is ended while the store cannot be written: everything goes into a file on this computer."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxdesk.language import translate as _
from dxdesk.store.faults import StoreError
from dxdesk.store.place import rescue_folder
from dxdesk.store.values import Tally
from ui.archive import Archive
from ui.opening import open_outside

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.main_window import MainWindow

_TOLD: Final = "rescued-told"


def save_all(window: "MainWindow") -> None:
    """Save all that can be saved into a new file, without asking: everything, or else the open plan."""
    file = rescue_folder() / f"dxdesk-{datetime.now().astimezone():%Y%m%d-%H%M%S}.sqlite3"
    archive = window.office.archive
    if not archive.rescue(file) and window.view is not None:
        with suppress(StoreError):  # nothing is left to try
            begin_with_open_plan(archive, window.view.desk, file.with_stem(f"{file.stem}-plan"))


def begin_with_open_plan(archive: Archive, desk: "Desk", file: Path) -> str:
    """Go on in a new store that has the plan on the desk as it stands; return its new id.

    Raises:
        StoreError: the file cannot be written.
    """
    done = desk.progress
    tally = Tally(written=done.written, total=done.total, errors=done.errors)
    archive.begin_anew(file)
    return archive.read(lambda store: store.add_plan(desk.plan, tally))


def tell_saved(window: "MainWindow") -> None:
    """Say once of each rescued file that it is there."""
    archive = window.office.archive
    found = sorted(file.name for file in rescue_folder().glob("*.sqlite3"))
    told = archive.read(lambda store: store.setting(_TOLD, list[str])) or []
    new = [name for name in found if name not in told]
    if not new:
        return
    words = _(
        "Last time the program was ended while the plans could not be written. Everything as it stood then is in “{file}”; to go on with it, open that file with Ctrl+O."
    )

    def show() -> None:
        archive.write(lambda store: store.set_setting(_TOLD, found))
        open_outside(rescue_folder())

    window.notice.say(words.format(file=rescue_folder() / new[-1]), "warning", _("&Open the folder"), show)
