"""What is done beside the window with an update that came as a file; no Qt here."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from dxdesk.guidance.pack import Pack
from dxdesk.update.fitness import Step, check_fits, step_to
from dxdesk.update.guidance import install_pack, pack_in
from dxdesk.update.program import Ready, lay_ready
from dxdesk.update.publishers import publishers
from dxdesk.update.reading import Update, read_update
from dxdesk.update.words import step_words
from ui.work import Cancel

Progress = Callable[[int], object]  # per cent


class Offer(NamedTuple):
    """An update that can be taken in: what it would be here, in words too, and the guidance that it holds."""

    update: Update
    step: Step
    words: str
    pack: Pack | None


def look(file: Path, progress: Progress, cancel: Cancel) -> Offer:
    """Check an update, every byte of it.

    Raises:
        UpdateError: it cannot be taken in.
        CancelledError: it was called off.
    """
    update = read_update(file, publishers(), _told(progress, cancel))
    check_fits(update)
    pack = pack_in(update) if update.manifest.kind == "guidance" else None
    return Offer(update, step_to(update.manifest), step_words(update.manifest), pack)


def add_guidance(update: Update, progress: Progress, cancel: Cancel) -> Pack:
    """Add the guidance in an update.

    Raises:
        UpdateError: it was not added; nothing was changed.
        CancelledError: it was called off.
    """
    return install_pack(update, _told(progress, cancel))


def prepare_program(update: Update, data: Path, progress: Progress, cancel: Cancel) -> Ready:
    """Lay the installer in an update ready.

    Raises:
        UpdateError: that is not possible; nothing was changed.
        CancelledError: it was called off.
    """
    return lay_ready(update, data, _told(progress, cancel))


def _told(progress: Progress, cancel: Cancel) -> Progress:
    def tell(share: int) -> None:
        cancel.check()
        progress(share)

    return tell
