"""The JSON Schema (2020-12) of packages, generated from the types that read and write them."""

import json
from typing import Any, Final

import msgspec

from dxdesk.package.format import VERSION, Package
from dxdesk.resources import resource

SCHEMA_ID: Final = f"urn:dxdesk:dxplan:{VERSION}"
_FILE: Final = f"dxplan-{VERSION}.schema.json"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def package_schema() -> dict[str, Any]:
    """Return the schema of a package of version 1.0."""
    return described(
        Package,
        SCHEMA_ID,
        f"dxdesk plan package {VERSION}",
        "A yearly digital transformation plan of a commune or district of Viet Nam.",
    )


def described(kind: type, identity: str, title: str, description: str) -> dict[str, Any]:
    """Return the schema of a type; patterns are those of ECMA-262, as the standard asks."""
    return {
        "$schema": _DIALECT,
        "$id": identity,
        "title": title,
        "description": description,
        **_plain(msgspec.json.schema(kind)),
    }


def text_of(schema: dict[str, Any]) -> str:
    """Return a schema as it is kept under `resources/schema/`."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def schema_text() -> str:
    """Return the schema of packages as it is kept under `resources/schema/`."""
    return text_of(package_schema())


def schema_file() -> str:
    """Return the path of the kept schema."""
    return str(resource("schema", _FILE))


def _plain(item: Any) -> Any:
    """Drop what only Python needs: look-aheads after "$", indents of docstrings."""
    if isinstance(item, dict):
        return {name: _member(name, value) for name, value in item.items()}
    return [_plain(value) for value in item] if isinstance(item, list) else item


def _member(name: str, value: Any) -> Any:
    if name == "pattern" and isinstance(value, str):
        return value.replace(r"$(?!\n)", "$").replace(r"\d", "[0-9]")
    if name == "description" and isinstance(value, str):
        return " ".join(value.split())
    return _plain(value)
