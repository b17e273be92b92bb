"""The papers that came home for a revision: the signed PDF or scans, each with what is to be said of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.store.values import Paper, Revision
from ui import theme
from ui.dropping import FileDrop
from ui.flow import FlowLayout
from ui.icons import IconName, icon
from ui.pages.export_answers import Answer
from ui.pages.issue_words import moment_words, signatures_text
from ui.sign import Sign
from ui.size_words import size_words

if TYPE_CHECKING:
    from dxdesk.signing.homecoming import Homecoming

_ROLES: Final = {"trusted": "done", "unknown": "muted", "refused": "error"}


class PaperDeeds(NamedTuple):
    """What can be done with papers; `choose` asks for a file, `take_in` takes one."""

    choose: Callable[[], object]
    take_in: Callable[[Path], object]
    open: Callable[[Paper], object]
    save: Callable[[Paper], object]
    remove: Callable[[Paper], object]


class PapersPanel(Answer):
    """Takes files by a button or dropped on it, and lists what is there."""

    def __init__(self, deeds: PaperDeeds) -> None:
        """Begin without papers."""
        super().__init__("surface")
        self._deeds = deeds
        FileDrop(self, deeds.take_in)
        self.about = self.say("", "muted")
        self.lines: dict[str, PaperLine] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.SMALL)
        self.column.addLayout(self._list)
        (self.choose,) = self.offer((_("Choose the si&gned file…"), deeds.choose))
        self.choose.setIcon(icon("import"))

    def show_papers(self, papers: Sequence[Paper], *, can_change: bool, about: str) -> None:
        """List papers, the newest first."""
        self.about.setText(about)
        self.choose.setVisible(can_change)
        self.setAcceptDrops(can_change)
        for key in [key for key in self.lines if key not in {paper.id for paper in papers}]:
            gone = self.lines.pop(key)
            gone.hide()
            self._list.removeWidget(gone)
            gone.deleteLater()
        for place, paper in enumerate(papers):
            if paper.id not in self.lines:
                self.lines[paper.id] = PaperLine(paper, self._deeds)
                self._list.insertWidget(place, self.lines[paper.id])
            self.lines[paper.id].remove.setVisible(can_change)


class PaperLine(QWidget):
    """A paper: its name, three words about it, and what can be done with it; the details unfold."""

    def __init__(self, paper: Paper, deeds: PaperDeeds) -> None:
        """Show a paper of which nothing is known yet."""
        super().__init__()
        self.paper = paper
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TIGHT)
        column.addLayout(self._built_head())
        below = QVBoxLayout()
        below.setContentsMargins(theme.HUGE - theme.TIGHT, 0, 0, 0)
        below.setSpacing(theme.TIGHT)
        self.words, self.details = _text(), _text()
        self.details.setProperty("role", "muted")
        self.details.hide()
        below.addWidget(self.words)
        below.addLayout(self._built_buttons(deeds))
        below.addWidget(self.details)
        column.addLayout(below)
        if paper.role == "scan":
            self.words.setText(_("A scan: number, day and signatures are to be looked at by eye."))

    def show_verdict(self, found: "Homecoming") -> None:
        """Say of a signed PDF what it is: in three words, and in detail below."""
        self.words.setText(" · ".join(found.words()))
        self.words.setProperty("role", _ROLES[found.standing])
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)
        texts = [signatures_text(found.report.signatures)]
        if found.standing == "unknown":
            texts.append(_("Whom to trust is set under Settings, Signing."))
        self.details.setText("\n\n".join(texts))
        self.more.setVisible(True)

    def _built_head(self) -> QHBoxLayout:
        name: IconName = "signed" if self.paper.role == "signed-pdf" else "file-pdf"
        added = QLabel(f"{moment_words(self.paper.added_at)} · {size_words(self.paper.size)}")
        added.setProperty("role", "muted")
        title = _text()
        title.setText(self.paper.name)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addWidget(Sign(name, "muted"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(title, 1)
        row.addWidget(added, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _built_buttons(self, deeds: PaperDeeds) -> FlowLayout:
        paper = self.paper
        self.more = self._button(_("Show details"), _("Details of {name}"), lambda: None)
        self.more.setCheckable(True)
        self.more.toggled.connect(self.details.setVisible)
        self.more.hide()
        self.open = self._button(_("Open"), _("Open {name}"), lambda: deeds.open(paper))
        self.save = self._button(_("Save as…"), _("Save {name} as a file"), lambda: deeds.save(paper))
        self.remove = self._button(_("Take away"), _("Take {name} away"), lambda: deeds.remove(paper))
        flow = FlowLayout()
        for button in (self.more, self.open, self.save, self.remove):
            flow.addWidget(button)
        return flow

    def _button(self, words: str, name: str, deed: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "quiet")
        button.setAccessibleName(name.format(name=self.paper.name))
        button.clicked.connect(lambda _on=False: deed())
        return button


def papers_words(revision: Revision, papers: Sequence[Paper]) -> str:
    """Return what there is to say of the papers of a revision together."""
    if revision.issued_at is not None:
        return _("Kept with the plan, and in the package that is exported.")
    if papers:
        return _("The newest signed PDF counts. All of them go with the package.")
    return _(
        "Drop the signed PDF here, or a scan of the paper, or choose it. It is checked, and kept with the plan."
    )


def _text() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
