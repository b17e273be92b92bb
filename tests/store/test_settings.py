"""What the user chose is there the next time."""

from pathlib import Path

from dxdesk.store.opening import open_store
from dxdesk.store.values import Tally


def test_settings_are_remembered_as_what_they_are(file: Path) -> None:
    with open_store(file) as store:
        store.set_setting("language", "vi")
        store.set_setting("language", "en")
        store.set_setting("sizes", (300, 700))
        store.set_setting("shown", Tally(written=1))
    with open_store(file) as store:
        assert store.setting("language", str) == "en"
        assert store.setting("sizes", tuple[int, int]) == (300, 700)
        assert store.setting("shown", Tally) == Tally(written=1)


def test_a_setting_that_is_missing_or_of_another_version_is_none(file: Path) -> None:
    with open_store(file) as store:
        store.set_setting("sizes", "wide")
        assert store.setting("sizes", tuple[int, int]) is None
        assert store.setting("none", str) is None
