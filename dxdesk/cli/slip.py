"""`dxdesk slip`: the page that goes with the paper, so that it can be checked against the file."""

from argparse import Namespace

from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.files import read_plan, write_file
from dxdesk.language import translate as _
from dxdesk.render.pdf.slip import write_slip


def run(arguments: Namespace) -> int:
    """Write the transmittal slip of the package that the arguments name."""
    if arguments.plan.resolve() == arguments.output.resolve():
        message = _("“{path}” is named for two files. Choose a name of its own for each.")
        raise CommandError(message.format(path=arguments.output))
    read = read_plan(arguments.plan)
    data = write_slip(read.package)
    write_file(arguments.output, data)
    print(_("Written: {path} ({size} KB)").format(path=arguments.output, size=-(-len(data) // 1024)))
    if read.is_draft:
        print(_("The package is a draft, and the slip says so. Make another one when it is sealed."))
    return DONE
