"""Plans on their way to another computer: a store file of its own with just those plans, and all of their history."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from dxdesk.language import translate as _
from dxdesk.store.copying import copy_store
from dxdesk.store.faults import WriteError, kind_of_system
from dxdesk.store.opening import open_store
from dxdesk.store.place import FILE_NAME
from dxdesk.store.reading import reading
from dxdesk.store.taking import Choice

SUFFIX: Final = ".dxstore"
_PAGES: Final = 512
# Is told what share is done, in per cent; what it raises calls the work off.
Progress = Callable[[int], object]


class OwnFileError(WriteError):
    """The file to write is the store itself."""

    def __init__(self, file: Path) -> None:
        super().__init__("no_access", file)
        words = _("“{name}” is the store itself. Please choose another name for the file to write.")
        self.args = (words.format(name=file.name),)


def export_plans(
    store: Path, target: Path, plan_ids: Sequence[str] | None = None, progress: Progress | None = None
) -> None:
    """Write plans of a store, which may be open, with all that belongs to them into a file.

    Without `plan_ids` it is everything: every plan, the letters, the settings.

    Raises:
        LookupError: there is no such plan.
        StoreError: the store cannot be read.
        WriteError: the file cannot be written; what was there before is as it was.
    """
    if target.exists() and target.samefile(store):
        raise OwnFileError(target)
    try:
        if plan_ids is None:
            _copy(store, target, progress)
            return
        with TemporaryDirectory(prefix="dxdesk-") as folder:
            alone = Path(folder) / FILE_NAME
            with open_store(alone) as made:
                for number, plan_id in enumerate(plan_ids):
                    _tell(progress, 100 * number // len(plan_ids))
                    made.take(store, [Choice(plan_id)])
            _copy(alone, target, None)
    except OSError as error:
        raise WriteError(kind_of_system(error), target) from error


def _copy(store: Path, target: Path, progress: Progress | None) -> None:
    def tell(_code: int, left: int, pages: int) -> None:
        _tell(progress, 100 - 100 * left // max(pages, 1))

    with reading(store) as source:
        copy_store(source, target, pages=_PAGES, progress=tell)


def _tell(progress: Progress | None, done: int) -> None:
    if progress is not None:
        progress(done)
