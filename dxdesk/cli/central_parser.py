"""The arguments of `dxdesk central`."""

from argparse import ArgumentParser, ArgumentTypeError, _SubParsersAction
from datetime import date
from pathlib import Path

from dxdesk.cli.central_arguments import (
    add_database,
    add_intake_and_key,
    add_json,
    add_name,
    add_trust,
    day,
    positive,
    year,
)
from dxdesk.cli.central_import_parser import add_import
from dxdesk.cli.central_report_parser import add_report
from dxdesk.cli.central_user_parser import add_user
from dxdesk.language import translate as _

_Commands = _SubParsersAction  # the type that add_subparsers returns has no public name


def add_central(commands: "_Commands[ArgumentParser]") -> None:
    """Add the commands of the receiving end."""
    central = commands.add_parser("central", help=_("receive the packages of units, and answer them"))
    actions = central.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    _add_serve(actions)
    _add_receiver(actions)
    _add_token(actions)
    add_user(actions)
    _add_reply(actions)
    _add_addresses(actions)
    add_import(actions)
    add_report(actions)


def _add_serve(actions: "_Commands[ArgumentParser]") -> None:
    serve = actions.add_parser(
        "serve", help=_("take packages over the network, and show the figures in the browser")
    )
    add_database(serve)
    add_intake_and_key(serve)
    serve.add_argument("--host", default="127.0.0.1", metavar=_("HOST"), help=_("address to listen on"))
    serve.add_argument(
        "--port", type=_port, default=8443, metavar=_("PORT"), help=_("port; 0 takes a free one")
    )
    serve.add_argument(
        "--tls-cert", type=Path, metavar=_("FILE"), help=_("certificate chain of the server (PEM)")
    )
    serve.add_argument("--tls-key", type=Path, metavar=_("FILE"), help=_("its key (PEM)"))
    serve.add_argument(
        "--behind-proxy",
        action="store_true",
        help=_("listen beyond this computer without TLS, because a proxy in front has it"),
    )
    _add_office(serve)
    add_trust(serve)
    serve.add_argument(
        "--rate",
        type=positive,
        default=120,
        metavar=_("NUMBER"),
        help=_("requests of a unit in a minute at most"),
    )
    serve.add_argument(
        "--workers", type=positive, metavar=_("NUMBER"), help=_("processes that look at packages")
    )
    serve.set_defaults(handler="central:serve", parser=serve)


def _add_receiver(actions: "_Commands[ArgumentParser]") -> None:
    receiver = actions.add_parser("receiver", help=_("see or say who receives, and plans of which years"))
    add_database(receiver)
    _add_office(receiver)
    add_json(receiver)
    receiver.set_defaults(handler="central_receiver:receiver", parser=receiver)


def _add_office(parser: ArgumentParser) -> None:
    add_name(parser)
    parser.add_argument("--unit", metavar=_("UNIT"), help=_("unit of the receiver, code or name"))
    parser.add_argument(
        "--year",
        action="append",
        type=_open_year,
        metavar=_("YEAR"),
        help=_("year whose plans are taken, or 2023=2023-01-31 until a day; may be repeated"),
    )


def _add_token(actions: "_Commands[ArgumentParser]") -> None:
    token = actions.add_parser("token", help=_("give units tokens to send with"))
    what = token.add_subparsers(dest="what", required=True, metavar=_("ACTION"))
    add = what.add_parser("add", help=_("make a token of a unit and show it, this once"))
    add.add_argument("unit", metavar=_("UNIT"), help=_("code or name of the unit, also without diacritics"))
    add.add_argument(
        "--year", type=year, metavar=_("YEAR"), help=_("year of the map (else that of the newest guidance)")
    )
    add.add_argument("--label", default="", metavar=_("TEXT"), help=_("what the token is for"))
    add_database(add)
    add_json(add)
    add.set_defaults(handler="central_token:add")
    listing = what.add_parser("list", help=_("list tokens, without themselves"))
    add_database(listing)
    add_json(listing)
    listing.set_defaults(handler="central_token:show")
    revoke = what.add_parser("revoke", help=_("shut tokens out from now on"))
    revoke.add_argument(
        "number", type=positive, nargs="+", metavar=_("NUMBER"), help=_("number of a token, as “list” says")
    )
    add_database(revoke)
    revoke.set_defaults(handler="central_token:revoke")


def _add_reply(actions: "_Commands[ArgumentParser]") -> None:
    reply = actions.add_parser("reply", help=_("answer a package: accept it, or return it"))
    reply.add_argument("digest", metavar=_("DIGEST"), help=_("digest of the package, or its beginning"))
    verdict = reply.add_mutually_exclusive_group(required=True)
    verdict.add_argument(
        "--accept", action="store_const", dest="verdict", const="accepted", help=_("accept it")
    )
    verdict.add_argument(
        "--return", action="store_const", dest="verdict", const="returned", help=_("return it")
    )
    reply.add_argument("--note", default="", metavar=_("TEXT"), help=_("what is to be said of the whole"))
    reply.add_argument("--by", default="", metavar=_("NAME"), help=_("who answers"))
    reply.add_argument(
        "--finding",
        nargs=3,
        action="append",
        default=[],
        metavar=(_("SEVERITY"), _("PLACE"), _("MESSAGE")),
        help=_("remark (error, warning, hint) on a place of the plan, a JSON Pointer; may be repeated"),
    )
    reply.add_argument(
        "--findings", type=Path, metavar=_("FILE"), help=_("remarks as JSON, as “check --json” lists them")
    )
    reply.add_argument(
        "-o", "--output", type=Path, metavar=_("FILE"), help=_("file of the reply to write (.dxreply.json)")
    )
    add_database(reply)
    add_intake_and_key(reply)
    add_name(reply)
    reply.set_defaults(handler="central_reply:run")


def _add_addresses(actions: "_Commands[ArgumentParser]") -> None:
    addresses = actions.add_parser("addresses", help=_("write the address of this receiver for the units"))
    addresses.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar=_("FILE"),
        help=_("file to write (.dxaddresses.json)"),
    )
    addresses.add_argument(
        "--key", required=True, metavar=_("KEY"), help=_("short name of the receiver, like loc-ha")
    )
    addresses.add_argument("--url", default="", metavar="URL", help=_("address of the server"))
    addresses.add_argument("--email", default="", metavar=_("ADDRESS"), help=_("mailbox for packages"))
    addresses.add_argument(
        "--mail-limit", type=positive, metavar=_("BYTES"), help=_("size of a message that it takes")
    )
    addresses.add_argument(
        "--ca",
        type=Path,
        action="append",
        default=[],
        metavar=_("FILE"),
        help=_("authority that the server is known by (PEM); may be repeated"),
    )
    addresses.add_argument("--note", default="", metavar=_("TEXT"), help=_("what units should know"))
    add_database(addresses)
    add_intake_and_key(addresses)
    add_name(addresses)
    addresses.set_defaults(handler="central_reply:addresses")


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= 65_535):
        raise ArgumentTypeError(_("“{text}” is not a port from 0 to 65535").format(text=text))
    return int(text)


def _open_year(text: str) -> tuple[int, date | None]:
    stated, equals, last = text.partition("=")
    return year(stated), day(last) if equals else None
