"""The second place for backups: a folder for each store, and for how long it has lacked something."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from dxdesk.store.backup.names import list_backups
from dxdesk.store.backup.second import copy_newest
from dxdesk.store.backup.settings import BackupSettings
from dxdesk.store.backup.writing import back_up
from tests.store.samples import started

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_stores_do_not_mix_in_one_place(tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    for name in ("a", "b"):
        file = tmp_path / name / "dxdesk.sqlite3"
        started(file)[0].close()
        back_up(file)
        second = BackupSettings().with_place(str(stick), NOW).second
        assert second is not None
        copy_newest(file, second)
    assert [len(list_backups(folder)) for folder in stick.iterdir()] == [1, 1]


def test_a_place_that_is_chosen_again_has_the_same_folder() -> None:
    first = BackupSettings().with_place("/a", NOW)
    assert first.with_place("", NOW).second is None
    assert first.with_place("", NOW).with_place("/a", NOW).second == first.second


def test_days_behind_begin_with_the_last_copy_and_end_with_the_next() -> None:
    chosen = BackupSettings().with_place("/a", NOW - timedelta(days=30))
    wall = NOW.replace(tzinfo=None)
    assert BackupSettings().days_behind(wall, NOW) == 0
    assert chosen.days_behind(None, NOW) == 0
    assert chosen.days_behind(wall, NOW) == 30
    copied = BackupSettings(second_place="/a", folder="b", chosen_at=NOW, copied_at=NOW - timedelta(days=8))
    assert copied.days_behind(wall - timedelta(days=9), NOW) == 0  # a holiday: nothing new since
    assert copied.days_behind(wall, NOW) == 8
