"""The publishers whose updates are taken in here; an office may add one for guidance, and let it go again."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from dxdesk.files import FileError, reason_of
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.update.publishers import PUBLISHER_SUFFIX, Publisher, distrust, key_words, publishers, trust
from ui.dialog import Dialog, NoticeLine, deed_button, muted
from ui.dropping import FileDrop
from ui.icons import icon
from ui.plain_table import PlainTable
from ui.publisher_question import ask_about_publisher

_LETTERS: Final = 124
_LINES: Final = 20
_HEADINGS: Final = (mark("Publisher"), mark("May publish"), mark("Key"))


def open_publishers(parent: QWidget) -> "PublisherList":
    """Show the publishers."""
    dialog = PublisherList(parent)
    dialog.open()
    return dialog


class PublisherList(Dialog):
    """Lists the publishers; adds one from a file, lets go of one that was added."""

    def __init__(self, parent: QWidget) -> None:
        """List who is known."""
        super().__init__(parent, _("Publishers"), _LETTERS, _LINES)
        self.known: Sequence[Publisher] = ()
        FileDrop(self, self.take_in)
        words = _(
            "Updates that come as files are taken in where one of these has signed them. Whoever publishes guidance for "
            "your office hands its key out as a file."
        )
        self.column.addWidget(muted(words))
        self.table = PlainTable(_("Publishers"), _HEADINGS)
        self.table.currentCellChanged.connect(lambda *_cells: self._note_choice())
        self.column.addWidget(self.table, 1)
        self.notice = NoticeLine()
        self.column.addWidget(self.notice)
        self.add_button = deed_button(_("&Add a publisher…"), self.ask_file)
        self.add_button.setIcon(icon("import"))
        self.remove = deed_button(_("&Remove"), self.remove_chosen)
        self.add_foot(self.add_button, self.remove)
        self.refresh()
        self.add_button.setFocus()

    def refresh(self) -> None:
        """Show the publishers as they are."""
        self.known = publishers()
        self.table.show_rows([(each.name, _may(each), key_words(each.key)) for each in self.known])
        self._note_choice()

    def ask_file(self) -> None:
        """Ask for the key of a publisher."""
        dialog = QFileDialog(self, _("Add a publisher"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{_('Keys of publishers')} (*{PUBLISHER_SUFFIX})", f"{_('All files')} (*)"])
        dialog.fileSelected.connect(lambda name: self.take_in(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_in(self, file: Path) -> None:
        """Ask whether the publisher whose key is in a file is to be trusted."""
        question = ask_about_publisher(file, self, self.notice)
        if question is not None:
            question.finished.connect(lambda _result: self.refresh())

    def remove_chosen(self) -> None:
        """Let go of the publisher that is chosen; this can be taken back."""
        chosen = self._chosen()
        if chosen is None:
            return
        try:
            distrust(chosen)
        except OSError as error:
            words = _("“{name}” stays as it is: {reason}.")
            self.notice.say(words.format(name=chosen.name, reason=reason_of(error)), "error")
            return
        self.refresh()
        words = _("Guidance of “{name}” is no longer taken in. What is here stays.")
        self.notice.say(words.format(name=chosen.name), "soft", _("&Undo"), partial(self._bring_back, chosen))

    def _bring_back(self, publisher: Publisher) -> None:
        try:
            trust(publisher)
        except (FileError, OSError) as error:
            self.notice.say(str(error), "error")
        self.refresh()

    def _note_choice(self) -> None:
        self.remove.setEnabled(self._chosen() is not None)

    def _chosen(self) -> Publisher | None:
        row = self.table.currentRow()
        chosen = self.known[row] if 0 <= row < len(self.known) else None
        return chosen if chosen is not None and chosen.own else None


def _may(publisher: Publisher) -> str:
    return _("guidance") if publisher.own else _("program and guidance")
