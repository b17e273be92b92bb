"""The arguments of `dxdesk update`."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from dxdesk.language import translate as _

_Commands = _SubParsersAction  # the type that add_subparsers returns has no public name


def add_update(commands: "_Commands[ArgumentParser]") -> None:
    """Add the commands for updates that come as files."""
    update = commands.add_parser("update", help=_("take in a new version or guidance that came as a file"))
    actions = update.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    _add_taking_in(actions)
    _add_trusting(actions)
    _add_publishing(actions)


def _add_taking_in(actions: "_Commands[ArgumentParser]") -> None:
    show = actions.add_parser(
        "show", help=_("say what an update is, who signed it, and whether it fits here")
    )
    show.add_argument("file", type=Path, metavar=_("FILE"), help=_("update (.dxupdate)"))
    _add_json(show)
    show.set_defaults(handler="update:show")
    install = actions.add_parser("install", help=_("take an update in"))
    install.add_argument("file", type=Path, metavar=_("FILE"), help=_("update (.dxupdate)"))
    install.add_argument(
        "--again", action="store_true", help=_("also the version of the program that is here already")
    )
    _add_yes(install)
    _add_json(install)
    install.set_defaults(handler="update:install")


def _add_trusting(actions: "_Commands[ArgumentParser]") -> None:
    listing = actions.add_parser("publishers", help=_("list the publishers whose updates are taken in"))
    _add_json(listing)
    listing.set_defaults(handler="update_publishing:list_publishers")
    trust = actions.add_parser("trust", help=_("take in guidance of another publisher"))
    trust.add_argument("file", type=Path, metavar=_("FILE"), help=_("publisher's key (.dxpublisher.json)"))
    _add_yes(trust)
    trust.set_defaults(handler="update_publishing:add_publisher", json=False)
    distrust = actions.add_parser("distrust", help=_("take in nothing more of a publisher that was added"))
    distrust.add_argument("key", metavar=_("KEY"), help=_("its key, as “publishers” prints it"))
    distrust.set_defaults(handler="update_publishing:remove_publisher")


def _add_publishing(actions: "_Commands[ArgumentParser]") -> None:
    key = actions.add_parser("key", help=_("make the key that a publisher signs with"))
    key.add_argument("--name", required=True, metavar=_("NAME"), help=_("name of the publisher"))
    _add_passphrase(key)
    key.add_argument(
        "-o", "--output", type=Path, required=True, metavar=_("FILE"), help=_("private key to write (PEM)")
    )
    key.set_defaults(handler="update_publishing:make_key")
    make = actions.add_parser("make", help=_("make a signed update"))
    what = make.add_mutually_exclusive_group(required=True)
    what.add_argument("--guidance", type=Path, metavar=_("DIR"), help=_("folder of a guidance pack"))
    what.add_argument("--program", type=Path, metavar=_("FILE"), help=_("installer of the program (.exe)"))
    make.add_argument("--release", metavar=_("VERSION"), help=_("version of the program"))
    make.add_argument(
        "--platform",
        default="windows-x86_64",
        metavar=_("NAME"),
        help=_("computers that the installer is for"),
    )
    make.add_argument(
        "--needs", metavar=_("VERSION"), help=_("version of the program that takes it in at least")
    )
    for language in ("vi", "en"):
        words = _("what is new, as a text file ({language})").format(language=language)
        make.add_argument(f"--notes-{language}", type=Path, metavar=_("FILE"), help=words)
    make.add_argument(
        "--key",
        type=Path,
        action="append",
        required=True,
        metavar=_("FILE"),
        help=_("private key; several while one takes the place of another"),
    )
    _add_passphrase(make)
    make.add_argument(
        "-o", "--output", type=Path, required=True, metavar=_("FILE"), help=_("update to write (.dxupdate)")
    )
    make.set_defaults(handler="update_publishing:make", parser=make)


def check_update(arguments: Namespace) -> None:
    """End with exit code 2 where the version of an installer is not named."""
    if arguments.action == "make" and arguments.program and not arguments.release:
        arguments.parser.error(_("--program needs --release: the version that the installer brings"))


def _add_passphrase(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        required=True,
        metavar=_("FILE"),
        help=_("file whose first line is the passphrase of the private key"),
    )


def _add_yes(parser: ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help=_("do it without asking"))


def _add_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print JSON for another program"))
