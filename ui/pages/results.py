"""What was reached in the year before, pillar by pillar, and what held it back."""

from dxdesk.language import translate as _
from dxdesk.plan.contents import PlanPage
from dxdesk.plan.model import LIMITATIONS
from dxdesk.value import escape_pointer
from ui.desk import Desk
from ui.fields.area import AreaEditor
from ui.fields.field import Field
from ui.pages.page import FormPage


class ResultsPage(FormPage):
    """A text for each pillar of the guidance."""

    def __init__(self, desk: Desk, page: PlanPage) -> None:
        """Show last year's results in the plan on the desk."""
        lead = _("A short paragraph with figures for each part. Parts left empty are not printed.")
        super().__init__(desk, page.key, page.title, lead=lead)
        for key, title in self._titles().items():
            self.add_field(Field(desk, f"/results/{escape_pointer(key)}", title, AreaEditor(lines=3)))
        self.column.addStretch(1)

    def _titles(self) -> dict[str, str]:
        """Return the parts in the order of print."""
        guidance = self.desk.guidance
        titles = {pillar.key: pillar.name for pillar in guidance.meta.pillars}
        outline = guidance.outline(self.desk.plan.document.outline)
        for section in outline.sections if outline else ():
            if section.kind == "results":
                titles |= {part.key: part.title for part in section.parts}
        titles.setdefault(LIMITATIONS, _("Limitations and their causes"))
        return titles
