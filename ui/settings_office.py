"""What the office sets once for its new plans."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.defaults import OFFICE_SETTING, OfficeDefaults, default_unit
from dxdesk.plan.model import Capacity, Plan
from dxdesk.units.unit import Unit
from dxdesk.value import FaultyValueError, convert
from ui import theme
from ui.archive import Archive
from ui.dialog import heading, muted
from ui.fields.area import AreaEditor
from ui.fields.choice import CheckEditor, ChoiceEditor
from ui.fields.editor import Editor
from ui.fields.line import LineEditor
from ui.fields.rest import WRITING, Rest
from ui.settings_tab import SettingsTab, plain_button
from ui.settings_unit import UnitLine

_CAPACITIES: Final[Mapping[Capacity, str]] = {
    "TM": mark("On behalf of the committee (TM.)"),
    "KT": mark("For the chairperson (KT.)"),
    "Q": mark("As acting chairperson (Q.)"),
    "TUQ": mark("By authorisation (TUQ.)"),
    "TL": mark("By order (TL.)"),
}


class RecipientsEditor(AreaEditor):
    """Edits a list of texts, one a line."""

    def show_value(self, value: Any) -> None:
        """Show the lines."""
        super().show_value("\n".join(value))

    def read(self) -> Any:
        """Return the lines that are not empty."""
        return [line.strip() for line in super().read().split("\n") if line.strip()]


class OfficeTab(SettingsTab):
    """The office's unit and what its plans begin with; kept as it is typed."""

    def __init__(self, archive: Archive, open_plan: Callable[[], Plan | None]) -> None:
        """Show what is kept; `open_plan` returns the plan that the window shows, if any."""
        super().__init__()
        self._archive = archive
        self._open_plan = open_plan
        archive.flush()
        self.defaults = archive.read(lambda store: store.setting(OFFICE_SETTING, OfficeDefaults))
        self.editors: dict[str, Editor] = {}
        self._faults: dict[str, QLabel] = {}
        self._build()
        self._show()

    def settle(self) -> None:
        """Take over what is typed in every field."""
        for name in self.editors:
            self._take(name)

    def _build(self) -> None:
        self.column.addWidget(
            muted(_("New plans of this unit begin with what stands here; older ones stay."))
        )
        self.take = plain_button(_("Take from the open &plan"))
        self.take.clicked.connect(self._take_from_plan)
        self.take.setVisible(self._open_plan() is not None)
        self.add_row(self.take)
        self.column.addWidget(self.notice)
        self.unit = UnitLine()
        self.unit.chosen.connect(self._take_unit)
        self.add(_("Unit"), self.unit)
        self._field("organ_id", _("Electronic agency id"), LineEditor(), _("Decision 20/2020/QĐ-TTg"))
        self._field("place", _("Place of issue"), LineEditor())
        self._field("symbol", _("Symbol"), LineEditor(), _("Behind the number, like KH-UBND."))
        above = CheckEditor(_("Name the level above in the letterhead"))
        self._field("superior_line", "", above)
        self.column.addWidget(heading(_("Signature")))
        self._pair(
            ("signer.capacity", _("Capacity"), ChoiceEditor((c, _(w)) for c, w in _CAPACITIES.items())),
            ("signer.title", _("Title"), LineEditor()),
        )
        self._field("signer.full_name", _("Full name"), LineEditor())
        self.column.addWidget(heading(_("Recipients")))
        self._field("recipients", _("One recipient a line"), RecipientsEditor(lines=4))
        self._field("archive", _("Archive line"), LineEditor(), _("Behind “Lưu:”, like VT, VHXH."))
        self._field(
            "money_unit",
            _("Amounts of money in"),
            ChoiceEditor((("million", _("million đồng")), ("dong", _("đồng")))),
        )
        self.column.addStretch(1)

    def _pair(self, *fields: tuple[str, str, Editor]) -> None:
        """Add two fields side by side."""
        row = QHBoxLayout()
        row.setSpacing(theme.WIDE)
        for name, words, editor in fields:
            column = QVBoxLayout()
            column.setSpacing(theme.TIGHT)
            label = QLabel(words)
            label.setBuddy(editor.widget)
            for widget in (label, editor.widget, self._begin(name, words, editor)):
                column.addWidget(widget)
            column.addStretch(1)
            row.addLayout(column, 1)
        self.column.addLayout(row)

    def _field(self, name: str, words: str, editor: Editor, hint: str = "") -> None:
        fault = self._begin(name, words, editor)
        if words:
            self.add(words, editor.widget, hint, fault)
        else:
            self.column.addWidget(editor.widget)

    def _begin(self, name: str, words: str, editor: Editor) -> QLabel:
        """Register an editor; return the line below it for what is wrong."""
        if words:
            editor.widget.setAccessibleName(words)
        fault = QLabel()
        fault.setProperty("role", "error")
        fault.setWordWrap(True)
        fault.hide()
        self.editors[name], self._faults[name] = editor, fault
        editor.left.connect(lambda: self._take(name))
        rest = Rest(self, WRITING, lambda: self._take(name, quietly=True))
        editor.typed.connect(rest.note_typing)
        editor.left.connect(rest.stop)
        return fault

    def _now(self) -> OfficeDefaults:
        return self.defaults or OfficeDefaults()

    def _show(self) -> None:
        values = msgspec.to_builtins(self._now())
        self.unit.show_unit(default_unit(self._now()))
        for name, editor in self.editors.items():
            editor.show_value(_value(values, name))
            self._faults[name].hide()

    def _take(self, name: str, *, quietly: bool = False) -> None:
        """Keep what a field says; where that cannot be, say so below it, unless somebody is still typing."""
        values = msgspec.to_builtins(self._now())
        *outer, last = name.split(".")
        inner = _value(values, outer[0]) if outer else values
        inner[last] = self.editors[name].read()
        fault = self._faults[name]
        try:
            changed = convert(values, OfficeDefaults)
        except FaultyValueError as error:
            if not quietly:
                fault.setText("\n".join(each.message for each in error.faults))
                fault.show()
            return
        fault.hide()
        self._keep(changed)

    def _take_unit(self, unit: Unit | None) -> None:
        scheme, code = (unit.scheme, unit.code) if unit else ("", "")
        self._keep(msgspec.structs.replace(self._now(), unit_scheme=scheme, unit_code=code))

    def _keep(self, defaults: OfficeDefaults) -> None:
        if defaults != self._now():
            self.defaults = defaults
            self._archive.write(lambda store: store.set_setting(OFFICE_SETTING, defaults))

    def _take_from_plan(self) -> None:
        plan = self._open_plan()
        if plan is None:
            return
        self.settle()
        before = self._now()
        self._replace(_defaults_of(plan))
        self.notice.say(
            _("The values of the open plan are taken over."), "soft", _("Undo"), lambda: self._replace(before)
        )

    def _replace(self, defaults: OfficeDefaults) -> None:
        self._keep(defaults)
        self._show()


def _value(values: dict[str, Any], name: str) -> Any:
    for step in name.split("."):
        values = values[step]
    return values


def _defaults_of(plan: Plan) -> OfficeDefaults:
    """Return what a plan has of the fields that an office sets."""
    shared = {
        name: getattr(plan.document, name)
        for name in OfficeDefaults.__struct_fields__
        if hasattr(plan.document, name)
    }
    unit = plan.unit
    return OfficeDefaults(unit_scheme=unit.scheme, unit_code=unit.code, organ_id=unit.organ_id, **shared)
