"""Access codes and passwords: in the system's key store, and where there is none, only as long as the program runs."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.start_calls import while_alive
from ui.work import Worker

if TYPE_CHECKING:
    from dxdesk.exchange.format import Destination


class AccessCodes:
    """Keeps secrets under names. The key store is asked on another thread: it may ask a person to unlock it.

    `held` has those of this session alone.
    """

    def __init__(self, worker: Worker) -> None:
        """Ask the key store on a thread of `worker`."""
        self._worker = worker
        self.held: dict[str, str] = {}

    def keep(self, name: str, secret: str, owner: QObject, done: Callable[[str], object]) -> None:
        """Keep a secret; `done` is called with an empty text, or a sentence on why it is kept for now only."""
        self.held[name] = secret
        self._worker.run(_kept, name, secret, done=while_alive(owner, done))

    def look(self, name: str, owner: QObject, done: Callable[[bool, str], object]) -> None:
        """Call `done` with whether there is a secret under a name, and why none can be kept, if so."""

        def work() -> tuple[bool, str]:
            return bool(self.secret(name)), _trouble(name)

        self._worker.run(work, done=while_alive(owner, lambda found: done(*found)))

    def secret(self, name: str) -> str | None:
        """Return the secret under a name, None where there is none; to be called on another thread."""
        from dxdesk.outbox.key_store import KeyStoreError, kept_secret  # noqa: PLC0415 - the list is there before

        if name in self.held:
            return self.held[name]
        try:
            return kept_secret(name)
        except KeyStoreError:
            return None

    def token_of(self, destination: "Destination", unit: str) -> str | None:
        """Return the access code of a unit for a destination, None where there is none; as `secret`.

        Raises:
            SendingError: the key store does not open, and the code was not entered in this session.
        """
        from dxdesk.outbox.access_codes import code_name, code_of  # noqa: PLC0415 - as above

        return self.held.get(code_name(destination.key, unit)) or code_of(destination, unit)


def _trouble(name: str) -> str:
    from dxdesk.outbox.key_store import KeyStoreError, kept_secret  # noqa: PLC0415 - as above

    try:
        kept_secret(name)
    except KeyStoreError as error:
        return str(error)
    return ""


def _kept(name: str, secret: str) -> str:
    from dxdesk.outbox.key_store import KeyStoreError, keep_secret  # noqa: PLC0415 - as above

    try:
        keep_secret(name, secret)
    except KeyStoreError as error:
        return str(error)
    return ""


def password_name(user: str, host: str) -> str:
    """Return under which name the password for a mail server is kept."""
    return f"smtp:{user}@{host}"
