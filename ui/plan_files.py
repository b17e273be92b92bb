"""Files that come to an open plan, each taken in on the page where it belongs."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog

from dxdesk.language import translate as _
from ui.start_calls import while_alive

if TYPE_CHECKING:
    from ui.exchanged_files import FileKind
    from ui.plan_view import PlanView

_PAPERS: Final = frozenset({".pdf", ".docx", ".doc", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})


class PlanFiles:
    """Takes files in for the plan that a view shows; what is no paper is told by its content."""

    def __init__(self, view: "PlanView") -> None:
        """Take them in on the pages of `view`."""
        self._view = view

    def ask(self) -> None:
        """Ask for a file that came."""
        dialog = QFileDialog(self._view, _("Take a file in"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        papers = " ".join(f"*{suffix}" for suffix in sorted(_PAPERS))
        dialog.setNameFilters(
            [
                f"{_('Receipts, replies, address books')} (*.json)",
                f"{_('Signed papers')} ({papers})",
                f"{_('Updates')} (*.dxupdate)",
                f"{_('All files')} (*)",
            ]
        )
        dialog.fileSelected.connect(lambda name: self.take_in(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_in(self, path: Path) -> None:
        """Take a file in."""
        if path.suffix.lower() in _PAPERS:
            self._take_paper(path)
            return
        from ui.exchanged_files import kinds_of  # noqa: PLC0415 - for whoever takes one in

        self._view.office.worker.run(kinds_of, [path], done=while_alive(self._view, self._sort))

    def _sort(self, found: "Sequence[tuple[Path, FileKind]]") -> None:
        for path, kind in found:
            if kind == "answer":
                self._take_answer(path)
            elif kind == "addresses":
                self._view.addresses_wanted.emit(path)
            elif kind == "update":
                self._view.update_wanted.emit(path)
            else:
                self._take_paper(path)

    def _take_answer(self, path: Path) -> None:
        from ui.pages.outbox import OutboxPage  # noqa: PLC0415 - with its page, when that is opened

        self._view.open_page("outbox")
        if isinstance(self._view.page, OutboxPage):
            self._view.page.take_in(path)

    def _take_paper(self, path: Path) -> None:
        from ui.pages.issue import IssuePage  # noqa: PLC0415 - with its page, when that is opened

        self._view.open_page("issue")
        if isinstance(self._view.page, IssuePage):
            self._view.page.take_in(path)
