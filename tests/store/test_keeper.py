"""Trouble of the disk in the middle, on real small file systems: nothing is called saved that is not there."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dxdesk.store import disks
from dxdesk.store.faults import StoreError
from dxdesk.store.keeper import Keeper
from dxdesk.store.opening import open_store
from dxdesk.store.reserve import SIZE, Reserve
from dxdesk.store.store import Store
from tests.store.real_disks import Stick, fill, protected, small_disk, stick

not_on_windows = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows lets nobody move or delete a file that SQLite has open"
)


@pytest.fixture
def keeper(file: Path) -> Iterator[Keeper]:
    opened = Keeper(file)
    yield opened
    opened.close()


@pytest.fixture
def on_stick(tmp_path: Path) -> Iterator[Stick]:
    with stick(tmp_path) as found:
        yield found


def put(keeper: Keeper, value: str, *, again: bool = False) -> None:
    keeper.do(lambda store: store.set_setting("typed", value), again=again)


def trouble(keeper: Keeper, value: str, *, again: bool = False) -> str:
    """Write, in vain; return the kind of trouble."""
    with pytest.raises(StoreError) as caught:
        put(keeper, value, again=again)
    assert str(keeper.file) in str(caught.value)
    return caught.value.kind


def kept(file: Path) -> str | None:
    with open_store(file) as store:
        return store.setting("typed", str)


def count(store: Store) -> int:
    return len(store.letters.list())


def test_a_full_disk_is_met_with_the_reserve_and_then_told(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 64) as disk:
        keeper = Keeper(disk / "dxdesk.sqlite3")
        reserve = Reserve(disk / "dxdesk.sqlite3").file
        assert not keeper.settle_in()
        assert reserve.stat().st_blocks * 512 == reserve.stat().st_size == SIZE  # it is no sparse file
        filler = fill(disk)
        put(keeper, "một" * 100_000)
        assert not reserve.exists()
        assert keeper.gave_up_reserve
        assert keeper.settle_in()  # nearly full
        assert not reserve.exists()
        fill_more = filler.rename(disk / "filler-1")
        fill(disk)
        assert trouble(keeper, "hai" * 100_000) == "full"
        assert keeper.look(lambda store: store.setting("typed", str)) == "một" * 100_000
        fill_more.unlink()
        put(keeper, "hai" * 100_000, again=True)
        assert not keeper.settle_in()
        assert reserve.stat().st_size == SIZE
        keeper.close()
        assert kept(disk / "dxdesk.sqlite3") == "hai" * 100_000


def test_a_store_opens_on_a_full_disk_with_the_reserve(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 64) as disk:
        first = Keeper(disk / "dxdesk.sqlite3")
        put(first, "một")
        first.settle_in()
        first.close()
        fill(disk)
        second = Keeper(disk / "dxdesk.sqlite3")
        assert second.look(lambda store: store.setting("typed", str)) == "một"
        second.close()


def test_the_reserve_is_not_made_where_there_is_little_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 16) as disk:
        assert Reserve(disk / "dxdesk.sqlite3").keep()
        assert list(disk.iterdir()) == []


@pytest.mark.skipif(sys.platform != "win32", reason="other systems let open files go")
def test_nobody_takes_an_open_store_away(keeper: Keeper, file: Path) -> None:
    put(keeper, "một")
    for takes in (lambda: file.rename(file.with_name("away")), file.unlink):
        with pytest.raises(PermissionError):
            takes()
    other = file.with_name("other")
    other.write_bytes(b"Ke hoach")
    with pytest.raises(PermissionError):
        other.replace(file)
    put(keeper, "hai")
    keeper.close()
    assert kept(file) == "hai"


@not_on_windows
def test_nothing_is_called_saved_that_no_folder_has(keeper: Keeper, file: Path, tmp_path: Path) -> None:
    put(keeper, "một")
    away = tmp_path / "away"
    away.mkdir()
    file.rename(away / file.name)
    assert trouble(keeper, "hai") == "gone"
    assert trouble(keeper, "hai", again=True) == "gone"
    assert not file.exists()
    (away / file.name).rename(file)
    put(keeper, "hai", again=True)
    keeper.close()
    assert kept(file) == "hai"


@not_on_windows
def test_a_change_that_went_into_a_file_that_was_just_moved_away_is_there_once(
    keeper: Keeper, file: Path
) -> None:
    away = file.with_name("away")

    put(keeper, "một")
    db = keeper._opened()._connection
    db._db.set_trace_callback(lambda statement: statement == "COMMIT" and file.rename(away))
    with pytest.raises(StoreError) as caught:
        keeper.do(lambda store: store.letters.add("một", "text/plain", b""), again=False)
    assert caught.value.kind == "gone"
    db._db.set_trace_callback(None)
    away.rename(file)
    keeper.do(lambda store: store.letters.add("một", "text/plain", b""), again=True)
    assert keeper.look(count) == 1
    keeper.do(lambda store: store.letters.add("hai", "text/plain", b""), again=False)
    assert keeper.look(count) == 2


@not_on_windows
def test_another_file_in_the_place_of_the_store_is_left_alone(keeper: Keeper, file: Path) -> None:
    put(keeper, "một")
    file.rename(file.with_name("away"))
    file.write_bytes(b"Ke hoach nam 2023\n" * 300)
    assert trouble(keeper, "hai") == "replaced"
    assert trouble(keeper, "hai", again=True) == "replaced"
    assert file.read_bytes() == b"Ke hoach nam 2023\n" * 300
    file.with_name("away").replace(file)
    put(keeper, "hai", again=True)
    keeper.close()
    assert kept(file) == "hai"


def test_a_stick_is_pulled_out_and_put_back_in(on_stick: Stick) -> None:
    file = on_stick.place / "dxdesk.sqlite3"
    keeper = Keeper(file)
    put(keeper, "một")
    on_stick.pull_out()
    assert trouble(keeper, "hai") == "gone"
    assert trouble(keeper, "hai", again=True) == "gone"
    on_stick.put_back()
    put(keeper, "hai", again=True)
    put(keeper, "ba")
    keeper.close()
    assert kept(file) == "ba"


@pytest.mark.parametrize("system", ["ext4", "exfat"])  # a journal ahead, and one to roll back
def test_a_stick_is_pulled_out_before_every_write(
    on_stick: Stick, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    mounts = on_stick.image.with_name("mounts")
    mounts.write_text(f"x / {system} rw 0 0\n", "utf-8")
    monkeypatch.setattr(disks, "_MOUNTS", mounts)
    file = on_stick.place / "dxdesk.sqlite3"
    keeper = Keeper(file)
    for number in range(4):

        def add(store: Store, name: str = str(number)) -> object:
            return store.letters.add(name, "text/plain", b"x" * 50_000)

        on_stick.pull_out()
        on_stick.put_back()  # at once: the file is there, but the open descriptors lead nowhere
        try:
            keeper.do(add, again=False)
        except StoreError:
            keeper.do(add, again=True)
    keeper.close()
    with open_store(file) as store:
        assert sorted(letter.name for letter in store.letters.list()) == ["0", "1", "2", "3"]


def test_what_waits_is_not_written_over_what_another_computer_wrote(on_stick: Stick, tmp_path: Path) -> None:
    file = on_stick.place / "dxdesk.sqlite3"
    keeper = Keeper(file)
    put(keeper, "một")
    on_stick.pull_out()
    assert trouble(keeper, "hai") == "gone"
    on_stick.put_back()
    with open_store(file) as other:
        other.set_setting("typed", "elsewhere")
    assert trouble(keeper, "hai", again=True) == "changed"
    assert trouble(keeper, "hai", again=True) == "changed"
    assert kept(file) == "elsewhere"
    keeper.begin_anew(tmp_path / "new.sqlite3")
    put(keeper, "hai")
    keeper.close()
    assert kept(tmp_path / "new.sqlite3") == "hai"
    assert kept(file) == "elsewhere"


@not_on_windows
def test_all_that_is_known_goes_into_a_new_file_when_the_store_is_lost(
    keeper: Keeper, file: Path, tmp_path: Path
) -> None:
    keeper.do(lambda store: store.letters.add("một", "text/plain", b""), again=False)
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink()
    assert trouble(keeper, "hai") == "gone"
    new = tmp_path / "new.sqlite3"
    keeper.move(new)
    put(keeper, "hai", again=True)
    assert keeper.file == new
    keeper.close()
    assert kept(new) == "hai"
    with open_store(new) as store:
        assert count(store) == 1
    assert not file.exists()


@not_on_windows
def test_a_new_file_takes_the_place_of_none(keeper: Keeper, file: Path, tmp_path: Path) -> None:
    put(keeper, "một")
    file.rename(file.with_name("away"))
    other = tmp_path / "other.txt"
    other.write_text("Giữ lại", "utf-8")
    with pytest.raises(StoreError) as caught:
        keeper.move(other)
    assert caught.value.kind == "exists"
    assert other.read_text("utf-8") == "Giữ lại"


def test_a_permission_that_is_taken_away_in_the_middle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("x / exfat rw 0 0\n", "utf-8")  # the journal is a file that each write makes anew
    monkeypatch.setattr(disks, "_MOUNTS", mounts)
    folder = tmp_path / "kho"
    keeper = Keeper(folder / "dxdesk.sqlite3")
    put(keeper, "một")
    with protected(folder):
        assert trouble(keeper, "hai") in {"no_access", "read_only"}
        assert trouble(keeper, "hai", again=True) in {"no_access", "read_only"}
        assert keeper.look(lambda store: store.setting("typed", str)) == "một"
    put(keeper, "hai", again=True)
    keeper.close()
    assert kept(folder / "dxdesk.sqlite3") == "hai"


def test_a_write_protected_disk_is_named_at_the_start(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 8) as disk:
        open_store(disk / "dxdesk.sqlite3").close()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(StoreError) as caught:
            open_store(disk / "dxdesk.sqlite3")
        assert caught.value.kind == "read_only"
