import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given

from dxdesk.package.canonical import NotCanonicalError, canonical_bytes
from dxdesk.plan.model import Plan
from tests.strategies import json_values, plans


@given(json_values())
def test_equals_rfc8785(value: Any) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(value)


def test_sorts_names_by_utf16_code_units() -> None:
    value: Any = {"\U0001f600": 1, "\uffee": 2, "b": {"\U00010000": 0, "\ue000": 1}, "é": 3}
    assert canonical_bytes(value) == rfc8785.dumps(value)
    assert canonical_bytes(value).startswith(b'{"b":')


@given(plans())
def test_a_value_and_its_json_have_one_form(plan: Plan) -> None:
    form = canonical_bytes(plan)
    assert form == canonical_bytes(json.loads(form)) == rfc8785.dumps(json.loads(form))


@pytest.mark.parametrize(
    "value",
    [1.0, {"a": [float("nan")]}, 2**53, [-(2**53)], "\ud800", {"\udfff": 1}, {1: 2}, {"a": b"x"}, [{1, 2}]],
)
def test_refuses_what_has_no_form(value: Any) -> None:
    with pytest.raises(NotCanonicalError):
        canonical_bytes(value)
