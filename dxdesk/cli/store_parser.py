"""The arguments of `dxdesk store`."""

from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path

from dxdesk.language import translate as _

_Commands = _SubParsersAction  # the type that add_subparsers returns has no public name


def add_store(commands: "_Commands[ArgumentParser]") -> None:
    """Add the commands that look after the store."""
    store = commands.add_parser("store", help=_("look after the store: backups, restoring, moving plans"))
    actions = store.add_subparsers(dest="action", required=True, metavar=_("ACTION"))

    info = actions.add_parser("info", help=_("say where the store is and what is in it"))
    _add_json(info)
    info.set_defaults(handler="store_look:info")

    check = actions.add_parser("check", help=_("see whether the store, or a backup, is whole"))
    check.add_argument(
        "file", nargs="?", type=Path, metavar=_("FILE"), help=_("another store file, a backup perhaps")
    )
    _add_json(check)
    check.set_defaults(handler="store_look:check")

    backup = actions.add_parser("backup", help=_("write a backup now"))
    backup.add_argument("--list", action="store_true", help=_("list the backups instead"))
    _add_json(backup)
    backup.set_defaults(handler="store_backup:backup")

    restore = actions.add_parser("restore", help=_("show what is in a backup, and take plans from it"))
    restore.add_argument("backup", type=Path, metavar=_("BACKUP"), help=_("file of the backup, or its name"))
    _add_plans(restore)
    restore.add_argument(
        "--copy", action="store_true", help=_("put the plans beside those that are here, as copies")
    )
    _add_yes(restore)
    _add_json(restore)
    restore.set_defaults(handler="store_backup:restore")

    export = actions.add_parser(
        "export", help=_("write plans with their history into one file, to move them")
    )
    export.add_argument("file", type=Path, metavar=_("FILE"), help=_("file to write (.dxstore)"))
    _add_plans(export)
    export.add_argument("--force", action="store_true", help=_("replace a file that is there"))
    _add_json(export)
    export.set_defaults(handler="store_move:write")

    take_in = actions.add_parser("import", help=_("take in plans from a file that “export” wrote"))
    take_in.add_argument("file", type=Path, metavar=_("FILE"), help=_("file to take in (.dxstore)"))
    _add_plans(take_in)
    take_in.add_argument(
        "--if-there",
        choices=("skip", "copy", "replace"),
        default="skip",
        help=_("what to do with a plan that is here already in another state (skip is usual)"),
    )
    _add_yes(take_in)
    _add_json(take_in)
    take_in.set_defaults(handler="store_move:take_in")


def _add_plans(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--plan",
        action="append",
        default=[],
        metavar=_("ID"),
        help=_("only this plan, by its id or the beginning of it; may be repeated"),
    )


def _add_yes(parser: ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help=_("do it without asking"))


def _add_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print JSON for another program"))
