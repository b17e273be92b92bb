"""Secrets: in the key store of the system or nowhere."""

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked, PasswordDeleteError

from dxdesk.outbox.key_store import KeyStoreError, keep_secret, kept_secret


class InMemory(KeyringBackend):
    """A key store of the tests, which can be locked."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._look()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._look()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError

    def _look(self) -> None:
        if self.locked:
            raise KeyringLocked


@pytest.fixture
def store() -> Iterator[InMemory]:
    before = keyring.get_keyring()
    made = InMemory()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_secret_is_kept(store: InMemory) -> None:
    assert kept_secret("mail") is None
    keep_secret("mail", "Mật khẩu 1")
    assert kept_secret("mail") == "Mật khẩu 1"
    assert store.kept == {("dxdesk", "mail"): "Mật khẩu 1"}


def test_a_locked_store_is_told(store: InMemory) -> None:
    store.locked = True
    for work in (
        lambda: kept_secret("mail"),
        lambda: keep_secret("mail", "1"),
    ):
        with pytest.raises(KeyStoreError, match="Unlock it"):
            work()  # type: ignore[no-untyped-call]


def test_a_store_that_fails_in_its_own_way_is_told(store: InMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_what: str) -> None:
        raise OSError(1312, "A specified logon session does not exist")

    monkeypatch.setattr(store, "set_password", fail)
    with pytest.raises(KeyStoreError, match=r"does not work .*logon session"):
        keep_secret("mail", "1")


def test_without_a_key_store_nothing_is_kept(store: InMemory) -> None:
    keyring.set_keyring(NoKeyring())
    with pytest.raises(KeyStoreError, match="has no key store"):
        keep_secret("mail", "1")
    with pytest.raises(KeyStoreError, match="has no key store"):
        kept_secret("mail")
    assert store.kept == {}
