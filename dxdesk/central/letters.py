"""A letter to whoever sent a file in which not even the sender can be read: ready to be put into a mail."""

from collections.abc import Iterator, Sequence

from dxdesk.central.held import Held
from dxdesk.language import translate as _
from dxdesk.package.sender_cures import sender_cure
from dxdesk.text.characters import clean

_MOST_REASONS = 50


def letter_about(reasons: Sequence[Held], receiver: str, by: str) -> str:
    """Return the draft of a mail: its subject, an empty line, and what to say."""
    return "\n".join(clean(line) for line in _lines(reasons, receiver, by)) + "\n"


def _lines(reasons: Sequence[Held], receiver: str, by: str) -> Iterator[str]:
    name = reasons[0].origin.rpartition("›")[2].strip().replace("\\", "/").rpartition("/")[2]
    yield _("Subject: The file “{name}” could not be read").format(name=name)
    yield ""
    yield _("To whoever sent the file “{name}”:").format(name=name)
    yield ""
    yield _("The file has come, but could not be taken as the plan of a unit:")
    for reason in reasons[:_MOST_REASONS]:
        place = f" ({reason.place})" if reason.place else ""
        yield f"- {reason.message}{place} {sender_cure(reason.code, reason.cure)} [{reason.code}]"
    yield ""
    yield _("It counts as not sent until a sound one is here. Please send it again; nothing else is lost.")
    yield _("Mark of the file, for questions: {content}").format(content=reasons[0].content)
    yield ""
    yield by or receiver
    if by:
        yield receiver
