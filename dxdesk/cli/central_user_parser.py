"""The arguments of `dxdesk central user`."""

from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path

from dxdesk.cli.central_arguments import add_database, add_json, year
from dxdesk.language import translate as _

_Commands = _SubParsersAction  # the type that add_subparsers returns has no public name


def add_user(actions: "_Commands[ArgumentParser]") -> None:
    """Add the commands for those who look at the figures in the browser."""
    user = actions.add_parser("user", help=_("say who may look at the figures in the browser"))
    what = user.add_subparsers(dest="what", required=True, metavar=_("ACTION"))
    add = what.add_parser("add", help=_("make a user, with a new password that is shown this once"))
    add.add_argument("name", metavar=_("NAME"), help=_("name to sign in with"))
    add.add_argument(
        "--area",
        metavar=_("UNIT"),
        help=_("province or district that the user may look at (else everything)"),
    )
    add.add_argument(
        "--year", type=year, metavar=_("YEAR"), help=_("year of the map (else that of the newest guidance)")
    )
    add.add_argument(
        "--password-file", type=Path, metavar=_("FILE"), help=_("file whose first line is the password")
    )
    add_database(add)
    add_json(add)
    add.set_defaults(handler="central_user:add")
    listing = what.add_parser("list", help=_("list users, without their passwords"))
    add_database(listing)
    add_json(listing)
    listing.set_defaults(handler="central_user:show")
    revoke = what.add_parser("revoke", help=_("shut users out from now on, also where signed in"))
    revoke.add_argument("name", nargs="+", metavar=_("NAME"), help=_("name of a user"))
    add_database(revoke)
    revoke.set_defaults(handler="central_user:revoke")
