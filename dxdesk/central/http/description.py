"""The description of the interface, OpenAPI 3.1: made of the table of routes and the types themselves."""

from typing import Any, Final

import msgspec

from dxdesk import __version__
from dxdesk.central.http.problems import MEDIA_TYPE
from dxdesk.central.http.routes import OPERATIONS, Answer, Header, Operation
from dxdesk.exchange.format import Problem

_REF: Final = "#/components/schemas/{name}"
_HEADERS: Final[dict[Header, dict[str, Any]]] = {
    "Content-Encoding": {"type": "string", "enum": ["gzip", "identity"]},
    "Content-Digest": {
        "type": "string",
        "description": "RFC 9530, over the bytes as sent",
        "pattern": "^sha-256=:[A-Za-z0-9+/]{43}=:$",
    },
    "Upload-Offset": {"type": "integer", "minimum": 0, "maximum": 2**31 - 1},
    "Upload-Complete": {"type": "string", "enum": ["?0", "?1"]},
    "Retry-After": {"type": "integer", "minimum": 1, "description": "Seconds"},
    "WWW-Authenticate": {"type": "string"},
}
_DIGEST: Final = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def description() -> dict[str, Any]:
    """Return the description of the interface as plain data."""
    types = [answer.body for one in OPERATIONS for answer in one.answers.values() if _is_named(answer.body)]
    _schemas, components = msgspec.json.schema_components([*types, Problem], ref_template=_REF)
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "dxdesk central", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _described(operation: Operation) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": operation.endpoint.__name__,
        "summary": operation.words,
        "parameters": _parameters(operation),
        "responses": {
            str(status): _answer(operation, status, answer)
            for status, answer in sorted(operation.answers.items())
        },
    }
    if operation.needs_token:
        found["security"] = [{"token": []}]
    if operation.takes is not None:
        body = (
            {"type": "object"} if operation.takes.endswith("json") else {"type": "string", "format": "binary"}
        )
        found["requestBody"] = {"required": True, "content": {operation.takes: {"schema": body}}}
    return found


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "header", "required": required, "schema": _HEADERS[name]}
        for name, required in operation.headers
    ]
    if "{digest}" in operation.path:
        parameters.insert(0, {"name": "digest", "in": "path", "required": True, "schema": _DIGEST})
    return parameters


def _answer(operation: Operation, status: int, answer: Answer) -> dict[str, Any]:
    found: dict[str, Any] = {"description": answer.words}
    if answer.headers:
        found["headers"] = {name: {"schema": _HEADERS[name]} for name in answer.headers}
    if operation.method == "HEAD":
        return found
    if answer.body is not None:
        found["content"] = {answer.media_type: {"schema": _schema(answer.body)}}
    elif status >= 400:
        found["content"] = {MEDIA_TYPE: {"schema": _schema(Problem)}}
    return found


def _schema(kind: type[Any]) -> dict[str, Any]:
    if _is_named(kind):
        return {"$ref": _REF.format(name=kind.__name__)}
    return {"type": "object" if kind is dict else "string"}


def _is_named(kind: type[Any] | None) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)
