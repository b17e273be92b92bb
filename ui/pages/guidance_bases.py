"""Legal documents of the guidance that the plan does not cite yet, to be ticked and inserted."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dxdesk.guidance.pack import LegalDocument
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.beginning import cited
from dxdesk.plan.offers import cite, uncited
from dxdesk.plan.wording import basis_sentence
from dxdesk.text.folding import fold
from ui import theme
from ui.desk import Desk
from ui.fields.line import LineEditor
from ui.fields.touch import concerns
from ui.pages.page import scaled

_LINES_SHOWN: Final = 18


class GuidanceBases(QFrame):
    """A panel with tick boxes that `button` shows. `inserted` carries the place of the first one cited."""

    inserted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Begin folded away."""
        super().__init__()
        self._desk = desk
        self.lines: list[_Line] = []
        self.setProperty("role", "surface")
        self.button = QPushButton()
        self.button.setProperty("role", "quiet")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._show)
        self._build()
        desk.changed.connect(self._follow)
        self.hide()
        self._refresh()
        self._count()

    def chosen(self) -> list[LegalDocument]:
        """Return the documents ticked."""
        return [line.document for line in self.lines if line.box.isChecked()]

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.WIDE, theme.MEDIUM, theme.WIDE, theme.MEDIUM)
        column.setSpacing(theme.SMALL)
        title = QLabel(_("Documents of the guidance"))
        title.setFont(scaled(1, bold=True))
        self.filter = LineEditor()
        self.filter.line.setPlaceholderText(_("Find by number or words"))
        self.filter.line.setAccessibleName(_("Find among the documents"))
        self.filter.typed.connect(self._sift)
        lines = QWidget()
        self._list = QVBoxLayout(lines)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._list.setSpacing(theme.SMALL)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFixedHeight(_LINES_SHOWN * self.fontMetrics().lineSpacing())
        scroller.setWidget(lines)
        column.addWidget(title)
        column.addWidget(self.filter.line)
        column.addWidget(scroller)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.insert = QPushButton()
        self.insert.setProperty("role", "primary")
        self.insert.clicked.connect(self._insert)
        close = QPushButton(_("Fold away"))
        close.setProperty("role", "quiet")
        close.clicked.connect(lambda: self.button.setChecked(False))
        row.addWidget(self.insert)
        row.addWidget(close)
        row.addStretch(1)
        return row

    def _show(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.setVisible(shown)
        if shown:
            self._refresh()
            self.filter.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, touched: tuple[str, ...]) -> None:
        if concerns(touched, "/bases"):
            self._refresh()

    def _refresh(self) -> None:
        """Show what is not cited now; ticks stay."""
        left = uncited(self._desk.plan, self._desk.guidance)
        words = _n("From the guidance ({count})", "From the guidance ({count})", len(left))
        self.button.setText(words.format(count=len(left)))
        if self.isHidden() or [line.document for line in self.lines] == left:
            return
        ticked = {document.key for document in self.chosen()}
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = [_Line(document) for document in left]
        for line in self.lines:
            line.box.setChecked(line.document.key in ticked)
            line.box.toggled.connect(self._count)
            self._list.addWidget(line)
        self._sift()
        self._count()

    def _sift(self) -> None:
        wanted = fold(self.filter.line.text()).split()
        for line in self.lines:
            line.setVisible(all(word in line.folded for word in wanted))

    def _count(self) -> None:
        number = len(self.chosen())
        self.insert.setText(_n("Insert {count} chosen", "Insert {count} chosen", number).format(count=number))
        self.insert.setEnabled(number > 0)

    def _insert(self) -> None:
        chosen = self.chosen()
        self._desk.settle()
        change = cite(self._desk.plan, self._desk.guidance, chosen)
        if self._desk.change(change):
            self.button.setChecked(False)
            self.inserted.emit(change[0].path)


class _Line(QWidget):
    """One document."""

    def __init__(self, document: LegalDocument) -> None:
        super().__init__()
        self.document = document
        sentence = basis_sentence(cited(document))
        self.folded = fold(sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        self.box = QCheckBox()
        self.box.setAccessibleName(sentence)
        words = QLabel(sentence)
        words.setWordWrap(True)
        words.setBuddy(self.box)
        words.installEventFilter(self)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Tick with a press on the words."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            self.box.click()
        return False
