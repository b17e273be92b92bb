"""Passwords and access codes in the system's own key store: the Windows credentials, the keyring of the desktop."""

from typing import Final

from dxdesk.language import mark
from dxdesk.language import translate as _

_SERVICE: Final = "dxdesk"
_SENTENCES: Final = {
    "none": mark(
        "This system has no key store, so the password is not kept. Enter it each time, or ask whoever looks after "
        "this computer to set one up."
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
    import keyring  # noqa: PLC0415 - it looks for the key stores of the system, which takes a while
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        keyring.set_password(_SERVICE, name, secret)
    except KeyringError as error:
        raise _in_words(error) from error


def kept_secret(name: str) -> str | None:
    """Return the secret that is kept under a name; None where there is none.

    Raises:
        KeyStoreError: it cannot be read.
    """
    import keyring  # noqa: PLC0415 - see above
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(_SERVICE, name)
    except KeyringError as error:
        raise _in_words(error) from error


def forget_secret(name: str) -> None:
    """Forget the secret that is kept under a name, if there is one.

    Raises:
        KeyStoreError: the key store does not open.
    """
    import keyring  # noqa: PLC0415 - see above
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        if keyring.get_password(_SERVICE, name) is not None:
            keyring.delete_password(_SERVICE, name)
    except KeyringError as error:
        raise _in_words(error) from error


def _in_words(error: Exception) -> KeyStoreError:
    from keyring.errors import KeyringLocked, NoKeyringError  # noqa: PLC0415 - see above

    if isinstance(error, NoKeyringError):
        return KeyStoreError("none")
    if isinstance(error, KeyringLocked):
        return KeyStoreError("locked")
    return KeyStoreError("trouble", str(error))
