"""All there is to say of one dispatch: how it stands, what can be done, what was answered, what happened."""

from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dxdesk.exchange.format import ReplyFinding
from dxdesk.language import translate as _
from dxdesk.store.dispatch_states import ANSWERED
from ui import theme
from ui.dialog import heading, muted
from ui.fields.remarks import SEVERITY_WORDS
from ui.flow import FlowLayout
from ui.icons import icon
from ui.link import Link
from ui.outbox_entries import Details, Entry
from ui.outbox_verbs import OutboxDeeds, verbs_of
from ui.outbox_words import (
    asked_words,
    attempt_words,
    entry_title,
    next_words,
    revision_words,
    state_mark,
    state_words,
    story,
)
from ui.sign import Sign

_SHOWN: Final = 50  # of what happened


class OutboxDetails(QScrollArea):
    """Shows one dispatch. `focus_left` tells that what had the focus is gone: no other deed may be in its place."""

    focus_left = Signal()

    def __init__(self, deeds: OutboxDeeds) -> None:
        """Begin with nothing to show."""
        super().__init__()
        self._deeds = deeds
        self._shown: tuple[Entry, Details] | None = None
        self._is_unfolded = False
        self.buttons: dict[str, QPushButton] = {}
        self.findings: list[Link] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("About the dispatch"))

    def show_entry(self, entry: Entry | None, details: Details) -> None:
        """Show a dispatch, or none; what had the focus keeps it, where it is still there."""
        if entry is None:
            self._shown = None
            self.buttons, self.findings = {}, []
            self.setWidget(QWidget())
            return
        if self._shown == (entry, details):
            return
        focus = next((name for name, button in self.buttons.items() if button.hasFocus()), None)
        place = self.verticalScrollBar().value() if self._is_same(entry) else 0
        self._shown = (entry, details)
        self.setWidget(self._sheet(entry, details))
        if focus in self.buttons:
            self.buttons[focus].setFocus()
        elif focus is not None:
            self.focus_left.emit()
        self.verticalScrollBar().setValue(place)

    def say_state(self, words: str) -> None:
        """Say how far it has come by now."""
        if self._shown is not None:
            self.state.setText(words)

    def _is_same(self, entry: Entry) -> bool:
        return self._shown is not None and self._shown[0].dispatch.id == entry.dispatch.id

    def _sheet(self, entry: Entry, details: Details) -> QFrame:
        sheet = QFrame()
        sheet.setProperty("role", "surface")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(theme.WIDE, theme.MEDIUM, theme.WIDE, theme.MEDIUM)
        column.setSpacing(theme.SMALL)
        column.addLayout(self._head(entry))
        column.addWidget(_text(story(entry)))
        if later := next_words(entry.dispatch, datetime.now(UTC)):
            column.addWidget(muted(later))
        if said := asked_words(entry, details.attempts):
            self.asked = muted(said)
            column.addWidget(self.asked)
        column.addLayout(self._built_verbs(entry, details))
        self.findings = []
        if entry.reply is not None:
            self._add_reply(column, entry, details)
        if details.attempts:
            self._add_story(column, details)
        column.addStretch(1)
        return sheet

    def _head(self, entry: Entry) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        self.state = heading(state_words(entry))
        about = muted(f"{entry_title(entry)} · {revision_words(entry.dispatch)}")
        about.setWordWrap(False)
        row.addWidget(Sign(*state_mark(entry.dispatch), side=20), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.state, 1)
        row.addWidget(about, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _built_verbs(self, entry: Entry, details: Details) -> FlowLayout:
        self.buttons = {}
        flow = FlowLayout()
        for verb in verbs_of(entry, details, self._deeds):
            is_first = not self.buttons and entry.dispatch.state not in ANSWERED
            button = QPushButton(icon(verb.sign, "on_primary" if is_first else "text"), verb.words)
            button.setProperty("role", "primary" if is_first else "")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, deed=verb.deed: deed(entry))
            self.buttons[verb.key] = button
            flow.addWidget(button)
        return flow

    def _add_reply(self, column: QVBoxLayout, entry: Entry, details: Details) -> None:
        reply = entry.reply
        assert reply is not None  # noqa: S101 - the caller has looked
        if reply.note:
            column.addWidget(_text(reply.note))
        if not reply.findings:
            return
        title = _("What is to be mended") if reply.verdict == "returned" else _("What is to be noted")
        column.addWidget(heading(title, 1.0))
        if _was_edited(entry):
            words = _("The plan was changed after it was sent: a place may read differently by now.")
            column.addWidget(muted(words))
        for finding, name in zip(reply.findings, details.places, strict=False):
            column.addLayout(self._finding(entry, finding, name))

    def _finding(self, entry: Entry, finding: ReplyFinding, name: str) -> QVBoxLayout:
        link = Link(name)
        link.setAccessibleName(f"{name}. {_(SEVERITY_WORDS[finding.severity])}: {finding.message}")
        link.clicked.connect(lambda: self._deeds.open_place(entry, finding.pointer))
        self.findings.append(link)
        said = _text(finding.message)
        said.setContentsMargins(theme.TIGHT, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(link)
        column.addWidget(said)
        return column

    def _add_story(self, column: QVBoxLayout, details: Details) -> None:
        fold = QPushButton(icon("chevron-right", "primary"), _("What happened"))
        fold.setProperty("role", "quiet")
        fold.setAutoDefault(False)
        fold.setCheckable(True)
        lines = _text("\n".join(map(attempt_words, details.attempts[:_SHOWN])))
        lines.setProperty("role", "muted")
        lines.setContentsMargins(theme.LARGE, 0, 0, 0)
        lines.hide()

        def unfold(is_open: bool) -> None:  # noqa: FBT001 - a slot
            lines.setVisible(is_open)
            fold.setIcon(icon("chevron-down" if is_open else "chevron-right", "primary"))
            self._is_unfolded = is_open

        fold.toggled.connect(unfold)
        fold.setChecked(self._is_unfolded)
        self.story = fold
        column.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(lines)


def _was_edited(entry: Entry) -> bool:
    plan = entry.plan
    return plan is not None and (plan.edited_since or plan.revision != entry.dispatch.revision)


def _text(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
