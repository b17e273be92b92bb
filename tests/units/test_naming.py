import pytest

from dxdesk.plan.beginning import plan_unit
from dxdesk.resources import resource
from dxdesk.units.catalogue import Unit, catalogue, schemes
from dxdesk.units.naming import in_sentence, place


def named(path: str, scheme: str = "gso-2022") -> Unit:
    units = catalogue(scheme)
    return next(each for each in units.search(path) if units.path(each) == path)


@pytest.mark.parametrize(
    ("path", "sentence", "where", "superior"),
    [
        ("Xã Thạch Kim, Huyện Lộc Hà, Tỉnh Hà Tĩnh", "xã Thạch Kim", "Thạch Kim", "huyện Lộc Hà"),
        ("Thị trấn Đầm Dơi, Huyện Đầm Dơi, Tỉnh Cà Mau", "thị trấn Đầm Dơi", "Đầm Dơi", "huyện Đầm Dơi"),
        ("Huyện Lộc Hà, Tỉnh Hà Tĩnh", "huyện Lộc Hà", "Lộc Hà", "tỉnh Hà Tĩnh"),
        ("Thành phố Hà Tĩnh, Tỉnh Hà Tĩnh", "thành phố Hà Tĩnh", "Hà Tĩnh", "tỉnh Hà Tĩnh"),
        ("Tỉnh Hà Tĩnh", "tỉnh Hà Tĩnh", "Hà Tĩnh", ""),
        ("Quận 1, Thành phố Hồ Chí Minh", "Quận 1", "Quận 1", "Thành phố Hồ Chí Minh"),
        ("Phường 12, Quận 3, Thành phố Hồ Chí Minh", "Phường 12", "Phường 12", "Quận 3"),
        ("Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh", ""),
        ("Thành phố Điện Biên Phủ, Tỉnh Điện Biên", "Thành phố Điện Biên Phủ", "Thành phố Điện Biên Phủ", "tỉnh Điện Biên"),
        ("Xã Sơn Kim 1, Huyện Hương Sơn, Tỉnh Hà Tĩnh", "xã Sơn Kim 1", "Sơn Kim 1", "huyện Hương Sơn"),
    ],
)  # fmt: skip
def test_names_in_a_document(path: str, sentence: str, where: str, superior: str) -> None:
    unit = named(path)
    assert in_sentence(unit) == sentence
    assert place(unit) == where
    assert plan_unit(unit).superior == superior


def test_the_superior_after_the_reform_is_the_province() -> None:
    assert plan_unit(named("Xã Thạch Hà, Tỉnh Hà Tĩnh", "gso-2025")).superior == "tỉnh Hà Tĩnh"


def test_every_name_of_a_person_or_event_is_the_name_of_a_unit() -> None:
    names = {unit.proper_name for scheme in schemes() for unit in catalogue(scheme)}
    lines = resource("units", "named-after.txt").read_text("utf-8").splitlines()
    listed = [line for line in lines if line and not line.startswith("#")]
    assert len(listed) == len(set(listed))
    assert set(listed) - names == set()
