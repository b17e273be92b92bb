"""Reading a package that somebody else has written: nothing in it is believed before it is checked.

The stages run in the order of `codes.Stage`. All faults of a stage are listed; the next stage runs only
where there are none.
"""

from collections.abc import Collection, Iterator

from dxdesk.package.agreement import (
    LevelLookup,
    digest_faults,
    level_in_map,
    metadata_faults,
    revision_faults,
    statement_faults,
    unit_faults,
)
from dxdesk.package.canonical import canonical_bytes
from dxdesk.package.documents import document_faults, signature_faults
from dxdesk.package.faults import Remark, raise_any, remark
from dxdesk.package.format import Newer, Package
from dxdesk.package.opening import Opened, open_package
from dxdesk.package.shape import newer_remarks
from dxdesk.package.signed_form import form_faults
from dxdesk.plan.model import GuidanceReference
from dxdesk.value import Value


class ReadPackage(Value, frozen=True, kw_only=True):
    """A package in which every check found no fault, and what its reader should know about it.

    `newer` holds the members of a newer minor version; `package_bytes` puts them back. `signed` is what its
    signatures are over: the RFC 8785 form of the statement as it stands in the file.
    """

    package: Package
    signed: bytes
    newer: tuple[Newer, ...] = ()
    notices: tuple[Remark, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether the package has not been sealed."""
        return self.package.statement.sealed_at is None


def read_package(
    data: bytes,
    *,
    known_guidance: Collection[GuidanceReference] | None = None,
    level_of: LevelLookup = level_in_map,
) -> ReadPackage:
    """Return the package in `data`, checked in every respect but who signed it.

    `known_guidance` are the guidance packs at hand; None does not ask for them. `level_of` finds the unit.

    Raises:
        PackageError: every fault of the first stage that found any; nothing else, whatever the bytes.
    """
    opened = open_package(data)
    package = opened.package
    raise_any(form_faults(opened.statement, package.statement, ("statement",)))
    raise_any(digest_faults(opened))
    raise_any(signature_faults(package))
    raise_any(document_faults(package))
    raise_any(metadata_faults(package))
    raise_any(statement_faults(package))
    raise_any(unit_faults(package, level_of))
    raise_any(revision_faults(package))
    return ReadPackage(
        package=package,
        signed=canonical_bytes(opened.statement),
        newer=opened.newer,
        notices=tuple(_notices(opened, known_guidance)),
    )


def _notices(opened: Opened, known_guidance: Collection[GuidanceReference] | None) -> Iterator[Remark]:
    package = opened.package
    yield from newer_remarks(package, opened.newer)
    if package.statement.sealed_at is None:
        yield remark("DX192", "/statement/sealed_at")
    guidance = package.plan.guidance
    if known_guidance is not None and guidance not in known_guidance:
        is_known = any(known.id == guidance.id for known in known_guidance)
        code = "DX195" if is_known else "DX194"
        yield remark(code, "/plan/guidance", id=guidance.id, version=guidance.version)
