"""Values as a difference shows them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from dxdesk.language import translate as _
from dxdesk.plan.wording import SOURCE_NAMES, UNIT_NAMES, WITHOUT_SOURCE
from dxdesk.text.dates import short_date
from dxdesk.text.numerals import number_text

_NAMES: Final[Mapping[str, Mapping[Any, str]]] = {
    "source": SOURCE_NAMES,
    "money_unit": UNIT_NAMES,
}


def shown_value(path: str, value: Any) -> str:
    """Return a value of the plan at a path as people read it."""
    field = path.rpartition("/")[2]
    if field == "source" and value is None:
        return WITHOUT_SOURCE
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case int():
            return f"{number_text(value)} đồng"
        case date():
            return short_date(value)
    return _NAMES.get(field, {}).get(value, str(value))
