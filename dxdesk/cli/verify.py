"""`dxdesk verify`: whether a package is whole, who signed it, what it belongs to; receipts, replies, folders too."""

from argparse import Namespace
from collections.abc import Sequence

from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.files import read_bytes, read_plan
from dxdesk.cli.output import print_json
from dxdesk.cli.signatures import name_line, signature_lines
from dxdesk.cli.verify_answer import is_answer, verify_answer
from dxdesk.cli.verify_folder import verify_folder
from dxdesk.guidance.loading import installed_packs, load_pack
from dxdesk.language import translate as _
from dxdesk.package.chain import GAP, chain_remarks
from dxdesk.package.check_code import CheckCodeError, groups
from dxdesk.package.faults import PackageError, Remark
from dxdesk.package.format import Package
from dxdesk.package.reading import ReadPackage, read_package
from dxdesk.package.slip_answer import SlipAnswer, answer_code
from dxdesk.plan.model import GuidanceReference
from dxdesk.signing.faults import SigningError
from dxdesk.signing.report import SignatureReport
from dxdesk.signing.statements import signature_remarks, verify_statement
from dxdesk.signing.trust import Trust, read_trust
from dxdesk.text.dates import short_date
from dxdesk.text.days import VIETNAM
from dxdesk.value import Value

_UNKNOWN = "DX157"


class _Found(Value, frozen=True, kw_only=True):
    """What was found out about a package that is whole; `chain` is None where no earlier revision was named."""

    read: ReadPackage
    reports: tuple[SignatureReport, ...]
    remarks: tuple[Remark, ...]
    chain: tuple[Remark, ...] | None
    slip: SlipAnswer | None


def run(arguments: Namespace) -> int:
    """Print what the file is, or every fault of the first check that it fails.

    Where the code of a slip is named, it must be that of the package; where earlier revisions are, it must
    follow them.
    """
    if arguments.package.is_dir():
        return verify_folder(arguments, arguments.package)
    data = read_bytes(arguments.package)
    try:
        trust = read_trust({path.name: read_bytes(path) for path in arguments.trust})
        if is_answer(data):
            return verify_answer(arguments, data, trust)
        read = read_package(data, known_guidance=_known_guidance())
    except SigningError as error:
        raise CommandError(str(error)) from None
    except PackageError as error:
        return _refuse(arguments, error)
    found = _examined(arguments, read, trust)
    if arguments.json:
        print_json(_described(found))
    else:
        _print(found)
    return DONE if _is_good(found, trusting=bool(arguments.trust)) else FINDINGS


def _refuse(arguments: Namespace, error: PackageError) -> int:
    if arguments.json:
        print_json({"valid": False, "faults": error.faults})
    else:
        print(_("The file cannot be used:"))
        print("\n".join(f"  {fault}" for fault in error.faults))
    return FINDINGS


def _examined(arguments: Namespace, read: ReadPackage, trust: Trust) -> _Found:
    earlier = {path.name: read_plan(path).package for path in arguments.previous}
    reports = verify_statement(read, trust)
    return _Found(
        read=read,
        reports=reports,
        remarks=tuple(signature_remarks(reports)),
        chain=tuple(chain_remarks(read.package, earlier)) if earlier else None,
        slip=_slip_answer(read.package, arguments.code) if arguments.code is not None else None,
    )


def _is_good(found: _Found, *, trusting: bool) -> bool:
    """Say whether nothing speaks against it; an unknown signer does where somebody is trusted."""
    allowed = {"DX159"} if trusting else {"DX159", _UNKNOWN}
    return (
        all(remark.code in allowed for remark in found.remarks)
        and all(remark.code == GAP for remark in found.chain or ())
        and (found.slip is None or found.slip.agree)
    )


def _described(found: _Found) -> dict[str, object]:
    package = found.read.package
    described = {
        "valid": True,
        "statement": package.statement,
        "digest": package.digest,
        "notices": (*found.read.notices, *found.remarks),
        "signatures": found.reports,
    }
    more = {"slip": found.slip, "chain": found.chain}
    return described | {name: value for name, value in more.items() if value is not None}


def _slip_answer(package: Package, code: str) -> SlipAnswer:
    try:
        return answer_code(package, code)
    except CheckCodeError as error:
        raise CommandError(str(error)) from None


def _known_guidance() -> list[GuidanceReference]:
    metas = [load_pack(folder).meta for folder in installed_packs()]
    return [GuidanceReference(id=meta.id, version=meta.version) for meta in metas]


def _print(found: _Found) -> None:
    package = found.read.package
    statement = package.statement
    sealed = statement.sealed_at
    print(_("The package is whole."))
    print(_("Unit: {name} ({code})").format(name=package.plan.unit.name, code=statement.unit.code))
    print(_("Year {year}, revision {revision}").format(year=statement.year, revision=statement.revision))
    when = f"{sealed.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}" if sealed else ""
    print(_("Sealed: {time}").format(time=when) if sealed else _("Draft, not sealed yet"))
    number, day = package.metadata.code_number, package.metadata.issued_date
    if number and day:
        print(_("Issued: number {number}, {day}").format(number=number, day=short_date(day)))
    print(_("Documents: {names}").format(names=_documents(package) or _("none")))
    print(_("The digest covers the plan; the documents are copies of it to read and are checked one by one."))
    print(_("Digest: {digest}").format(digest=" ".join(groups(package.digest))))
    _print_signatures(found)
    _print_chain(package, found.chain)
    for notice in found.read.notices:
        print(f"  {notice}")
    if found.slip is not None:
        print(found.slip.sentence)


def _print_signatures(found: _Found) -> None:
    if not found.reports:
        print(_("The package is not signed; it need not be, and the PDF has signatures of its own."))
    for report in found.reports:
        print("\n".join(signature_lines(report, _("Signed by {name}").format(name=name_line(report)))))
    for each in found.remarks:
        print(f"  {each}")


def _print_chain(package: Package, chain: Sequence[Remark] | None) -> None:
    previous = package.statement.previous
    if previous is not None:
        print(_("Follows the revision with the digest {digest}").format(digest=" ".join(groups(previous))))
    if chain is None:
        return
    if not chain:
        print(_("The chain of revisions holds, back to the first one."))
    for each in chain:
        print(f"  {each}")


def _documents(package: Package) -> str:
    return ", ".join(document.name for document in package.documents)
