"""One export from the press of the button to the files: made and written on a thread, steered from here."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
from PySide6.QtCore import QObject, Signal
from shiboken6 import Shiboken

from dxdesk.export import STEPS, Form, Step, files_of
from dxdesk.files import digest, free_path, taken_by_others, write_files
from dxdesk.value import Value
from ui.archive import Archive
from ui.pages.export_orders import Order
from ui.work import Cancel, Worker

Stage = Step | Literal["files"]
STAGES: tuple[Stage, ...] = (*STEPS, "files")
# A store keeps the digests of this many exported files of a plan.
_REMEMBERED = 60


class Written(Value, frozen=True, kw_only=True):
    """A file that was written: its form, where it is, and its size in bytes."""

    form: Form
    location: str
    size: int

    @property
    def path(self) -> Path:
        """The place of the file."""
        return Path(self.location)


class Outcome(Value, frozen=True, kw_only=True):
    """What came of an export: its files, the pages in print, and when."""

    files: tuple[Written, ...]
    pages: int
    at: datetime


class ExportMemory(Value, frozen=True, kw_only=True):
    """What is remembered of the exports of a plan.

    The folder, the forms, the digests of files by path, and what came of the last one.
    """

    folder: str = ""
    forms: tuple[Form, ...] = ("docx", "pdf", "package")
    digests: Mapping[str, str] = msgspec.field(default_factory=dict)
    last: Outcome | None = None


class _Made(NamedTuple):
    files: dict[Form, tuple[Path, bytes]]
    pages: int
    taken: tuple[Path, ...]


class ExportRun(QObject):
    """Carries out one order at a time.

    `begun` carries a stage; then comes `done` with an `Outcome`, `failed` with an exception (FileError,
    UnprintableTextError, PackageError, CancelledError), or `asked` with the files in the way that the program
    did not write so. `write` and `rename` go on from there, and after a FileError.
    """

    begun = Signal(str)
    done = Signal(object)
    failed = Signal(object)
    asked = Signal(tuple)

    def __init__(self, worker: Worker, archive: Archive, plan_id: str, parent: QObject) -> None:
        """Begin with what is remembered of the plan's earlier exports."""
        super().__init__(parent)
        self._worker = worker
        self._archive = archive
        self._key = f"export/{plan_id}"
        self.memory = archive.read(lambda store: store.setting(self._key, ExportMemory)) or ExportMemory()
        self._made: _Made | None = None
        self._cancel = Cancel()

    def start(self, order: Order, folder: Path) -> None:
        """Make the files for a folder, and write them where nothing is in the way."""
        self._remember(folder=str(folder), forms=tuple(order.files))
        self._made = None
        self._cancel = Cancel()
        tell = self._worker.relayed(self._tell)
        self._run(lambda: _made(order, self.memory.digests, self._cancel, tell), self._take)

    def cancel(self) -> None:
        """Stop before the files are written; nothing is left behind."""
        self._cancel.cancel()

    def write(self) -> None:
        """Write the files as they were made, over those in the way; or try that once more."""
        if self._made is not None:
            self._write(self._made)

    def rename(self, paths: Iterable[Path]) -> None:
        """Write under free names beside the files in the way."""
        if self._made is None:
            return
        names = {path: free_path(path) for path in paths}
        files = {form: (names.get(path, path), data) for form, (path, data) in self._made.files.items()}
        self._made = self._made._replace(files=files)
        self._write(self._made)

    def _take(self, made: _Made) -> None:
        self._made = made
        if made.taken:
            self.asked.emit(made.taken)
        else:
            self._write(made)

    def _write(self, made: _Made) -> None:
        self._tell("files")
        files = dict(made.files.values())
        self._run(lambda: write_files(files), lambda _nothing: self._finish(made))

    def _finish(self, made: _Made) -> None:
        digests = dict(self.memory.digests)
        for path, data in made.files.values():
            digests.pop(str(path), None)
            digests[str(path)] = digest(data)
        written = tuple(
            Written(form=form, location=str(path), size=len(data))
            for form, (path, data) in made.files.items()
        )
        outcome = Outcome(files=written, pages=made.pages, at=datetime.now().astimezone())
        self._remember(digests=dict(list(digests.items())[-_REMEMBERED:]), last=outcome)
        self.done.emit(outcome)

    def _run(self, work: Callable[[], object], done: Callable[..., object]) -> None:
        self._worker.run(work, done=self._while_here(done), failed=self._while_here(self.failed.emit))

    def _while_here(self, callback: Callable[..., object]) -> Callable[..., None]:
        """Drop what arrives after the page was closed."""

        def call(*arguments: object) -> None:
            if Shiboken.isValid(self):
                callback(*arguments)

        return call

    def _tell(self, stage: str) -> None:
        if Shiboken.isValid(self):
            self.begun.emit(stage)

    def _remember(self, **changes: object) -> None:
        memory = self.memory = msgspec.structs.replace(self.memory, **changes)
        self._archive.write(lambda store: store.set_setting(self._key, memory))


def _made(order: Order, known: Mapping[str, str], cancel: Cancel, tell: Callable[[str], object]) -> _Made:
    """Make the files of an order; runs beside the window."""

    def begin(step: Step) -> None:
        cancel.check()
        tell(step)

    exported = order.make(begin)
    made = files_of(exported, order.files)
    files = {form: (path, made[form]) for form, path in order.files.items()}
    taken = taken_by_others(dict(files.values()), known)
    cancel.check()
    return _Made(files, exported.pages, taken)
