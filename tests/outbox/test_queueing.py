"""Queueing: what goes is what was sealed, with what came of it, and stays as it was queued."""

from pathlib import Path

import pytest

from dxdesk.outbox.queueing import QueueingError, queue_revision
from dxdesk.package.reading import read_package
from dxdesk.store.opening import open_store
from dxdesk.store.values import Tally
from tests.document.sample_plans import short_plan
from tests.outbox.samples import (
    DAY,
    SCAN,
    destination,
    issued_bytes,
    package,
    province,
    read,
    sealed_revision,
    sealed_store,
)


def test_a_revision_goes_with_its_number_and_its_papers(tmp_path: Path) -> None:
    store, plan_id = sealed_store(tmp_path / "dxdesk.sqlite3")
    with store:
        dispatch = queue_revision(store, plan_id, 1, destination(), "upload")
        data = store.dispatches.package(dispatch.id)
    assert data == issued_bytes()
    found = read_package(data).package
    assert found.digest == dispatch.digest == read(package()).digest
    assert (found.metadata.code_number, found.metadata.issued_date) == ("15", DAY)
    assert [each.role for each in found.documents if each.size == len(SCAN)] == ["scan"]
    assert (dispatch.receiver, dispatch.size) == (destination().receiver.name, len(data))


def test_what_is_sealed_and_not_issued_goes_as_it_is_with_its_signatures(tmp_path: Path) -> None:
    with open_store(tmp_path / "dxdesk.sqlite3") as store:
        plan_id = store.add_plan(short_plan(), Tally())
        store.revisions.seal(plan_id, sealed_revision(), package())
        store.signatures.add(plan_id, 1, "QUJD")
        dispatch = queue_revision(store, plan_id, 1, destination(), "folder")
        found = read(store.dispatches.package(dispatch.id))
    assert [each.value for each in found.signatures] == ["QUJD"]
    assert found.metadata == read(package()).metadata
    assert dispatch.digest == read(package()).digest


def test_the_same_goes_once_and_what_comes_later_does_not_change_it(tmp_path: Path) -> None:
    store, plan_id = sealed_store(tmp_path / "dxdesk.sqlite3")
    with store:
        first = queue_revision(store, plan_id, 1, destination(), "mail")
        store.revisions.add_paper(plan_id, 1, "scan", "b.png", b"later")
        assert queue_revision(store, plan_id, 1, destination(), "mail") == first
        assert store.dispatches.package(first.id) == issued_bytes()
        assert queue_revision(store, plan_id, 1, province(), "mail").id != first.id


def test_a_destination_is_reached_by_what_it_names(tmp_path: Path) -> None:
    store, plan_id = sealed_store(tmp_path / "dxdesk.sqlite3")
    with store:
        with pytest.raises(QueueingError, match="names no mail address"):
            queue_revision(store, plan_id, 1, destination(email=""), "mail")
        with pytest.raises(QueueingError, match="names no address to upload"):
            queue_revision(store, plan_id, 1, destination(url=""), "upload")
        with pytest.raises(LookupError):
            queue_revision(store, plan_id, 2, destination(), "mail")
        assert store.dispatches.list() == []
        queue_revision(store, plan_id, 1, destination(email="", url=""), "folder")
