"""A user's own guidance lies beside the store."""

from pathlib import Path
from typing import Final

from dxdesk.guidance.own_folder import keep_own_packs_in
from dxdesk.store.place import default_place

_FOLDER: Final = "guidance"


def use_own_packs(store: Path | None = None) -> None:
    """Find the packs that were added beside `store` (the usual one, where none is named) from now on."""
    keep_own_packs_in((store or default_place()).parent / _FOLDER)
