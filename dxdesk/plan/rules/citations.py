"""Whether each legal basis is cited in full (Decree 30/2020, Appendix I, II.6)."""

from collections.abc import Iterator
from typing import Final

from dxdesk.guidance.pack import LegalDocument
from dxdesk.language import mark as _
from dxdesk.plan.model import LegalBasis
from dxdesk.plan.rules.rule import Place, Review, at, excerpt, fold, rule
from dxdesk.text.dates import short_date

# These are cited by name and day, without number and issuer (II.6.b).
_LAWS: Final = ("hien phap", "bo luat", "luat", "phap lenh")


def citations(review: Review) -> Iterator[tuple[str, LegalBasis]]:
    """Yield every basis with its place."""
    for index, basis in enumerate(review.plan.bases):
        yield f"/bases/{index}", basis


def documents(review: Review) -> Iterator[tuple[str, LegalBasis]]:
    """Yield the bases that cite a document with a number; a law or a proposal has none."""
    return ((path, basis) for path, basis in citations(review) if basis.kind.strip() and not is_law(basis))


def is_law(basis: LegalBasis) -> bool:
    """Say whether a basis is cited by its name alone."""
    return fold(basis.kind).startswith(_LAWS)


def is_empty(basis: LegalBasis) -> bool:
    """Say whether nothing but the opening words is written."""
    return not any(text.strip() for text in (basis.kind, basis.number, basis.issuer, basis.abstract))


def name(basis: LegalBasis) -> str:
    """Return what messages call a basis."""
    return excerpt(" ".join(part for part in (basis.kind, basis.number or basis.abstract) if part))


@rule(
    "LB03",
    "warning",
    "decree",
    _("The number and symbol of “{name}” are missing. Write them, like 749/QĐ-TTg."),
)
def no_number(review: Review) -> Iterator[Place]:
    """A document is cited by type, number, date, issuer and abstract (II.6.b)."""
    for path, basis in documents(review):
        if not basis.number.strip():
            yield at(f"{path}/number", name=name(basis))


@rule(
    "LB04",
    "warning",
    "decree",
    _("The date of “{name}” is missing. Look it up in the document, and write it."),
)
def no_date(review: Review) -> Iterator[Place]:
    """A document is cited by type, number, date, issuer and abstract (II.6.b)."""
    for path, basis in documents(review):
        if basis.issued_on is None:
            yield at(f"{path}/issued_on", name=name(basis))


@rule("LB05", "warning", "decree", _("It is not said who issued “{name}”. Write the issuer."))
def no_issuer(review: Review) -> Iterator[Place]:
    """A document is cited by type, number, date, issuer and abstract (II.6.b)."""
    for path, basis in documents(review):
        if not basis.issuer.strip():
            yield at(f"{path}/issuer", name=name(basis))


@rule(
    "LB06", "warning", "decree", _("The abstract of “{name}” is missing. Write what the document is about.")
)
def no_abstract(review: Review) -> Iterator[Place]:
    """A document is cited by type, number, date, issuer and abstract (II.6.b)."""
    for path, basis in citations(review):
        if not is_empty(basis) and not basis.abstract.strip():
            yield at(f"{path}/abstract", name=name(basis))


@rule(
    "LB13",
    "warning",
    "practice",
    _("“{name}” is of {theirs} in the guidance, but of {ours} here. Check the date."),
)
def date_unlike_the_pack(review: Review) -> Iterator[Place]:
    """A date typed wrong makes another document of it."""
    for path, basis in documents(review):
        known = [each for each in _known(review, basis) if each.issued_on]
        if basis.issued_on and known and all(each.issued_on != basis.issued_on for each in known):
            theirs = " / ".join(short_date(each.issued_on) for each in known if each.issued_on)
            yield at(f"{path}/issued_on", name=name(basis), theirs=theirs, ours=short_date(basis.issued_on))


@rule(
    "LB14",
    "warning",
    "decree",
    _("“{number}” is no number and symbol. Write both with a slash and without “số”, like 749/QĐ-TTg."),
)
def number_without_symbol(review: Review) -> Iterator[Place]:
    """Number and symbol are joined by a slash, without spaces (II.3)."""
    for path, basis in documents(review):
        number = basis.number.strip()
        if number and ("/" not in number or " " in number or fold(number).startswith("so ")):
            yield at(f"{path}/number", number=excerpt(number))


@rule(
    "LB15",
    "hint",
    "decree",
    _("The opening words of a legal basis are missing. Write “Căn cứ” or “Thực hiện”."),
)
def no_opening_words(review: Review) -> Iterator[Place]:
    """Each basis opens with such words (II.6.a)."""
    for path, basis in citations(review):
        if not basis.lead.strip() and not is_empty(basis):
            yield at(f"{path}/lead")


def _known(review: Review, basis: LegalBasis) -> list[LegalDocument]:
    number = fold(basis.number)
    return [each for each in review.pack.meta.legal_documents if number and fold(each.number) == number]
