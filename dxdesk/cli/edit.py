"""`dxdesk edit`: change a draft, by single values or by a JSON Patch."""

from argparse import Namespace
from pathlib import Path
from typing import Any

import msgspec

from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.files import read_bytes, read_plan, write_file
from dxdesk.language import translate as _
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.plan.edits import EditError, Operation, edited, replacement
from dxdesk.plan.following import following
from dxdesk.plan.model import Plan


def run(arguments: Namespace) -> int:
    """Write the changed draft: over the old one, or to another file."""
    read = read_plan(arguments.plan)
    if not read.is_draft:
        message = _(
            "“{path}” is sealed and stays as it is. To change the plan, begin the next revision: dxdesk amend “{path}”"
        )
        raise CommandError(message.format(path=arguments.plan))
    if read.newer:
        message = _(
            "“{path}” was written by a newer version of the program. Update the program to change it."
        )
        raise CommandError(message.format(path=arguments.plan))
    try:
        plan = _changed(read.package.plan, arguments.set or [], arguments.patch)
    except EditError as error:
        raise CommandError(str(error)) from None
    statement = read.package.statement
    package = draft_package(
        plan,
        revision=statement.revision,
        kind=statement.kind,
        previous=statement.previous,
        transport=read.package.transport,
    )
    path = arguments.output or arguments.plan
    write_file(path, package_bytes(package))
    print(_("Written: {path} ({unit}, {year})").format(path=path, unit=plan.unit.name, year=plan.year))
    return DONE


def _changed(plan: Plan, values: list[tuple[str, str]], patch: Path | None) -> Plan:
    for pointer, text in values:
        plan = _applied(plan, [replacement(plan, pointer, text)])
    return _applied(plan, _operations(patch)) if patch else plan


def _applied(plan: Plan, operations: list[Operation]) -> Plan:
    """Apply operations, with what has to go along: notes, and what was typed in vain at a place."""
    edited(plan, operations)  # says what does not fit, before anything goes along
    return edited(plan, [*operations, *following(plan, operations)])


def _operations(path: Path) -> list[Operation]:
    try:
        operations: list[dict[str, Any]] = msgspec.json.decode(read_bytes(path), type=list[dict[str, Any]])
    except RecursionError:
        message = _("“{path}” is not a JSON Patch (RFC 6902): it is nested too deeply.")
        raise CommandError(message.format(path=path)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = _("“{path}” is not a JSON Patch (RFC 6902): {reason}.")
        raise CommandError(message.format(path=path, reason=str(error).rstrip("."))) from None
    return list(operations)
