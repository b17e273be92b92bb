"""Activities from and to the clipboard: rows of Excel and Word, both ways."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dxdesk.guidance.pack import Task
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.model import Activity
from dxdesk.plan.pasting import Pasted, entries_from
from dxdesk.plan.table_matching import matched
from dxdesk.plan.tables import block_of
from dxdesk.plan.task_changes import paste_activities
from dxdesk.text.table_grid import TableTooLargeError
from dxdesk.text.tabular import Block, legacy_in
from ui.desk import Desk
from ui.tables.activity_model import TABLE
from ui.tables.clipboard import copied_block, copy_rows
from ui.tables.notice import Notice
from ui.tables.paste_preview import PastePreview
from ui.tables.paste_words import problem_lines


class ActivityPasting(QObject):
    """Pastes what is clear at once, and shows anything else first. `pasted` carries where it is and how many."""

    pasted = Signal(int, int)

    def __init__(self, desk: Desk, task: Task, notice: Notice, parent: QWidget) -> None:
        """Paste into a task; the notice says what came of it."""
        super().__init__(parent)
        self._desk = desk
        self._task = task
        self._notice = notice
        self._window = parent
        self.preview: PastePreview | None = None

    def copy(self, entries: Sequence[Activity]) -> None:
        """Put activities on the clipboard, under a row of titles."""
        copy_rows(block_of(entries, TABLE))

    def single_text(self) -> str:
        """Return what is on the clipboard where it is one cell of text that needs no question, or nothing."""
        try:
            block = copied_block()
        except TableTooLargeError:
            return ""
        is_single = len(block.rows) == block.width == 1 and legacy_in(block) is None
        return block.rows[0][0] if is_single else ""

    def paste(self, index: int) -> None:
        """Paste the clipboard, the first activity at `index`."""
        try:
            block = copied_block()
        except TableTooLargeError as error:
            self._notice.warn(str(error))
            return
        if not block.rows:
            self._notice.warn(
                _("There is no table on the clipboard. Copy the rows in Excel or Word first, then paste.")
            )
            return
        plan = self._desk.plan
        match = matched(block, TABLE, plan)
        if match.confident and legacy_in(block) is None:
            self._insert(index, entries_from(block, match, TABLE, plan))
        else:
            self._look_first(index, block)

    def _look_first(self, index: int, block: Block) -> None:
        self.preview = PastePreview(self._window, block, TABLE, self._desk.plan)
        self.preview.agreed.connect(lambda pasted: self._insert(index, pasted))
        self.preview.open()

    def _insert(self, index: int, pasted: Pasted) -> None:
        activities = [entry for entry in pasted.entries if isinstance(entry, Activity)]
        if not activities:
            words = _("Nothing on the clipboard reads as an activity. What was there is unchanged.")
            self._notice.tell(words, undo=False, lines=problem_lines(pasted))
            return
        if not self._desk.change(paste_activities(self._desk.plan, self._task, index, activities)):
            return
        count = len(activities)
        self.pasted.emit(index, count)
        words = _n("Pasted {count} activity.", "Pasted {count} activities.", count)
        self._notice.tell(words.format(count=count), lines=problem_lines(pasted))
