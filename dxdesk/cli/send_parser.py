"""The arguments of `dxdesk send`."""

from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path

from dxdesk.language import translate as _

_Commands = _SubParsersAction  # the type that add_subparsers returns has no public name


def add_send(commands: "_Commands[ArgumentParser]") -> None:
    """Add the command that sends a package."""
    send = commands.add_parser("send", help=_("send a sealed package over the network and keep its receipt"))
    send.add_argument("package", type=Path, metavar=_("PACKAGE"), help=_("package file"))
    send.add_argument("--to", metavar=_("URL"), help=_("address of the receiver, https://"))
    send.add_argument(
        "--addresses",
        type=Path,
        metavar=_("FILE"),
        help=_("address book (.dxaddresses.json) to take the address and the certificates from"),
    )
    send.add_argument("--destination", metavar=_("KEY"), help=_("which entry of the address book"))
    send.add_argument(
        "--token-file",
        type=Path,
        required=True,
        metavar=_("FILE"),
        help=_("file with the access code that the receiver gave to the unit"),
    )
    send.add_argument(
        "--ca",
        type=Path,
        action="append",
        default=[],
        metavar=_("FILE"),
        help=_(
            "authority of the receiver's server, trusted beside those of the system (PEM); may be repeated"
        ),
    )
    send.add_argument(
        "--certificate",
        type=Path,
        action="append",
        default=[],
        metavar=_("FILE"),
        help=_("certificate that signs the receiver's receipts, or its issuer (PEM); may be repeated"),
    )
    send.add_argument(
        "--documents",
        type=Path,
        metavar=_("DIR"),
        help=_("folder with documents that the package is without"),
    )
    send.add_argument("--json", action="store_true", help=_("print JSON for another program"))
    send.set_defaults(handler="send:run", parser=send)
