"""Who issues the plan, and what stands at the head of the document."""

import msgspec
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from dxdesk.language import translate as _
from dxdesk.plan.contents import PlanPage
from dxdesk.plan.offers import outlines
from dxdesk.plan.wording import agency_name, default_year, superior_line
from ui import theme
from ui.desk import Desk
from ui.fields.amount import DayEditor
from ui.fields.area import AreaEditor
from ui.fields.choice import CheckEditor, ChoiceEditor, RadioEditor
from ui.fields.editor import Editor
from ui.fields.field import Field
from ui.fields.line import LineEditor
from ui.fields.touch import concerns
from ui.pages.page import FormPage, scaled


class AgencyPage(FormPage):
    """The unit, the components of the head of the document, and its outline."""

    def __init__(self, desk: Desk, page: PlanPage) -> None:
        """Show the head of the plan on the desk."""
        super().__init__(desk, page.key, page.title)
        self.add_widget(self._unit())
        self._add_document()
        self._add_outline()
        self._add_request()
        self._add_details()
        self.column.addStretch(1)
        desk.changed.connect(self._follow)
        self._show_sections()

    def _unit(self) -> QFrame:
        plan = self.desk.plan
        card = QFrame()
        card.setProperty("role", "surface")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.WIDE, theme.MEDIUM, theme.WIDE, theme.MEDIUM)
        column.setSpacing(theme.TIGHT)
        self.unit = QLabel(agency_name(plan))
        self.unit.setFont(scaled(1.15, bold=True))
        above = dict.fromkeys(filter(None, (plan.unit.superior, plan.unit.province)))
        year = _("Plan of {year}").format(year=plan.year)
        small = QLabel(" · ".join(filter(None, (", ".join(above), year))))
        small.setProperty("role", "muted")
        for label in (self.unit, small):
            label.setWordWrap(True)
            column.addWidget(label)
        return card

    def _field(self, path: str, label: str, editor: Editor, hint: str = "") -> Field:
        return Field(self.desk, path, label, editor, hint)

    def _day(self) -> DayEditor:
        return DayEditor(lambda: default_year(self.desk.plan))

    def _add_document(self) -> None:
        self.add_section(_("Document"))
        forms = [("plan", _("A plan of its own")), ("decision", _("A decision that issues the plan"))]
        self.add_field(self._field("/document/form", _("Form"), RadioEditor(forms)))
        hint = _("What the plan is about, as printed under its title.")
        subject = AreaEditor(lines=2, one_line=True)
        self.add_field(self._field("/document/subject", _("Subject"), subject, hint))
        self.add_row(
            self._field("/document/number", _("Number"), LineEditor(digits=True)),
            self._field("/document/symbol", _("Symbol"), LineEditor()),
        )
        hint = _("The unit's own name, as it stands before the date.")
        self.add_row(
            self._field("/document/place", _("Place of issue"), LineEditor(), hint),
            self._field("/document/issued_on", _("Day of issue"), self._day()),
        )
        year = self.desk.plan.year
        years = [(None, _("By the deadline"))] + [(each, str(each)) for each in (year - 1, year, year + 1)]
        hint = _(
            "Printed in the line of the date until the day is known; for a plan issued late, or amended."
        )
        self.add_field(
            self._field("/document/issue_year", _("Year of issue in print"), ChoiceEditor(years), hint)
        )
        self.add_widget(
            _hint(
                _(
                    "Number and day may stay empty: the registry gives both at issue. "
                    "Room is left for them in print."
                )
            )
        )

    def _add_outline(self) -> None:
        self.add_section(_("Outline"))
        choices = [(outline.key, outline.name) for outline in outlines(self.desk.plan, self.desk.guidance)]
        hint = _("Another outline changes the order of the sections. Nothing that is written is lost.")
        field = self._field("/document/outline", _("Outline of the plan"), ChoiceEditor(choices), hint)
        self.add_field(field)
        self.sections = _hint("")
        self.add_widget(self.sections)

    def _add_request(self) -> None:
        self.add_section(_("Asked for by the level above"))
        hint = _("Its number, symbol and subject. It is not printed.")
        document = AreaEditor(lines=2, one_line=True)
        self.add_field(
            self._field("/document/requested_in", _("Document of the level above"), document, hint)
        )
        self.add_field(self._field("/document/requested_by", _("To be issued by"), self._day()))

    def _add_details(self) -> None:
        self.add_section(_("Details"))
        plan = self.desk.plan
        printed = msgspec.structs.replace(
            plan, document=msgspec.structs.replace(plan.document, superior_line=True)
        )
        if line := superior_line(printed):
            words = _("Print “{line}” above the name of the agency").format(line=line)
            hint = _("A local habit. The decree does not ask a People's Committee for it.")
            self.add_field(self._field("/document/superior_line", "", CheckEditor(words), hint))
        hint = _("For sending by the document system. Leave it empty if the unit does not know it.")
        field = self._field("/unit/organ_id", _("Electronic agency id"), LineEditor(), hint)
        self.add_field(field)

    def _follow(self, touched: tuple[str, ...]) -> None:
        if concerns(touched, "/document/outline"):
            self._show_sections()

    def _show_sections(self) -> None:
        outline = self.desk.guidance.outline(self.desk.plan.document.outline)
        titles = [section.title for section in outline.sections] if outline else []
        self.sections.setText(_("Sections: {titles}").format(titles=" · ".join(titles)))
        self.sections.setVisible(bool(titles))


def _hint(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "hint")
    label.setWordWrap(True)
    return label
