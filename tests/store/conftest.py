"""A store file that is not there yet, and one with a plan in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dxdesk.store.store import Store
from tests.store.samples import started


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "dxdesk.sqlite3"


@pytest.fixture
def kept(file: Path) -> Iterator[tuple[Store, str]]:
    """A store, and the id of the plan in it."""
    store, plan_id = started(file)
    with store:
        yield store, plan_id
