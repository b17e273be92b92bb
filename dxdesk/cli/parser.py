"""The commands and their arguments; what they do stands in modules that are imported when called."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace, _SubParsersAction
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from dxdesk import __version__
from dxdesk.cli.guidance_parser import add_guidance
from dxdesk.cli.outbox_parser import add_outbox
from dxdesk.cli.send_parser import add_send
from dxdesk.cli.signing_parser import add_signing, check_signing
from dxdesk.cli.store_parser import add_store
from dxdesk.cli.update_parser import add_update, check_update
from dxdesk.document.profile import PROFILES
from dxdesk.language import translate as _
from dxdesk.value import FIRST_YEAR, LAST_YEAR

_Commands = _SubParsersAction  # the type that add_subparsers returns has no public name
MoreCommands = Callable[["_Commands[ArgumentParser]"], None]


def build_parser(more: MoreCommands | None = None) -> ArgumentParser:
    """Return the parser of `dxdesk`; `handler` of its result is "module:function", or a function.

    `more` adds commands to those of the core.
    """
    parser = ArgumentParser(
        prog="dxdesk",
        description=_(
            "Write a yearly digital transformation plan, check it and export it as DOCX, PDF and package."
        ),
        epilog=_("Exit codes: 0 done; 1 findings or bad input; 2 wrong usage."),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"dxdesk {__version__}",
        help=_("show program's version number and exit"),
    )
    parser.add_argument(
        "--store",
        type=Path,
        metavar=_("FILE"),
        help=_("store to use, a file or a folder (else what DXDESK_STORE names, or the usual one)"),
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar=_("COMMAND"))
    _add_writing(commands)
    _add_export(commands)
    add_outbox(commands)
    add_signing(commands, _day)
    add_send(commands)
    add_guidance(commands, _year)
    _add_units(commands)
    add_store(commands)
    add_update(commands)
    if find_spec("dxdesk.central"):  # the program of an office comes without the receiving end
        from dxdesk.cli.central_parser import add_central  # noqa: PLC0415 - see above

        add_central(commands)
    selfcheck = commands.add_parser("selfcheck", help=_("see whether the program is whole"))
    selfcheck.set_defaults(handler="selfcheck:run")
    if more is not None:
        more(commands)
    return parser


def _add_writing(commands: "_Commands[ArgumentParser]") -> None:
    demo = commands.add_parser("demo", help=_("write two filled sample plans, each in three forms"))
    demo.add_argument("folder", type=Path, metavar=_("DIR"), help=_("folder for the six files"))
    demo.set_defaults(handler="demo:run")

    new = commands.add_parser("new", help=_("begin the plan of a unit"))
    new.add_argument("unit", metavar=_("UNIT"), help=_("code or name of the unit, also without diacritics"))
    new.add_argument(
        "--year", type=_year, metavar=_("YEAR"), help=_("year of the plan (else that of the newest guidance)")
    )
    new.add_argument(
        "--begin",
        choices=("empty", "suggestions"),
        default="empty",
        help=_("begin empty, or with the activities that the guidance suggests"),
    )
    new.add_argument("--output", type=Path, metavar=_("FILE"), help=_("package file to write"))
    new.add_argument("--force", action="store_true", help=_("replace a file that is there"))
    _add_pack(new)
    new.set_defaults(handler="new:run")

    edit = commands.add_parser("edit", help=_("change a draft"))
    _add_plan(edit)
    edit.add_argument(
        "--set",
        nargs=2,
        action="append",
        metavar=(_("PLACE"), _("VALUE")),
        help=_("put a value at a place, named as “check” names it (a JSON Pointer); may be repeated"),
    )
    edit.add_argument("--patch", type=Path, metavar=_("FILE"), help=_("apply a JSON Patch (RFC 6902)"))
    edit.add_argument("--output", type=Path, metavar=_("FILE"), help=_("write here, and leave PLAN as it is"))
    edit.set_defaults(handler="edit:run", parser=edit)

    check = commands.add_parser("check", help=_("list what a reviewer would remark"))
    _add_plan(check)
    check.add_argument(
        "--today", type=_day, metavar=_("DAY"), help=_("check as if it were this day (YYYY-MM-DD)")
    )
    _add_pack(check)
    _add_json(check)
    check.set_defaults(handler="check:run")


def _add_export(commands: "_Commands[ArgumentParser]") -> None:
    export = commands.add_parser("export", help=_("write a plan as DOCX, PDF or package"))
    _add_plan(export)
    export.add_argument("--docx", type=Path, metavar=_("FILE"), help=_("Word document to write"))
    export.add_argument("--pdf", type=Path, metavar=_("FILE"), help=_("PDF to write"))
    export.add_argument(
        "--package", type=Path, metavar=_("FILE"), help=_("package to write, with both documents in it")
    )
    _add_profile(export)
    _add_pack(export)
    export.set_defaults(handler="export:run", parser=export)

    seal = commands.add_parser("seal", help=_("close a revision, and write it with its documents"))
    _add_plan(seal)
    _add_output(seal, _("package to write"))
    _add_profile(seal)
    _add_pack(seal)
    seal.set_defaults(handler="seal:run")

    amend = commands.add_parser("amend", help=_("begin the revision that follows a sealed one"))
    _add_plan(amend)
    _add_output(amend, _("draft to write"))
    amend.set_defaults(handler="seal:amend")

    changes = commands.add_parser("changes", help=_("list what was changed between two files of a plan"))
    changes.add_argument("before", type=Path, metavar=_("BEFORE"), help=_("package file"))
    changes.add_argument("after", type=Path, metavar=_("AFTER"), help=_("package file"))
    _add_pack(changes)
    _add_json(changes)
    changes.set_defaults(handler="changes:run")

    decree30 = commands.add_parser(
        "decree30", help=_("see whether a DOCX or PDF keeps to Decree 30/2020/NĐ-CP")
    )
    decree30.add_argument("file", type=Path, metavar=_("FILE"), help=_("DOCX or PDF to check"))
    _add_json(decree30)
    decree30.set_defaults(handler="decree30:run")

    compare = commands.add_parser("compare", help=_("see where a Word file that came back differs"))
    _add_plan(compare)
    compare.add_argument("file", type=Path, metavar="FILE.docx", help=_("Word file to compare with the plan"))
    _add_pack(compare)
    _add_json(compare)
    compare.set_defaults(handler="compare:run")

    slip = commands.add_parser("slip", help=_("write the transmittal slip that goes with the paper"))
    _add_plan(slip)
    _add_output(slip, _("PDF of the slip to write"))
    slip.set_defaults(handler="slip:run")


def _add_units(commands: "_Commands[ArgumentParser]") -> None:
    units = commands.add_parser("units", help=_("look up administrative units"))
    actions = units.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    find = actions.add_parser("find", help=_("find units by name or code"))
    find.add_argument("text", metavar=_("NAME"), help=_("name, also without diacritics, or code"))
    find.add_argument(
        "--year", type=_year, metavar=_("YEAR"), help=_("year of the map (else that of the newest guidance)")
    )
    find.add_argument(
        "--limit", type=_count, metavar=_("NUMBER"), default=20, help=_("how many to show at most")
    )
    _add_json(find)
    find.set_defaults(handler="units:run")


def _add_plan(parser: ArgumentParser) -> None:
    parser.add_argument("plan", type=Path, metavar=_("PLAN"), help=_("package file of the plan"))


def _add_output(parser: ArgumentParser, words: str) -> None:
    parser.add_argument("-o", "--output", type=Path, required=True, metavar=_("FILE"), help=words)


def _add_profile(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--profile",
        choices=tuple(PROFILES),
        default="fields",
        help=_(
            "PDF with signature fields, flat for a signing tool that places its own, or with fields for "
            "number and day too"
        ),
    )


def _add_pack(parser: ArgumentParser) -> None:
    parser.add_argument("--guidance", type=Path, metavar=_("PATH"), help=_("folder of another guidance pack"))


def _year(text: str) -> int:
    if not (text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        message = _("“{text}” is not a year from {first} to {last}")
        raise ArgumentTypeError(message.format(text=text, first=FIRST_YEAR, last=LAST_YEAR))
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = _("“{text}” is not a day written as YYYY-MM-DD").format(text=text)
        raise ArgumentTypeError(message) from None


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(_("“{text}” is not a number from 1 on").format(text=text))
    return int(text)


def _add_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print JSON for another program"))


def check_usage(arguments: Namespace) -> None:
    """End with exit code 2 where arguments do not go together."""
    if arguments.command == "export" and not (arguments.docx or arguments.pdf or arguments.package):
        arguments.parser.error(_("name at least one file to write: --docx, --pdf or --package"))
    if arguments.command == "edit" and not (arguments.set or arguments.patch):
        arguments.parser.error(_("name at least one change: --set or --patch"))
    if arguments.command == "update":
        check_update(arguments)
    if arguments.command == "sign":
        check_signing(arguments)
