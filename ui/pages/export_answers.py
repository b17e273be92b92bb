"""What an export answers: progress, the files that were written, a question, or what went wrong."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from dxdesk.export import Form
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.text.dates import short_date
from ui import theme
from ui.icons import IconName
from ui.link import Link
from ui.pages.export_run import STAGES, Outcome, Stage, Written
from ui.sign import Sign
from ui.size_words import size_words

ICONS: Final[Mapping[Form, IconName]] = {
    "docx": "file-docx",
    "pdf": "file-pdf",
    "package": "file-package",
    "slip": "link",
}
_STAGES: Final[Mapping[Stage, str]] = {
    "document": mark("Composing the document…"),
    "docx": mark("Making the DOCX…"),
    "pdf": mark("Making the PDF…"),
    "package": mark("Making the package…"),
    "files": mark("Writing the files…"),
}


class Answer(QFrame):
    """A panel that says one thing and offers what can be done about it."""

    def __init__(self, role: str) -> None:
        """Begin with nothing to say; `role` gives the ground."""
        super().__init__()
        self.setProperty("role", role)
        self.labels: list[QLabel] = []
        self.buttons: list[QAbstractButton] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.WIDE, theme.MEDIUM, theme.WIDE, theme.MEDIUM)
        self.column.setSpacing(theme.SMALL)

    def say(self, words: str, role: str = "") -> QLabel:
        """Add a sentence."""
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(label)
        self.labels.append(label)
        return label

    def offer(self, *verbs: tuple[str, Callable[[], object]]) -> list[QPushButton]:
        """Add buttons side by side."""
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        buttons = [_button(words, deed) for words, deed in verbs]
        for button in buttons:
            row.addWidget(button)
        self.buttons += buttons
        row.addStretch(1)
        self.column.addLayout(row)
        return buttons

    def link(self, words: str, deed: Callable[[], object]) -> Link:
        """Add a link to a place."""
        link = Link(words)
        link.clicked.connect(lambda _on=False: deed())
        self.column.addWidget(link)
        self.buttons.append(link)
        return link


class Progress(Answer):
    """How far an export is, with a button that stops it."""

    stopped = Signal()

    def __init__(self) -> None:
        """Begin at the first stage."""
        super().__init__("surface")
        self.words = self.say("")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, len(STAGES))
        self.bar.setAccessibleName(_("Progress of the export"))
        self.column.addWidget(self.bar)
        (self.stop,) = self.offer((_("&Stop"), self.stopped.emit))

    def show_stage(self, stage: Stage) -> None:
        """Show a stage; once files are being written, they are written to the end."""
        self.words.setText(_(_STAGES[stage]))
        self.bar.setValue(STAGES.index(stage))
        self.stop.setEnabled(stage != "files")


class Result(Answer):
    """The files that were written, each to be opened from here."""

    def __init__(self, outcome: Outcome) -> None:
        """List the files of an outcome."""
        super().__init__("surface")
        head = self.say(_done(outcome), "done")
        head.setAccessibleName(head.text())
        self.files = [self._add_file(each, outcome.pages) for each in outcome.files]
        folder = outcome.files[0].path.parent
        where = self.say(_("Folder: {folder}").format(folder=folder), "muted")
        where.setAccessibleName(where.text())
        (self.folder,) = self.offer((_("&Open the folder"), lambda: self.open(folder)))
        self.trouble = self.say("", "error")
        self.trouble.hide()

    def open(self, path: Path) -> None:
        """Open a file or a folder with the computer's own program for it, or say that there is none."""
        opened = path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        words = _("“{name}” cannot be opened from here. It is in the folder {folder}.")
        if not path.exists():
            words = _("“{name}” is no longer in the folder {folder}.")
        self.trouble.setText(words.format(name=path.name, folder=path.parent))
        self.trouble.setVisible(not opened)

    def _add_file(self, file: Written, pages: int) -> QPushButton:
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        name = QLabel(file.path.name)
        name.setWordWrap(True)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        about = QLabel(_about(file, pages))
        about.setProperty("role", "muted")
        button = _button(_("Open"), lambda: self.open(file.path))
        button.setProperty("role", "quiet")
        button.setAccessibleName(_("Open {name}").format(name=file.path.name))
        row.addWidget(Sign(ICONS[file.form], "muted", 20))
        row.addWidget(name, 1)
        row.addWidget(about)
        row.addWidget(button)
        self.column.addLayout(row)
        return button


def _done(outcome: Outcome) -> str:
    count, at = len(outcome.files), outcome.at.astimezone()
    if at.date() == datetime.now().astimezone().date():
        words = _n("{count} file was exported at {time}", "{count} files were exported at {time}", count)
        return words.format(count=count, time=f"{at:%H:%M:%S}")
    words = _n("{count} file was exported on {day}", "{count} files were exported on {day}", count)
    return words.format(count=count, day=short_date(at.date()))


def names_of(paths: Iterable[Path]) -> str:
    """Return file names in quotation marks, one after the other."""
    return ", ".join(f"“{path.name}”" for path in paths)


def _about(file: Written, pages: int) -> str:
    size = size_words(file.size)
    if file.form != "pdf":
        return size
    return f"{_n('{count} page', '{count} pages', pages).format(count=pages)} · {size}"


def _button(words: str, deed: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.clicked.connect(lambda _on=False: deed())
    return button
