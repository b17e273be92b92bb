"""Who signs the plan, whom it is sent to, and where it is kept."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.changes import add_entries
from dxdesk.plan.contents import PlanPage
from dxdesk.plan.model import Capacity
from dxdesk.plan.offers import signer_titles, usual_recipients
from dxdesk.plan.table_catalogue import TABLES
from ui import theme
from ui.desk import Desk
from ui.fields.choice import ChoiceEditor
from ui.fields.field import Field
from ui.fields.line import LineEditor
from ui.fields.touch import concerns
from ui.pages.row import RowForm
from ui.pages.rows import RowsEditor
from ui.pages.rows_kind import RowsKind
from ui.pages.rows_page import RowsPage
from ui.pages.signature import SignaturePreview

_SIGNER: Final = "/document/signer"
_RECIPIENTS: Final = "/document/recipients"
# What a capacity is called, and who signs in it (Decree 30/2020, Article 13 and Appendix I, II.7.b).
_CAPACITIES: Final[dict[Capacity, tuple[str, str]]] = {
    "TM": (mark("TM. – on behalf of the committee"), mark("The head signs for the People's Committee.")),
    "KT": (mark("KT. – for the head"), mark("A deputy signs in place of the head.")),
    "Q": (mark("Q. – acting head"), mark("Somebody holds the office of the head for the time being.")),
    "TUQ": (mark("TUQ. – by authorisation"), mark("Somebody signs whom the head authorised in writing.")),
    "TL": (mark("TL. – by order"), mark("The head of an office below signs by order of the head.")),
}


class SigningPage(RowsPage):
    """The signer with the lines above the signature, the recipients and the archive line."""

    def __init__(self, desk: Desk, page: PlanPage) -> None:
        """Show the signer and the recipients of the plan on the desk."""
        super().__init__(desk, page.key, page.title)
        self._add_signer()
        self._add_recipients()
        self.column.addStretch(1)
        desk.changed.connect(self._follow)
        self._show_signature()
        self._show_usual()

    def _add_signer(self) -> None:
        self.add_section(_("Signature"))
        capacities = [(capacity, _(words)) for capacity, (words, _who) in _CAPACITIES.items()]
        who = _(_CAPACITIES[self.desk.plan.document.signer.capacity][1])
        capacity = Field(self.desk, f"{_SIGNER}/capacity", _("Signs as"), ChoiceEditor(capacities), who)
        self.who = capacity.hint
        self.add_field(capacity)
        title = Field(self.desk, f"{_SIGNER}/title", _("Own title"), LineEditor(offers=self._titles))
        name = Field(
            self.desk,
            f"{_SIGNER}/full_name",
            _("Full name"),
            LineEditor(),
            _("Without titles or degrees before it."),
        )
        self.add_row(title, name)
        self.signature = SignaturePreview()
        row = QHBoxLayout()
        row.addWidget(self.signature, 3)
        row.addStretch(2)
        self.add_layout(row)

    def _add_recipients(self) -> None:
        self.add_section(_("Recipients"))
        kind = RowsKind(
            build=self._row,
            blank=str,
            add=_("&Add a recipient"),
            nothing=_("No recipient yet. The level above comes first."),
            table=TABLES["recipients"],
            spacing=theme.TIGHT,
        )
        self.rows = self.add_rows(RowsEditor(self.desk, _RECIPIENTS, kind))
        self.usual = QPushButton()
        self.usual.setProperty("role", "quiet")
        self.usual.clicked.connect(self._add_usual)
        self.rows.foot.addWidget(self.usual)
        hint = _("Printed as the last line after the word “Lưu”: the registry and the office that drafted.")
        self.add_field(Field(self.desk, "/document/archive", _("Archive line"), LineEditor(), hint))

    def _row(self, form: RowForm, path: str) -> Sequence[Field]:
        field = Field(self.desk, path, "", LineEditor(offers=self._usual))
        form.head.addWidget(field)
        return (field,)

    def _titles(self) -> Sequence[str]:
        return signer_titles(self.desk.plan.document.signer.capacity)

    def _usual(self) -> list[str]:
        return usual_recipients(self.desk.plan, self.desk.guidance)

    def _add_usual(self) -> None:
        self.desk.settle()
        self.rows.change(add_entries(_RECIPIENTS, len(self.rows.rows), self._usual()))

    def _follow(self, touched: tuple[str, ...]) -> None:
        if concerns(touched, _SIGNER):
            self._show_signature()
        if concerns(touched, _RECIPIENTS):
            self._show_usual()

    def _show_signature(self) -> None:
        signer = self.desk.plan.document.signer
        self.who.setText(_(_CAPACITIES[signer.capacity][1]))
        self.signature.show_signer(signer)

    def _show_usual(self) -> None:
        count = len(self._usual())
        self.usual.setText(
            _n("Add {count} usual recipient", "Add {count} usual recipients", count).format(count=count)
        )
        self.usual.setVisible(count > 0)
