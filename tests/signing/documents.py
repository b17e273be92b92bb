"""PDF files to sign: the short sample plan, in every profile, with its package inside."""

from datetime import date
from functools import cache

from dxdesk.document.profile import Profile
from dxdesk.export import export
from dxdesk.package.writing import draft_package
from dxdesk.signing.certificates import load_pkcs12
from dxdesk.signing.filling import fill_pdf
from dxdesk.signing.sign import sign_pdf
from dxdesk.signing.sign_role import Role
from dxdesk.signing.trust import Trust, read_trust
from tests.document.sample_plans import pack, short_plan
from tests.signing.authority import AGENCY, PASSPHRASE, SIGNER, Issued, issued, now, root_pem


@cache
def exported(profile: Profile = "fillable") -> bytes:
    return export(draft_package(short_plan()), pack(), profile=profile).pdf


def trust() -> Trust:
    return read_trust({"root.pem": root_pem()})


def signed(data: bytes, role: Role, by: Issued | None = None) -> bytes:
    own = by or issued(SIGNER if role == "signer" else AGENCY, number=1 if role == "signer" else 2)
    return sign_pdf(data, role, load_pkcs12(own.p12(), PASSPHRASE), at=now())


@cache
def signed_by_signer() -> bytes:
    return signed(exported(), "signer")


@cache
def issued_document() -> bytes:
    """Return a document that was signed, numbered and signed by the agency."""
    return signed(fill_pdf(signed_by_signer(), "7", date(2022, 12, 5)), "agency")
