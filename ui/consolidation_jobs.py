"""What a consolidation does beside the window; no Qt here."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Semaphore
from typing import Final, Literal

from dxdesk.consolidation.areas import Scope
from dxdesk.files import write_files
from dxdesk.guidance.faults import FaultyPackError
from dxdesk.guidance.loading import pack_for_year
from dxdesk.guidance.pack import Pack
from dxdesk.intake.reading import Looked, Sound, look_at
from dxdesk.intake.standing import Material, Overview, consolidated, plan_of
from dxdesk.package.reading import read_package
from dxdesk.package.strict_base64 import strictly_decoded
from dxdesk.plan.differences import PlanDifference, plan_differences
from dxdesk.plan.packs import pack_for
from dxdesk.sources.opening import files_at, opened
from dxdesk.store.received import Contents
from dxdesk.value import Value
from ui.work import Cancel

ReportForm = Literal["xlsx", "csv", "docx", "pdf"]
_MOST_FILES: Final = 12
_MOST_BYTES: Final = 8 * 2**20
# Batches that have been looked at and are not in the store yet: more would fill the memory.
AHEAD: Final = 3
_PATIENCE: Final = 0.2  # seconds between looks whether the work was called off


class Ready(Value, frozen=True, kw_only=True):
    """An overview, and the guidance by which tasks and indicators are named."""

    overview: Overview
    pack: Pack


def consolidate(material: Material, scope: Scope, deadline: date) -> Ready | str:
    """Return what the packages come to; a sentence where there is no guidance for the year."""
    try:
        pack = pack_for_year(scope.year)
    except (LookupError, FaultyPackError) as error:
        return str(error)
    return Ready(overview=consolidated(material, scope, pack, deadline), pack=pack)


def look_through(
    paths: Iterable[Path],
    hand_over: Callable[[Sequence[Looked]], object],
    progress: Callable[[int], object],
    cancel: Cancel,
    room: Semaphore,
) -> None:
    """Look at all files at the paths, and hand them over in batches; `room` is given back for each that is kept.

    Raises:
        CancelledError: it was called off; what was handed over before is kept.
    """
    files = list(files_at(paths))
    batch: list[Looked] = []
    size = 0
    for number, file in enumerate(files):
        for found in opened([file]):
            cancel.check()
            batch.append(look_at(found, datetime.now(UTC)))
            size += _weight(batch[-1])
            if len(batch) >= _MOST_FILES or size >= _MOST_BYTES:
                _wait(room, cancel)
                hand_over(batch)
                batch, size = [], 0
        progress(100 * (number + 1) // len(files))
    if batch:
        _wait(room, cancel)
        hand_over(batch)


def printed_page(contents: Contents) -> bytes:
    """Return the PDF of a received package: the signed one that came with it, or a reprint that says so.

    Raises:
        PackageError, LookupError, FaultyPackError, UnprintableTextError: it cannot be printed.
    """
    if contents.paper:
        return contents.paper
    read = read_package(contents.package)
    for role in ("signed-pdf", "pdf"):
        for document in read.package.documents:
            if document.role == role and document.data is not None:
                return strictly_decoded(document.data) or b""
    from dxdesk.render.pdf.reprint import reprint  # noqa: PLC0415 - the writers are heavy

    return reprint(read.package.plan)


def differences(first: bytes, other: bytes) -> tuple[PlanDifference, ...] | str:
    """Return what differs between two packed plans; a sentence where that cannot be said."""
    before, after = plan_of(first), plan_of(other)
    try:
        return plan_differences(before, after, pack_for(after))
    except (LookupError, FaultyPackError) as error:
        return str(error)


def write_report(ready: Ready, folder: Path, forms: Sequence[ReportForm]) -> list[Path]:
    """Write the report of a consolidation in some forms; return the files.

    Raises:
        FileError: one cannot be written; nothing is.
    """
    from dxdesk.report.files import report_files  # noqa: PLC0415 - the writers are heavy
    from dxdesk.report.issuer import issuer_of  # noqa: PLC0415

    found = ready.overview.found
    files = report_files(found, ready.pack, issuer_of(found.scope), datetime.now(UTC), forms)
    targets = {folder / name: data for name, data in files.items()}
    for parent in {path.parent for path in targets}:
        parent.mkdir(parents=True, exist_ok=True)
    write_files(targets)
    return list(targets)


def missing_words(ready: Ready) -> str:
    """Return the units that have not sent, as they are put into a mail; documents are Vietnamese."""
    units = [one.figures.name for one in ready.overview.units if one.state in ("missing", "faulty")]
    return "\n".join(f"{number}. {name}" for number, name in enumerate(units, start=1))


def _weight(looked: Looked) -> int:
    return len(looked.contents.package) + len(looked.contents.paper) if isinstance(looked, Sound) else 0


def _wait(room: Semaphore, cancel: Cancel) -> None:
    while not room.acquire(timeout=_PATIENCE):
        cancel.check()
    cancel.check()
