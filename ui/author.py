"""Who writes notes and answers for warnings on this computer: asked once, offered from then on."""

from typing import Final

from ui.desk import Desk

_KEY: Final = "last_author"


def last_author(desk: Desk) -> str:
    """Return the name given last, or nothing."""
    return desk.archive.read(lambda store: store.setting(_KEY, str)) or ""


def remember_author(desk: Desk, name: str) -> None:
    """Offer a name from now on; no name is nothing to remember."""
    if name.strip():
        desk.archive.write(lambda store: store.set_setting(_KEY, name.strip()))
