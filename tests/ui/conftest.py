from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.desks import desk_with
from ui.desk import Desk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Return the sample plan of a commune on the desk."""
    assert qtbot
    with desk_with(tmp_path) as opened:
        yield opened
