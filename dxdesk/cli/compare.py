"""`dxdesk compare`: where a Word file that came back differs from the plan."""

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

import msgspec

from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.files import choose_pack, read_bytes, read_plan
from dxdesk.cli.output import print_json
from dxdesk.comparison.comparison import Comparison, compare
from dxdesk.comparison.difference import Difference
from dxdesk.comparison.notices import notices
from dxdesk.comparison.word_file import WordFileError
from dxdesk.document.compose import UnprintableTextError
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n


def run(arguments: Namespace) -> int:
    """Print every difference with its place, or that there is none, or why the file cannot be compared."""
    plan = read_plan(arguments.plan).package.plan
    pack = choose_pack(plan, arguments.guidance)
    try:
        comparison = compare(plan, pack, read_bytes(arguments.file))
    except WordFileError as error:
        if arguments.json:
            print_json({"readable": False, "message": error.message, "cure": error.cure})
        else:
            print(error)
        return FINDINGS
    except UnprintableTextError as error:
        head = _("Some texts of the plan cannot be printed, so that there is nothing to compare with.")
        raise CommandError("\n".join([head, *(f"  {fault.message}" for fault in error.faults)])) from None
    if arguments.json:
        print_json(_answer(arguments.file.name, comparison))
    else:
        print("\n".join(_lines(comparison)))
    return DONE if comparison.is_same else FINDINGS


def _answer(name: str, comparison: Comparison) -> dict[str, Any]:
    return {
        "readable": True,
        "file": name,
        "same": comparison.is_same,
        "stranger": comparison.stranger,
        "differences": [*map(_entry, comparison.differences)],
        "remarks": [*map(_entry, comparison.remarks)],
    }


def _entry(difference: Difference) -> dict[str, Any]:
    entry: dict[str, Any] = msgspec.to_builtins(difference)
    del entry["steps"]
    return entry


def _lines(comparison: Comparison) -> Iterable[str]:
    if comparison.stranger:
        yield comparison.stranger
    elif comparison.is_same:
        yield _("The plan and the Word file say the same.")
    if count := len(comparison.differences):
        yield _n("{count} difference:", "{count} differences:", count).format(count=count)
    for difference in comparison.differences:
        yield from _difference(difference)
    if count := len(comparison.remarks):
        yield _n("{count} comment:", "{count} comments:", count).format(count=count)
    for remark in comparison.remarks:
        yield f"  {remark.place} [{remark.path}]"
        yield f"    {remark.author}: {_indented(remark.after)}"


def _difference(difference: Difference) -> Iterable[str]:
    yield f"  {difference.place} [{difference.path}]" if difference.path else f"  {difference.place}"
    nothing = _("(nothing)")
    yield "    " + _("Plan: {text}").format(text=_indented(difference.before) or nothing)
    yield "    " + _("Word: {text}").format(text=_indented(difference.after) or nothing)
    yield from (f"    {notice}" for notice in notices(difference))


def _indented(text: str) -> str:
    return text.replace("\n", "\n      ")
