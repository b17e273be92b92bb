"""Where the fields stand and what their signatures allow: real seal size, the place of the decree, its rules."""

from collections.abc import Mapping
from io import BytesIO
from itertools import permutations
from typing import Any, NamedTuple

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from dxdesk.document.profile import PROFILES, Profile
from tests.render.pdf_text import MM, PdfFile
from tests.signing.documents import exported, issued_document


class Widget(NamedTuple):
    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> tuple[float, float]:
        return (self.right - self.left) / MM, (self.top - self.bottom) / MM


def widgets(profile: Profile) -> Mapping[str, Widget]:
    reader = PdfFileReader(BytesIO(exported(profile)))
    pages = reader.root["/Pages"]["/Kids"]
    found = {}
    for number in range(len(pages)):
        if "/Annots" not in pages[number]:
            continue
        notes: Any = pages[number]["/Annots"]
        for index in range(len(notes)):
            found[str(notes[index]["/T"])] = Widget(number, *map(float, notes[index]["/Rect"]))
    return found


@pytest.mark.parametrize("profile", PROFILES)
def test_each_profile_has_its_fields_and_no_others(profile: Profile) -> None:
    assert set(widgets(profile)) == PROFILES[profile]


def test_no_name_is_the_beginning_of_another() -> None:
    names = PROFILES["fillable"]
    assert [pair for pair in permutations(names, 2) if pair[0].startswith(pair[1])] == []


@pytest.mark.parametrize("profile", ["fields", "fillable"])
def test_the_seal_in_real_size_covers_a_third_of_the_signature_on_its_left(profile: Profile) -> None:
    signer, agency = widgets(profile)["signer"], widgets(profile)["agency"]
    assert agency.size == pytest.approx((36, 36), abs=0.1)
    assert agency.left < signer.left < agency.right < signer.right
    assert (agency.right - signer.left) / (signer.right - signer.left) == pytest.approx(1 / 3, abs=0.01)


def test_both_stand_between_office_and_name() -> None:
    signer, agency = widgets("fields")["signer"], widgets("fields")["agency"]
    page = PdfFile(exported("fields")).pages[signer.page]
    aside = [piece for line in page.lines for piece in line if piece.x > page.width / 2]
    inside = [piece for piece in aside if signer.bottom < (piece.bottom + piece.top) / 2 < signer.top]
    assert inside == []
    above = min(piece.bottom for piece in aside if piece.bottom > signer.top - 1)
    below = max(piece.top for piece in aside if piece.top < signer.bottom + 1)
    assert (above - below) / MM >= 35
    assert agency.page == signer.page
    assert below <= agency.bottom < agency.top <= above


def test_number_and_day_stand_in_the_room_that_is_left_for_them() -> None:
    found = widgets("fillable")
    page = PdfFile(exported("fillable")).pages[0]
    for name in ("number", "day", "month"):
        field = found[name]
        assert field.page == 0
        line = next(
            piece
            for piece in page.body
            if piece.text.startswith(("Số:", "Thạch Kim,")) and piece.left < field.left < piece.right
        )
        assert line.bottom - 4 < field.bottom < line.y < field.top < line.top + 4, name
        assert field.right < line.right, name


def test_the_first_signature_certifies_and_the_last_closes_the_file() -> None:
    first, last = PdfFileReader(BytesIO(issued_document())).embedded_regular_signatures
    certified = first.sig_object["/Reference"][0]
    assert certified["/TransformMethod"] == "/DocMDP"
    assert certified["/TransformParams"]["/P"] == 2
    closing = last.sig_object["/Reference"][0]
    assert closing["/TransformMethod"] == "/FieldMDP"
    assert closing["/TransformParams"]["/Action"] == "/All"
