"""What shows at the first look, before anything is touched: above all a log that SQLite would silently shorten."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from dxdesk.plan.model import Plan
from dxdesk.store.copying import copy_store
from dxdesk.store.faults import StoreError
from dxdesk.store.looking import BACKUPS
from dxdesk.store.opening import open_store
from dxdesk.store.rescue import rescue
from tests.store.samples import PLAN, recorded, started

FRAME = 24 + 4_096
TEXTS = [f"Lần {number}" for number in range(8)]


class Killed:
    """The files that a program leaves that was killed while all its changes were in the log."""

    def __init__(self, folder: Path) -> None:
        live = folder / "live" / "dxdesk.sqlite3"
        store, self.plan_id = started(live)
        with store:
            store._connection.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.plan = recorded(store, self.plan_id, PLAN, *TEXTS)
            self.before_last = recorded_before_last(self.plan)
            for each in live.parent.iterdir():
                (folder / each.name).write_bytes(each.read_bytes())
        self.file = folder / live.name
        self.log = self.file.with_name(f"{live.name}-wal")
        self.index = self.file.with_name(f"{live.name}-shm")

    def change_log(self, change: Callable[[bytearray], None]) -> None:
        data = bytearray(self.log.read_bytes())
        change(data)
        self.log.write_bytes(data)


def recorded_before_last(plan: Plan) -> str:
    return TEXTS[-2] if plan.tasks["staff-training"].situation == TEXTS[-1] else ""


@pytest.fixture
def killed(tmp_path: Path) -> Killed:
    return Killed(tmp_path)


def rescued_situation(killed: Killed, folder: Path) -> str:
    work = folder / "work"
    work.mkdir()
    found = rescue(killed.file, work)
    assert found is not None
    with open_store(found.built) as store:
        return store.load(killed.plan_id).plan.tasks["staff-training"].situation


def test_what_a_killed_program_left_is_opened(killed: Killed) -> None:
    with open_store(killed.file) as store:
        assert store.whole_log
        assert store.load(killed.plan_id).plan == killed.plan


def flip_in_the_middle(log: bytearray) -> None:
    log[32 + FRAME * 3 + 2_000] ^= 1


def flip_a_head(log: bytearray) -> None:
    log[32 + FRAME * 3 + 10] ^= 1


def flip_the_header(log: bytearray) -> None:
    log[18] ^= 1


def zero_the_header(log: bytearray) -> None:
    log[:8] = bytes(8)


def zero_the_first_page(log: bytearray) -> None:
    log[:4_096] = bytes(4_096)


DAMAGED_LOGS = [flip_in_the_middle, flip_a_head, flip_the_header, zero_the_header, zero_the_first_page]


@pytest.mark.parametrize("change", DAMAGED_LOGS)
@pytest.mark.parametrize("indexed", [True, False])
def test_a_damaged_log_is_no_silent_loss_and_its_changes_are_rescued(
    killed: Killed, tmp_path: Path, change: Callable[[bytearray], None], *, indexed: bool
) -> None:
    killed.change_log(change)
    if not indexed:  # after a restart of the computer, say
        killed.index.unlink()
    before = {each: each.read_bytes() for each in (killed.file, killed.log)}
    with pytest.raises(StoreError) as caught:
        open_store(killed.file)
    assert caught.value.kind == "damaged"
    assert {each: each.read_bytes() for each in before} == before
    assert killed.index.exists() == indexed
    assert rescued_situation(killed, tmp_path) == TEXTS[-1]


@pytest.mark.parametrize("size", [0, 32 + FRAME * 5, 100])
def test_a_log_that_was_cut_off_is_noticed_by_its_index(killed: Killed, size: int) -> None:
    killed.log.write_bytes(killed.log.read_bytes()[:size])
    with pytest.raises(StoreError) as caught:
        open_store(killed.file)
    assert caught.value.kind == "damaged"


def test_a_log_that_is_gone_is_noticed_by_its_index(killed: Killed) -> None:
    killed.log.unlink()
    with pytest.raises(StoreError) as caught:
        open_store(killed.file)
    assert caught.value.kind == "damaged"


def test_where_only_the_last_change_is_torn_the_store_opens_and_knows_it(killed: Killed) -> None:
    killed.index.unlink()

    def tear(log: bytearray) -> None:
        log[-2_000:] = bytes(2_000)

    killed.change_log(tear)
    with open_store(killed.file) as store:
        assert not store.whole_log
        assert store.load(killed.plan_id).plan.tasks["staff-training"].situation == killed.before_last


def test_a_transaction_that_was_not_ended_is_nothing_to_speak_of(killed: Killed) -> None:
    killed.index.unlink()
    killed.change_log(lambda log: log.extend(random.Random(1).randbytes(FRAME)))  # noqa: S311 - no secret
    with open_store(killed.file) as store:
        assert store.whole_log
        assert store.load(killed.plan_id).plan == killed.plan


def test_a_store_that_lost_all_its_bytes_but_has_its_log_is_not_begun_anew(killed: Killed) -> None:
    killed.file.write_bytes(b"")
    with pytest.raises(StoreError) as caught:
        open_store(killed.file)
    assert caught.value.kind == "damaged"
    assert killed.log.stat().st_size > 0


def test_an_empty_file_with_backups_beside_it_is_not_begun_anew(file: Path) -> None:
    store, plan_id = started(file)
    (file.parent / BACKUPS).mkdir()
    with store:
        copy_store(store._connection.raw, file.parent / BACKUPS / "dxdesk-2023-01-05-083000.sqlite3")
    file.write_bytes(b"")
    with pytest.raises(StoreError) as caught:
        open_store(file)
    assert caught.value.kind == "damaged"
    work = file.parent / "work"
    work.mkdir()
    found = rescue(file, work)
    assert found is not None
    assert [(plan.id, plan.state) for plan in found.plans] == [(plan_id, "backup")]
