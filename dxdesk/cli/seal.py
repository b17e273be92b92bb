"""`dxdesk seal`: close a revision and write it with its documents, ready to be signed."""

from argparse import Namespace
from datetime import UTC, datetime

import msgspec

from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.export import exported_plan, write_forms
from dxdesk.cli.files import choose_pack, read_plan
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.package.format import Package
from dxdesk.package.sealing import SealedError, sealed
from dxdesk.plan.rules.review import review
from dxdesk.text.days import VIETNAM


def run(arguments: Namespace) -> int:
    """Write the sealed package with its DOCX and PDF."""
    read = read_plan(arguments.plan)
    plan = read.package.plan
    pack = choose_pack(plan, arguments.guidance)
    if errors := sum(finding.severity == "error" for finding in review(plan, pack)):
        message = _n(
            "{count} error is to be mended before it is sealed. See: dxdesk check “{path}”",
            "{count} errors are to be mended before it is sealed. See: dxdesk check “{path}”",
            errors,
        )
        raise CommandError(message.format(count=errors, path=arguments.plan))
    package = _sealed(read.package)
    exported = exported_plan(msgspec.structs.replace(read, package=package), pack, arguments.profile)
    write_forms(exported, docx=None, pdf=None, package=arguments.output)
    print(
        _("Sealed: revision {revision}, digest {digest}").format(
            revision=package.statement.revision, digest=package.digest
        )
    )
    return DONE


def _sealed(package: Package) -> Package:
    try:
        return sealed(package, datetime.now(UTC).astimezone(VIETNAM))
    except SealedError:
        message = _("Revision {revision} is sealed already. Nothing was written.")
        raise CommandError(message.format(revision=package.statement.revision)) from None
