"""Reading a package file from disk, with every check; no Qt here: this runs on a thread of its own."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dxdesk.files import read_up_to, reason_of
from dxdesk.guidance.faults import FaultyPackError
from dxdesk.guidance.loading import installed_packs, load_pack
from dxdesk.guidance.pack import Pack
from dxdesk.language import translate as _
from dxdesk.plan.model import GuidanceReference, Plan
from dxdesk.plan.packs import pack_for
from dxdesk.signing.faults import SigningError
from dxdesk.store.values import Tally
from ui.letters_files import file_name

if TYPE_CHECKING:
    from dxdesk.issuing.papers import Handed
    from dxdesk.issuing.received import Received
    from dxdesk.package.faults import Remark
    from dxdesk.package.reading import ReadPackage

_PDF = b"%PDF-"
# That a plan is a draft says nothing against writing on in a copy of it.
_UNTOLD = frozenset({"DX192"})


class Incoming(NamedTuple):
    """A plan from a file that has no faults, how far it is, and what its reader should know.

    Of a sealed package `received` has its revision, and what came of it.
    """

    name: str
    plan: Plan
    pack: Pack
    tally: Tally
    remarks: tuple[str, ...]
    received: "Received | None" = None


class FileFault(NamedTuple):
    """What is wrong, the place in the file (a JSON Pointer, or nothing), and what to do."""

    message: str
    place: str
    cure: str


class UnusableFileError(Exception):
    """A file that cannot be taken in: its name, and all that is wrong with it."""

    def __init__(self, name: str, faults: tuple[FileFault, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.faults = faults


def read_file(path: Path) -> Incoming:
    """Read a package file and find the guidance for its plan.

    Raises:
        UnusableFileError: it cannot be read, has faults, or there is no guidance for its plan.
    """
    read, pdf = _checked(path)
    plan = read.package.plan
    try:
        pack = pack_for(plan)
    except (LookupError, FaultyPackError) as error:
        raise UnusableFileError(path.name, (FileFault(str(error), "/plan/year", ""),)) from None
    noted = (*(each for each in read.notices if each.code not in _UNTOLD), *_broken_signatures(read))
    remarks = tuple(f"{each.message} {each.cure}" for each in noted)
    return Incoming(path.name, plan, pack, tally_of(plan, pack), remarks, _received(read, pack, pdf))


def read_checked(path: Path) -> "ReadPackage":
    """Read a package file with every check, or the package that a PDF carries.

    Raises:
        UnusableFileError: it cannot be read, or has faults.
    """
    return _checked(path)[0]


def _checked(path: Path) -> "tuple[ReadPackage, Handed | None]":
    """Read a package, and the PDF around it where there is one."""
    from dxdesk.package.container import MAX_SIZE  # noqa: PLC0415 - the window starts without the reader
    from dxdesk.package.faults import PackageError  # noqa: PLC0415
    from dxdesk.package.reading import read_package  # noqa: PLC0415

    try:
        data = read_up_to(path, MAX_SIZE + 1)  # the reader refuses anything longer
        is_pdf = data.startswith(_PDF)
        read = read_package(_inside(data) if is_pdf else data, known_guidance=_known_guidance())
    except SigningError as error:
        raise UnusableFileError(path.name, (FileFault(str(error.args[0]), "", ""),)) from None
    except OSError as error:
        raise UnusableFileError(path.name, (disk_fault(error),)) from None
    except PackageError as error:
        faults = tuple(FileFault(each.message, each.pointer, each.cure) for each in error.faults)
        raise UnusableFileError(path.name, faults) from None
    from dxdesk.issuing.papers import Handed  # noqa: PLC0415

    return read, Handed("signed-pdf", file_name(path.name, "application/pdf"), data) if is_pdf else None


def _received(read: "ReadPackage", pack: Pack, pdf: "Handed | None") -> "Received | None":
    if read.package.statement.sealed_at is None:
        return None
    from dxdesk.issuing.received import received  # noqa: PLC0415 - slow to import, and most are drafts

    return received(read, pack, pdf)


def _broken_signatures(read: "ReadPackage") -> "list[Remark]":
    """Return what is wrong with signatures that do not fit; whom to trust is asked where they are shown."""
    if not read.package.signatures:
        return []
    from dxdesk.signing.statements import signature_remarks, verify_statement  # noqa: PLC0415 - slow to import
    from dxdesk.signing.trust import Trust  # noqa: PLC0415

    found = signature_remarks(verify_statement(read, Trust()))
    return [each for each in found if each.code == "DX156"]


def _inside(pdf: bytes) -> bytes:
    from dxdesk.signing.embedded import embedded_package  # noqa: PLC0415 - slow to import

    return embedded_package(pdf)


def tally_of(plan: Plan, pack: Pack) -> Tally:
    """Return how far a plan is, as the list shows it."""
    from datetime import date  # noqa: PLC0415

    from dxdesk.plan.progress import progress, states  # noqa: PLC0415 - only where a plan comes in
    from dxdesk.plan.rules.review import review  # noqa: PLC0415

    now = progress(states(plan, pack, review(plan, pack, today=date.today())), pack)  # noqa: DTZ011
    return Tally(written=now.written, total=now.total, errors=now.errors)


def _known_guidance() -> list[GuidanceReference]:
    known: list[GuidanceReference] = []
    for folder in installed_packs():
        try:
            meta = load_pack(folder).meta
        except FaultyPackError:
            continue
        known.append(GuidanceReference(id=meta.id, version=meta.version))
    return known


def disk_fault(error: OSError) -> FileFault:
    """Return what keeps a file from being read, in words."""
    if isinstance(error, FileNotFoundError):
        return FileFault(
            _("There is no such file."), "", _("Check its name and whether its disk is at hand.")
        )
    if isinstance(error, PermissionError):
        message = _("The file cannot be read: there is no permission, or another program has it open.")
        return FileFault(message, "", _("Close it there, or copy it to your own folder and open the copy."))
    message = _("The file cannot be read: {reason}.").format(reason=reason_of(error))
    return FileFault(message, "", _("Copy the file to this computer and try again."))
