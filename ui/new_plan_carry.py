"""The fourth question of a new plan: what it takes over from an earlier one."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.carry_over import Offer, OfferKind
from ui import theme
from ui.new_plan_making import Chosen, Offered, remarks
from ui.office import Office
from ui.start_calls import while_alive
from ui.start_lines import Roomy

_GROUPS: Final[tuple[tuple[OfferKind, str], ...]] = (
    ("task", mark("Tasks")),
    ("section", mark("Other parts")),
    ("new_task", mark("Not answered in the earlier plan")),
    ("gone_task", mark("Not in the new guidance any more")),
)
_POSSIBLE: Final[frozenset[OfferKind]] = frozenset({"task", "section"})
_KEY: Final = Qt.ItemDataRole.UserRole
_SUMMARY_WIDTH: Final = 20  # characters
_REST: Final = 150  # milliseconds without a tick before the remarks are found anew
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class CarryChoice(QWidget):
    """A tree to tick of what an earlier plan offers, and below it what there is to say of the choice."""

    def __init__(self, office: Office) -> None:
        """Begin without an earlier plan."""
        super().__init__()
        self._office = office
        self.given: Offered | None = None
        self._asked = 0
        self.tree = _tree()
        self.all = QPushButton(_("&All"))
        self.none = QPushButton(_("&None"))
        self.advised = QPushButton(_("As &recommended"))
        self.amounts = QCheckBox(_("Amounts of &money, too"))
        self.heard = QLabel()
        self.heard.setWordWrap(True)
        self.remarks = QListWidget()
        self.remarks.setAccessibleName(_("What to know about it"))
        self.remarks.setWordWrap(True)
        self.remarks.setItemDelegate(Roomy(self.remarks))
        self.remarks.setTabKeyNavigation(False)
        self.remarks.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.remarks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._arrange()
        self._later = QTimer(self, singleShot=True, interval=_REST)
        self._later.timeout.connect(self._ask_remarks)
        self.tree.itemChanged.connect(lambda *_item: self._later.start())
        self.amounts.toggled.connect(lambda _on: self._later.start())
        self.all.clicked.connect(lambda: self._tick(lambda _offer: True))
        self.none.clicked.connect(lambda: self._tick(lambda _offer: False))
        self.advised.clicked.connect(lambda: self._tick(lambda offer: offer.recommended))

    def show_offers(self, given: Offered) -> None:
        """Show what an earlier plan offers, ticked as recommended; the ticks stay where it offers the same."""
        if self.given is not None and given.offers == self.given.offers:
            self.given = given
            self._later.start()
            return
        self.given = given
        self.tree.blockSignals(True)
        self.tree.clear()
        for kind, title in _GROUPS:
            offers = [each for each in given.offers if each.kind == kind]
            if offers:
                self._add_group(_(title), offers)
        self.tree.blockSignals(False)
        self._later.start()

    def chosen(self) -> Chosen:
        """Return what is ticked."""
        keys = frozenset(str(item.data(0, _KEY)) for item in self._items() if item.checkState(0) == _ON)
        return Chosen(keys, self.amounts.isChecked())

    def _add_group(self, title: str, offers: Iterable[Offer]) -> None:
        group = QTreeWidgetItem(self.tree, [title])
        group.setFirstColumnSpanned(True)
        font = self.tree.font()
        font.setBold(True)
        group.setFont(0, font)
        for offer in offers:
            item = QTreeWidgetItem(group, [offer.title, offer.summary])
            item.setToolTip(0, offer.title)
            item.setToolTip(1, offer.summary)
            if offer.kind in _POSSIBLE:
                item.setData(0, _KEY, offer.key)
                item.setCheckState(0, _ON if offer.recommended else _OFF)
                spoken = f"{offer.title}, {offer.summary}" if offer.summary else offer.title
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
            else:
                item.setDisabled(True)
        first = group.child(0)
        if first is not None and first.data(0, _KEY):
            group.setFlags(group.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
            group.setExpanded(True)

    def _tick(self, wanted: Callable[[Offer], bool]) -> None:
        """Tick the offers that are wanted, and only those."""
        offers = {offer.key: offer for offer in (self.given.offers if self.given else ())}
        self.tree.blockSignals(True)
        for item in self._items():
            item.setCheckState(0, _ON if wanted(offers[str(item.data(0, _KEY))]) else _OFF)
        self.tree.blockSignals(False)
        self.tree.viewport().update()
        self._later.start()

    def _items(self) -> Iterator[QTreeWidgetItem]:
        for index in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(index)
            children = [group.child(row) for row in range(group.childCount())] if group else []
            yield from (item for item in children if item is not None and item.data(0, _KEY))

    def _ask_remarks(self) -> None:
        """Find beside the window what there is to say of the choice; only the newest answer is shown."""
        self._asked += 1
        asked = self._asked
        if self.given is None:
            return

        def arrived(found: list[str]) -> None:
            if asked == self._asked:
                self._show_remarks(found)

        self._office.worker.run(
            remarks,
            self.given,
            self.chosen(),
            done=while_alive(self, arrived),
            failed=while_alive(self, lambda error: arrived([str(error)])),
        )

    def _show_remarks(self, found: list[str]) -> None:
        self.remarks.clear()
        self.remarks.addItems(found)
        self.remarks.setVisible(bool(found))
        words = _n(
            "{count} thing to know about this choice:",
            "{count} things to know about this choice:",
            len(found),
        )
        self.heard.setText(words.format(count=len(found)) if found else "")

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.TIGHT)
        for button in (self.advised, self.all, self.none):
            button.setProperty("role", "quiet")
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addLayout(buttons)
        column.addWidget(self.tree, 3)
        column.addWidget(self.amounts)
        column.addWidget(self.heard)
        column.addWidget(self.remarks, 1)
        self.remarks.hide()


def _tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setAccessibleName(_("What to take over"))
    tree.setColumnCount(2)
    tree.setHeaderHidden(True)
    tree.setItemDelegate(Roomy(tree))
    tree.setUniformRowHeights(True)
    tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    tree.setTabKeyNavigation(False)
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
    header.resizeSection(1, tree.fontMetrics().averageCharWidth() * _SUMMARY_WIDTH)
    return tree
