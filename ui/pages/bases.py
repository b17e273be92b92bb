"""The legal bases of the plan, each as the sentence that is printed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout

from dxdesk.language import translate as _
from dxdesk.plan.contents import PlanPage
from dxdesk.plan.model import LegalBasis
from dxdesk.plan.table_catalogue import TABLES
from dxdesk.plan.wording import basis_sentence
from ui import theme
from ui.desk import Desk
from ui.fields.amount import DayEditor
from ui.fields.area import AreaEditor
from ui.fields.choice import RadioEditor
from ui.fields.field import Field
from ui.fields.line import LineEditor
from ui.pages.guidance_bases import GuidanceBases
from ui.pages.row import RowForm
from ui.pages.rows import RowsEditor
from ui.pages.rows_kind import RowsKind
from ui.pages.rows_page import RowsPage


class BasesPage(RowsPage):
    """What the plan rests on, and where in the document it stands."""

    def __init__(self, desk: Desk, page: PlanPage) -> None:
        """Show the bases of the plan on the desk."""
        lead = _("Each is printed as the sentence shown. Press one to change its parts.")
        super().__init__(desk, page.key, page.title, lead=lead)
        kind = RowsKind(
            build=self._row,
            blank=LegalBasis,
            add=_("&Add a basis"),
            nothing=_("No basis yet. Begin with those of the guidance."),
            table=TABLES["bases"],
            summary=basis_sentence,
            spacing=theme.TIGHT,
        )
        self.rows = RowsEditor(desk, "/bases", kind)
        self.guidance = GuidanceBases(desk)
        self.rows.foot.addWidget(self.guidance.button)
        self.add_rows(self.rows)
        self.add_widget(self.guidance)
        self.guidance.inserted.connect(self.bring_to)
        self._show_panel = QTimer(self, singleShot=True, interval=0)
        self._show_panel.timeout.connect(lambda: self.scroller.ensureWidgetVisible(self.guidance))
        self.guidance.button.toggled.connect(lambda shown: self._show_panel.start() if shown else None)
        self._add_style()
        self.column.addStretch(1)

    def _add_style(self) -> None:
        self.add_section(_("Where they stand"))
        choices = [("italic", _("Below the title, in italics")), ("section", _("In a section of their own"))]
        hint = _(
            "A section of their own is printed where the outline has one; a decision has them below its title."
        )
        self.add_field(
            Field(
                self.desk, "/document/bases_style", _("Place of the legal bases"), RadioEditor(choices), hint
            )
        )

    def _row(self, form: RowForm, path: str) -> Sequence[Field]:
        def field(
            name: str, label: str, editor: LineEditor | DayEditor | AreaEditor, hint: str = ""
        ) -> Field:
            return Field(self.desk, f"{path}/{name}", label, editor, hint)

        lead = field("lead", _("Opening words"), LineEditor(offers=lambda: _LEADS))
        kind = field("kind", _("Kind of document"), LineEditor(offers=self._kinds))
        number = field("number", _("Number and symbol"), LineEditor())
        day = field("issued_on", _("Date"), DayEditor(lambda: self.desk.plan.year - 1))
        issuer = field("issuer", _("Issuer"), LineEditor(offers=self._issuers))
        abstract = field("abstract", _("Abstract"), AreaEditor(lines=2, one_line=True))
        for pair in ((lead, kind), (number, day)):
            line = QHBoxLayout()
            line.setSpacing(theme.WIDE)
            for part in pair:
                line.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
            form.below.addLayout(line)
        form.below.addWidget(issuer)
        form.below.addWidget(abstract)
        return lead, kind, number, day, issuer, abstract

    def _kinds(self) -> list[str]:
        documents = self.desk.guidance.meta.legal_documents
        return list(dict.fromkeys(document.kind for document in documents))

    def _issuers(self) -> list[str]:
        used = (basis.issuer for basis in self.desk.plan.bases)
        known = (document.issuer for document in self.desk.guidance.meta.legal_documents)
        return [name for name in dict.fromkeys([*used, *known]) if name]


_LEADS = ("Căn cứ", "Thực hiện", "Theo đề nghị của")
