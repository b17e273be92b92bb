"""The OpenAPI description: whatever may be asked by it is answered as it says, and never by a fault of ours."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from dxdesk.central.http.description import description
from dxdesk.exchange.format import Greeting, Problem, Standing
from tests.central.conftest import CODES
from tests.central.sent import a_package, asked, put
from tests.central.server import RunningServer, running_server

_CODE: Final = next(CODES)
_EXAMPLES: Final = 20
schemathesis.serializer.alias("application/partial-upload", "application/octet-stream")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("central"), options=["--rate", "1000000"]) as running:
        yield running


@pytest.fixture(scope="module")
def token(server: RunningServer) -> str:
    return server.token(_CODE)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_everything_is_answered_as_described(server: RunningServer, token: str, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_url(server.url + "v1/openapi.json")
    results: Iterable[Any] = schema.get_all_operations()
    operations = [result.ok() for result in results]
    assert {operation.method.upper() for operation in operations} >= {"GET", "PUT", "HEAD", "PATCH"}
    for operation in operations:
        # Where nothing is asked for, nothing can be wrong.
        if mode is GenerationMode.POSITIVE or "{digest}" in operation.path:
            _ask(operation, mode, token)


def _ask(operation: Any, mode: GenerationMode, token: str) -> None:
    @settings(
        max_examples=_EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        # What fits the schema is not yet a sealed package: no schema says that a digest is the right one.
        case.call_and_validate(
            headers={"Authorization": f"Bearer {token}"}, excluded_checks=[positive_data_acceptance]
        )

    ask()


def test_the_types_of_the_description_are_those_that_are_sent(server: RunningServer, token: str) -> None:
    plain = asked(server.url, "GET", "/v1/openapi.json").plain
    assert plain == json.loads(json.dumps(description()))
    package = a_package(_CODE)
    answers = {
        "Greeting": (asked(server.url, "GET", "/v1/").plain, Greeting),
        "Standing": (put(server.url, token, package).plain, Standing),
        "Problem": (put(server.url, "", package).plain, Problem),
    }
    for name, (answer, kind) in answers.items():
        root = {"$ref": f"#/components/schemas/{name}", "components": plain["components"]}
        assert not list(Draft202012Validator(root).iter_errors(answer))
        assert msgspec.convert(answer, kind)
