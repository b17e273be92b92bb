"""What was changed in the plan since a revision was sealed, each change a link to its place."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.package.reading import read_package
from dxdesk.plan.differences import PlanDifference, plan_differences
from dxdesk.plan.model import Plan
from dxdesk.store.faults import StoreError
from dxdesk.store.values import Revision
from ui import theme
from ui.desk import Desk
from ui.difference_words import said_of, shortened
from ui.link import Link

_MOST: Final = 200  # lines; the rest is counted


class Changes(QFrame):
    """A line that counts the changes, and unfolds them."""

    def __init__(self, desk: Desk) -> None:
        """Begin folded, with nothing."""
        super().__init__()
        self._desk = desk
        self._sealed: tuple[int, str] | None = None
        self._before: Plan | None = None
        self.found: tuple[PlanDifference, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TIGHT)
        self.fold = QToolButton()
        self.fold.setProperty("role", "fold")
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setArrowType(Qt.ArrowType.RightArrow)
        self.fold.toggled.connect(self._unfold)
        column.addWidget(self.fold)
        self.links: list[Link] = []
        self._list = QFrame()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(theme.WIDE, 0, 0, 0)
        self._lines.setSpacing(theme.TIGHT)
        column.addWidget(self._list)
        self._list.hide()
        self.hide()

    def show_since(self, revision: Revision | None) -> None:
        """Show what was changed since a revision; nothing where there is none."""
        self.setVisible(revision is not None)
        if revision is None:
            return
        key = revision.number, revision.digest
        if key != self._sealed or self._before is None:
            self._before = self._sealed_plan(revision)
            self._sealed = key
        if self._before is None:
            return
        self.found = plan_differences(self._before, self._desk.plan, self._desk.guidance)
        count = len(self.found)
        words = _n("{count} change since then", "{count} changes since then", count).format(count=count)
        self.fold.setText(words if count else _("Only what is not printed was changed since then"))
        self.fold.setEnabled(bool(count))
        if self.fold.isChecked():
            self._fill()

    def _sealed_plan(self, revision: Revision) -> Plan | None:
        """Return what was sealed; where it cannot be read, say so in place of the changes."""
        try:
            return read_package(self._desk.book.package(revision.number)).package.plan
        except StoreError as error:
            self.fold.setText(str(error))
            self.fold.setEnabled(False)
            return None

    def _unfold(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own
        self.fold.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self._list.setVisible(shown)
        if shown:
            self._fill()

    def _fill(self) -> None:
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.links = []
        for each in self.found[:_MOST]:
            self._add(each)
        more = len(self.found) - _MOST
        if more > 0:
            words = _n("and {count} more change", "and {count} more changes", more)
            self._lines.addWidget(QLabel(words.format(count=more)))

    def _add(self, each: PlanDifference) -> None:
        link = Link(said_of(each.kind, each.place))
        link.clicked.connect(lambda _on=False: self._open(each))
        self.links.append(link)
        self._lines.addWidget(link)
        texts = zip("–+", shortened(each.before, each.after), strict=True) if each.kind != "moved" else ()
        for sign, text in texts:
            if text:
                label = QLabel(f"{sign} {text}")
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setProperty("role", "muted")
                label.setWordWrap(True)
                label.setContentsMargins(theme.WIDE, 0, 0, 0)
                self._lines.addWidget(label)

    def _open(self, each: PlanDifference) -> None:
        if each.kind == "removed":
            self._desk.page_wanted.emit(each.page)
        else:
            self._desk.place_wanted.emit(each.path)
