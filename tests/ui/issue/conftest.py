from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.signing.authority import AGENCY, SIGNER, issued, root_pem
from tests.ui.issue.steps import shown
from ui.desk import Desk
from ui.office import Office
from ui.pages.issue import IssuePage


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot) -> Iterator[Office]:
    assert qtbot
    opened = Office(tmp_path / "office.sqlite3")
    opened.signing.change(profile="fillable", trusted={"root.pem": root_pem()})
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, office: Office) -> IssuePage:
    return shown(qtbot, desk, office)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    (tmp_path / "leader.p12").write_bytes(issued(SIGNER, number=1).p12())
    (tmp_path / "agency.p12").write_bytes(issued(AGENCY, number=2).p12())
    return tmp_path
