"""The history of the plan: what it was at any time, what differs from now, and the way back."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Final, NamedTuple, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout

from dxdesk.language import translate as _
from dxdesk.store.faults import StoreError
from dxdesk.store.store import Store
from dxdesk.store.stored import EditHead, Version
from ui import theme
from ui.author import last_author
from ui.desk import Desk
from ui.dialog import NoticeLine
from ui.history_comparison import Comparison
from ui.history_states import entries, version_title
from ui.history_timeline import Timeline
from ui.icons import icon
from ui.office import Office
from ui.pages.page import Page, scaled
from ui.start_calls import while_alive
from ui.version_question import VersionQuestion

_AT_ONCE: Final = 200  # edits
_REST: Final = 300  # milliseconds after a change of the plan
T = TypeVar("T")
_Found = tuple[list[Version], list[EditHead]]


class HistoryPage(Page):
    """Versions and edits on the left; on the right what differs between the one that is chosen and now."""

    def __init__(self, desk: Desk, _office: Office) -> None:
        """Show the history of the plan on the desk."""
        super().__init__(desk, "history")
        self._limit = _AT_ONCE
        self._is_stale = True
        self._undoing = False
        self._is_over = False
        self._soon = QTimer(self, singleShot=True, interval=_REST)
        self._soon.timeout.connect(self.refresh)
        self._build()
        self.timeline.chosen.connect(lambda: self.comparison.show_entry(self.timeline.entry()))
        self.timeline.older_wanted.connect(self._show_older)
        self.timeline.remove_wanted.connect(self.remove_version)
        self.save.clicked.connect(self.save_version)
        self.comparison.rename.clicked.connect(self.rename_version)
        self.comparison.remove.clicked.connect(self.remove_version)
        self.comparison.brought_back.connect(self._tell_brought_back)
        self.comparison.refused.connect(lambda words: self.notice.say(words, "error"))
        desk.changed.connect(self._note_change)

    def bring_to(self, path: str) -> None:  # noqa: ARG002 - there is one place to be
        """Put the focus on the list."""
        self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def shows(self, path: str) -> bool:  # noqa: ARG002 - any place
        """Stay here while something that was brought back here is undone."""
        return self._undoing

    def stop(self) -> None:
        """Read nothing any more."""
        self._is_over = True

    def refresh(self) -> None:
        """Read the history anew."""
        self._soon.stop()
        self._is_stale = False
        plan_id, limit = self.desk.plan_id, self._limit
        self._ask(
            lambda store: (store.history.versions(plan_id), store.history.edits(plan_id, limit)), self._take
        )

    def save_version(self) -> VersionQuestion:
        """Ask for a name and keep the plan as it stands now."""
        self.desk.settle()
        question = VersionQuestion(self._save, self)
        question.open()
        return question

    def rename_version(self) -> VersionQuestion | None:
        """Ask for another name of the version that is chosen."""
        version = self._own_version()
        if version is None:
            return None
        question = VersionQuestion(partial(self._rename, version.number), self, version)
        question.open()
        return question

    def remove_version(self) -> None:
        """Take away the version that is chosen, if it was saved by hand; a line offers the way back."""
        version = self._own_version()
        if version is None:
            return
        plan_id, number = self.desk.plan_id, version.number
        self._write(lambda store: store.history.remove(plan_id, number))
        words = _("The version “{version}” was deleted.").format(version=version_title(version))
        self.notice.say(words, "soft", _("Bring it back"), partial(self._bring_version_back, number))

    def showEvent(self, event: QShowEvent) -> None:
        """Read the history when it comes into sight after a change."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.LARGE, theme.WIDE, theme.WIDE, theme.MEDIUM)
        column.setSpacing(theme.SMALL)
        head = QHBoxLayout()
        title = QLabel(_("History"))
        title.setFont(scaled(1.5, bold=True))
        self.save = QPushButton(_("&Save a version…"))
        self.save.setIcon(icon("add", "text"))
        head.addWidget(title, 1)
        head.addWidget(self.save)
        column.addLayout(head)
        lead = QLabel(
            _(
                "Everything you wrote is here. Choose a version or an edit to see what has become different "
                "since, and bring back what you want; that can be undone like any edit."
            )
        )
        lead.setProperty("role", "muted")
        lead.setWordWrap(True)
        column.addWidget(lead)
        self.notice = NoticeLine()
        column.addWidget(self.notice)
        self.timeline = Timeline()
        self.comparison = Comparison(self.desk, self._ask)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        for number, widget in enumerate((self.timeline, self.comparison)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(number, number)
        splitter.setSizes([300, 500])
        column.addWidget(splitter, 1)

    def _ask(self, work: Callable[[Store], T], done: Callable[[T], object]) -> None:
        """Read something after all that was written; in trouble the store is read as it is.

        What cannot be read is told here: it must not keep what is typed waiting.
        """
        archive = self.desk.archive
        if self._is_over:
            return
        if archive.fault:
            self._answer(done, archive.read(partial(_found, work)))
        else:
            reading: Callable[[Store], object] = partial(_found, work)
            archive.write(reading, done=while_alive(self, partial(self._answer, done)))

    def _answer(self, done: Callable[[T], object], found: object) -> None:
        if not isinstance(found, _Unread):
            done(found)  # type: ignore[arg-type] # what the work has returned
        elif isinstance(found.error, StoreError):  # else it is gone, and so is its line in a moment
            self.notice.say(str(found.error), "error")

    def _write(self, work: Callable[[Store], object]) -> None:
        """Have the store write something about versions, and show how they are then."""
        self.desk.archive.write(partial(_leniently, work), done=while_alive(self, self._refresh_after))

    def _take(self, found: _Found) -> None:
        versions, heads = found
        complete = len(heads) < self._limit
        lines = entries(versions, heads, self.desk.plan, self.desk.guidance, complete=complete)
        self.comparison.note_versions(versions)
        self.timeline.show_entries(lines, more=not complete, today=date.today())  # noqa: DTZ011 - the day here
        self.comparison.show_entry(self.timeline.entry())

    def _show_older(self) -> None:
        self._limit += _AT_ONCE
        self.refresh()

    def _note_change(self) -> None:
        self._is_stale = True
        self.notice.withdraw(self._undo)  # there is something newer to undo, or this was undone elsewhere
        if self.isVisible():
            self._soon.start()

    def _own_version(self) -> Version | None:
        entry = self.timeline.entry()
        version = entry.version if entry is not None else None
        return version if version is not None and version.kind == "hand" else None

    def _save(self, name: str, note: str) -> None:
        self.desk.settle()
        plan_id, author = self.desk.plan_id, last_author(self.desk)
        self._write(lambda store: store.history.keep(plan_id, "hand", name, note=note, author=author))
        self.notice.say(_("The version “{version}” is saved.").format(version=name))

    def _rename(self, number: int, name: str, note: str) -> None:
        plan_id = self.desk.plan_id
        self._write(lambda store: store.history.rename(plan_id, number, name, note))

    def _bring_version_back(self, number: int) -> None:
        plan_id = self.desk.plan_id
        self._write(lambda store: store.history.bring_back(plan_id, number))

    def _refresh_after(self, _done: object) -> None:
        self.refresh()

    def _tell_brought_back(self, words: str) -> None:
        self.notice.say(words, "soft", _("Undo"), self._undo)

    def _undo(self) -> None:
        self._undoing = True
        try:
            self.desk.undo()
        finally:
            self._undoing = False


class _Unread(NamedTuple):
    """Why nothing could be read; an error by itself would be trouble of the archive."""

    error: StoreError | LookupError


def _found(work: Callable[[Store], object], store: Store) -> object:
    """Return what work finds, or why it finds nothing."""
    try:
        return work(store)
    except (StoreError, LookupError) as error:
        return _Unread(error)


def _leniently(work: Callable[[Store], object], store: Store) -> None:
    """Write about a version, unless another window has taken it away."""
    with suppress(LookupError):
        work(store)
