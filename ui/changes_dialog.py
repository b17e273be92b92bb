"""What differs between a plan in a backup and the same plan now, place by place, in words."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from PySide6.QtWidgets import QTextBrowser, QWidget

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.differences import PlanDifference, PlanDifferenceKind
from dxdesk.store.standing import Standing
from dxdesk.store.standing_words import plan_name
from ui import theme
from ui.dialog import Dialog, muted

_LETTERS: Final = 92
_LINES: Final = 30
_KINDS: Final[Mapping[PlanDifferenceKind, str]] = {
    "changed": mark("{place}: changed"),
    "added": mark("{place}: added"),
    "removed": mark("{place}: removed"),
    "moved": mark("{place}: moved"),
}


class ChangesDialog(Dialog):
    """Lists what was changed in a plan since a backup; `found` is a sentence where that cannot be said."""

    def __init__(self, parent: QWidget, standing: Standing, found: Sequence[PlanDifference] | str) -> None:
        """Show the list."""
        super().__init__(parent, _("What differs"), _LETTERS, _LINES)
        self.column.addWidget(
            muted(_("{plan}: what was changed from the backup to now.").format(plan=plan_name(standing)))
        )
        self.list = QTextBrowser()
        self.list.setAccessibleName(_("What differs"))
        self.list.setHtml(found if isinstance(found, str) else _html(found))
        self.column.addWidget(self.list, 1)
        self.close_button = self.add_foot()
        self.list.setFocus()


def _html(found: Sequence[PlanDifference]) -> str:
    if not found:
        return escape(_("The content of the plan is the same."))
    return "".join(map(_paragraph, found))


def _paragraph(found: PlanDifference) -> str:
    head = f"<b>{escape(_(_KINDS[found.kind]).format(place=found.place))}</b>"
    texts = [
        (_("In the backup: {text}"), "" if found.kind == "moved" else found.before),
        (_("Now: {text}"), found.after),
    ]
    muted_colour = theme.current().muted
    lines = [
        f'<span style="color:{muted_colour}">{escape(words.format(text=text))}</span>'.replace("\n", "<br>")
        for words, text in texts
        if text
    ]
    return f'<p style="margin-bottom:10px">{"<br>".join([head, *lines])}</p>'
