"""A newer minor version may add members: they are kept, covered by the digests, and said to be newer."""

import json

import msgspec
import pytest

from dxdesk.package.reading import read_package
from dxdesk.package.writing import package_bytes
from tests.package import samples
from tests.package.samples import Plain


def _newer() -> Plain:
    def change(data: Plain) -> None:
        data["version"] = "1.7"
        data["statement"]["channel"] = {"name": "trục liên thông", "hops": [1, 2]}
        data["plan"]["risks"] = ["mất điện"]
        data["plan"]["tasks"]["digital-signatures"]["activities"][0]["a/b~c"] = None
        data["documents"][0]["pages"] = 3
        data["été"] = 1

    return samples.spoilt(change)


def test_members_are_kept_and_named() -> None:
    read = read_package(samples.written(_newer()))
    places = [
        "/documents/0/pages",
        "/plan/risks",
        "/plan/tasks/digital-signatures/activities/0/a~1b~0c",
        "/statement/channel",
        "/été",
    ]
    assert sorted(notice.pointer for notice in read.notices if notice.code == "DX191") == places
    assert sorted(member.pointer for member in read.newer) == places
    assert read.package.version == "1.7"


def test_members_are_written_back() -> None:
    read = read_package(samples.written(_newer()))
    data = package_bytes(read.package, read.newer)
    assert json.loads(data) == _newer()
    again = read_package(data)
    assert (again.package, set(again.notices)) == (read.package, set(read.notices))


def test_members_without_their_place_stay_out() -> None:
    read = read_package(samples.written(_newer()))
    emptied = msgspec.structs.replace(read.package, plan=msgspec.structs.replace(read.package.plan, tasks={}))
    data = json.loads(package_bytes(emptied, read.newer))
    assert data["plan"]["tasks"] == {}
    assert data["plan"]["risks"] == ["mất điện"]


@pytest.mark.parametrize("place", ["statement", "plan"])
def test_members_are_covered_by_the_digests(place: str) -> None:
    data = _newer()
    data[place]["added-later"] = True
    assert samples.found(samples.written(data)) == [("DX151" if place == "plan" else "DX152", f"/{place}")]


def test_characters_of_newer_members_are_checked() -> None:
    data = _newer()
    data["x\u202e"] = ["U\u0309"]
    assert samples.found(samples.written(data)) == [("DX146", "/x\\u202e"), ("DX145", "/x\\u202e/0")]


def test_known_members_must_still_fit() -> None:
    data = _newer()
    data["plan"]["year"] = None
    assert samples.found(samples.written(data)) == [("DX141", "/plan/year")]


def test_version_1_0_has_no_unknown_members() -> None:
    data = samples.spoilt(lambda data: data["plan"].update(risks=[]))
    assert samples.found(samples.written(data)) == [("DX141", "/plan")]


def test_a_newer_version_without_newer_members_is_read_like_any() -> None:
    data = samples.spoilt(lambda data: data.update(version="1.12"))
    read = read_package(samples.written(data))
    assert read.newer == ()
    assert read_package(package_bytes(read.package)) == read
