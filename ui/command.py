"""`dxdesk` with the commands that need a window beside those of the core."""

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from pathlib import Path

from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.main import run as run_core
from dxdesk.language import translate as _
from dxdesk.store.place import default_place


def run(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; without a command the window opens, with a file if one is named."""
    return run_core(_with_command(list(sys.argv[1:] if argv is None else argv)), more=_add_commands)


def _with_command(arguments: list[str]) -> list[str]:
    """Return the arguments with the command that they leave out; a store may stand before it."""
    match arguments:
        case ["--store", _, *rest]:
            pass
        case [first, *rest] if first.startswith("--store="):
            pass
        case rest:
            pass
    # No command has a dot in its name, as the files have that the window takes in.
    is_file = len(rest) == 1 and Path(rest[0]).suffix != "" and Path(rest[0]).is_file()
    wanted = [] if rest and not is_file else ["window"]
    return [*arguments[: len(arguments) - len(rest)], *wanted, *rest]


def open_window(arguments: Namespace) -> int:
    """Open the window, on a package file if one is named."""
    from ui.program import run as run_window  # noqa: PLC0415 - commands without a window load no Qt

    return run_window([str(arguments.file)] if arguments.file else [])


def close_window(arguments: Namespace) -> int:
    """Close the window that is open over the store, as its user would; everything in it is saved."""
    from ui.one_instance import close_window as ask_to_close  # noqa: PLC0415 - as above

    if ask_to_close(default_place(), arguments.wait):
        return DONE
    raise CommandError(_("The window is still open. Please answer what it asks, or close it there."))


def check_window(arguments: Namespace) -> int:
    """See whether the program is whole, its window too."""
    import ui  # noqa: PLC0415 - for this command only
    from dxdesk.cli.selfcheck import check_modules  # noqa: PLC0415
    from dxdesk.cli.selfcheck import run as check_core  # noqa: PLC0415

    return check_core(arguments, (_("Window"), lambda: check_modules(ui)))


def take_pictures(arguments: Namespace) -> int:
    """Draw every page of the window into PNG files."""
    from ui.shots import draw, take_shots  # noqa: PLC0415 - commands without a window load no Qt

    if arguments.scale is not None:
        draw(arguments.folder, arguments.scale)
        return 0
    for path in take_shots(arguments.folder):
        print(path)  # noqa: T201 - the answer of the command
    return 0


def _add_commands(commands: "_SubParsersAction[ArgumentParser]") -> None:
    window = commands.add_parser("window", help=_("open the window (also: dxdesk without arguments)"))
    window.add_argument("file", nargs="?", type=Path, metavar=_("FILE"), help=_("package file to take in"))
    window.set_defaults(handler=open_window)
    close = commands.add_parser("close", help=_("close the open window; everything in it is saved"))
    close.add_argument(
        "--wait", type=float, default=30, metavar=_("SECONDS"), help=_("how long to wait for it")
    )
    close.set_defaults(handler=close_window)
    commands.choices["selfcheck"].set_defaults(handler=check_window)
    shots = commands.add_parser("shots", help=_("draw every page of the window into pictures"))
    shots.add_argument("folder", type=Path, metavar=_("DIR"), help=_("folder for the pictures"))
    shots.add_argument("--scale", help=SUPPRESS)  # of the process that draws; Qt asks for it but once
    shots.set_defaults(handler=take_pictures)


if __name__ == "__main__":
    sys.exit(run())
