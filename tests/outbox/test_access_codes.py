"""Access codes: one for each unit and destination, in the key store of the system or nowhere."""

from collections.abc import Iterator

import keyring
import pytest

from dxdesk.outbox.access_codes import code_name, code_of
from dxdesk.outbox.address import read_address
from dxdesk.outbox.connection import Connection
from dxdesk.outbox.faults import SendingError
from dxdesk.outbox.key_store import keep_secret
from tests.outbox.samples import destination
from tests.outbox.test_key_store import InMemory


@pytest.fixture
def keys() -> Iterator[InMemory]:
    before = keyring.get_keyring()
    made = InMemory()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_code_is_kept_for_one_unit_and_one_destination(keys: InMemory) -> None:
    here, other = destination(), destination(key="other")
    assert code_of(here, "18490") is None
    keep_secret(code_name(here.key, "18490"), "abc-DEF_1")
    assert code_of(here, "18490") == "abc-DEF_1"
    assert code_of(here, "18580") is None
    assert code_of(other, "18490") is None
    assert list(keys.kept.values()) == ["abc-DEF_1"]


def test_a_key_store_that_does_not_open_is_said(keys: InMemory) -> None:
    keys.locked = True
    with pytest.raises(SendingError) as caught:
        code_of(destination(), "18490")
    assert (caught.value.fault.code, caught.value.fault.retry) == ("key_store", "person")


@pytest.mark.parametrize("token", ["mã", "a b", "a\r\nX-Evil: 1", "\x00"])
def test_what_cannot_be_a_code_is_not_sent(token: str) -> None:
    with pytest.raises(SendingError) as caught:
        Connection(read_address("https://plans.example/"), token=token)
    assert caught.value.fault.code == "token"
