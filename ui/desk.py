"""The plan on the desk: the one thin layer between the writing session and the widgets."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from dxdesk.guidance.pack import Pack
from dxdesk.guidance.wording import worded_pack
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.acceptance import AcceptedFinding, sort_out
from dxdesk.plan.beginning import unit_words
from dxdesk.plan.changes import Change, set_value
from dxdesk.plan.contents import PlanPage, page_of, pages
from dxdesk.plan.edit import EditName
from dxdesk.plan.edits import EditError
from dxdesk.plan.finding import Finding
from dxdesk.plan.migration import migrate
from dxdesk.plan.model import Plan
from dxdesk.plan.notice import notice_text
from dxdesk.plan.packs import pack_for
from dxdesk.plan.progress import PageState, Progress, progress, states
from dxdesk.plan.rules.review import review
from dxdesk.session import Session
from dxdesk.store.stored import VersionKind
from dxdesk.store.values import Tally
from ui.archive import Archive
from ui.drafts import Drafts
from ui.followers import Followers
from ui.giving_way import rested, wake
from ui.returned import Returned
from ui.revision_book import RevisionBook
from ui.sent_book import SentBook

# Findings are looked for when the hands rest.
_REVIEW_AFTER: Final = 250  # milliseconds


class Desk(QObject):
    """A plan being written.

    `changed` carries the places (JSON Pointers) touched, empty for "anything"; `reviewed` tells that
    findings, states, progress and `standing` (which revision the plan is) are new; `refused` carries a place and why its value was not taken;
    `place_wanted` asks the window to open a place, `page_wanted` a page by its key, `comparison_wanted` to
    compare the plan with a Word file (a path); `about_to_settle` asks editors to hand in what is typed; `guidance_changed` tells that
    the plan goes by another pack now, so that its pages are others; `sent` holds what was sent, `returned` what the level above said; `stepped` says in words what was undone
    or done again, once its place is shown. `followers` are told by calls of their own.
    """

    changed = Signal(tuple)
    reviewed = Signal()
    refused = Signal(str, str)
    place_wanted = Signal(str)
    page_wanted = Signal(str)
    about_to_settle = Signal()
    guidance_changed = Signal()
    stepped = Signal(str)
    comparison_wanted = Signal(object)

    def __init__(
        self, session: Session, archive: Archive, plan_id: str, parent: QObject | None = None
    ) -> None:
        """Put a stored plan on the desk."""
        super().__init__(parent)
        self.session = session
        self.archive = archive
        self.plan_id = plan_id
        self.drafts = Drafts(archive, plan_id)
        self.book = RevisionBook(archive, plan_id, self)
        self.standing = self.book.standing(session.plan)
        self.followers = Followers()
        self.returned = Returned(archive, plan_id, self)
        self.sent = SentBook(archive, plan_id, self)
        self.findings: tuple[Finding, ...] = ()
        self.accepted: tuple[AcceptedFinding, ...] = ()
        self.states: Mapping[str, PageState] = {}
        self.progress = Progress(written=0, total=0, attention=0, errors=0, warnings=0)
        self._guidance: Pack | None = None
        self.told: tuple[str, ...] = ()
        self._noted: Tally | None = None
        self._later = QTimer(self, singleShot=True, interval=_REVIEW_AFTER)
        self._later.timeout.connect(self._review_at_rest)
        self.book.changed.connect(self.review)
        self.returned.changed.connect(self._later.start)
        self.review()

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self.session.plan

    @property
    def pack(self) -> Pack:
        """The guidance of the plan, its placeholders unfilled."""
        return self.session.pack

    @property
    def guidance(self) -> Pack:
        """The guidance with the unit's own words filled in: what people read."""
        if self._guidance is None:
            self._guidance = worded_pack(self.pack, unit_words(self.plan.unit))
        return self._guidance

    def adopt(self, pack: Pack) -> None:
        """Bring the plan to another guidance pack, in one edit; `told` is then what there is to say of it."""
        self.keep_version("guidance", pack.meta.name)
        migration = migrate(self.plan, self.pack, pack)
        fields = {"guidance": pack.meta.name, "version": pack.meta.version}
        name = EditName(message=mark("Go over to {guidance}, version {version}"), fields=fields)
        self.told = tuple(notice_text(notice, self.plan, pack) for notice in migration.notices)
        self.change((name, list(migration.operations)))

    def keep_version(self, kind: VersionKind, name: str) -> None:
        """Keep the plan as it stands, before something large; `name` is the file or the guidance that comes."""
        self.settle()
        self.archive.write(lambda store: store.history.keep(self.plan_id, kind, name))

    def forget_told(self) -> None:
        """Note that what there was to say has been read."""
        self.told = ()

    def plan_text(self) -> str:
        """Return the plan as JSON."""
        return msgspec.json.encode(self.plan).decode()

    def pages(self) -> tuple[PlanPage, ...]:
        """Return the pages of the plan, in order."""
        return pages(self.plan, self.pack)

    def page_of(self, path: str) -> str:
        """Return the key of the page on which a place is edited."""
        return page_of(path, self.plan, self.pack)

    def findings_at(self, path: str, *, inside: bool = False) -> list[Finding]:
        """Return the open findings at a place; with `inside`, also those of places within it."""
        return [
            finding
            for finding in self.findings
            if finding.path == path or (inside and finding.path.startswith(f"{path}/"))
        ]

    def set_value(self, path: str, value: Any, *, merge: bool = False) -> bool:
        """Put a value at a place; say whether it was taken."""
        return self.change(set_value(self.plan, path, value), merge=merge)

    def change(self, change: Change, *, merge: bool = False) -> bool:
        """Make a named change; say whether it was taken."""
        wake()
        name, operations = change
        try:
            touched = self.session.change(name, operations, merge=merge)
        except EditError as error:
            self.refused.emit(name.path, str(error))
            return False
        if touched:
            self._tell(touched)
        return True

    def settle(self) -> None:
        """Take in what stands in the editors and end the newest edit."""
        self.about_to_settle.emit()
        for follower in self.followers:
            follower.hand_in()
        self.session.settle()

    def leave(self) -> None:
        """Take in what stands in the editors, and look for nothing any more: the plan is put away."""
        self.settle()
        for book in (self.returned, self.sent):  # what is still being read of them comes too late
            book.blockSignals(True)
        self._later.stop()

    def undo(self) -> None:
        """Take the newest edit back and show where it was."""
        self.settle()
        self._show(self.session.undo, _("Undone: {edit}").format(edit=self.session.undo_text()))

    def redo(self) -> None:
        """Do the edit undone last again and show where it is."""
        self.settle()
        self._show(self.session.redo, _("Done again: {edit}").format(edit=self.session.redo_text()))

    def review(self) -> None:
        """Look for findings now."""
        wake()
        self._later.stop()
        found = review(self.plan, self.pack, today=date.today())  # noqa: DTZ011 - the day on the desk
        self.findings, self.accepted = sort_out(self.plan, found)
        self.states = states(self.plan, self.pack, found)
        self.progress = progress(self.states, self.pack)
        self.standing = self.book.standing(self.plan)
        now = self.progress
        tally = Tally(written=now.written, total=now.total, errors=now.errors)
        if tally != self._noted:
            self._noted = tally
            self.archive.write(lambda store: store.note_progress(self.plan_id, tally))
        self.reviewed.emit()
        for follower in self.followers:
            follower.note_review()

    def _review_at_rest(self) -> None:
        """Look for findings, unless somebody is still writing: a field tells of its letters some at a time."""
        left = _REVIEW_AFTER - round(rested() * 1_000)
        if left > 0:
            self._later.start(left)
        else:
            self.review()

    def _show(self, step: Callable[[], tuple[str, ...]], words: str) -> None:
        touched = step()
        if touched:
            self._tell(touched)
            self.place_wanted.emit(touched[-1])
            self.stepped.emit(words)

    def _tell(self, touched: tuple[str, ...]) -> None:
        if any(path.startswith("/guidance") for path in touched):
            self._change_guidance()
        self.changed.emit(touched)
        for follower in self.followers.concerned(touched):
            follower.follow(touched)
        self._later.start(_REVIEW_AFTER)

    def _change_guidance(self) -> None:
        """Read the plan with the pack that it names now (also after undo)."""
        self.session.pack = pack_for(self.plan)
        self._guidance = None
        self.review()
        self.guidance_changed.emit()
