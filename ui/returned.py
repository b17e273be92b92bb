"""What the level above has to say of the plan: the findings of the reply that counts, until they are settled.

They concern the revision that was sealed last: with the next one they are gone by themselves.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from dxdesk.store.store import Store
from dxdesk.text.dates import short_date
from dxdesk.text.days import VIETNAM
from ui.archive import Archive
from ui.archive_reading import ask

if TYPE_CHECKING:
    from dxdesk.exchange.format import ReplyStatement

_SETTLED: Final = "settled-findings"


class ReturnedFinding(NamedTuple):
    """A finding of a reply: its place in the plan (a JSON Pointer), who said it and when, and what."""

    key: str
    path: str
    head: str
    text: str


class Returned(QObject):
    """The open findings of the reply to the newest sealed revision of a plan. `changed` tells that they are others."""

    changed = Signal()

    def __init__(self, archive: Archive, plan_id: str, parent: QObject) -> None:
        """Begin with nothing; `refresh` reads them."""
        super().__init__(parent)
        self._archive = archive
        self._plan_id = plan_id
        self.findings: Sequence[ReturnedFinding] = ()

    def at(self, path: str) -> list[ReturnedFinding]:
        """Return the open findings at a place."""
        return [each for each in self.findings if each.path == path]

    def refresh(self, digest: str) -> None:
        """Read the findings for the package whose statement has this digest; none where it is empty."""
        plan_id = self._plan_id
        ask(
            self._archive,
            self,
            lambda store: _findings(store, plan_id, digest),
            self._take,
            lambda _words: None,  # what keeps the store from being read is told elsewhere
        )

    def settle(self, finding: ReturnedFinding) -> None:
        """Note that a finding was seen to: it is not shown any more."""
        self._archive.write(lambda store: _settle(store, finding.key))
        self._take([each for each in self.findings if each != finding])

    def _take(self, findings: Sequence[ReturnedFinding]) -> None:
        if list(findings) != list(self.findings):
            self.findings = findings
            self.changed.emit()


def _findings(store: Store, plan_id: str, digest: str) -> list[ReturnedFinding]:
    settled = store.setting(_SETTLED, dict[str, int]) or {}
    found = (each for each in store.dispatches.list(plan_id) if each.digest == digest)
    for dispatch in found:
        if dispatch.state == "returned" and (replies := store.dispatches.replies(dispatch.id)):
            from dxdesk.exchange.format import Reply  # noqa: PLC0415 - few plans were returned
            from dxdesk.exchange.reading import read_exchanged  # noqa: PLC0415

            statement = read_exchanged(replies[0], Reply).statement
            return [each for each in _of_reply(statement) if each.key not in settled]
    return []


def _of_reply(reply: "ReplyStatement") -> Iterator[ReturnedFinding]:
    day = short_date(reply.answered_at.astimezone(VIETNAM).date())
    head = f"{reply.receiver.name}, {day}"
    for number, finding in enumerate(reply.findings):
        key = f"{reply.package}:{reply.number}:{number}"
        yield ReturnedFinding(key, finding.pointer, head, finding.message)


def _settle(store: Store, key: str) -> None:
    settled = store.setting(_SETTLED, dict[str, int]) or {}
    store.set_setting(_SETTLED, settled | {key: 1})
