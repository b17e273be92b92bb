"""What was reached in the year before, pillar by pillar, and what held it back."""

from dxdesk.language import translate as _
from dxdesk.plan.contents import PlanPage
from dxdesk.plan.model import LIMITATIONS
from dxdesk.pointers import escape_pointer
from ui.desk import Desk
from ui.pages.parts_page import Part, PartsPage


class ResultsPage(PartsPage):
    """A text for each pillar of the guidance, and what the outline adds to them."""

    def __init__(self, desk: Desk, page: PlanPage) -> None:
        """Show last year's results in the plan on the desk."""
        lead = _("A short paragraph with figures for each part. Parts left empty are not printed.")
        super().__init__(desk, page, lead)

    def parts(self) -> list[Part]:
        """Return the parts in the order of print."""
        guidance = self.desk.guidance
        titles = {pillar.key: (pillar.name, "") for pillar in guidance.meta.pillars}
        outline = guidance.outline(self.desk.plan.document.outline)
        for section in outline.sections if outline else ():
            if section.kind == "results":
                titles |= {part.key: (part.title, part.hint) for part in section.parts}
        titles.setdefault(LIMITATIONS, (_("Limitations and their causes"), ""))
        return [Part(f"/results/{escape_pointer(key)}", title, hint) for key, (title, hint) in titles.items()]
