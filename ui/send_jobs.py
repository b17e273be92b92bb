"""What is looked up and done for sending a revision, on the store's thread and beside it; no Qt here."""

from collections.abc import Sequence
from typing import NamedTuple

from dxdesk.exchange.format import Destination, Means
from dxdesk.exchange.message import MailError
from dxdesk.language import translate as _
from dxdesk.outbox.address_book import KnownDestination, destinations
from dxdesk.outbox.enclosures import Enclosures
from dxdesk.outbox.letter import SubjectError
from dxdesk.outbox.mail import compose_mail
from dxdesk.outbox.queueing import QueueingError, frozen_package, queue_revision
from dxdesk.package.faults import PackageError
from dxdesk.store.dispatch import Dispatch
from dxdesk.store.store import Store
from dxdesk.store.values import Revision
from ui.size_words import size_words


class Sendable(NamedTuple):
    """What can be sent where: the package of a revision as it would go now, and the destinations."""

    data: bytes
    known: Sequence[KnownDestination]


class Contents(NamedTuple):
    """What goes by one means: a line for each file, and what to know of it."""

    files: Sequence[str]
    notices: Sequence[str]


class Refused(NamedTuple):
    """Why something was not done, in a sentence."""

    words: str


def means_of(destination: Destination) -> list[Means]:
    """Return the means by which a destination is reached."""
    offered: dict[Means, str] = {"upload": destination.url, "mail": destination.email, "folder": "anywhere"}
    return [means for means, place in offered.items() if place]


def find_sendable(store: Store, plan_id: str, number: int) -> Sendable | Refused:
    """Return what can be sent of a revision.

    Raises:
        StoreError: it cannot be read.
        LookupError: there is no such revision.
    """
    try:
        return Sendable(frozen_package(store, plan_id, number), destinations(store))
    except PackageError as error:
        return Refused(str(error.faults[0]))


def contents(data: bytes, destination: Destination, means: Means, revision: Revision) -> Contents:
    """Return what goes to a destination by these means.

    Raises:
        PackageError: the package cannot be used.
    """
    enclosures = Enclosures(data)
    notices = [] if revision.issued_at else [_not_issued()]
    if means == "mail":
        try:
            mail = compose_mail(data, destination)
        except (MailError, SubjectError) as error:
            return Contents((), [str(error)])
        return Contents(
            [f"{each.name} · {size_words(len(each.data))}" for each in mail.files],
            [*notices, *mail.notices()],
        )
    whole = enclosures.whole
    lines = [f"{whole.name} · {size_words(len(whole.data))}"]
    if means == "folder" and enclosures.paper is not None:
        lines.append(f"{enclosures.paper.name} · {size_words(len(enclosures.paper.data))}")
    inside = [f"    {each.name} · {size_words(each.size)}" for each in enclosures.package.documents]
    lines[1:1] = inside
    notices.append(_signed_words(enclosures))
    return Contents(lines, notices)


def queue(
    store: Store, plan_id: str, number: int, destination: Destination, means: Means
) -> Dispatch | Refused:
    """Queue a revision for a destination; what is there already is returned as it is.

    Raises:
        WriteError: it cannot be written.
        LookupError: there is no such revision.
    """
    try:
        return queue_revision(store, plan_id, number, destination, means)
    except QueueingError as error:
        return Refused(str(error))
    except PackageError as error:
        return Refused(str(error.faults[0]))


def _not_issued() -> str:
    return _(
        "It is sealed, but not recorded as issued: number, day and whatever is signed later do not go with it."
    )


def _signed_words(enclosures: Enclosures) -> str:
    roles = {each.role for each in enclosures.package.documents}
    if enclosures.package.signatures:
        return _("The package is signed.")
    if "signed-pdf" in roles:
        return _("The signed PDF goes with it.")
    if "scan" in roles:
        return _("A scan of the signed paper goes with it.")
    return _("Neither the package nor its paper is signed.")
