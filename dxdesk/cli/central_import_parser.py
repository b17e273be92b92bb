"""The arguments of the commands of `dxdesk central` that take files in."""

from argparse import ArgumentParser, ArgumentTypeError, _SubParsersAction
from pathlib import Path

from dxdesk.language import translate as _
from dxdesk.value import FIRST_YEAR, LAST_YEAR

_Commands = _SubParsersAction  # the type that add_subparsers returns has no public name


def add_import(actions: "_Commands[ArgumentParser]") -> None:
    """Add the commands that take files in and look after what came."""
    _add_import(actions)
    _add_synth(actions)


def _add_import(actions: "_Commands[ArgumentParser]") -> None:
    take = actions.add_parser("import", help=_("take packages from files, folders, archives and mail"))
    take.add_argument("paths", type=Path, nargs="+", metavar=_("PATH"), help=_("file or folder"))
    _add_database(take)
    _add_intake(take)
    take.add_argument("--check", action="store_true", help=_("only say what would happen; write nothing"))
    _add_json(take)
    _add_jobs(take)
    take.set_defaults(handler="central_import:run")


def _add_database(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--db",
        required=True,
        metavar="URL",
        help=_("database: sqlite:///FILE, or postgresql://USER@HOST/NAME"),
    )


def _add_intake(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--intake", type=Path, required=True, metavar=_("DIR"), help=_("folder for what comes in")
    )


def _add_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print JSON for another program"))


def _add_synth(actions: "_Commands[ArgumentParser]") -> None:
    synth = actions.add_parser("synth", help=_("make packages of many units, for trials"))
    synth.add_argument(
        "--units", type=_units, required=True, metavar=_("NUMBER"), help=_("how many units, or “all”")
    )
    synth.add_argument("--year", type=_year, default=2023, metavar=_("YEAR"), help=_("year of the plans"))
    synth.add_argument(
        "--seed", type=int, default=1, metavar=_("NUMBER"), help=_("the same number makes the same files")
    )
    synth.add_argument(
        "--faulty", type=_share, default=0.0, metavar=_("SHARE"), help=_("share of faulty files, 0 to 1")
    )
    synth.add_argument(
        "--twisted",
        type=_share,
        default=0.0,
        metavar=_("SHARE"),
        help=_("share of units that send twice, a revision, or two versions"),
    )
    synth.add_argument("--out", type=Path, required=True, metavar=_("DIR"), help=_("folder to write"))
    _add_jobs(synth)
    synth.set_defaults(handler="central_synth:run")


def _add_jobs(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--jobs", type=_positive, metavar=_("NUMBER"), help=_("processes (else one for each core)")
    )


def _units(text: str) -> int | None:
    return None if text == "all" else _positive(text)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ArgumentTypeError(_("“{text}” is not a share from 0 to 1").format(text=text))
    return share


def _positive(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) < 2**31:
        raise ArgumentTypeError(_("“{text}” is not a number from 1 on").format(text=text))
    return int(text)


def _year(text: str) -> int:
    if not (text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        message = _("“{text}” is not a year from {first} to {last}")
        raise ArgumentTypeError(message.format(text=text, first=FIRST_YEAR, last=LAST_YEAR))
    return int(text)
