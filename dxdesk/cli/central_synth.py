"""`dxdesk central synth`: made packages, for trials and for load."""

import os
from argparse import Namespace

from dxdesk.central.synth.folder import write_made
from dxdesk.central.synth.making import orders
from dxdesk.cli.errors import DONE, CommandError
from dxdesk.files import reason_of
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n


def run(arguments: Namespace) -> int:
    """Write the made packages."""
    made = orders(arguments.units, arguments.year, arguments.seed, arguments.faulty, arguments.twisted)
    jobs = arguments.jobs or os.cpu_count() or 1
    try:
        count = write_made(arguments.out, made, jobs)
    except LookupError as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        message = _("The folder “{path}” cannot be written: {reason}.")
        raise CommandError(message.format(path=arguments.out, reason=reason_of(error))) from None
    said = _n("{count} file is in “{path}”.", "{count} files are in “{path}”.", count)
    print(said.format(count=count, path=arguments.out))
    return DONE
