"""The arguments of the commands that sign, and that say who has signed."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from datetime import date
from pathlib import Path

from dxdesk.language import translate as _

_Commands = _SubParsersAction  # the type that add_subparsers returns has no public name


def add_signing(commands: "_Commands[ArgumentParser]", day: Callable[[str], date]) -> None:
    """Add the commands; `day` reads a day."""
    _add_verify(commands)
    _add_receipt(commands)
    _add_sign(commands)
    _add_fill(commands, day)
    _add_verify_pdf(commands)


def check_signing(arguments: Namespace) -> None:
    """End with exit code 2 where the arguments of `sign` do not go together."""
    is_package = arguments.file.suffix.lower() == ".json"
    if is_package and (arguments.role or arguments.image):
        arguments.parser.error(_("a package is signed as a whole: leave out --role and --image"))
    if not is_package and not arguments.role:
        arguments.parser.error(_("name whose signature it is: --role signer or --role agency"))


def _add_verify(commands: "_Commands[ArgumentParser]") -> None:
    verify = commands.add_parser(
        "verify", help=_("see whether a package, receipt, reply or folder is whole, and who has signed")
    )
    verify.add_argument(
        "package",
        type=Path,
        metavar=_("FILE"),
        help=_(
            "package, receipt (.dxreceipt.json or its PDF), reply (.dxreply.json), or a folder that was handed over"
        ),
    )
    verify.add_argument(
        "--code",
        metavar=_("CODE"),
        help=_("code of a transmittal slip: the scanned square, or two groups like “3=1a2b 12=f00d”"),
    )
    _add_trust(verify)
    verify.add_argument(
        "--addresses",
        type=Path,
        metavar=_("FILE"),
        help=_("address book (.dxaddresses.json) whose certificates are trusted for receipts and replies"),
    )
    verify.add_argument(
        "--previous",
        type=Path,
        action="append",
        default=[],
        metavar=_("PACKAGE"),
        help=_("an earlier revision that the package must follow; may be repeated"),
    )
    verify.add_argument(
        "--plan", type=Path, metavar=_("PACKAGE"), help=_("package that a receipt or reply must be for")
    )
    _add_json(verify)
    verify.set_defaults(handler="verify:run", parser=verify)


def _add_receipt(commands: "_Commands[ArgumentParser]") -> None:
    receipt = commands.add_parser("receipt", help=_("write a receipt as a sheet to print and to keep"))
    receipt.add_argument("receipt", type=Path, metavar=_("RECEIPT"), help=_("receipt (.dxreceipt.json)"))
    receipt.add_argument("--pdf", type=Path, required=True, metavar=_("FILE"), help=_("PDF to write"))
    receipt.set_defaults(handler="receipt:run")


def _add_sign(commands: "_Commands[ArgumentParser]") -> None:
    sign = commands.add_parser("sign", help=_("sign a PDF or a sealed package with a certificate"))
    sign.add_argument("file", type=Path, metavar=_("FILE"), help=_("PDF, or sealed package (.dxplan.json)"))
    sign.add_argument(
        "--role",
        choices=("signer", "agency"),
        help=_("whose signature it is, which a PDF has two fields for"),
    )
    key = sign.add_mutually_exclusive_group(required=True)
    key.add_argument("--p12", type=Path, metavar=_("FILE"), help=_("certificate file (PKCS#12)"))
    key.add_argument("--driver", type=Path, metavar=_("FILE"), help=_("driver of a token (PKCS#11)"))
    sign.add_argument("--certificate", metavar=_("NAME"), help=_("which certificate of the token, by name"))
    sign.add_argument(
        "--passphrase-file",
        type=Path,
        required=True,
        metavar=_("FILE"),
        help=_("file whose first line is the passphrase or the PIN"),
    )
    sign.add_argument("--image", type=Path, metavar=_("PNG"), help=_("picture of the signature or the seal"))
    sign.add_argument("--time-stamp", metavar=_("URL"), help=_("time-stamp server to ask"))
    _add_output(sign, _("signed file to write"))
    sign.set_defaults(handler="sign:sign", parser=sign)


def _add_fill(commands: "_Commands[ArgumentParser]", day: Callable[[str], date]) -> None:
    fill = commands.add_parser("fill", help=_("write number and day of issue into a PDF"))
    _add_pdf(fill)
    fill.add_argument("--number", required=True, metavar=_("NUMBER"), help=_("number of the document"))
    fill.add_argument(
        "--date", type=day, required=True, metavar=_("DAY"), help=_("day of issue (YYYY-MM-DD)")
    )
    _add_output(fill, _("PDF to write"))
    fill.set_defaults(handler="sign:fill")


def _add_verify_pdf(commands: "_Commands[ArgumentParser]") -> None:
    verify = commands.add_parser("verify-pdf", help=_("see whether the signatures of a PDF are sound"))
    _add_pdf(verify)
    _add_trust(verify)
    verify.add_argument(
        "--plan", type=Path, metavar=_("PACKAGE"), help=_("package whose signed document it must be")
    )
    _add_json(verify)
    verify.set_defaults(handler="sign:verify")

    extract = commands.add_parser("extract", help=_("take the package out of a PDF"))
    _add_pdf(extract)
    _add_output(extract, _("package to write"))
    extract.set_defaults(handler="sign:extract")


def _add_trust(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--trust",
        type=Path,
        action="append",
        default=[],
        metavar=_("FILE"),
        help=_("trusted certificates or revocation list (PEM or DER); may be repeated"),
    )


def _add_pdf(parser: ArgumentParser) -> None:
    parser.add_argument("pdf", type=Path, metavar="PDF", help=_("PDF file"))


def _add_output(parser: ArgumentParser, words: str) -> None:
    parser.add_argument("-o", "--output", type=Path, required=True, metavar=_("FILE"), help=words)


def _add_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print JSON for another program"))
