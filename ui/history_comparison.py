"""Two states of a plan side by side in words: the one that is chosen in the history, and now or another one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from dxdesk.guidance.faults import FaultyPackError
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.bringing_back import bring_back, bring_back_all, bring_back_page
from dxdesk.plan.changes import Change
from dxdesk.plan.differences import PlanDifference, plan_differences
from dxdesk.plan.model import Plan
from dxdesk.plan.packs import pack_for
from dxdesk.store.stored import Version
from ui import theme
from ui.announcing import announce
from ui.desk import Desk
from ui.dialog import muted
from ui.fields.choice import ComboBox
from ui.history_differences import DifferencesView, page_titles
from ui.history_states import Entry, State, now_state, version_state
from ui.pages.page import scaled

_REST: Final = 120  # milliseconds: arrow keys pass many lines
# Has the store do something and hands over what comes of it.
Ask = Callable[[Callable[..., Any], Callable[[Any], object]], None]


class Comparison(QWidget):
    """Shows what differs. `brought_back` and `refused` carry what was done, or why it was not, in words."""

    brought_back = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, ask: Ask) -> None:
        """Begin with nothing to compare."""
        super().__init__()
        self._desk = desk
        self._ask = ask
        self._entry: Entry | None = None
        self._versions: Sequence[Version] = ()
        self._others: list[State] = []
        self._then: Plan | None = None
        self._asked = 0
        self._focus_at: int | None = None  # which button had the focus when something was brought back
        self.found: tuple[PlanDifference, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=_REST)
        self._soon.timeout.connect(self._read)
        self._build()

    def note_versions(self, versions: Sequence[Version]) -> None:
        """Note which versions there are to compare with."""
        self._versions = versions

    def show_entry(self, entry: Entry | None) -> None:
        """Compare an entry of the history with what is chosen to compare it with, at first the plan as it is now."""
        is_other = self._entry is None or entry is None or self._entry.state != entry.state
        self._entry = entry
        if is_other:  # what is shown belongs to the one before, and must not come back under this one's name
            self._rest()
        self._fill_others(entry, keep=not is_other)
        own = entry is not None and entry.version is not None and entry.version.kind == "hand"
        self.rename.setVisible(own)
        self.remove.setVisible(own)
        self.title.setText(_title(entry))
        note = entry.version.note if entry is not None and entry.version is not None else ""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._soon.start()

    def bring_back_all(self) -> None:
        """Bring everything back; the plan as it is now is kept as a version first."""
        then, state = self._then, self._state()
        if then is None or state is None:
            return
        try:
            pack_for(then)
        except (LookupError, FaultyPackError) as error:
            self.refused.emit(str(error))
            return
        self._desk.keep_version("restore", self._entry.title if self._entry is not None else "")
        words = _("Everything was brought back from {state}. The plan as it was before is kept as a version.")
        self._change(bring_back_all(then, self._desk.plan, state.words), words.format(state=state.words))

    def _bring_back(self, difference: PlanDifference) -> None:
        then, state = self._then, self._state()
        if then is not None and state is not None:
            change = bring_back(then, self._desk.plan, difference, state.words)
            self._change(change, _("Brought back: {place}.").format(place=difference.place))

    def _bring_back_page(self, key: str) -> None:
        then, state = self._then, self._state()
        if then is not None and state is not None:
            page = page_titles(self._desk).get(key, key)
            own = [each for each in self.found if each.page == key]
            change = bring_back_page(then, self._desk.plan, own, page, state.words)
            self._change(change, _("Brought back: {place}.").format(place=page))

    def _change(self, change: Change, words: str) -> None:
        """Make a change; the list of differences rests until it is read anew, and the focus stays in its place."""
        self._desk.settle()
        if self._desk.change(change):
            self._focus_at = self.view.place_of_focus()
            self.other.setFocus(Qt.FocusReason.OtherFocusReason)  # until it can go back to its place
            self._rest()
            self.brought_back.emit(words)
            announce(self, words)
        else:
            self.refused.emit(_("This cannot be brought back by itself. Bring back the whole page instead."))

    def _rest(self) -> None:
        """Offer nothing to bring back until the differences are read anew."""
        self.view.setEnabled(False)
        self.all.setEnabled(False)

    def _state(self) -> State | None:
        return self._entry.state if self._entry is not None else None

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MEDIUM, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        self.title = QLabel()
        self.title.setFont(scaled(1.1, bold=True))
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.note = muted("")
        self.other = ComboBox()
        self.other.setAccessibleName(_("Compared with"))
        self.other.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.other.activated.connect(lambda _index: self._read())
        label = QLabel(_("Compared &with"))
        label.setBuddy(self.other)
        choice = QHBoxLayout()
        choice.addWidget(label)
        choice.addWidget(self.other, 1)
        self.summary = muted("")
        self.all = QPushButton(_("Bring back &everything"))
        self.rename = QPushButton(_("&Rename…"))
        self.remove = QPushButton(_("&Delete"))
        self.all.clicked.connect(self.bring_back_all)
        verbs = QHBoxLayout()
        for button in (self.all, self.rename, self.remove):
            verbs.addWidget(button)
        verbs.addStretch(1)
        self.view = DifferencesView(self._desk)
        self.view.wanted.connect(self._bring_back)
        self.view.page_wanted.connect(self._bring_back_page)
        for widget in (self.title, self.note):
            column.addWidget(widget)
        column.addLayout(choice)
        column.addWidget(self.summary)
        column.addLayout(verbs)
        column.addWidget(self.view, 1)

    def _fill_others(self, entry: Entry | None, *, keep: bool) -> None:
        chosen = self._others[self.other.currentIndex()] if keep and self._others else None
        state = entry.state if entry is not None else None
        others = [now_state()]
        if entry is not None and entry.after is not None:
            others.append(entry.after)
        others += [other for other in map(version_state, self._versions) if other != state]
        self._others = others
        self.other.clear()
        self.other.addItems([each.words[:1].upper() + each.words[1:] for each in others])
        self.other.setCurrentIndex(others.index(chosen) if chosen in others else 0)
        self.other.setEnabled(state is not None)

    def _read(self) -> None:
        """Read both states, and show what differs when they are there."""
        self._soon.stop()
        self._asked += 1
        state, entry = self._state(), self._entry
        if state is None:
            self._show(None, None)
            if entry is not None:
                self._ask(partial(entry.lost_texts, plan_id=self._desk.plan_id), self._show_lost)
            return
        plan_id, other = self._desk.plan_id, self._other()
        self.summary.setText(_("Looking for differences…"))
        is_now = other == now_state()
        self._ask(
            lambda store: (state.read(store, plan_id), None if is_now else other.read(store, plan_id)),
            partial(self._take, self._asked),
        )

    def _other(self) -> State:
        return self._others[max(self.other.currentIndex(), 0)]

    def _take(self, asked: int, found: tuple[Plan, Plan | None]) -> None:
        if asked == self._asked:  # else another one is chosen by now
            self._show(*found)

    def _show_lost(self, texts: Sequence[str]) -> None:
        """Show what was typed and written over, to be copied."""
        if self._state() is None:
            self.view.show_texts(texts)

    def _show(self, then: Plan | None, other: Plan | None) -> None:
        is_now = other is None
        self._then = then if is_now else None
        later = self._desk.plan if is_now else other
        self.found = () if then is None or later is None else _in_order(then, later, self._desk)
        self.view.show_differences(self.found, can_return=is_now)
        self.view.setEnabled(True)
        self.all.setEnabled(True)
        self._restore_focus()
        self.all.setVisible(bool(self.found) and is_now)
        self.summary.setText(_summary(self._entry, len(self.found), is_now=is_now))

    def _restore_focus(self) -> None:
        """Put the focus where something was brought back, or near to it."""
        place, self._focus_at = self._focus_at, None
        if place is not None:
            buttons: Sequence[QWidget] = self.view.buttons or [self.other]
            buttons[min(place, len(buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)


def _in_order(then: Plan, later: Plan, desk: Desk) -> tuple[PlanDifference, ...]:
    """Return what differs, in the order of the pages."""
    ranks = {key: rank for rank, key in enumerate(page_titles(desk))}
    found = plan_differences(then, later, desk.guidance)
    return tuple(sorted(found, key=lambda each: ranks.get(each.page, len(ranks))))


def _title(entry: Entry | None) -> str:
    if entry is None:
        return ""
    words = entry.state.words if entry.state is not None else entry.title
    return words[:1].upper() + words[1:]


def _summary(entry: Entry | None, count: int, *, is_now: bool) -> str:
    if entry is None:
        return ""
    if entry.state is None:
        return _(
            "This was undone, and something else was written since. What was typed then can be copied here."
        )
    if not count:
        return _("Nothing differs.")
    words = _n("{count} difference.", "{count} differences.", count).format(count=count)
    if is_now:
        return words
    return f"{words} {_('To bring something back, compare with the plan as it is now.')}"
