"""The free texts that the outline asks for, and the closing paragraph."""

from dxdesk.guidance.pack import Outline
from dxdesk.language import translate as _
from dxdesk.plan.contents import PlanPage
from dxdesk.plan.model import CLOSING
from dxdesk.value import escape_pointer
from ui.desk import Desk
from ui.fields.area import AreaEditor
from ui.fields.field import Field
from ui.fields.touch import concerns
from ui.pages.page import FormPage

_OUTLINE = "/document/outline"


class TextsPage(FormPage):
    """A text for each part of the outline, with what the guidance says of it."""

    def __init__(self, desk: Desk, page: PlanPage) -> None:
        """Show the texts of the plan on the desk."""
        super().__init__(desk, page.key, page.title)
        self._outline: Outline | None = None
        self._build()
        self.column.addStretch(1)
        desk.changed.connect(self._follow)

    def _build(self) -> None:
        self._outline = self.desk.guidance.outline(self.desk.plan.document.outline)
        for section in self._outline.sections if self._outline else ():
            if section.kind == "text":
                if section.title != self.heading.text():
                    self._insert(self.section_label(section.title))
                for part in section.parts:
                    self._add(part.key, part.title, part.hint)
        self._add(CLOSING, _("Closing paragraph"), _("The last paragraph before the signature, if the plan has one."))

    def _add(self, key: str, title: str, hint: str) -> None:
        field = Field(self.desk, f"/sections/{escape_pointer(key)}", title, AreaEditor(lines=4), hint)
        self.fields.append(field)
