"""How a document writes the name of a unit.

Decree 30/2020/NĐ-CP, Appendix II: the common noun is written small ("xã Thạch Kim"), but with a capital
where the proper name is a number, a person or a historic event ("Quận 1", "Phường Điện Biên Phủ"), and
in "Thành phố Hồ Chí Minh".
"""

from functools import cache

from dxdesk.resources import resource
from dxdesk.units.unit import Unit


def in_sentence(unit: Unit) -> str:
    """Return the name as it stands inside a sentence: "thị trấn Đầm Dơi", "Phường 1"."""
    return unit.name if _needs_common_noun(unit) else f"{unit.kind} {unit.proper_name}"


def place(unit: Unit) -> str:
    """Return the place in front of the date (Decree 30/2020, Appendix I, II.4.a): "Thạch Kim", "Phường 1".

    The place of a unit named after a number, a person or an event is its full name.
    """
    return unit.name if _needs_common_noun(unit) else unit.proper_name


def _needs_common_noun(unit: Unit) -> bool:
    return unit.proper_name.isdigit() or unit.proper_name in _persons_and_events()


@cache
def _persons_and_events() -> frozenset[str]:
    lines = resource("units", "named-after.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
