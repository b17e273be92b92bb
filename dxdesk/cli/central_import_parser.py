"""The arguments of the commands of `dxdesk central` that take files in."""

from argparse import ArgumentParser, ArgumentTypeError, _SubParsersAction
from datetime import date
from pathlib import Path

from dxdesk.language import translate as _
from dxdesk.value import FIRST_YEAR, LAST_YEAR

_Commands = _SubParsersAction  # the type that add_subparsers returns has no public name


def add_import(actions: "_Commands[ArgumentParser]") -> None:
    """Add the commands that take files in and look after what came."""
    _add_import(actions)
    _add_conflicts(actions)
    _add_quarantine(actions)
    _add_missing(actions)
    _add_rebuild(actions)
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


def _add_conflicts(actions: "_Commands[ArgumentParser]") -> None:
    conflicts = actions.add_parser(
        "conflicts", help=_("see packages that claim the same revision, and choose")
    )
    _add_database(conflicts)
    conflicts.add_argument(
        "--intake", type=Path, metavar=_("DIR"), help=_("folder for what comes in: show what differs")
    )
    conflicts.add_argument("--all", action="store_true", help=_("also those that are settled"))
    which = conflicts.add_mutually_exclusive_group()
    which.add_argument("--choose", metavar=_("DIGEST"), help=_("the package that counts"))
    which.add_argument("--undo", metavar=_("DIGEST"), help=_("take the decision about a package back"))
    conflicts.add_argument("--by", default="", metavar=_("NAME"), help=_("who decides"))
    conflicts.add_argument("--note", default="", metavar=_("TEXT"), help=_("why"))
    _add_json(conflicts)
    conflicts.set_defaults(handler="central_desk:conflicts")


def _add_quarantine(actions: "_Commands[ArgumentParser]") -> None:
    quarantine = actions.add_parser("quarantine", help=_("see what cannot be accepted and why"))
    _add_database(quarantine)
    _add_intake(quarantine)
    quarantine.add_argument("--again", action="store_true", help=_("look at all of it again"))
    _add_json(quarantine)
    quarantine.set_defaults(handler="central_desk:quarantine")


def _add_missing(actions: "_Commands[ArgumentParser]") -> None:
    missing = actions.add_parser("missing", help=_("see which units have not sent"))
    _add_database(missing)
    missing.add_argument("--year", type=_year, metavar=_("YEAR"), help=_("year of the plans"))
    missing.add_argument("--level", choices=("xa", "huyen", "tinh"), help=_("units of this level only"))
    missing.add_argument("--within", metavar=_("CODE"), help=_("code of a province or district"))
    missing.add_argument("--deadline", type=_day, metavar=_("DAY"), help=_("last day, as YYYY-MM-DD"))
    _add_json(missing)
    missing.set_defaults(handler="central_desk:missing")


def _add_rebuild(actions: "_Commands[ArgumentParser]") -> None:
    rebuild = actions.add_parser("rebuild", help=_("make the database anew from what came in"))
    _add_database(rebuild)
    _add_intake(rebuild)
    _add_json(rebuild)
    rebuild.set_defaults(handler="central_desk:build_again")


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


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("“{text}” is not a day written as YYYY-MM-DD").format(text=text)) from None
