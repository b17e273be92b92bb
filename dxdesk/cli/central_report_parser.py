"""The arguments of `dxdesk central report` and `chase`."""

from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path
from typing import Final

from dxdesk.cli.central_arguments import add_database, add_json, day, year
from dxdesk.language import translate as _

_Commands = _SubParsersAction  # the type that add_subparsers returns has no public name
# Those of `dxdesk.report.files` and Parquet, which would be slow to load for the sake of help.
_FORMS: Final = ("xlsx", "csv", "parquet", "docx", "pdf")


def add_report(actions: "_Commands[ArgumentParser]") -> None:
    """Add the commands that hand on what the plans come to."""
    report = actions.add_parser("report", help=_("sum up all plans, as tables and as a report"))
    _add_scope(report)
    report.add_argument(
        "--only",
        action="append",
        choices=_FORMS,
        help=_("write this form only; may be repeated (else all of them)"),
    )
    report.set_defaults(handler="central_report:report")
    chase = actions.add_parser("chase", help=_("list who has not sent, and draft mails to remind them"))
    _add_scope(chase)
    chase.add_argument(
        "--contacts",
        type=Path,
        metavar=_("FILE"),
        help=_("addresses of units: CSV with columns code and email"),
    )
    add_json(chase)
    chase.set_defaults(handler="central_report:chase")


def _add_scope(parser: ArgumentParser) -> None:
    add_database(parser)
    parser.add_argument(
        "--intake",
        type=Path,
        metavar=_("DIR"),
        help=_("folder for what comes in: see whose the files in quarantine are"),
    )
    parser.add_argument("--year", type=year, metavar=_("YEAR"), help=_("year of the plans"))
    parser.add_argument(
        "--of",
        default="",
        metavar=_("CODE"),
        help=_("province or district, like gso-2022:42 or 42 (else the nation)"),
    )
    parser.add_argument(
        "--deadline", type=day, metavar=_("DAY"), help=_("last day, as YYYY-MM-DD (else 10 December before)")
    )
    parser.add_argument("--agency", default="", metavar=_("NAME"), help=_("who issues it"))
    parser.add_argument(
        "--superior", default="", metavar=_("NAME"), help=_("the agency above it (else found by its name)")
    )
    parser.add_argument(
        "--symbol", default="", metavar=_("SYMBOL"), help=_("symbol after the number, like BC-STTTT")
    )
    parser.add_argument("--place", default="", metavar=_("NAME"), help=_("place in front of the date"))
    parser.add_argument("--signer", default="", metavar=_("NAME"), help=_("full name of the signer"))
    parser.add_argument("--out", type=Path, required=True, metavar=_("DIR"), help=_("folder to write"))
