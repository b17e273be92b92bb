"""A place of one's own for guidance, and a publisher whose updates are taken in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dxdesk.guidance.own_folder import keep_own_packs_in
from tests.update.samples import Maker, a_maker


@pytest.fixture(autouse=True)
def data(tmp_path: Path) -> Iterator[Path]:
    """The folder of the user's data."""
    place = tmp_path / "dữ liệu"
    place.mkdir()
    keep_own_packs_in(place / "guidance")
    yield place
    keep_own_packs_in(None)


@pytest.fixture(scope="module")
def maker() -> Maker:
    return a_maker()
