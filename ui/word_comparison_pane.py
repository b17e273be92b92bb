"""What differs between plan and Word file: the list on the left, the difference that is chosen on the right."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from dxdesk.comparison.comparison import Comparison
from dxdesk.comparison.difference import Difference
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from ui import theme
from ui.desk import Desk
from ui.dialog import muted
from ui.word_comparison_detail import DifferenceDetail
from ui.word_comparison_list import DifferencesList, Known, known_by


class DifferencesPane(QSplitter):
    """Shows differences and remembers which ones are refused.

    `take_wanted` and `place_wanted` carry the difference that is chosen; `decided` tells that one was
    refused, or is open again.
    """

    take_wanted = Signal(object)
    place_wanted = Signal(object)
    decided = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(Qt.Orientation.Horizontal)
        self._refused: set[Known] = set()
        self.list = DifferencesList()
        self.detail = DifferenceDetail()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.SMALL, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.list, 1)
        column.addWidget(muted(_("Enter takes over, Delete refuses.")))
        self.setChildrenCollapsible(False)
        for number, widget in enumerate((left, self.detail)):
            self.addWidget(widget)
            self.setStretchFactor(number, 1)
        self.setSizes([450, 500])
        self.list.currentItemChanged.connect(lambda *_items: self._show_chosen())
        self.list.itemActivated.connect(lambda _item: self._take())
        self.list.refuse_wanted.connect(self.refuse)
        self.detail.take_wanted.connect(self._take)
        self.detail.refuse_wanted.connect(self.refuse)
        self.detail.place_wanted.connect(lambda: self.place_wanted.emit(self.list.chosen()))

    def show_comparison(self, comparison: Comparison, desk: Desk) -> None:
        """Show what differs now; what was refused is so still."""
        before = self.list.chosen()
        self.list.show_comparison(comparison, desk, self._refused)
        left = [known_by(each) for each in self.list.differences]
        if (before is None or known_by(before) not in left) and self.list.chosen() not in self.undecided():
            self._choose_undecided()
        self._show_chosen()

    def forget(self) -> None:
        """Forget what was refused: another file is compared."""
        self._refused.clear()

    def undecided(self) -> list[Difference]:
        """Return what is neither refused nor only to be looked at."""
        return [
            each
            for each in self.list.differences
            if each.operations is not None and known_by(each) not in self._refused
        ]

    def refuse(self) -> None:
        """Refuse the difference that is chosen and go to the next one; one that was refused is open again."""
        difference = self.list.chosen()
        if difference is None or difference.operations is None:
            return
        key = known_by(difference)
        if key in self._refused:
            self._refused.remove(key)
        else:
            self._refused.add(key)
            self._choose_undecided()
        self.list.note_refused(self._refused)
        self._show_chosen()
        self.decided.emit()

    def summary(self) -> str:
        """Return how many differences are to be decided, are refused, and can only be looked at."""
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        undecided = len(self.undecided())
        shown = sum(each.operations is None for each in self.list.differences)
        refused = len(self.list.differences) - shown - undecided
        if undecided:
            words = _n(
                "{count} difference is still to be decided.",
                "{count} differences are still to be decided.",
                undecided,
            )
            yield words.format(count=undecided)
        else:
            yield _("Nothing is left to decide; plan and Word file still differ where listed.")
        if refused:
            yield _n("{count} is refused.", "{count} are refused.", refused).format(count=refused)
        if shown:
            words = _n("{count} can only be looked at.", "{count} can only be looked at.", shown)
            yield words.format(count=shown)

    def _take(self) -> None:
        difference = self.list.chosen()
        if difference is not None and difference.operations is not None:
            self.take_wanted.emit(difference)

    def _choose_undecided(self) -> None:
        """Choose the next difference that is to be decided, round to the first."""
        number, differences = self.list.number(), self.list.differences
        undecided = {id(each) for each in self.undecided()}
        order = [*range(number + 1, len(differences)), *range(number)]
        following = next((each for each in order if id(differences[each]) in undecided), None)
        if following is not None:
            self.list.choose(following)

    def _show_chosen(self) -> None:
        difference = self.list.chosen()
        if difference is not None:
            self.detail.show_difference(difference, refused=known_by(difference) in self._refused)
