"""What is exported of the plan on the desk: a draft as it stands, or the files of a sealed revision as they are."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from dxdesk.export import Exported, Form, Step, export, form_names
from dxdesk.issuing.closing import sealed_files
from dxdesk.issuing.papers import Handed, issued_package
from dxdesk.issuing.standing import draft_of
from dxdesk.package.writing import with_signatures
from dxdesk.store.values import Revision
from ui.desk import Desk
from ui.office import Office
from ui.revision_book import RevisionBook

# The draft of a plan that was changed after sealing must not be taken for what is to be signed.
_DRAFT_MARK: Final = "-du-thao"

Making = Callable[[Callable[[Step], object]], Exported]


class Order(NamedTuple):
    """What is to be exported, as it stood when that was asked for, and where to; `make` does it."""

    make: Making
    files: dict[Form, Path]


def names_now(desk: Desk) -> dict[Form, str]:
    """Return what the files of the plan are called as it stands."""
    now = desk.standing
    mark = _DRAFT_MARK if now.phase == "sealed" and now.edited else ""
    return dict(form_names(desk.plan, now.number, mark))


def order_now(desk: Desk, office: Office, forms: tuple[Form, ...], folder: Path) -> Order:
    """Return the order for these forms of the plan on the desk, as it stands now."""
    names = names_now(desk)
    files = {form: folder / names[form] for form in forms}
    sealed = desk.standing.sealed
    if sealed is not None and not desk.standing.edited:
        return Order(_kept(desk.book, sealed), files)
    draft, pack, profile = draft_of(desk.plan, desk.standing), desk.pack, office.signing.now.profile
    return Order(lambda begin: export(draft, pack, profile=profile, begin=begin), files)


def handed_package(book: RevisionBook, sealed: Revision) -> bytes:
    """Return the package of a sealed revision with its signatures; that of an issued one has all that came of it."""
    data, signatures = book.package(sealed.number), book.signatures(sealed.number)
    if sealed.issued_at is None:
        return with_signatures(data, signatures) if signatures else data
    papers = [Handed(paper.role, paper.name, book.paper(paper)) for paper in book.papers(sealed.number)]
    return issued_package(data, sealed.issued_number, sealed.issued_on, reversed(papers), signatures)


def _kept(book: RevisionBook, sealed: Revision) -> Making:
    """Return what makes the files of a sealed revision."""
    data, package = book.package(sealed.number), handed_package(book, sealed)

    def make(begin: Callable[[Step], object]) -> Exported:
        begin("package")
        return msgspec.structs.replace(sealed_files(data), package=package)

    return make
