"""What is to be reached: in words, and in the figures that were entered with the tasks."""

from collections.abc import Sequence

from dxdesk.language import translate as _
from dxdesk.plan.contents import PlanPage
from dxdesk.plan.table_catalogue import TABLES
from ui import theme
from ui.desk import Desk
from ui.fields.area import AreaEditor
from ui.fields.field import Field
from ui.pages.row import RowForm
from ui.pages.rows import RowsEditor
from ui.pages.rows_kind import RowsKind
from ui.pages.rows_page import RowsPage
from ui.pages.targets import TargetTable


class GoalsPage(RowsPage):
    """The general goal, the specific goals, and the targets of the indicators to look at."""

    def __init__(self, desk: Desk, page: PlanPage) -> None:
        """Show the goals of the plan on the desk."""
        super().__init__(desk, page.key, page.title)
        self.add_field(Field(desk, "/goals/general", _("General goal"), AreaEditor(lines=4)))
        self.add_section(_("Specific goals"))
        kind = RowsKind(
            build=self._row,
            blank=str,
            add=_("&Add a goal"),
            nothing=_("No goal in words yet. Targets in figures are entered with the tasks."),
            table=TABLES["goals"],
            spacing=theme.SMALL,
        )
        self.rows = self.add_rows(RowsEditor(desk, "/goals/specific", kind))
        self.add_section(_("Targets entered with the tasks"))
        self.targets = TargetTable(desk)
        self.add_widget(self.targets)
        self.column.addStretch(1)

    def finish(self) -> None:
        """Show the targets; they stand below and can wait until the page is in sight."""
        self.targets.refresh()

    def _row(self, form: RowForm, path: str) -> Sequence[Field]:
        field = Field(self.desk, path, "", AreaEditor(lines=1))
        form.head.addWidget(field)
        return (field,)
