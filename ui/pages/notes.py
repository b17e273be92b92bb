"""The notes of leaders and colleagues: what is still to be looked at, and what was settled."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.changes import Change
from dxdesk.plan.model import ReviewNote
from dxdesk.plan.places import place_name
from dxdesk.plan.remark_changes import remove_note, reopen_note, resolve_note
from ui import theme
from ui.desk import Desk
from ui.fields.notes import note_head
from ui.icons import icon
from ui.link import Link
from ui.note_popup import ask_note
from ui.office import Office
from ui.pages.page import FormPage, scaled
from ui.tables.notice import Notice


class NotesPage(FormPage):
    """All notes of the plan, open ones first, the settled folded away."""

    def __init__(self, desk: Desk, _office: Office) -> None:
        """Show the notes of the plan on the desk."""
        lead = _(
            "Notes travel with the plan in its package and are never printed. "
            "In any field, Ctrl+Alt+N adds one to it."
        )
        super().__init__(desk, "notes", _("Notes"), lead=lead)
        self._cards: dict[ReviewNote, NoteCard] = {}
        self.add = QPushButton(_("Add a note to the &whole plan"))
        self.add.setIcon(icon("add", "text"))
        self.add.clicked.connect(lambda: ask_note(self.desk, "", self))
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self.add_layout(row)
        self.notice = Notice(desk)
        self.add_widget(self.notice)
        self.nothing = QLabel(_("No note is waiting."))
        self.nothing.setProperty("role", "muted")
        self.add_widget(self.nothing)
        self._open = self._new_column()
        self.fold = QPushButton()
        self.fold.setCheckable(True)
        self.fold.setProperty("role", "quiet")
        self.fold.toggled.connect(lambda _on: self.refresh())
        folded = QHBoxLayout()
        folded.addWidget(self.fold)
        folded.addStretch(1)
        self.add_layout(folded)
        self._settled = self._new_column()
        self.column.addStretch(1)
        desk.changed.connect(self._follow)
        self.refresh()

    def bring_to(self, path: str) -> None:
        """Put the focus on the note at a place in the list of notes, else on the first."""
        index = path.removeprefix("/notes/").partition("/")[0]
        wanted = next((n for number, n in enumerate(self.desk.plan.notes) if str(number) == index), None)
        if wanted is not None and wanted.resolved:
            self.fold.setChecked(True)
        card = self._cards.get(wanted) if wanted is not None else next(iter(self._cards.values()), None)
        if card is None:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        card.link.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroller.ensureWidgetVisible(card, 0, theme.HUGE)

    def shows(self, path: str) -> bool:
        """Say whether it is a note."""
        return path.startswith("/notes")

    def place(self) -> str:
        """Return the place of the note where the focus is; empty for the plan as a whole."""
        focus = self.focusWidget()
        here = (note for note, card in self._cards.items() if focus and card.isAncestorOf(focus))
        return next((note.path for note in here), "")

    def refresh(self) -> None:
        """Show the notes as they are; cards that stay keep the focus."""
        notes = list(dict.fromkeys(self.desk.plan.notes))
        is_open = [note for note in notes if not note.resolved]
        settled = [note for note in notes if note.resolved]
        had_focus = self._focused()
        self._show_cards(is_open, settled if self.fold.isChecked() else [])
        self.nothing.setVisible(not is_open)
        words = _n("{count} settled note", "{count} settled notes", len(settled)).format(count=len(settled))
        self.fold.setText(words)
        self.fold.setIcon(icon("chevron-down" if self.fold.isChecked() else "chevron-right", "primary"))
        self.fold.setVisible(bool(settled))
        if had_focus is not None and self._focused() is None:
            cards = list(self._cards.values())
            (cards[min(had_focus, len(cards) - 1)].link if cards else self.add).setFocus()

    def cards(self) -> list["NoteCard"]:
        """Return the cards shown, from above."""
        return list(self._cards.values())

    def _new_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.SMALL)
        self.add_layout(column)
        return column

    def _follow(self, touched: tuple[str, ...]) -> None:
        if not touched or any(path.startswith("/notes") for path in touched):
            self.refresh()

    def _show_cards(self, is_open: Sequence[ReviewNote], settled: Sequence[ReviewNote]) -> None:
        shown = (*is_open, *settled)
        cards = {note: self._cards[note] if note in self._cards else self._made(note) for note in shown}
        for note in self._cards.keys() - cards.keys():
            self._cards[note].hide()
            self._cards[note].deleteLater()
        for column, notes in ((self._open, is_open), (self._settled, settled)):
            while column.takeAt(0) is not None:
                pass
            for note in notes:
                column.addWidget(cards[note])
        self._cards = cards

    def _made(self, note: ReviewNote) -> "NoteCard":
        card = NoteCard(note, place_name(note.path, self.desk.plan, self.desk.guidance))
        card.link.clicked.connect(lambda: self.desk.place_wanted.emit(note.path))
        card.settle.clicked.connect(lambda: self._settle(note))
        card.delete.clicked.connect(lambda: self._delete(note))
        return card

    def _settle(self, note: ReviewNote) -> None:
        deed = reopen_note if note.resolved else resolve_note
        self._change(deed(self.desk.plan, note))

    def _delete(self, note: ReviewNote) -> None:
        self._change(remove_note(self.desk.plan, note))
        self.notice.tell(_("The note was deleted."))

    def _change(self, change: Change) -> None:
        self.desk.settle()
        self.desk.change(change)

    def _focused(self) -> int | None:
        focus = self.focusWidget()
        return next((n for n, card in enumerate(self.cards()) if focus and card.isAncestorOf(focus)), None)


class NoteCard(QFrame):
    """A note: its place as a link, who wrote it and when, the text, and what can be done with it."""

    def __init__(self, note: ReviewNote, place: str) -> None:
        """Show a note to a place, which is called `place`."""
        super().__init__()
        self.setProperty("role", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.SMALL, theme.SMALL)
        column.setSpacing(2)
        self.link = Link(place)
        self.link.setAccessibleName(f"{place}. {note_head(note)}: {note.text}")
        column.addWidget(self.link)
        self.text = QLabel(note.text)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setProperty("role", "muted" if note.resolved else "")
        self.text.setContentsMargins(theme.TIGHT, 0, 0, 0)
        column.addWidget(self.text)
        head = QLabel(note_head(note))
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setProperty("role", "hint")
        head.setFont(scaled(0.9))
        head.setContentsMargins(theme.TIGHT, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(head, 1)
        self.settle = self._verb(_("Reopen") if note.resolved else _("Settled"), place)
        self.delete = self._verb(_("Delete"), place)
        row.addWidget(self.settle)
        row.addWidget(self.delete)
        column.addLayout(row)

    def _verb(self, words: str, place: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "quiet")
        button.setAccessibleName(f"{words}: {place}")
        return button
