"""How the tasks are to be got done."""

from collections.abc import Sequence

from dxdesk.language import translate as _
from dxdesk.plan.contents import PlanPage
from dxdesk.plan.model import Solution
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


class SolutionsPage(RowsPage):
    """Solutions, each a short heading and a text."""

    def __init__(self, desk: Desk, page: PlanPage) -> None:
        """Show the solutions of the plan on the desk."""
        lead = _("Ways of getting the tasks done: leadership, communication, money, people, checks.")
        super().__init__(desk, page.key, page.title, lead=lead)
        kind = RowsKind(
            build=self._row,
            blank=Solution,
            add=_("&Add a solution"),
            nothing=_("No solution yet."),
            table=TABLES["solutions"],
            spacing=theme.LARGE,
        )
        self.rows = self.add_rows(RowsEditor(desk, "/solutions", kind))
        self.column.addStretch(1)

    def _row(self, form: RowForm, path: str) -> Sequence[Field]:
        title = Field(self.desk, f"{path}/title", _("Heading"), LineEditor())
        text = Field(self.desk, f"{path}/text", _("Text"), AreaEditor())
        form.head.addWidget(title)
        form.below.addWidget(text)
        return title, text
