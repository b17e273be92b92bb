"""`dxdesk verify`: whether a package is whole and says what its digests say, and belongs to a slip."""

from argparse import Namespace

from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.files import read_bytes
from dxdesk.cli.output import print_json
from dxdesk.guidance.loading import installed_packs, load_pack
from dxdesk.language import translate as _
from dxdesk.package.check_code import CheckCodeError, groups
from dxdesk.package.faults import PackageError
from dxdesk.package.format import Package
from dxdesk.package.reading import ReadPackage, read_package
from dxdesk.package.slip_answer import SlipAnswer, answer_code
from dxdesk.plan.model import GuidanceReference
from dxdesk.text.dates import short_date
from dxdesk.text.days import VIETNAM


def run(arguments: Namespace) -> int:
    """Print what the package is, or every fault of the first check that it fails.

    Where the code of a slip is named, it must be that of the package.
    """
    try:
        read = read_package(read_bytes(arguments.package), known_guidance=_known_guidance())
    except PackageError as error:
        if arguments.json:
            print_json({"valid": False, "faults": error.faults})
        else:
            print(_("The package cannot be used:"))
            print("\n".join(f"  {fault}" for fault in error.faults))
        return FINDINGS
    slip = _slip_answer(read.package, arguments.code) if arguments.code is not None else None
    if arguments.json:
        package = read.package
        described = {"statement": package.statement, "digest": package.digest, "notices": read.notices}
        print_json({"valid": True, **described, **({} if slip is None else {"slip": slip})})
    else:
        _print(read)
        if slip is not None:
            print(slip.sentence)
    return DONE if slip is None or slip.agree else FINDINGS


def _slip_answer(package: Package, code: str) -> SlipAnswer:
    try:
        return answer_code(package, code)
    except CheckCodeError as error:
        raise CommandError(str(error)) from None


def _known_guidance() -> list[GuidanceReference]:
    metas = [load_pack(folder).meta for folder in installed_packs()]
    return [GuidanceReference(id=meta.id, version=meta.version) for meta in metas]


def _print(read: ReadPackage) -> None:
    package = read.package
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
    for notice in read.notices:
        print(f"  {notice}")


def _documents(package: Package) -> str:
    return ", ".join(document.name for document in package.documents)
