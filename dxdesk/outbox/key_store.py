"""Passwords and access codes in the system's own key store: the Windows credentials, the keyring of the desktop."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from dxdesk.language import mark
from dxdesk.language import translate as _

_SERVICE: Final = "dxdesk"
_SENTENCES: Final = {
    "none": mark(
        "This system has no key store, so an access code or a password is kept only until the program is closed. "
        "Enter it again after that, or ask whoever looks after this computer to set one up."
    ),
    "locked": mark("The key store of this system does not open. Unlock it, then try again."),
    "trouble": mark("The key store of this system does not work ({reason}). Enter the password each time."),
}


class KeyStoreError(Exception):
    """A secret cannot be kept or read; the text says why and what to do. It is never kept anywhere else."""

    def __init__(self, kind: str, reason: str = "") -> None:
        super().__init__(_(_SENTENCES[kind]).format(reason=reason))
        self.kind = kind


def keep_secret(name: str, secret: str) -> None:
    """Keep a secret under a name, instead of the one that was kept under it.

    Raises:
        KeyStoreError: it cannot be kept.
    """
    with _in_words():
        import keyring  # noqa: PLC0415 - it looks for the key stores of the system, which takes a while

        keyring.set_password(_SERVICE, name, secret)


def kept_secret(name: str) -> str | None:
    """Return the secret that is kept under a name; None where there is none.

    Raises:
        KeyStoreError: it cannot be read.
    """
    with _in_words():
        import keyring  # noqa: PLC0415 - see above

        return keyring.get_password(_SERVICE, name)


@contextmanager
def _in_words() -> Iterator[None]:
    from keyring.errors import KeyringLocked, NoKeyringError  # noqa: PLC0415 - see above

    try:
        yield
    except NoKeyringError as error:
        raise KeyStoreError("none") from error
    except KeyringLocked as error:
        raise KeyStoreError("locked") from error
    except Exception as error:  # each system has faults of its own: of D-Bus, of the Windows credentials
        raise KeyStoreError("trouble", str(error)) from error
