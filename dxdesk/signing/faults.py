"""What keeps a document from being signed, filled in or read: a stable code, what happened, what to do."""

from collections.abc import Mapping
from typing import Final

from dxdesk.language import mark
from dxdesk.language import translate as _

_MESSAGES: Final[Mapping[str, str]] = {
    "SG01": mark("This is not a PDF. Choose the file that ends in .pdf."),
    "SG02": mark("The PDF is protected by a password. Ask for it without protection."),
    "SG03": mark(
        "The PDF has no empty field for this. Export it anew with signature fields, or sign it with the "
        "government's signing tool."
    ),
    "SG04": mark("This signature stands in the PDF already. Nothing was changed."),
    "SG05": mark(
        "The PDF was changed after it was signed, so it is not signed again. Take it from the signer."
    ),
    "SG06": mark(
        "The passphrase does not open the certificate file. Type it again; mind Caps Lock and UniKey."
    ),
    "SG07": mark("The certificate file cannot be read. Choose the file that ends in .p12 or .pfx."),
    "SG08": mark("The certificate file holds no private key, so nothing can be signed with it."),
    "SG09": mark("The certificate was valid from {first} to {last}. Ask the issuing office to renew it."),
    "SG10": mark(
        "The certificate of {name} is not meant for signing documents. Choose the signing certificate."
    ),
    "SG11": mark(
        "The time-stamp server gave no usable answer ({reason}). Sign without a time stamp, or later."
    ),
    "SG12": mark("The picture of the signature cannot be read. Choose a PNG of at most 4,000 by 4,000 dots."),
    "SG13": mark("The agency signs after the one who is competent to sign (Decree 30/2020, article 12)."),
    "SG14": mark("The token's driver cannot be loaded from “{path}”. Install it, or choose its file again."),
    "SG15": mark("The token refused the PIN. Type it again; a few wrong tries lock the token."),
    "SG16": mark("The token is locked. Ask the office that issued it to unlock it."),
    "SG17": mark(
        "No token with a signing certificate is plugged in. Plug it in, wait a moment and try again."
    ),
    "SG18": mark("The token did not sign ({reason}). Plug it out and in again, then try once more."),
    "SG19": mark("The number may have at most 11 characters: figures and plain letters, as in 15 or 15a."),
    "SG20": mark("There is no data of a plan in this PDF. It was made by another program, or is a scan."),
    "SG21": mark("The certificate “{name}” cannot be read. Choose a file in PEM or DER form."),
    "SG22": mark("The agency has signed, so number and day stay as they are."),
    "SG23": mark("The PDF is cut off: its end is missing. Copy it once more from where it came from."),
    "SG24": mark("The PDF is damaged and cannot be read. Take the file anew from where it came from."),
    "SG25": mark(
        "The page says the year {year} already, so {day} cannot be written into it. Choose the year of issue in "
        "the plan, under “Agency and document”, seal it anew and have it signed again."
    ),
    "SG26": mark("This package is a draft, and only what is sealed is signed. Seal it first."),
    "SG27": mark("{name} has signed this package already. Nothing was changed."),
    "SG29": mark(
        "A signature of the receipt does not fit it, so no sheet is made of it. Ask the receiver for it again."
    ),
    "SG30": mark(
        "The publisher's key cannot be opened. Choose the file that “dxdesk update key” wrote, and its passphrase."
    ),
    "SG28": mark("The package has {count} signatures, and cannot hold more. Nothing was changed."),
}


class SigningError(ValueError):
    """Something was not signed, filled in or read, and nothing was changed; `code` says why."""

    def __init__(self, code: str, **fields: object) -> None:
        """Word the fault of `code` in the active language."""
        self.code = code
        super().__init__(_(_MESSAGES[code]).format(**fields))

    def __str__(self) -> str:
        return f"{self.args[0]} [{self.code}]"
