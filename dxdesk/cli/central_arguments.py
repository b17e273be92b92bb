"""Arguments that several commands of `dxdesk central` have, and what may be typed for them."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from dxdesk.language import translate as _
from dxdesk.text.days import VIETNAM
from dxdesk.value import FIRST_YEAR, LAST_YEAR


def add_database(parser: ArgumentParser) -> None:
    """Add the address of the database."""
    parser.add_argument(
        "--db",
        required=True,
        metavar="URL",
        help=_("database: sqlite:///FILE, or postgresql://USER@HOST/NAME"),
    )


def add_intake(parser: ArgumentParser) -> None:
    """Add the folder of what came in."""
    parser.add_argument(
        "--intake", type=Path, required=True, metavar=_("DIR"), help=_("folder for what comes in")
    )


def add_intake_and_key(parser: ArgumentParser) -> None:
    """Add the folder of what came in, and the key to sign with."""
    add_intake(parser)
    parser.add_argument(
        "--sign-p12",
        type=Path,
        metavar=_("FILE"),
        help=_("certificate file to sign with (else one of its own)"),
    )
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar=_("FILE"),
        help=_("file whose first line is the passphrase or the PIN"),
    )


def add_name(parser: ArgumentParser) -> None:
    """Add the name of the receiver."""
    parser.add_argument("--name", metavar=_("NAME"), help=_("name of the receiver; needed once"))


def add_json(parser: ArgumentParser) -> None:
    """Add the choice of JSON."""
    parser.add_argument("--json", action="store_true", help=_("print JSON for another program"))


def add_trust(parser: ArgumentParser) -> None:
    """Add the certificates that are trusted."""
    parser.add_argument(
        "--trust",
        type=Path,
        nargs="+",
        default=[],
        metavar=_("FILE"),
        help=_("check signatures by these certificates and revocation lists"),
    )


def positive(text: str) -> int:
    """Return a number from 1 on."""
    if not text.isdecimal() or not 1 <= int(text) < 2**31:
        raise ArgumentTypeError(_("“{text}” is not a number from 1 on").format(text=text))
    return int(text)


def year(text: str) -> int:
    """Return a year that plans may be of."""
    if not (text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        message = _("“{text}” is not a year from {first} to {last}")
        raise ArgumentTypeError(message.format(text=text, first=FIRST_YEAR, last=LAST_YEAR))
    return int(text)


def received(text: str) -> date | Literal["mail"]:
    """Return the day on which files were received, or that their mails say it."""
    if text == "mail":
        return "mail"
    found = day(text)
    if found > datetime.now(VIETNAM).date():
        raise ArgumentTypeError(_("“{text}” is a day that is still to come").format(text=text))
    return found


def day(text: str) -> date:
    """Return a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("“{text}” is not a day written as YYYY-MM-DD").format(text=text)) from None
