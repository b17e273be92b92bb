"""Whether a task is carried out, and if not, why."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from dxdesk.guidance.pack import Need, Task
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.beginning import unit_words
from dxdesk.plan.changes import Change, set_applies, task_path
from dxdesk.plan.model import Plan
from dxdesk.plan.task_changes import set_in_task
from ui import theme
from ui.desk import Desk
from ui.fields.area import AreaEditor
from ui.fields.choice import RadioEditor
from ui.fields.field import Field

_NEEDS: dict[Need, str] = {
    "required": mark("Usual for every unit of this level: {reason}"),
    "optional": mark("For units that have this: {reason}"),
    "not_usual": mark("Not usual at this level: {reason}"),
}


class TaskAnswer(QWidget):
    """The question whether the task applies, the reason if it does not, and how usual the task is."""

    def __init__(self, desk: Desk, task: Task, parent: QWidget | None = None) -> None:
        """Ask about a task of the pack of the plan on the desk."""
        super().__init__(parent)
        self._desk = desk
        self._task = task
        path = task_path(task.key)
        words = unit_words(desk.plan.unit)
        kinds = {"xa": words.xa, "huyen": words.huyen, "tinh": words.tinh}
        refusal = _("Outside the scope of the {unit}").format(unit=kinds[desk.plan.unit.level])
        self.choice = Field(
            desk,
            f"{path}/applies",
            "",
            RadioEditor([(True, _("Carried out")), (False, refusal)]),
            put=self._answer,
            spoken=_("Whether the task is carried out"),
        )
        self.reason = Field(
            desk,
            f"{path}/reason",
            _("Reason, as printed"),
            AreaEditor(lines=2),
            put=lambda plan, place, value: set_in_task(plan, task, place, value),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.choice)
        need = task.levels.get(desk.plan.unit.level)
        if need is not None:
            usual = QLabel(_(_NEEDS[need.need]).format(reason=need.reason))
            usual.setProperty("role", "hint")
            usual.setWordWrap(True)
            column.addWidget(usual)
        column.addWidget(self.reason)

    def show_answer(self, applies: bool | None) -> None:  # noqa: FBT001 - the answer itself
        """Show the reason where the task is not carried out."""
        if applies is False and self.reason.isHidden():
            self.reason.hush()
        self.reason.setVisible(applies is False)

    def _answer(self, plan: Plan, _path: str, value: bool | None) -> Change:  # noqa: FBT001 - as Field has it
        return set_applies(plan, self._task, applies=value)
