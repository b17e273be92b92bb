"""What is in a package of the intake: a document that it carries, or its plan as a printed page."""

from collections.abc import Iterable
from contextlib import suppress

from dxdesk.central.intake import Intake
from dxdesk.package.faults import PackageError
from dxdesk.package.reading import read_package
from dxdesk.package.strict_base64 import strictly_decoded
from dxdesk.value import Value


def carried(intake: Intake, contents: Iterable[str], sha256: str) -> bytes | None:
    """Return the document with a SHA-256 from the first of these files that carries it, or None."""
    for content in contents:
        with suppress(OSError, PackageError):
            for document in read_package(intake.read(content)).package.documents:
                if document.sha256 == sha256 and document.data is not None:
                    return strictly_decoded(document.data)
    return None


class Unprintable(Value, frozen=True, kw_only=True):
    """Why a plan cannot be printed."""

    reason: str


def printed(intake: Intake, content: str) -> bytes | Unprintable:
    """Return the plan of the package in a file as a PDF that says on every page what it is.

    Raises:
        OSError, PackageError: the file is gone or damaged.
    """
    # A server that only takes packages in does without the writers.
    from dxdesk.document.compose import UnprintableTextError  # noqa: PLC0415
    from dxdesk.render.pdf.reprint import reprint  # noqa: PLC0415

    plan = read_package(intake.read(content)).package.plan
    try:
        return reprint(plan)
    except UnprintableTextError as error:
        return Unprintable(reason=error.faults[0].message)
