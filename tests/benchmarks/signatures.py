"""Signing beside what it cannot do without: bare pyHanko on the same file, and the bare key."""

from datetime import UTC, date, datetime
from functools import partial
from io import BytesIO
from typing import Final, get_args

from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfSignatureMetadata, Signer
from pyhanko.sign.signers import sign_pdf as pyhanko_sign
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from dxdesk.export import Exported
from dxdesk.package.format import Package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package
from dxdesk.plan.model import Plan
from dxdesk.signing.certificates import load_pkcs12
from dxdesk.signing.embedded import embedded_package
from dxdesk.signing.filling import fill_pdf
from dxdesk.signing.sign import sign_pdf
from dxdesk.signing.trust import Trust, read_trust
from dxdesk.signing.verification import verify_pdf
from tests.benchmarks.comparison import Comparison
from tests.benchmarks.timing import Times, by_turns
from tests.signing.authority import PASSPHRASE, Key, Kind, issued, now, root_pem

_SIGN: Final = 1.5  # ours also looks whether the file was changed, and draws what the signature shows
_VERIFY: Final = 1.25
_SEALED: Final = datetime(2022, 12, 1, 2, tzinfo=UTC)
_ISSUED: Final = date(2022, 12, 5)
_KB: Final = 1024


def sealed_in(plan: Plan) -> Package:
    """Return the sealed package of a plan."""
    return sealed(draft_package(plan), _SEALED)


def signing_times(data: bytes, repeats: int) -> list[Comparison]:
    """Compare signing and verifying a PDF, for each kind of key."""
    trust = read_trust({"root.pem": root_pem()})
    return [one for kind in get_args(Kind) for one in _compared(data, kind, trust, repeats)]


def sizes(exported: Exported) -> list[Comparison]:
    """Tell how large the PDF is, the data within it, and what each step of issuing adds."""
    data, (signer, agency) = exported.pdf, _signers("RSA-2048")
    first = sign_pdf(data, "signer", signer, at=now())
    filled = fill_pdf(first, "7", _ISSUED)
    last = sign_pdf(filled, "agency", agency, at=now())
    return [
        _size("PDF before it is signed", len(data)),
        _size("data of the plan in the PDF", len(_packed(data))),
        _size("data of the plan, unpacked", len(embedded_package(data))),
        _size("first signature adds", len(first) - len(data)),
        _size("number and day add", len(filled) - len(first)),
        _size("second signature adds", len(last) - len(filled)),
    ]


def _compared(data: bytes, kind: Kind, trust: Trust, repeats: int) -> list[Comparison]:
    signer, agency = _signers(kind)
    key = issued(kind=kind).key
    whole = sign_pdf(
        fill_pdf(sign_pdf(data, "signer", signer, at=now()), "7", _ISSUED), "agency", agency, at=now()
    )
    times = by_turns(
        {
            "sign": partial(sign_pdf, data, "signer", signer, at=now()),
            "pyhanko": partial(_bare_sign, data, signer),
            "key": partial(_bare_key, key, data),
            "verify": partial(verify_pdf, whole, trust),
            "bare verify": partial(_bare_verify, whole, trust),
        },
        repeats,
    )
    sign, verify = f"sign B-B, {kind}", f"verify 2 signatures, {kind}"
    return [
        Comparison(sign, times["sign"], "floor: bare pyHanko", times["pyhanko"], _SIGN),
        Comparison(sign, times["sign"], "the key alone (cryptography)", times["key"]),
        Comparison(verify, times["verify"], "floor: bare pyHanko", times["bare verify"], _VERIFY),
    ]


def _signers(kind: Kind) -> tuple[Signer, Signer]:
    own, agency = issued(kind=kind), issued("Cơ quan", number=2, kind=kind)
    return load_pkcs12(own.p12(), PASSPHRASE), load_pkcs12(agency.p12(), PASSPHRASE)


def _bare_sign(data: bytes, signer: Signer) -> None:
    pyhanko_sign(IncrementalPdfFileWriter(BytesIO(data)), PdfSignatureMetadata(field_name="signer"), signer)


def _bare_key(key: Key, data: bytes) -> None:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        key.sign(data, ec.ECDSA(SHA256()))
    else:
        key.sign(data, padding.PKCS1v15(), SHA256())


def _bare_verify(data: bytes, trust: Trust) -> None:
    context = ValidationContext(trust_roots=trust.anchors, allow_fetching=False)
    for signature in PdfFileReader(BytesIO(data)).embedded_regular_signatures:
        validate_pdf_signature(signature, context)


def _packed(data: bytes) -> bytes:
    file = PdfFileReader(BytesIO(data)).root["/AF"][0]
    return bytes(file["/EF"]["/F"].encoded_data)


def _size(what: str, count: int) -> Comparison:
    return Comparison(what, Times((count / _KB,)), unit="KB")
