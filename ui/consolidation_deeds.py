"""What can be done with received packages: opened as printed, compared, chosen, saved, removed and put back."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from dxdesk.intake.taking_in import Told
from dxdesk.language import translate as _
from dxdesk.package.writing import SUFFIX
from dxdesk.store.received import Contents, ReceivedPackage, RefusedFile
from dxdesk.store.store import Store
from ui.archive_reading import ask
from ui.changes_dialog import ChangesDialog
from ui.consolidation_jobs import differences, printed_page
from ui.consolidation_outcomes import OutcomesDialog
from ui.dialog import NoticeLine
from ui.file_writing import Copy, open_copy, save_file
from ui.office import Office
from ui.start_calls import while_alive

T = TypeVar("T")


class PackageDeeds(QObject):
    """Does what is asked for; `changed` tells that other packages count now."""

    changed = Signal()

    def __init__(self, office: Office, notice: NoticeLine, owner: QWidget) -> None:
        """Say on `notice` what was done, over `owner`."""
        super().__init__(owner)
        self._office = office
        self._notice = notice
        self._owner = owner

    def open_page(self, package: ReceivedPackage) -> None:
        """Open the plan as a PDF, to be read."""
        self._notice.say(_("Opening the plan of {unit}…").format(unit=package.unit_name))
        self._with_contents(package, partial(self._print, package))

    def decide(self, package: ReceivedPackage) -> None:
        """Let one of several packages of a revision count."""
        self._write(
            lambda store: store.received.choose(package.digest),
            _("This version of the plan of {unit} counts now.").format(unit=package.unit_name),
            lambda before: lambda store: store.received.choose(before or package.digest, chosen=bool(before)),
        )

    def compare(self, rivals: Sequence[ReceivedPackage]) -> None:
        """Show what differs between the packages of a revision, the first two of them."""
        first, other = rivals[:2]
        lead = _("{unit}, revision {number}: what differs between the two.").format(
            unit=first.unit_name, number=first.revision
        )

        def show(found: object) -> None:
            labels = (_("Came first: {text}"), _("Came later: {text}"))
            deeds = (
                (_("Let the &first count"), lambda: self.decide(first)),
                (_("Let the &later count"), lambda: self.decide(other)),
            )
            dialog = ChangesDialog(self._owner, lead, found, labels, deeds)  # type: ignore[arg-type] # of `differences`
            dialog.open()

        def compare(plans: dict[str, bytes]) -> None:
            self._office.worker.run(
                differences,
                plans[first.digest],
                plans[other.digest],
                done=while_alive(self._owner, show),
            )

        digests = (first.digest, other.digest)
        ask(
            self._office.archive,
            self._owner,
            lambda store: store.received.packed_plans(digests),
            compare,
            self._fail,
        )

    def save(self, package: ReceivedPackage) -> None:
        """Ask for a place to save the file as it came."""
        name = f"{package.year}-{package.unit_code}-r{package.revision}{SUFFIX}"
        dialog = QFileDialog(self._owner, _("Save the package"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(
            lambda path: self._with_contents(package, partial(self._save, Path(path)))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def remove(self, package: ReceivedPackage) -> None:
        """Take a package away; it can be put back as long as this is said."""

        def go_on(contents: Contents) -> None:
            self._write(
                lambda store: store.received.remove(package.digest),
                _("Removed: {unit}, revision {number}.").format(
                    unit=package.unit_name, number=package.revision
                ),
                lambda _gone: lambda store: store.received.put_back(package, contents),
            )

        self._with_contents(package, go_on)

    def forget(self, refused: RefusedFile) -> None:
        """Forget a file that cannot be used."""
        self._write(
            lambda store: store.received.forget_refused(refused),
            _("Taken off the list. The file itself is where it was."),
            lambda _gone: lambda store: store.received.add([], [refused]),
        )

    def show_outcomes(self, told: Sequence[Told]) -> OutcomesDialog:
        """Show what became of files."""
        dialog = OutcomesDialog(self._owner, told)
        dialog.open()
        return dialog

    def _print(self, package: ReceivedPackage, contents: Contents) -> None:
        self._office.worker.run(
            printed_page,
            contents,
            done=while_alive(self._owner, partial(self._show_page, package)),
            failed=while_alive(self._owner, self._not_printed),
        )

    def _show_page(self, package: ReceivedPackage, pdf: bytes) -> None:
        self._notice.hide()
        copy = Copy(
            package.digest[:16],
            f"{package.year}-{package.unit_code}-r{package.revision}.pdf",
            pdf,
            _("The plan cannot be opened: {reason}."),
            _("No program for PDF files was found on this computer."),
        )
        open_copy(self._office.worker, self._owner, copy, self._notice.say)

    def _not_printed(self, error: Exception) -> None:
        if not isinstance(error, (ValueError, LookupError)):
            raise error
        self._notice.say(_("The plan cannot be printed: {reason}").format(reason=error), "error")

    def _save(self, path: Path, contents: Contents) -> None:
        words = _("Saved: “{path}”.").format(path=path)
        save_file(self._office.worker, self._owner, path, contents.package, words=words, say=self._notice.say)

    def _with_contents(self, package: ReceivedPackage, go_on: Callable[[Contents], object]) -> None:
        ask(
            self._office.archive,
            self._owner,
            lambda store: store.received.contents(package.digest),
            go_on,
            self._fail,
        )

    def _write(
        self,
        work: Callable[[Store], T],
        words: str = "",
        back: Callable[[T], Callable[[Store], object]] | None = None,
    ) -> None:
        """Write, then say so; `back` makes of what has come of it the work that takes it back."""

        def tell(result: T) -> None:
            if words:
                undo = partial(self._write, back(result)) if back else None
                self._notice.say(words, "soft", _("&Undo") if back else "", undo)
            self.changed.emit()

        self._office.archive.write(work, done=while_alive(self, tell))

    def _fail(self, words: str) -> None:
        self._notice.say(words, "error")
