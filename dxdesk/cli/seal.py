"""`dxdesk seal` and `dxdesk amend`: close a revision, and begin the one that follows it."""

from argparse import Namespace
from datetime import UTC, datetime

from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.export import export_faults, write_forms
from dxdesk.cli.files import choose_pack, read_plan, write_package
from dxdesk.issuing.closing import seal
from dxdesk.issuing.faults import OpenErrorsError
from dxdesk.issuing.standing import next_draft
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.package.sealing import SealedError
from dxdesk.text.days import VIETNAM


def run(arguments: Namespace) -> int:
    """Write the sealed package with its DOCX and PDF."""
    read = read_plan(arguments.plan)
    package = read.package
    pack = choose_pack(package.plan, arguments.guidance)
    now = datetime.now(UTC).astimezone(VIETNAM)
    try:
        with export_faults():
            sealed = seal(package, pack, arguments.profile, now, read.newer)
    except OpenErrorsError as error:
        message = _n(
            "{count} error is to be mended before it is sealed. See: dxdesk check “{path}”",
            "{count} errors are to be mended before it is sealed. See: dxdesk check “{path}”",
            error.count,
        )
        raise CommandError(message.format(count=error.count, path=arguments.plan)) from None
    except SealedError:
        message = _("Revision {revision} is sealed already. Nothing was written.")
        raise CommandError(message.format(revision=package.statement.revision)) from None
    write_forms(sealed.exported, docx=None, pdf=None, package=arguments.output)
    print(
        _("Sealed: revision {revision}, digest {digest}").format(
            revision=sealed.revision.number, digest=sealed.revision.digest
        )
    )
    return DONE


def amend(arguments: Namespace) -> int:
    """Write the draft of the revision that follows a sealed one; the sealed file stays as it is."""
    read = read_plan(arguments.plan)
    if read.is_draft:
        message = _("“{path}” is a draft and can be changed as it is. Nothing was written.")
        raise CommandError(message.format(path=arguments.plan))
    if arguments.output.exists():
        message = _("“{path}” is there already. Choose another name with --output.")
        raise CommandError(message.format(path=arguments.output))
    draft = next_draft(read.package)
    write_package(arguments.output, draft)
    print(
        _("Written: {path} (draft of revision {revision})").format(
            path=arguments.output, revision=draft.statement.revision
        )
    )
    return DONE
