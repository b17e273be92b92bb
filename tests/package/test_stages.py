"""Every stage: what it finds, where, and that it lists all of it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from dxdesk.package.container import MAX_SIZE
from dxdesk.package.documents import attached
from dxdesk.package.faults import MAX_FAULTS
from dxdesk.package.reading import read_package
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.plan.model import GuidanceReference
from tests.package import samples
from tests.package.samples import Plain

TEXT = json.dumps(samples.plain(), ensure_ascii=False)


def swapped(old: str, new: str) -> bytes:
    assert TEXT.count(old) == 1, old
    return TEXT.replace(old, new).encode()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [("DX101", "")]),
        (b" " * (MAX_SIZE + 1), [("DX102", "")]),
        (b"[" + b"[],1," * 400_000 + b"0]", [("DX103", "")]),
        (b"PK\x03\x04....word/document.xml", [("DX105", "")]),
        (b"%PDF-1.7 ...", [("DX105", "")]),
        (b"\x1f\x8b\x08\x00", [("DX105", "")]),
        (b"\n<!DOCTYPE HTML><p>", [("DX105", "")]),
        (b"\xef\xbb\xbf" + TEXT.encode(), [("DX111", "")]),
        (TEXT.encode("utf-16"), [("DX112", "")]),
        (TEXT.encode("utf-32"), [("DX112", "")]),
        (TEXT.encode("utf-8")[:-30] + b"\xff" + b'"}', [("DX113", "")]),
        (b"From: somebody", [("DX121", "")]),
        (TEXT.encode() + b"{}", [("DX121", "")]),
        (TEXT[:-200].encode(), [("DX122", "")]),
        (TEXT[: TEXT.index("cấp") + 1].encode(), [("DX122", "")]),
        (b" \n", [("DX122", "")]),
        (b"[" * 65 + b"]" * 65, [("DX123", "")]),
        (b'{"a":' * 100_000, [("DX123", "")]),
        (b"null", [("DX131", "")]),
        (b'{"format": "edxml"}', [("DX131", "/format")]),
        (swapped('"version": "1.0", "statement"', '"statement"'), [("DX132", "/version")]),
        (swapped('"1.0", "statement"', '1, "statement"'), [("DX132", "/version")]),
        (swapped('"1.0", "statement"', '"0.9", "statement"'), [("DX132", "/version")]),
        (swapped('"1.0", "statement"', '"2.1", "statement"'), [("DX133", "/version")]),
    ],
)
def test_before_the_content(data: bytes, expected: list[tuple[str, str]]) -> None:
    assert samples.found(data) == expected


def test_syntax_names_line_and_column() -> None:
    (fault,) = samples.faults(b'{\n  "format": "dxdesk.plan",\n  oops\n}')
    assert "line 3, column 3" in fault.message


def test_a_bad_byte_has_its_offset() -> None:
    (fault,) = samples.faults(b'{"a": "\xff"}')
    assert "offset 7" in fault.message


def test_numbers_and_names_that_parsers_let_through() -> None:
    data = b"""{"format": "dxdesk.plan", "a": {"b": 1, "b": 2, "b/c": 1, "c": [NaN, -Infinity, 1.5, 1e3]},
      "d": [9007199254740992, -9007199254740991, 12345678901234567890], "e": "\\ud800", "\\udfff": 0}"""
    assert samples.found(data) == [
        ("DX124", "/a/b"),
        ("DX125", "/a/c/0"),
        ("DX125", "/a/c/1"),
        ("DX126", "/a/c/2"),
        ("DX126", "/a/c/3"),
        ("DX127", "/d/0"),
        ("DX127", "/d/2"),
        ("DX128", "/e"),
        ("DX128", "/\\udfff"),
    ]


def test_a_number_of_five_thousand_digits() -> None:
    (fault,) = samples.faults(b'{"a": ' + b"7" * 5000 + b"}")
    assert (fault.code, fault.pointer) == ("DX127", "/a")
    assert len(fault.message) < 200


def test_a_name_repeated_deep_in_the_plan_is_found() -> None:
    assert samples.found(swapped('"applies": true', '"applies": false, "applies": true')) == [
        ("DX124", "/plan/tasks/digital-signatures/applies")
    ]


def _spoil_schema(data: Plain) -> None:
    data["statement"]["year"] = "2023"
    data["plan"]["unit"]["colour"] = "red"
    data["plan"]["tasks"]["digital-signatures"]["activities"][0]["costs"] = [{"amount": -1}]
    del data["metadata"]["TypeName"]


def test_schema_lists_every_place() -> None:
    assert sorted(samples.found(samples.written(samples.spoilt(_spoil_schema)))) == [
        ("DX141", "/metadata"),
        ("DX141", "/plan/tasks/digital-signatures/activities/0/costs/0/amount"),
        ("DX141", "/plan/unit"),
        ("DX141", "/statement/year"),
    ]


def _spoil_characters(data: Plain) -> None:
    data["plan"]["goals"]["general"] = "a\u202eb\u200bc"
    data["plan"]["funding"]["text"] = "U\u0309y ban"
    data["plan"]["sections"]["reports"] = "tab\there"
    data["transport"]["note"] = "☺️ \x07"


def test_characters_list_every_place() -> None:
    assert sorted(samples.found(samples.written(samples.spoilt(_spoil_characters)))) == [
        ("DX145", "/plan/funding/text"),
        ("DX146", "/plan/goals/general"),
        ("DX146", "/plan/goals/general"),
        ("DX146", "/plan/sections/reports"),
        ("DX146", "/transport/note"),
        ("DX146", "/transport/note"),
    ]


def test_a_change_of_the_plan_or_the_statement_is_noticed() -> None:
    data = samples.plain()
    data["plan"]["year"] = 2024
    assert samples.found(samples.written(data)) == [("DX151", "/plan")]
    data = samples.plain()
    data["statement"]["revision"] = 3
    assert samples.found(samples.written(data)) == [("DX152", "/statement")]
    data["plan"]["year"] = 2024
    assert samples.found(samples.written(data)) == [("DX151", "/plan"), ("DX152", "/statement")]


def _set(*path: str | int, to: Any) -> Callable[[Plain], None]:
    def change(data: Plain) -> None:
        place: Any = data
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_set("documents", 0, "name", to="../plan.pdf"), [("DX161", "/documents/0/name")]),
        (_set("documents", 0, "name", to="C:\\plan.pdf"), [("DX161", "/documents/0/name")]),
        (_set("documents", 0, "name", to="kế hoạch.pdf"), [("DX161", "/documents/0/name")]),
        (_set("documents", 0, "name", to="LPT1.pdf"), [("DX161", "/documents/0/name")]),
        (_set("documents", 0, "name", to="nul .pdf"), [("DX161", "/documents/0/name")]),
        (_set("documents", 0, "name", to="plan.pdf."), [("DX161", "/documents/0/name")]),
        (_set("documents", 0, "name", to=""), [("DX161", "/documents/0/name")]),
        (_set("documents", 0, "name", to="plan.pdf.exe"), [("DX166", "/documents/0/name")]),
        (_set("documents", 0, "media_type", to="text/html"), [("DX166", "/documents/0/name")]),
        (_set("documents", 0, "role", to="docx"), [("DX166", "/documents/0/name")]),
        (_set("documents", 0, "data", to="JVBERi0xLjcgc2FtcGxl\n"), [("DX163", "/documents/0/data")]),
        (_set("documents", 0, "data", to="JVBERi0xLjcgc2FtcGxl===="), [("DX163", "/documents/0/data")]),
        (_set("documents", 0, "data", to="ệ"), [("DX163", "/documents/0/data")]),
        (
            _set("documents", 0, "data", to="QQ=="),
            [("DX164", "/documents/0/size"), ("DX165", "/documents/0/data")],
        ),
        (_set("documents", 0, "data", to="QR=="), [("DX163", "/documents/0/data")]),
        (_set("documents", 0, "sha256", to="0" * 64), [("DX165", "/documents/0/data")]),
        (
            _set("signatures", to=[{"format": "cades-detached", "value": "QR=="}]),
            [("DX155", "/signatures/0/value")],
        ),
        (_set("metadata", "OrganName", to="Ủy ban nhân dân xã khác"), [("DX171", "/metadata/OrganName")]),
        (_set("metadata", "SignerInfo", "FullName", to="X"), [("DX171", "/metadata/SignerInfo/FullName")]),
        (_set("metadata", "IssuedDate", to=None), [("DX171", "/metadata/IssuedDate")]),
        (_set("metadata", "ToPlaces", to=[]), [("DX171", "/metadata/ToPlaces")]),
        (_set("metadata", "PageAmount", to=99), []),
        (_set("metadata", "FileNotation", to="01/HS"), []),
        (_set("statement", "unit", "code", to="18493"), [("DX175", "/statement/unit/code")]),
        (_set("statement", "unit", "level", to="huyen"), [("DX175", "/statement/unit/level")]),
        (_set("statement", "year", to=2024), [("DX175", "/statement/year")]),
        (_set("statement", "guidance", "version", to="9"), [("DX175", "/statement/guidance/version")]),
        (_set("statement", "previous", to="0" * 64), [("DX185", "/statement/previous")]),
    ],
)
def test_content(change: Callable[[Plain], None], expected: list[tuple[str, str]]) -> None:
    assert samples.found(samples.written(samples.spoilt(change))) == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ({"code": "00000"}, [("DX181", "/statement/unit/code")]),
        ({"level": "huyen"}, [("DX182", "/statement/unit/level")]),
        ({"scheme": "gso-1999"}, [("DX183", "/statement/unit/scheme")]),
        ({"scheme": "../gso-2022"}, [("DX141", "/plan/unit/scheme"), ("DX141", "/statement/unit/scheme")]),
    ],
)
def test_the_unit_must_be_on_the_map(unit: Plain, expected: list[tuple[str, str]]) -> None:
    data = samples.plain()
    data["statement"]["unit"].update(unit)
    data["plan"]["unit"].update(unit)
    assert sorted(samples.found(samples.written(samples.sealed(data)))) == expected


def test_two_documents_of_one_name() -> None:
    twice = [attached("pdf", "a.pdf", b"1"), attached("scan", "A.PDF", b"2")]
    assert samples.found(package_bytes(draft_package(samples.PLAN, documents=twice))) == [
        ("DX162", "/documents/1/name")
    ]


def test_notices() -> None:
    change = _set("signatures", to=[{"format": "cades-detached", "value": "QQ=="}])
    data = samples.written(samples.spoilt(change))
    at_hand = {(): "DX194", (GuidanceReference(id="dx-2023", version="2"),): "DX195"}
    for known, code in at_hand.items():
        notices = read_package(data, known_guidance=known).notices
        assert [notice.code for notice in notices] == ["DX192", code]
    known = (GuidanceReference(id="dx-2023", version="1.0"),)
    assert [notice.code for notice in read_package(data, known_guidance=known).notices] == ["DX192"]


def test_a_hostile_file_gives_no_endless_list() -> None:
    data = b"[" + b",".join([b'{"a":NaN}'] * 5000) + b"]"
    assert len(samples.faults(data)) == MAX_FAULTS


def test_what_is_shown_cannot_hide_anything() -> None:
    name = "\\u202e\\u0007" + "x" * 10_000
    (fault,) = samples.faults(b'{"%s": 1, "%s": 2}' % (name.encode(), name.encode()))
    assert str(fault).isprintable()
    assert len(str(fault)) < 500
    assert "/\\u202e\\u0007xxx" in fault.pointer


@pytest.mark.parametrize(
    "time", ["2022-12-05T02:12:44.000Z", "2022-12-05T02:12:44+00:00", "2022-12-05 02:12:44Z"]
)
def test_a_time_that_is_signed_has_one_spelling(time: str) -> None:
    data = samples.plain()
    data["statement"]["sealed_at"] = time
    assert samples.found(samples.written(samples.sealed(data))) == [("DX142", "/statement/sealed_at")]


@pytest.mark.parametrize("time", ["2022-12-05T02:12:44Z", "2022-12-05T09:12:44+07:00", None])
def test_a_time_of_this_spelling_can_be_written_again(time: str | None) -> None:
    data = samples.plain()
    data["statement"]["sealed_at"] = time
    read = read_package(samples.written(samples.sealed(data)))
    assert read_package(package_bytes(read.package)).package == read.package
