"""The commands that hand packages over, and their arguments."""

from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path

from dxdesk.language import translate as _

_Commands = _SubParsersAction  # the type that add_subparsers returns has no public name


def add_outbox(commands: "_Commands[ArgumentParser]") -> None:
    """Add `mail`."""
    mail = commands.add_parser("mail", help=_("lay a sealed package out for a mail"))
    mail.add_argument("package", type=Path, metavar=_("PACKAGE"), help=_("sealed package file"))
    mail.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar=_("DIR"),
        help=_("folder for the files to attach, the draft message.eml and the texts to copy"),
    )
    mail.add_argument("--to", metavar=_("ADDRESS"), help=_("mail address of the receiver"))
    mail.add_argument("--receiver", metavar=_("NAME"), help=_("name of the receiver, for the first line"))
    mail.add_argument(
        "--addresses",
        type=Path,
        metavar=_("FILE"),
        help=_("address book (.dxaddresses.json) to take it from"),
    )
    mail.add_argument("--destination", metavar=_("KEY"), help=_("which entry of the address book"))
    mail.add_argument("--subject", metavar=_("TEXT"), help=_("pattern of the subject, like “{year} {unit}”"))
    mail.add_argument("--limit", type=int, metavar="MB", help=_("largest message that the receiver takes"))
    mail.set_defaults(handler="mail:run")
