"""Checking any document's format: a DOCX or PDF is measured beside the window, and what deviates is listed."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dxdesk.inspection.account import account
from dxdesk.inspection.faults import UnreadableDocumentError
from dxdesk.inspection.inspection import Inspection
from dxdesk.language import translate as _
from ui import theme
from ui.dialog import Dialog, NoticeLine, deed_button, heading, muted
from ui.document_check_answer import CheckAnswer
from ui.document_check_reading import inspect_path
from ui.dropping import FileDrop
from ui.file_writing import save_file
from ui.icons import icon
from ui.start_calls import while_alive
from ui.tables.clipboard import put_on_clipboard
from ui.work import Cancel, CancelledError

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LETTERS: Final = 150
_LINES: Final = 36
_STEPS: Final = 100


def open_document_check(window: "MainWindow", path: Path | None = None) -> "DocumentCheckDialog":
    """Show the check over the window; measure the file at `path` where one is named."""
    dialog = DocumentCheckDialog(window)
    dialog.open()
    if path is not None:
        dialog.check(path)
    return dialog


class DocumentCheckDialog(Dialog):
    """Asks for a document, measures it, and lists what deviates."""

    def __init__(self, window: "MainWindow") -> None:
        """Begin without a document."""
        super().__init__(window, _("Format of a document"), _LETTERS, _LINES)
        self._worker = window.office.worker
        self._folder = ""
        self._cancel: Cancel | None = None
        self.inspection: Inspection | None = None
        FileDrop(self, self.check)
        self._build_head()
        self.stack = QStackedWidget()
        self.empty = self._built_empty()
        self.working = self._built_progress()
        self.answer = CheckAnswer()
        self.stack.addWidget(self.answer)
        self.column.addWidget(self.stack, 1)
        self.notice = NoticeLine()
        self.column.addWidget(self.notice)
        self.copy = deed_button(_("C&opy the list"), self._copy)
        self.copy.setIcon(icon("copy"))
        self.save = deed_button(_("&Save the list…"), self._ask_place)
        self.deeds = (self.copy, self.save)
        self.add_foot(*self.deeds)
        self.finished.connect(self.stop_checking)
        self._show(self.empty)
        self.choose.setFocus()

    def ask_file(self) -> None:
        """Ask which document to measure."""
        dialog = QFileDialog(self, _("Choose a document"), self._folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{_('Documents')} (*.docx *.pdf)", f"{_('All files')} (*)"])
        dialog.fileSelected.connect(lambda name: self.check(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def check(self, path: Path) -> None:
        """Measure a document; one that is being measured is given up."""
        self.stop_checking()
        self._folder = str(path.parent)
        self.inspection = None
        self.notice.hide()
        self.name.setText(path.name)
        self.bar.setValue(0)
        self._cancel = cancel = Cancel()
        self._show(self.working)
        self.stop.setFocus()
        self._worker.run(
            inspect_path,
            path,
            cancel,
            self._worker.relayed(while_alive(self, partial(self._show_share, cancel))),
            done=while_alive(self, partial(self._show_inspection, cancel)),
            failed=while_alive(self, partial(self._show_trouble, cancel)),
        )

    def stop_checking(self) -> None:
        """Give up what is being measured."""
        if self._cancel is not None:
            self._cancel.cancel()
            self._cancel = None

    def _build_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.WIDE)
        words = _(
            "Paper, margins, letters, numbering, signature and recipients are measured against Decree "
            "30/2020/NĐ-CP, Appendix I. Nothing in the file is changed; what it says is not judged."
        )
        row.addWidget(muted(words), 1)
        self.choose = deed_button(_("Choose a &document…"), self.ask_file)
        self.choose.setIcon(icon("open", "on_primary"))
        self.choose.setProperty("role", "primary")
        row.addWidget(self.choose)
        self.column.addLayout(row)
        self.name = heading("")
        self.column.addWidget(self.name)

    def _built_empty(self) -> QWidget:
        words = QLabel(
            _("No document is chosen yet.\nDrop a DOCX or PDF here, or choose it by the button above.")
        )
        words.setProperty("role", "muted")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setWordWrap(True)
        self.stack.addWidget(words)
        return words

    def _built_progress(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.MEDIUM)
        column.addWidget(muted(_("Measuring the document…")))
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, _STEPS)
        self.bar.setAccessibleName(_("Progress of the measuring"))
        column.addWidget(self.bar)
        self.stop = deed_button(_("S&top measuring"), self._stop)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.stack.addWidget(page)
        return page

    def _show(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        self.name.setVisible(page is not self.empty)
        for deed in self.deeds:
            deed.setEnabled(self.inspection is not None)

    def _show_share(self, cancel: Cancel, share: float) -> None:
        if cancel is self._cancel:
            self.bar.setValue(round(share * _STEPS))

    def _show_inspection(self, cancel: Cancel, inspection: Inspection) -> None:
        if cancel is not self._cancel:
            return
        self._cancel = None
        self.inspection = inspection
        self.answer.show_inspection(inspection)
        self._show(self.answer)
        (self.answer.table if inspection.deviations else self.choose).setFocus()

    def _show_trouble(self, cancel: Cancel, error: Exception) -> None:
        if isinstance(error, CancelledError) or cancel is not self._cancel:
            return
        self._cancel = None
        if not isinstance(error, UnreadableDocumentError):
            self._show(self.empty)
            raise error
        self.answer.show_trouble(error)
        self._show(self.answer)
        self.choose.setFocus()

    def _stop(self) -> None:
        self.stop_checking()
        self._show(self.empty)
        self.notice.say(_("The measuring was stopped. The document is unchanged."))
        self.choose.setFocus()

    def _list(self) -> str:
        assert self.inspection is not None  # noqa: S101 - the buttons are off without it
        return f"{self.inspection.name}\n{account(self.inspection)}\n"

    def _copy(self) -> None:
        put_on_clipboard(self._list())
        self.notice.say(_("The list is copied. Please paste it where it is wanted."))

    def _ask_place(self) -> None:
        assert self.inspection is not None  # noqa: S101 - the button is off without it
        dialog = QFileDialog(self, _("Save the list"), self._folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{_('Text files')} (*.txt)")
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(f"{Path(self.inspection.name).stem}.txt")
        dialog.fileSelected.connect(lambda name: self._save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, path: Path) -> None:
        words = _("The list is saved as “{name}”.").format(name=path.name)
        data = self._list().encode("utf-8-sig")  # Notepad of old reads nothing else
        save_file(self._worker, self.notice, path, data, words=words, say=self.notice.say)
