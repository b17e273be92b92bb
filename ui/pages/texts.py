"""The free texts that the outline asks for, and the closing paragraph."""

from dxdesk.language import translate as _
from dxdesk.plan.model import CLOSING
from dxdesk.pointers import escape_pointer
from ui.pages.parts_page import Part, PartsPage


class TextsPage(PartsPage):
    """A text for each part of the outline, with what the guidance says of it."""

    def parts(self) -> list[Part]:
        """Return the parts of the outline's sections of text, and the closing paragraph."""
        outline = self.desk.guidance.outline(self.desk.plan.document.outline)
        sections = [section for section in outline.sections if section.kind == "text"] if outline else []
        parts = []
        for section in sections:
            heading = section.title if len(sections) > 1 else ""
            for part in section.parts:
                parts.append(Part(f"/sections/{escape_pointer(part.key)}", part.title, part.hint, heading))
                heading = ""
        hint = _("The last paragraph before the signature, where the plan has one.")
        return [*parts, Part(f"/sections/{CLOSING}", _("Closing paragraph"), hint)]
