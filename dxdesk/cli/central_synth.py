"""`dxdesk central synth`: made packages, for trials and for load."""

import os
from argparse import Namespace

from dxdesk.central.synth.folder import TRUTH, write_made
from dxdesk.central.synth.making import orders
from dxdesk.cli.central_rooms import scope_named
from dxdesk.cli.errors import DONE, CommandError
from dxdesk.files import reason_of
from dxdesk.guidance.loading import pack_for_year
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n


def run(arguments: Namespace) -> int:
    """Write the made packages."""
    try:
        pack_for_year(arguments.year)
    except LookupError as error:
        raise CommandError(str(error)) from None
    if (arguments.out / TRUTH).exists():
        message = _("There are made packages in “{path}” already. Name another folder.")
        raise CommandError(message.format(path=arguments.out))
    scope = scope_named(arguments.year, arguments.of)
    made = orders(
        arguments.units, arguments.year, arguments.seed, arguments.faulty, arguments.twisted, scope.code
    )
    jobs = arguments.jobs or os.cpu_count() or 1
    try:
        count = write_made(arguments.out, made, jobs)
    except OSError as error:
        message = _("The folder “{path}” cannot be written: {reason}.")
        raise CommandError(message.format(path=arguments.out, reason=reason_of(error))) from None
    said = _n("Written: {count} file in “{path}”.", "Written: {count} files in “{path}”.", count)
    print(said.format(count=count, path=arguments.out))
    return DONE
