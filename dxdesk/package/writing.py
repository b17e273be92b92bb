"""Writing a package: the same value gives the same bytes, and what is written can be read again."""

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from dxdesk import __version__
from dxdesk.package.canonical import canonical_bytes, sha256_hex
from dxdesk.package.characters import character_faults
from dxdesk.package.container import decoded
from dxdesk.package.faults import raise_any
from dxdesk.package.format import (
    FORMAT,
    VERSION,
    Attachment,
    Kind,
    Newer,
    Package,
    Signature,
    Statement,
    StatementUnit,
    Transport,
)
from dxdesk.package.metadata import metadata_of
from dxdesk.package.opening import without_data
from dxdesk.package.shape import shaped, with_newer
from dxdesk.package.syntax import parsed
from dxdesk.plan.model import Plan

SUFFIX: Final = ".dxplan.json"
PRODUCER: Final = f"dxdesk {__version__}"


def draft_package(
    plan: Plan,
    *,
    revision: int = 1,
    kind: Kind = "original",
    previous: str | None = None,
    documents: Iterable[Attachment] = (),
    transport: Transport | None = None,
    page_amount: int | None = None,
) -> Package:
    """Return an unsealed package of the plan: a draft, and its statement says so by a null `sealed_at`.

    `previous` is the digest of the statement of the revision before, `page_amount` the pages in print.
    """
    statement = Statement(
        type=FORMAT,
        unit=StatementUnit(scheme=plan.unit.scheme, code=plan.unit.code, level=plan.unit.level),
        year=plan.year,
        revision=revision,
        kind=kind,
        previous=previous,
        guidance=plan.guidance,
        plan_sha256=sha256_hex(canonical_bytes(plan)),
        sealed_at=None,
    )
    return Package(
        format=FORMAT,
        version=VERSION,
        statement=statement,
        digest=sha256_hex(canonical_bytes(statement)),
        plan=plan,
        metadata=metadata_of(plan, page_amount),
        documents=tuple(documents),
        transport=transport or Transport(producer=PRODUCER),
    )


def package_bytes(package: Package, newer: Iterable[Newer] = ()) -> bytes:
    """Return the file: UTF-8, two spaces of indent, members in the order of the format, LF at the end.

    `newer` are the members of a newer minor version that were read with this very package.

    Raises:
        PackageError: a value does not fit the format, or a text is not NFC or has a character that must
            not be there; each with its place.
    """
    plain = with_newer(msgspec.to_builtins(package), newer)
    raise_any(character_faults(without_data(plain)))
    shaped(plain)
    return msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n"


def with_digests(package: Package, newer: Iterable[Newer] = ()) -> Package:
    """Return a draft with the digests of its plan as it is written now; what is sealed stays as it is.

    A plan that an earlier version has written lacks the members that have come since. `newer` are the
    members of a newer minor version that were read with the package.
    """
    if package.statement.sealed_at is not None:
        return package
    plain = with_newer(msgspec.to_builtins(package), newer)
    plan_sha256 = sha256_hex(canonical_bytes(plain["plan"]))
    digest = sha256_hex(canonical_bytes({**plain["statement"], "plan_sha256": plan_sha256}))
    statement = msgspec.structs.replace(package.statement, plan_sha256=plan_sha256)
    return msgspec.structs.replace(package, statement=statement, digest=digest)


def with_signatures(data: bytes, signatures: Iterable[Signature]) -> bytes:
    """Return a package that was read with more signatures; everything else in it stays as it is spelled."""
    plain: dict[str, Any] = parsed(decoded(data))
    plain["signatures"] = [*plain.get("signatures", ()), *msgspec.to_builtins(tuple(signatures))]
    ordered = {name: plain[name] for name in (*Package.__struct_fields__, *plain) if name in plain}
    return msgspec.json.format(msgspec.json.encode(ordered), indent=2) + b"\n"


def stripped(package: Package) -> Package:
    """Return the same package without the data of its documents, small enough for mail."""
    documents = tuple(msgspec.structs.replace(document, data=None) for document in package.documents)
    return msgspec.structs.replace(package, documents=documents)


def package_name(plan: Plan, revision: int) -> str:
    """Return the file name of a package, in ASCII: `2023-18490-r2.dxplan.json`."""
    return f"{plan.year}-{plan.unit.code}-r{revision}{SUFFIX}"
