"""The units that are to be chased, each with all that is the matter."""

from collections import defaultdict
from datetime import date
from typing import Literal

from sqlalchemy import Connection, text

from dxdesk.central.chasing.claims import claims
from dxdesk.central.consolidation.outliers import outliers
from dxdesk.central.consolidation.units import unit_figures
from dxdesk.central.intake import Intake
from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.figures import UnitFigures
from dxdesk.consolidation.outliers import Outlier
from dxdesk.guidance.pack import Pack
from dxdesk.language import translate_for_records
from dxdesk.package.sender_cures import sender_cure
from dxdesk.plan.figure import figure_text
from dxdesk.text.numerals import number_text
from dxdesk.value import Value

Trouble = Literal["missing", "late", "conflict", "refused", "gap", "doubtful"]
_BROKEN = text(
    """SELECT unit.code, broken_chain.revision, broken_chain.what FROM broken_chain
    JOIN unit ON unit.id = broken_chain.unit_id
    WHERE broken_chain.year = :year AND unit.scheme = :scheme"""
)


class Matter(Value, frozen=True, kw_only=True):
    """What is the matter with a unit: what happened, and what it is asked to do (nothing: only to be known)."""

    trouble: Trouble
    what: str
    cure: str = ""
    code: str = ""
    place: str = ""


class Case(Value, frozen=True, kw_only=True):
    """A unit with what is the matter, the gravest first."""

    unit: UnitFigures
    matters: tuple[Matter, ...]

    @property
    def is_asked(self) -> bool:
        """Whether the unit has anything to do."""
        return any(matter.cure for matter in self.matters)


def find_cases(
    connection: Connection, scope: Scope, pack: Pack, deadline: date, intake: Intake | None
) -> list[Case]:
    """Return the units of a scope with which something is the matter, in the order of the map."""
    matters: dict[str, list[Matter]] = defaultdict(list)
    units = unit_figures(connection, scope, deadline)
    for unit in units:
        matters[unit.code] += _standing(unit)
    for claim in claims(connection, intake, scope.year):
        held = claim.held
        matters[claim.code].append(
            Matter(
                trouble="refused",
                what=held.message,
                cure=sender_cure(held.code, held.cure, translate_for_records) or _AGAIN,
                code=held.code,
                place=held.place,
            )
        )
        # Whoever has sent something that could not be taken has more to mend than to send.
        matters[claim.code] = [one for one in matters[claim.code] if one.trouble != "missing"]
    for row in connection.execute(_BROKEN, {"year": scope.year, "scheme": scope.scheme}):
        matters[row.code].append(_broken(row.revision, row.what))
    for outlier in outliers(connection, scope, pack):
        matters[outlier.code].append(_doubtful(outlier, pack))
    return [Case(unit=unit, matters=tuple(matters[unit.code])) for unit in units if matters[unit.code]]


_AGAIN = "Sửa trong phần mềm, chốt và gửi lại."


def _standing(unit: UnitFigures) -> list[Matter]:
    if unit.received_at is None:
        cure = "Ban hành kế hoạch, chốt và gửi gói dữ liệu."
        return [Matter(trouble="missing", what="Chưa nhận được gói dữ liệu kế hoạch.", cure=cure)]
    found = []
    if unit.conflict:
        what = "Có hai gói dữ liệu khác nhau cho cùng một lần ban hành."
        cure = "Cho biết gói nào là đúng, theo 8 ký tự đầu của mã kiểm tra."
        found.append(Matter(trouble="conflict", what=what, cure=cure))
    if unit.late:
        found.append(Matter(trouble="late", what="Gói dữ liệu đầu tiên đến sau ngày hạn."))
    return found


def _broken(revision: int, what: str) -> Matter:
    if what == "gap":
        text = f"Đã nhận lần ban hành {revision} nhưng chưa nhận lần ban hành {revision - 1}."
        return Matter(trouble="gap", what=text, cure=f"Gửi gói dữ liệu của lần ban hành {revision - 1}.")
    text = f"Lần ban hành {revision} nối tiếp một bản khác của lần ban hành {revision - 1}, không phải bản đã nhận."
    return Matter(trouble="gap", what=text, cure=f"Gửi lại cả lần ban hành {revision - 1} và {revision}.")


def _doubtful(outlier: Outlier, pack: Pack) -> Matter:
    labels = {one.key: one.label for task in pack.tasks for one in task.indicators}
    label = labels.get(outlier.indicator, outlier.indicator)
    field = "thực hiện năm trước" if outlier.field == "baseline" else "chỉ tiêu năm nay"
    bounds = [
        f"{word} {number_text(bound)}"
        for word, bound in (("từ", outlier.lower), ("đến", outlier.upper))
        if bound is not None
    ]
    why = "khoảng hợp lý" if outlier.why == "range" else "các đơn vị cùng cấp"
    figure = figure_text(outlier.form, f"{outlier.figure.normalize():f}")
    what = f"{label}, {field}: {figure} {outlier.unit}; {why} là {' '.join(bounds)}."
    place = f"/tasks/{outlier.task}/indicators/{outlier.indicator}/{outlier.field}"
    cure = "Kiểm tra lại số liệu; nếu sai, gửi bản điều chỉnh; nếu đúng, báo lại."
    return Matter(trouble="doubtful", what=what, cure=cure, place=place)
