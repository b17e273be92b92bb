"""What differs between two states of a plan, place by place, in words."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Final

from PySide6.QtWidgets import QTextBrowser, QWidget

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.differences import PlanDifference, PlanDifferenceKind
from dxdesk.store.standing import Standing
from dxdesk.store.standing_words import plan_name
from ui import theme
from ui.dialog import Dialog, deed_button, muted

_LETTERS: Final = 92
_LINES: Final = 30
_KINDS: Final[Mapping[PlanDifferenceKind, str]] = {
    "changed": mark("{place}: changed"),
    "added": mark("{place}: added"),
    "removed": mark("{place}: removed"),
    "moved": mark("{place}: moved"),
}


Labels = tuple[str, str]
Deed = tuple[str, Callable[[], object]]


class ChangesDialog(Dialog):
    """Lists what differs; `found` is a sentence where that cannot be said.

    `labels` are templates with {text}: what the one state says at a place, and what the other says there.
    """

    def __init__(
        self,
        parent: QWidget,
        lead: str,
        found: Sequence[PlanDifference] | str,
        labels: Labels,
        deeds: Sequence[Deed] = (),
    ) -> None:
        """Show the list below a sentence on what is compared, and `deeds` at the foot: each closes the dialog."""
        super().__init__(parent, _("What differs"), _LETTERS, _LINES)
        self.column.addWidget(muted(lead))
        self.list = QTextBrowser()
        self.list.setAccessibleName(_("What differs"))
        self.list.setHtml(found if isinstance(found, str) else _html(found, labels))
        self.column.addWidget(self.list, 1)
        buttons = [
            deed_button(words, lambda deed=deed: (self.close(), deed()))  # type: ignore[misc] # a default binds it
            for words, deed in deeds
        ]
        self.close_button = self.add_foot(*buttons)
        self.list.setFocus()


def since_backup(parent: QWidget, standing: Standing, found: Sequence[PlanDifference] | str) -> ChangesDialog:
    """Return the dialog on what was changed in a plan since a backup."""
    lead = _("{plan}: what was changed from the backup to now.").format(plan=plan_name(standing))
    return ChangesDialog(parent, lead, found, (_("In the backup: {text}"), _("Now: {text}")))


def _html(found: Sequence[PlanDifference], labels: Labels) -> str:
    if not found:
        return escape(_("The content of the plan is the same."))
    return "".join(_paragraph(each, labels) for each in found)


def _paragraph(found: PlanDifference, labels: Labels) -> str:
    head = f"<b>{escape(_(_KINDS[found.kind]).format(place=found.place))}</b>"
    texts = [
        (labels[0], "" if found.kind == "moved" else found.before),
        (labels[1], found.after),
    ]
    muted_colour = theme.current().muted
    lines = [
        f'<span style="color:{muted_colour}">{escape(words.format(text=text))}</span>'.replace("\n", "<br>")
        for words, text in texts
        if text
    ]
    return f'<p style="margin-bottom:10px">{"<br>".join([head, *lines])}</p>'
