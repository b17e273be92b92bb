"""Who does what in carrying out the plan."""

from collections.abc import Sequence

from dxdesk.language import translate as _
from dxdesk.plan.changes import lead_units
from dxdesk.plan.contents import PlanPage
from dxdesk.plan.model import Assignment
from dxdesk.plan.table_catalogue import TABLES
from ui import theme
from ui.desk import Desk
from ui.fields.area import AreaEditor
from ui.fields.field import Field
from ui.fields.line import LineEditor
from ui.pages.row import RowForm
from ui.pages.rows import RowsEditor
from ui.pages.rows_kind import RowsKind
from ui.pages.rows_page import RowsPage


class OrganisationPage(RowsPage):
    """Offices and officials, each with its duties."""

    def __init__(self, desk: Desk, page: PlanPage) -> None:
        """Show the assignments of the plan on the desk."""
        lead = _("Name everyone who leads an activity, and who follows the plan and reports on it.")
        super().__init__(desk, page.key, page.title, lead=lead)
        kind = RowsKind(
            build=self._row,
            blank=Assignment,
            add=_("&Add an office or official"),
            nothing=_("Nobody is named yet."),
            table=TABLES["assignments"],
            spacing=theme.LARGE,
        )
        self.rows = self.add_rows(RowsEditor(desk, "/organisation", kind))
        self.column.addStretch(1)

    def _row(self, form: RowForm, path: str) -> Sequence[Field]:
        body = Field(self.desk, f"{path}/body", _("Office or official"), LineEditor(offers=self._offers))
        duties = Field(self.desk, f"{path}/duties", _("Duties"), AreaEditor())
        form.head.addWidget(body)
        form.below.addWidget(duties)
        return body, duties

    def _offers(self) -> list[str]:
        return lead_units(self.desk.plan, self.desk.guidance)
