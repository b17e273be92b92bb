"""What does not fit a schema, compared with what another validator finds."""

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any, Final

import jsonschema_rs
import msgspec
import pytest

from dxdesk.guidance.pack import Task
from dxdesk.guidance.reading import read_folder
from dxdesk.package.format import Package
from dxdesk.resources import resource
from dxdesk.shapes import misfits

_ODD: Final[tuple[Any, ...]] = (
    *(None, True, 0, -1, 1.0, 1.5, 10**17, "", "x", "A b", "x" * 3_000, [], {}, [1], {"a": 1}),
    *("2020-13-01", "2020-01-01", "2020-01-01T00:00:00", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00+07:00"),
)
_ROUNDS: Final = 300


@cache
def schema(kind: Any) -> dict[str, Any]:
    return msgspec.json.schema(kind)


@cache
def validator(kind: Any) -> Any:
    return jsonschema_rs.Draft202012Validator(schema(kind), validate_formats=True)


@cache
def originals(kind: Any) -> list[Any]:
    if kind is Package:
        return [
            json.loads(resource("samples", f"{name}.dxplan.json").read_bytes()) for name in ("xa", "huyen")
        ]
    files, _faults = read_folder(resource("guidance", "2023"))
    return [msgspec.to_builtins(file.data) for file in files if file.name != "meta.toml"]


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container with each of its keys."""
    members = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in list(members):
        yield data, key
        yield from places(value)


def spoiled(original: Any, chance: Random) -> Any:
    data = deepcopy(original)
    for _ in range(chance.randint(1, 4)):
        container, key = chance.choice([*places(data)])
        match chance.choice(("leave out", "change", "add")):
            case "leave out":
                del container[key]
            case "change":
                container[key] = chance.choice(_ODD)
            case _ if isinstance(container, dict):
                container["unknown"] = 1
    return data


@pytest.mark.parametrize("kind", [Package, Task])
def test_the_same_is_found_as_by_another_validator(kind: Any) -> None:
    chance, count = Random(5406), 0  # noqa: S311 - the same every time
    for _ in range(_ROUNDS):
        data = spoiled(chance.choice(originals(kind)), chance)
        expected = sorted(
            (str(each.instance_path), each.kind.name) for each in validator(kind).iter_errors(data)
        )
        assert sorted((str(each.path), each.keyword) for each in misfits(data, schema(kind))) == expected
        count += len(expected)
    assert count > _ROUNDS


def test_a_name_of_a_member_that_does_not_fit_is_named() -> None:
    asked = {"type": "object", "propertyNames": {"pattern": "^[a-z]+$"}, "additionalProperties": True}
    (found,) = misfits({"a": 1, "B": 2}, asked)
    assert (found.path, found.keyword, found.asked) == (["B"], "pattern", "^[a-z]+$")
