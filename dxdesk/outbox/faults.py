"""What keeps a package from being received: what happened and what to do, and whether trying again helps."""

from collections.abc import Mapping

from dxdesk.exchange.format import ProblemFinding
from dxdesk.language import translate as _
from dxdesk.outbox.fault_kinds import KINDS, Retry
from dxdesk.value import Value


class SendingFault(Value, frozen=True, kw_only=True):
    """One fault: its code, the fields of its sentence, how long the receiver asks to wait (seconds).

    `findings` are those of a receiver that has refused the package.
    """

    code: str
    fields: Mapping[str, str]
    wait: float | None = None
    findings: tuple[ProblemFinding, ...] = ()

    @property
    def retry(self) -> Retry:
        """Whether it is tried again soon, later, or when a person has done something."""
        return KINDS[self.code].retry

    def words(self) -> str:
        """Return what happened and what to do, in the active language."""
        sentence = _(KINDS[self.code].sentence).format(**self.fields)
        return " ".join(sentence.split())  # a detail may be empty

    def words_of_queue(self) -> str:
        """Return `words`, and that it is tried again by itself where it is, as in an outbox."""
        return (
            self.words() if self.retry == "person" else f"{self.words()} {_('It is tried again by itself.')}"
        )


class SendingError(Exception):
    """A package was not sent, or it is not sure that it was received; `fault` says why."""

    def __init__(
        self,
        code: str,
        *,
        wait: float | None = None,
        findings: tuple[ProblemFinding, ...] = (),
        **fields: object,
    ) -> None:
        """Word the fault of `code`."""
        words = {name: str(value) for name, value in fields.items()}
        self.fault = SendingFault(code=code, fields=words, wait=wait, findings=findings)
        super().__init__(self.fault.words())


class StoppedError(Exception):
    """Sending was stopped because it may not go on: paused, or the program ends. Nothing is wrong."""


def codes() -> tuple[str, ...]:
    """Return the codes of all faults."""
    return tuple(KINDS)
