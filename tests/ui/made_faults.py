"""Faults that are made on purpose, and say something that no report may tell."""

import json
from collections.abc import Callable

import pytest

PERSON = "Nguyễn Thị Bí Mật"


def fail() -> None:
    raise ValueError(PERSON)


def fail_elsewhere() -> None:
    json.loads("{}")[PERSON]


def caught(fail: Callable[[], object]) -> BaseException:
    try:
        fail()
    except BaseException as error:  # noqa: BLE001 - whatever the test wants
        return error
    pytest.fail("nothing was raised")
