"""Whether a receipt or a reply is valid for a package: it names this package, and its receiver has signed it."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import Final, Literal

from dxdesk.exchange.format import Destination, Receipt, Receiver, Reply
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.package.format import Package
from dxdesk.signing.cades import verify_all
from dxdesk.signing.faults import SigningError
from dxdesk.signing.report import SignatureReport
from dxdesk.signing.trust import Trust, read_trust
from dxdesk.signing.worth import WORTHS, Worth, worth_of
from dxdesk.value import Value

# Whether it is for the package that is asked about, where one is.
Belonging = Literal["same", "changed", "revision", "plan", "unasked"]
# What its best signature comes to.
Signing = Worth | Literal["unsigned"]

_BELONGING: Final[dict[Belonging, str]] = {
    "same": mark("It is for this package."),
    "changed": mark("It is for a package of this revision that was sealed with other content."),
    "revision": mark("It is for another revision of this plan: {revision}."),
    "plan": mark("It is for another plan: unit {unit}, year {year}."),
    "unasked": mark("It is for the plan of unit {unit}, year {year}, revision {revision}."),
}
_SIGNING: Final[dict[Signing, str]] = {
    "sound": mark("Its signature is valid: {name}."),
    "then": mark("Its signature is valid: {name}; the certificate has expired since."),
    "unknown": mark("It is signed by {name}, whose certificate is not among the trusted ones."),
    "refused": mark("It is signed by {name}, whose certificate does not hold."),
    "broken": mark("It was changed after it was signed, or its signature is damaged."),
    "unsigned": mark("It is not signed."),
}


class Assurance(Value, frozen=True, kw_only=True):
    """What a receipt or reply is worth for a package: whether it is for it, and who has signed it.

    `best` is the signature that counts, None where there is none; `reports` has all of them.
    """

    belonging: Belonging
    signing: Signing
    best: SignatureReport | None
    reports: tuple[SignatureReport, ...]
    unit: str
    year: int
    revision: int

    @property
    def is_signed(self) -> bool:
        """Whether a trusted certificate that was valid when it signed stands behind it."""
        return self.signing in {"sound", "then"}

    @property
    def is_valid(self) -> bool:
        """Whether it counts: it is for the package, and soundly signed by its receiver."""
        return self.belonging == "same" and self.is_signed

    def words(self) -> tuple[str, ...]:
        """Return what is to be said of it, in sentences: its package, its signature, what is wrong with that."""
        more = self.best.words() if self.best is not None and self.signing in {"then", "refused"} else ()
        return (self.belonging_words(), self.signing_words(), *more)

    def belonging_words(self) -> str:
        """Return whether it is for the package, in a sentence."""
        return _(_BELONGING[self.belonging]).format(unit=self.unit, year=self.year, revision=self.revision)

    def signing_words(self) -> str:
        """Return by whom it is signed and whether that is sound, in a sentence."""
        return _(_SIGNING[self.signing]).format(name=self.best.name if self.best is not None else "")


def check_receipt(
    receipt: Receipt, package: Package | str, certificates: Iterable[str], at: datetime | None = None
) -> Assurance:
    """Return what a receipt is worth for a package, or for the digest of its statement, at a time (or now).

    `certificates` are those of the destination (PEM), which sign its receipts or have issued those that do;
    one that cannot be read vouches for nothing. By the digest alone, unit, year and revision are not compared.
    """
    return assurance_of(receipt, package, trust_in(certificates), at)


def check_reply(
    reply: Reply, package: Package | str, certificates: Iterable[str], at: datetime | None = None
) -> Assurance:
    """Return what a reply is worth, in the same way as of a receipt."""
    return assurance_of(reply, package, trust_in(certificates), at)


def certificates_of(receiver: Receiver, destinations: Iterable[Destination]) -> tuple[str, ...]:
    """Return the certificates (PEM) that destinations name for a receiver: no other destination vouches for it."""
    return tuple(
        pem
        for destination in destinations
        if _is_same(destination.receiver, receiver)
        for pem in destination.certificates
    )


def trust_in(certificates: Iterable[str]) -> Trust:
    """Return the trust in certificates (PEM) that a destination names; those that cannot be read are left out."""
    return reduce(together, (trust for pem in certificates if (trust := _trust_in(pem))), Trust())


def together(first: Trust, second: Trust) -> Trust:
    """Return the trust in what either of two trusts."""
    return Trust(
        anchors=(*first.anchors, *second.anchors),
        others=(*first.others, *second.others),
        revoked=(*first.revoked, *second.revoked),
    )


def _is_same(one: Receiver, other: Receiver) -> bool:
    """Say whether two are one receiver: of the same unit and name, however the name is spaced and capitalised."""
    return one.unit == other.unit and _plain(one.name) == _plain(other.name)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _trust_in(pem: str) -> Trust | None:
    try:
        return read_trust({"": pem.encode()})
    except SigningError:
        return None


def assurance_of(
    signed: Receipt | Reply, package: Package | str | None, trust: Trust, at: datetime | None = None
) -> Assurance:
    """Return what a receipt or reply is worth by the certificates that are trusted, for a package if one is named."""
    reports = verify_all(signed, trust, at)
    best = min(reports, key=lambda report: WORTHS.index(worth_of(report)), default=None)
    statement = signed.statement
    return Assurance(
        belonging=_belonging(signed, package),
        signing=worth_of(best) if best is not None else "unsigned",
        best=best,
        reports=reports,
        unit=statement.unit.code,
        year=statement.year,
        revision=statement.revision,
    )


def _belonging(signed: Receipt | Reply, package: Package | str | None) -> Belonging:
    found = signed.statement
    if package is None:
        return "unasked"
    if isinstance(package, str):
        return "same" if found.package == package else "changed"
    wanted = package.statement
    if (found.unit, found.year) != (wanted.unit, wanted.year):
        return "plan"
    if found.revision != wanted.revision:
        return "revision"
    return "same" if found.package == package.digest else "changed"
