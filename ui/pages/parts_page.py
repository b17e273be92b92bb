"""A page of texts, one for each part that the outline asks for."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QLabel, QVBoxLayout

from dxdesk.plan.contents import PlanPage
from ui import theme
from ui.desk import Desk
from ui.fields.area import AreaEditor
from ui.fields.field import Field
from ui.fields.touch import concerns
from ui.pages.page import FormPage, scaled


class Part(NamedTuple):
    """A text of the plan: its place, what it is called, a hint, and the heading of the section it begins."""

    path: str
    title: str
    hint: str = ""
    heading: str = ""


class PartsPage(FormPage):
    """Texts whose parts follow the outline; one that the outline drops stays in the plan."""

    def __init__(self, desk: Desk, page: PlanPage, lead: str = "") -> None:
        """Show the texts of the plan on the desk."""
        super().__init__(desk, page.key, page.title, lead=lead)
        self._shown: Sequence[Part] = ()
        self._headings: list[QLabel] = []
        self._parts = QVBoxLayout()
        self._parts.setSpacing(theme.WIDE)
        self.add_layout(self._parts)
        self.column.addStretch(1)
        desk.changed.connect(self._follow)
        self._rebuild()

    def parts(self) -> Sequence[Part]:
        """Return the parts as the plan asks for them now."""
        raise NotImplementedError

    def _follow(self, touched: tuple[str, ...]) -> None:
        if concerns(touched, "/document/outline") and self.parts() != self._shown:
            self._rebuild()

    def _rebuild(self) -> None:
        for field in self.fields:
            field.retire()
            field.deleteLater()
        for label in self._headings:
            label.deleteLater()
        self.fields, self._headings = [], []
        self._shown = self.parts()
        for part in self._shown:
            if part.heading:
                label = QLabel(part.heading)
                label.setFont(scaled(1.15, bold=True))
                label.setWordWrap(True)
                self._headings.append(label)
                self._parts.addWidget(label)
            field = Field(self.desk, part.path, part.title, AreaEditor(lines=3), part.hint)
            self.fields.append(field)
            self._parts.addWidget(field)
