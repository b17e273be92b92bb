"""The arguments of the commands of `dxdesk central` that take files in."""

from argparse import ArgumentParser, ArgumentTypeError, _SubParsersAction
from pathlib import Path

from dxdesk.cli.central_arguments import (
    add_database,
    add_intake,
    add_intake_and_key,
    add_json,
    add_name,
    add_trust,
    day,
    positive,
    received,
    year,
)
from dxdesk.language import translate as _

_Commands = _SubParsersAction  # the type that add_subparsers returns has no public name


def add_import(actions: "_Commands[ArgumentParser]") -> None:
    """Add the commands that take files in and look after what came."""
    _add_import(actions)
    _add_conflicts(actions)
    _add_quarantine(actions)
    _add_packages(actions)
    _add_missing(actions)
    _add_plausibility(actions)
    _add_rebuild(actions)
    _add_datasette(actions)
    _add_synth(actions)


def _add_import(actions: "_Commands[ArgumentParser]") -> None:
    take = actions.add_parser("import", help=_("take packages from files, folders, archives and mail"))
    take.add_argument("paths", type=Path, nargs="+", metavar=_("PATH"), help=_("file or folder"))
    add_database(take)
    add_intake(take)
    how = take.add_mutually_exclusive_group()
    how.add_argument("--check", action="store_true", help=_("only say what would happen; write nothing"))
    how.add_argument("--watch", action="store_true", help=_("go on taking in what comes there, until Ctrl+C"))
    take.add_argument(
        "--every",
        type=_seconds,
        default=5.0,
        metavar=_("SECONDS"),
        help=_("watch: how long a file has to rest, and between two looks"),
    )
    take.add_argument(
        "--received",
        type=received,
        metavar=_("DAY"),
        help=_("when it was received, as YYYY-MM-DD, or “mail”: as the mails say that brought it (else now)"),
    )
    add_trust(take)
    add_json(take)
    _add_jobs(take)
    take.set_defaults(handler="central_import:run")


def _add_conflicts(actions: "_Commands[ArgumentParser]") -> None:
    conflicts = actions.add_parser(
        "conflicts", help=_("see packages that claim the same revision, and choose")
    )
    add_database(conflicts)
    conflicts.add_argument(
        "--intake", type=Path, metavar=_("DIR"), help=_("folder for what comes in: show what differs")
    )
    conflicts.add_argument("--all", action="store_true", help=_("also those that are settled"))
    which = conflicts.add_mutually_exclusive_group()
    which.add_argument("--show", metavar=_("DIGEST"), help=_("see the packages of one side by side"))
    which.add_argument("--choose", metavar=_("DIGEST"), help=_("the package that counts"))
    which.add_argument("--undo", metavar=_("DIGEST"), help=_("take the decision about a package back"))
    conflicts.add_argument("--by", default="", metavar=_("NAME"), help=_("who decides"))
    conflicts.add_argument("--note", default="", metavar=_("TEXT"), help=_("why"))
    add_json(conflicts)
    conflicts.set_defaults(handler="central_conflicts:run", parser=conflicts)


def _add_quarantine(actions: "_Commands[ArgumentParser]") -> None:
    quarantine = actions.add_parser("quarantine", help=_("see what cannot be accepted and why"))
    quarantine.add_argument(
        "contents", nargs="*", metavar=_("MARK"), help=_("SHA-256 of a file, or its beginning (else all)")
    )
    add_database(quarantine)
    add_intake_and_key(quarantine)
    what = quarantine.add_mutually_exclusive_group()
    what.add_argument("--again", action="store_true", help=_("look at all of it again"))
    what.add_argument(
        "--reply",
        type=Path,
        metavar=_("DIR"),
        help=_("write a signed reply for each, or the draft of a mail where its sender cannot be read"),
    )
    add_name(quarantine)
    quarantine.add_argument("--by", default="", metavar=_("NAME"), help=_("who answers"))
    add_trust(quarantine)
    add_json(quarantine)
    quarantine.set_defaults(handler="central_quarantine:run")


def _add_packages(actions: "_Commands[ArgumentParser]") -> None:
    packages = actions.add_parser("packages", help=_("list the packages that were taken in"))
    add_database(packages)
    packages.add_argument("--year", type=year, metavar=_("YEAR"), help=_("year of the plans"))
    packages.add_argument("--unanswered", action="store_true", help=_("only those without a reply"))
    add_json(packages)
    packages.set_defaults(handler="central_desk:packages")


def _add_missing(actions: "_Commands[ArgumentParser]") -> None:
    missing = actions.add_parser("missing", help=_("see which units have not sent"))
    add_database(missing)
    missing.add_argument("--year", type=year, metavar=_("YEAR"), help=_("year of the plans"))
    missing.add_argument("--level", choices=("xa", "huyen", "tinh"), help=_("units of this level only"))
    missing.add_argument("--within", metavar=_("CODE"), help=_("code of a province or district"))
    missing.add_argument("--deadline", type=day, metavar=_("DAY"), help=_("last day, as YYYY-MM-DD"))
    add_json(missing)
    missing.set_defaults(handler="central_desk:missing")


def _add_plausibility(actions: "_Commands[ArgumentParser]") -> None:
    plausibility = actions.add_parser(
        "plausibility", help=_("see figures that are hard to believe beside last year and the neighbours")
    )
    add_database(plausibility)
    plausibility.add_argument("--year", type=year, metavar=_("YEAR"), help=_("year of the plans"))
    add_json(plausibility)
    plausibility.set_defaults(handler="central_plausibility:run")


def _add_rebuild(actions: "_Commands[ArgumentParser]") -> None:
    rebuild = actions.add_parser("rebuild", help=_("make the database anew from what came in"))
    add_database(rebuild)
    add_intake(rebuild)
    add_trust(rebuild)
    add_json(rebuild)
    rebuild.set_defaults(handler="central_desk:build_again")


def _add_datasette(actions: "_Commands[ArgumentParser]") -> None:
    datasette = actions.add_parser("datasette", help=_("write what Datasette needs to show the database"))
    add_database(datasette)
    datasette.add_argument("--out", type=Path, required=True, metavar=_("DIR"), help=_("folder to write"))
    datasette.set_defaults(handler="central_datasette:run")


def _add_synth(actions: "_Commands[ArgumentParser]") -> None:
    synth = actions.add_parser("synth", help=_("make packages of many units, for trials"))
    synth.add_argument(
        "--units", type=_units, required=True, metavar=_("NUMBER"), help=_("how many units, or “all”")
    )
    synth.add_argument("--of", default="", metavar=_("CODE"), help=_("province or district of all of them"))
    synth.add_argument("--year", type=year, default=2023, metavar=_("YEAR"), help=_("year of the plans"))
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
        "--jobs", type=positive, metavar=_("NUMBER"), help=_("processes (else one for each core)")
    )


def _units(text: str) -> int | None:
    return None if text == "all" else positive(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0.05 <= seconds <= 86_400:
        raise ArgumentTypeError(_("“{text}” is not a number of seconds").format(text=text))
    return seconds


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ArgumentTypeError(_("“{text}” is not a share from 0 to 1").format(text=text))
    return share
