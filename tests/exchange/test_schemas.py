"""The schemas of receipts, replies and address books are current, and refuse what we refuse."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from dxdesk.exchange.reading import read_exchanged
from dxdesk.exchange.schema import KINDS, exchange_schema, exchange_schema_file, exchange_schema_text
from dxdesk.exchange.writing import exchanged_bytes
from dxdesk.package.faults import PackageError
from tests.exchange.samples import addresses, receipt, reply

_FILES: tuple[Any, ...] = (receipt(), reply(), addresses())


@pytest.mark.parametrize("kind", KINDS)
def test_the_kept_schemas_are_the_current_ones(kind: type) -> None:
    kept = Path(exchange_schema_file(kind)).read_text("utf-8")
    assert kept == exchange_schema_text(kind), "write exchange_schema_text() to resources/schema/"
    assert jsonschema_rs.meta.is_valid(exchange_schema(kind))


@pytest.mark.parametrize("value", _FILES, ids=lambda value: value.format)
def test_they_accept_what_we_write(value: Any) -> None:
    validator = jsonschema_rs.Draft202012Validator(exchange_schema(type(value)), validate_formats=True)
    assert validator.is_valid(json.loads(exchanged_bytes(value)))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("statement"),
        lambda data: data.update(version="2.0"),
        lambda data: data.update(more=1),
        lambda data: data["statement"].update(package="X" * 64),
        lambda data: data["statement"].update(received_at="yesterday"),
        lambda data: data["statement"].update(number=0),
    ],
)
def test_they_refuse_what_we_refuse(change: Callable[[dict[str, Any]], object]) -> None:
    data = json.loads(exchanged_bytes(receipt()))
    change(data)
    validator = jsonschema_rs.Draft202012Validator(exchange_schema(KINDS[0]), validate_formats=True)
    assert not validator.is_valid(data)
    with pytest.raises(PackageError):
        read_exchanged(json.dumps(data).encode(), KINDS[0])
