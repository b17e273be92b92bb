"""What a receipt or a reply says, in sentences; who has signed it is told elsewhere."""

from collections.abc import Iterator

from dxdesk.exchange.format import Receipt, Reply
from dxdesk.language import translate as _
from dxdesk.text.days import VIETNAM


def told(answer: Receipt | Reply) -> tuple[str, ...]:
    """Return what it says: from whom it is, under which number, and of a reply verdict, note and remarks."""
    return tuple(_receipt(answer) if isinstance(answer, Receipt) else _reply(answer))


def _receipt(receipt: Receipt) -> Iterator[str]:
    statement = receipt.statement
    words = _("Receipt {number} of {receiver}")
    yield words.format(number=statement.number, receiver=statement.receiver.name)
    yield _("Received: {time}").format(time=f"{statement.received_at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}")


def _reply(reply: Reply) -> Iterator[str]:
    statement = reply.statement
    yield _("Reply {number} of {receiver}").format(number=statement.number, receiver=statement.receiver.name)
    accepted = statement.verdict == "accepted"
    yield _("The package is accepted.") if accepted else _("The package is returned.")
    if statement.note:
        yield statement.note
    for finding in statement.findings:
        place = f" ({finding.pointer})" if finding.pointer else ""
        yield f"  {finding.message}{place}"
