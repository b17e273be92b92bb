"""The arguments of `dxdesk guidance`."""

from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Callable
from pathlib import Path

from dxdesk.language import translate as _

_Commands = _SubParsersAction  # the type that add_subparsers returns has no public name


def add_guidance(commands: "_Commands[ArgumentParser]", year: Callable[[str], int]) -> None:
    """Add the commands that read, check and remove packs; `year` reads one."""
    guidance = commands.add_parser("guidance", help=_("read and check guidance packs"))
    actions = guidance.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    listing = actions.add_parser("list", help=_("list the packs at hand"))
    _add_json(listing)
    listing.set_defaults(handler="guidance:list_packs")
    show = actions.add_parser("show", help=_("show the tasks, or one task with everything about it"))
    show.add_argument("task", nargs="?", metavar=_("TASK"), help=_("number or key of a task"))
    show.add_argument("--year", type=year, metavar=_("YEAR"), help=_("year of the pack (else the newest)"))
    _add_json(show)
    show.set_defaults(handler="guidance:show")
    remove = actions.add_parser("remove", help=_("remove a pack that was added"))
    remove.add_argument("pack", metavar=_("ID"), help=_("its id, as “list” prints it"))
    remove.add_argument("version", metavar=_("VERSION"), help=_("its version"))
    remove.set_defaults(handler="guidance:remove")
    check = actions.add_parser("check", help=_("list every fault of a pack"))
    check.add_argument("folder", type=Path, metavar=_("PATH"), help=_("folder of the pack"))
    _add_json(check)
    check.set_defaults(handler="guidance:check")


def _add_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print JSON for another program"))
