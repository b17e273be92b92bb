"""Whether the plan rests on the right documents, in order (Decree 30/2020, Appendix I, II.6)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from dxdesk.language import mark as _
from dxdesk.plan.model import LegalBasis
from dxdesk.plan.rules.citations import citations, is_empty, is_law, name
from dxdesk.plan.rules.rule import Place, Review, at, excerpt, fold, names_superior, rule
from dxdesk.text.dates import short_date

# The rank of an issuer, by the first of these words that its name has.
_RANKS: Final = (
    ("quoc hoi", 0),
    ("uy ban thuong vu quoc hoi", 0),
    ("thu tuong", 2),
    ("chinh phu", 1),
    ("bo truong", 3),
    ("bo", 3),
    ("tinh", 4),
    ("huyen", 5),
    ("quan", 5),
    ("thi xa", 5),
    ("xa", 6),
    ("phuong", 6),
    ("thi tran", 6),
)


def _rank(basis: LegalBasis) -> int | None:
    """Return how far down an issuer stands, where its name tells."""
    if is_law(basis):
        return 0
    words = f" {fold(basis.issuer)} "
    return next((rank for word, rank in _RANKS if f" {word} " in words), None)


@rule(
    "LB01",
    "error",
    "decree",
    _("The plan cites no legal basis. Add at least the document of the level above that it carries out."),
)
def no_bases(review: Review) -> Iterator[Place]:
    """The bases say what the agency may do and what the plan rests on (II.6.a)."""
    if not review.plan.bases:
        yield at("/bases")


@rule(
    "LB02",
    "warning",
    "decree",
    _("A legal basis is empty and would be printed so. Fill it in, or delete it."),
)
def empty_basis(review: Review) -> Iterator[Place]:
    """Each basis stands on its own line (II.6.a)."""
    for path, basis in citations(review):
        if is_empty(basis):
            yield at(path)


@rule(
    "LB07",
    "error",
    "arithmetic",
    _(
        "“{name}” is of {day}, after the plan itself. A plan cannot rest on a later document: check both days."
    ),
)
def basis_after_issue(review: Review) -> Iterator[Place]:
    """What is cited exists when the plan is issued."""
    issued = review.plan.document.issued_on
    for path, basis in citations(review):
        if issued and basis.issued_on and basis.issued_on > issued:
            yield at(f"{path}/issued_on", name=name(basis), day=short_date(basis.issued_on))


@rule(
    "LB08",
    "warning",
    "arithmetic",
    _("“{name}” is of {day}, which is still to come or after the year of the plan. Check the date."),
)
def basis_in_the_future(review: Review) -> Iterator[Place]:
    """What is cited exists when the plan is written."""
    limit = min(date(review.plan.year, 12, 31), review.today or date.max)
    for path, basis in citations(review):
        told = review.plan.document.issued_on is not None
        if not told and basis.issued_on and basis.issued_on > limit:
            yield at(f"{path}/issued_on", name=name(basis), day=short_date(basis.issued_on))


@rule(
    "LB09",
    "hint",
    "decree",
    _(
        "“{name}” stands below a basis of lower rank. Bases go from laws and the Government down to the level above."
    ),
)
def out_of_order(review: Review) -> Iterator[Place]:
    """Bases go by rank of the issuer, and then by time."""
    lowest = 0
    for path, basis in citations(review):
        rank = _rank(basis)
        if rank is not None and rank < lowest:
            yield at(path, name=name(basis))
        lowest = max(lowest, rank or 0)


@rule("LB10", "warning", "practice", _("“{name}” is cited twice. Delete one."))
def cited_twice(review: Review) -> Iterator[Place]:
    """Two documents may have the same number, but not of the same day."""
    seen: set[tuple[str, date | None]] = set()
    for path, basis in citations(review):
        same = (fold(basis.number or basis.abstract), basis.issued_on)
        if same[0] and same in seen:
            yield at(path, name=name(basis))
        seen.add(same)


@rule(
    "LB11",
    "hint",
    "practice",
    _("No document of the level above, {superior}, is cited. Add its plan or decision, if there is one."),
)
def nothing_of_the_superior(review: Review) -> Iterator[Place]:
    """The letter goes to provinces; districts and communes carry out what their own level above orders."""
    superior = review.plan.unit.superior
    if review.level == "tinh" or not superior.strip() or not review.plan.bases:
        return
    if not any(names_superior(f"{basis.issuer} {basis.abstract}", superior) for basis in review.plan.bases):
        yield at("/bases", superior=superior)


@rule(
    "LB12", "hint", "decree", _("The law “{name}” is not cited. Plans of this level usually begin with it.")
)
def usual_law_missing(review: Review) -> Iterator[Place]:
    """The first basis says what the agency may decide (II.6.a); the pack says which laws are usual."""
    defaults = review.pack.meta.defaults.get(review.level)
    cited = " ".join(fold(f"{basis.kind} {basis.abstract}") for basis in review.plan.bases)
    for key in defaults.bases if defaults and review.plan.bases else ():
        law = review.pack.legal_document(key)
        if law and not law.number and fold(f"{law.kind} {law.abstract}") not in cited:
            yield at("/bases", name=excerpt(f"{law.kind} {law.abstract}"))
