"""One difference between plan and Word file: what each says, and what can be done."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from dxdesk.comparison.changed_words import Piece, changed_words
from dxdesk.comparison.difference import Difference
from dxdesk.comparison.notices import notices
from dxdesk.language import translate as _
from ui import theme


class DifferenceDetail(QWidget):
    """Shows a difference. The signals say which verb was chosen."""

    take_wanted = Signal()
    refuse_wanted = Signal()
    place_wanted = Signal()

    def __init__(self) -> None:
        """Begin with nothing to show."""
        super().__init__()
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(theme.MEDIUM)
        self.text.setAccessibleName(_("What the plan and the Word file say"))
        self.take = QPushButton()
        self.take.setProperty("role", "primary")
        self.take.clicked.connect(self.take_wanted)
        self.refuse = QPushButton()
        self.refuse.clicked.connect(self.refuse_wanted)
        self.place = QPushButton(_("&Go to the place"))
        self.place.clicked.connect(self.place_wanted)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        for button in (self.take, self.refuse, self.place):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SMALL, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.text, 1)
        column.addLayout(row)

    def show_difference(self, difference: Difference, *, refused: bool) -> None:
        """Show a difference, and the verbs that it has."""
        self.text.setHtml(_html(difference))
        is_remark = difference.kind == "remark"
        self.take.setText(_("Keep as review &note") if is_remark else _("&Take over"))
        self.refuse.setText(_("&Decide again") if refused else _("&Refuse"))
        takes = difference.operations is not None
        self.take.setVisible(takes and not refused)
        self.refuse.setVisible(takes)


def _html(difference: Difference) -> str:
    parts = [f'<p style="margin-bottom:{theme.SMALL}px"><b>{escape(difference.place)}</b></p>']
    parts += [
        f'<p style="margin-bottom:{theme.SMALL}px">{_muted(notice)}</p>' for notice in notices(difference)
    ]
    if difference.kind == "remark":
        head = _("Comment by {name}") if difference.author else _("Comment")
        parts += [_block(_("On the words"), escape(difference.before))]
        parts += [_block(head.format(name=difference.author), escape(difference.after))]
        return "".join(parts)
    before, after = changed_words(difference.before, difference.after)
    parts += [_block(_("The plan says"), _marked(before, "s"))]
    parts += [_block(_("The Word file says"), _marked(after, "u"))]
    return "".join(parts)


def _block(head: str, html: str) -> str:
    said = html.replace("\n", "<br>") or _muted(_("(nothing)"))
    return f'<p style="margin-top:{theme.MEDIUM}px">{_muted(head)}<br>{said}</p>'


def _marked(pieces: Sequence[Piece], tag: str) -> str:
    """Return pieces with the words that differ set off, also for those who do not tell colours apart."""
    return "".join(
        f"<b><{tag}>{escape(piece.text)}</{tag}></b>" if piece.differs else escape(piece.text)
        for piece in pieces
    )


def _muted(words: str) -> str:
    return f'<span style="color:{theme.current().muted}">{escape(words)}</span>'
