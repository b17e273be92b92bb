"""From a sealed revision to a dispatch: the bytes are frozen here, and editing goes on in the next revision."""

from typing import Final

from dxdesk.exchange.format import Destination, Means
from dxdesk.issuing.papers import Handed, issued_package
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.package.format import Signature
from dxdesk.package.reading import read_package
from dxdesk.store.dispatch import Dispatch
from dxdesk.store.store import Store
from dxdesk.store.values import Revision

_SENTENCES: Final = {
    "draft": mark("This is a draft. Seal the plan first, then send it."),
    "upload": mark("“{receiver}” names no address to upload to. Choose another way, or ask for one."),
    "mail": mark("“{receiver}” names no mail address. Choose another way, or enter one."),
}


class QueueingError(Exception):
    """A revision cannot be queued; the text says why and what to do."""

    def __init__(self, kind: str, receiver: str = "") -> None:
        super().__init__(_(_SENTENCES[kind]).format(receiver=receiver))
        self.kind = kind


def queue_revision(
    store: Store, plan_id: str, number: int, destination: Destination, means: Means
) -> Dispatch:
    """Queue a sealed revision for a destination, with its number, its day and its papers as they are now.

    What is queued already for this destination by these means is returned as it is, and so is what this
    destination has answered, however it got there.

    Raises:
        LookupError: there is no such revision.
        PackageError: its package is damaged.
        QueueingError: it is a draft, or the destination is not reached that way.
        StoreError, WriteError: the store cannot be read or written.
    """
    check_means(destination, means)
    data = frozen_package(store, plan_id, number)
    package = read_package(data).package
    if package.statement.sealed_at is None:
        raise QueueingError("draft")
    return store.dispatches.queue(
        plan_id,
        number,
        package.digest,
        data,
        destination=destination.key,
        receiver=destination.receiver.name,
        means=means,
    )


def check_means(destination: Destination, means: Means) -> None:
    """Do nothing where a destination is reached by these means.

    Raises:
        QueueingError: it is not.
    """
    reached = {"upload": destination.url, "mail": destination.email, "folder": "anywhere"}
    if not reached[means]:
        raise QueueingError(means, destination.receiver.name)


def frozen_package(store: Store, plan_id: str, number: int) -> bytes:
    """Return the package of a sealed revision with what came of it: number, day, papers and signatures.

    Raises:
        LookupError: there is no such revision.
        PackageError: it is damaged.
        StoreError: it cannot be read.
    """
    revision = _revision(store, plan_id, number)
    papers = [
        Handed(paper.role, paper.name, store.revisions.paper(paper.id))
        for paper in reversed(store.revisions.papers(plan_id, number))
    ]
    data = store.revisions.package(plan_id, number)
    signatures = [
        Signature(format="cades-detached", value=value) for value in store.signatures.list(plan_id, number)
    ]
    if revision.issued_at is not None:
        return issued_package(data, revision.issued_number, revision.issued_on, papers, signatures)
    planned = read_package(data).package.metadata  # it says no more than the plan does
    return issued_package(data, planned.code_number, planned.issued_date, papers, signatures)


def _revision(store: Store, plan_id: str, number: int) -> Revision:
    for revision in store.revisions.list(plan_id):
        if revision.number == number:
            return revision
    raise LookupError(f"no revision {number} of plan {plan_id}")
