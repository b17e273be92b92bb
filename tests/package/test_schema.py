import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given

from dxdesk.package.schema import package_schema, schema_file, schema_text
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.plan.model import Plan
from tests.package import samples
from tests.package.samples import Plain
from tests.strategies import plans

VALIDATOR = jsonschema_rs.Draft202012Validator(package_schema(), validate_formats=True)


def test_the_kept_schema_is_the_current_one() -> None:
    kept = Path(schema_file()).read_text("utf-8")
    assert kept == schema_text(), "write schema_text() of dxdesk.package.schema to resources/schema/"


def test_two_validators_agree() -> None:
    other = jsonschema.Draft202012Validator(package_schema())
    assert other.is_valid(samples.plain())
    spoilt = samples.plain()
    spoilt["plan"]["unit"]["level"] = "thon"
    (fault,) = other.iter_errors(spoilt)
    assert list(fault.path) == ["plan", "unit", "level"]


def test_is_a_schema() -> None:
    assert jsonschema_rs.meta.is_valid(package_schema())


@given(plans())
def test_accepts_what_we_write(plan: Plan) -> None:
    assert VALIDATOR.is_valid(json.loads(package_bytes(draft_package(plan))))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("statement"),
        lambda data: data.update(version="2.0"),
        lambda data: data.update(more=1),
        lambda data: data["statement"].update(plan_sha256="X" * 64),
        lambda data: data["statement"].update(sealed_at="yesterday"),
        lambda data: data["plan"].update(year=1999),
        lambda data: data["plan"]["tasks"].update({"Not a key": {}}),
        lambda data: data["plan"]["unit"].update(level="thon"),
        lambda data: data["documents"][0].update(role="program"),
        lambda data: data["metadata"].update(OrganName="x" * 201),
    ],
)
def test_refuses_what_we_refuse(change: Callable[[Plain], object]) -> None:
    data = samples.plain()
    change(data)
    assert not VALIDATOR.is_valid(data)
    assert samples.found(samples.written(data))


def test_has_no_fractions_and_bounds_every_integer() -> None:
    for item in _objects(package_schema()):
        assert item.get("type") != "number"
        if item.get("type") == "integer":
            assert {"minimum", "maximum"} <= set(item), item


def test_patterns_are_plain_ecma() -> None:
    for item in _objects(package_schema()):
        pattern = item.get("pattern", "")
        assert isinstance(pattern, dict) or not {"(?", "\\Z", "\\d"} & {
            pattern[i : i + 2] for i in range(len(pattern))
        }


def _objects(item: Any) -> Iterator[dict[str, Any]]:
    if isinstance(item, dict):
        yield item
    for inner in item.values() if isinstance(item, dict) else item if isinstance(item, list) else ():
        yield from _objects(inner)
