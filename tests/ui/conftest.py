from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from pytestqt.qtbot import QtBot

from tests.ui.desks import desk_with
from ui.desk import Desk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Return the sample plan of a commune on the desk."""
    assert qtbot
    with desk_with(tmp_path) as opened:
        yield opened


@pytest.fixture
def no_key_store() -> Iterator[KeyringBackend]:
    """Return a key store that keeps nothing, in the place of the one of this system."""
    before, none = keyring.get_keyring(), NoKeyring()
    keyring.set_keyring(none)
    yield none
    keyring.set_keyring(before)
