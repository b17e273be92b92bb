"""Who signs, and how (Decree 30/2020, Article 13 and Appendix I, II.7)."""

import re
from collections.abc import Iterator
from typing import Final

from dxdesk.language import mark as _
from dxdesk.plan.model import Capacity
from dxdesk.plan.rules.rule import Place, Review, at, fold, rule
from dxdesk.plan.wording import HEAD

_CAPACITY: Final = "/document/signer/capacity"
_TITLE: Final = "/document/signer/title"
_NAME: Final = "/document/signer/full_name"
_HEAD: Final = fold(HEAD)
_DEPUTY: Final = "pho"
_BY_OTHERS: Final[tuple[Capacity, ...]] = ("TL", "TUQ")

_honorific = re.compile(
    r"(?:(?:GS|PGS|TS|ThS|CN|KS|BS|LS|TSKH|NGƯT|NGND|CKI+)\.\s*|(?:Ông|Bà|Đồng chí|Đ/c|Thạc sĩ|Tiến sĩ|Cử nhân|Kỹ sư)\b)",
    re.IGNORECASE,
)
_capacity_mark = re.compile(r"(?:TM|KT|Q|TL|TUQ)\.", re.IGNORECASE)


def _is_head(review: Review) -> bool:
    return fold(_title(review)).startswith(_HEAD)


def _is_deputy(review: Review) -> bool:
    return fold(_title(review)).startswith(f"{_DEPUTY} ")


def _title(review: Review) -> str:
    return _capacity_mark.sub("", review.plan.document.signer.title, count=1)


@rule("SG01", "error", "decree", _("The title of the signer is empty. Write it, like “Chủ tịch”."))
def no_title(review: Review) -> Iterator[Place]:
    """The title stands above the signature (II.7.b)."""
    if not review.plan.document.signer.title.strip():
        yield at(_TITLE)


@rule("SG02", "error", "decree", _("The full name of the signer is empty. Write who signs the plan."))
def no_name(review: Review) -> Iterator[Place]:
    """The full name stands below the signature (II.7.c)."""
    if not review.plan.document.signer.full_name.strip():
        yield at(_NAME)


@rule(
    "SG03",
    "error",
    "decree",
    _("A {title} does not sign TM. alone, but KT. for the head. Choose KT. as the capacity."),
)
def deputy_on_behalf(review: Review) -> Iterator[Place]:
    """A deputy signs for the head (Article 13.2; II.7.b)."""
    signer = review.plan.document.signer
    if signer.capacity == "TM" and _is_deputy(review):
        yield at(_CAPACITY, title=signer.title.strip())


@rule(
    "SG04",
    "error",
    "decree",
    _("Only a deputy signs KT. for the head, not a {title}. Choose TM., or write the deputy's title."),
)
def head_for_the_head(review: Review) -> Iterator[Place]:
    """KT. stands before the head's title where a deputy signs (II.7.b)."""
    signer = review.plan.document.signer
    if signer.capacity == "KT" and signer.title.strip() and not _is_deputy(review):
        yield at(_CAPACITY, title=signer.title.strip())


@rule(
    "SG05",
    "error",
    "decree",
    _("Q. is for the acting head, not for a {title}. Write “{head}” as the title, or choose KT."),
)
def acting_deputy(review: Review) -> Iterator[Place]:
    """Q. stands before the title of the head that the signer is acting for (II.7.b)."""
    signer = review.plan.document.signer
    if signer.capacity == "Q" and signer.title.strip() and not _is_head(review):
        yield at(_CAPACITY, title=signer.title.strip(), head=HEAD)


@rule(
    "SG06",
    "error",
    "decree",
    _(
        "A {title} does not sign {capacity}. of the head: that is for heads of offices below. Choose TM. or KT."
    ),
)
def leader_by_order(review: Review) -> Iterator[Place]:
    """By order or by authorisation sign those below the leaders (Article 13.3, 13.4)."""
    signer = review.plan.document.signer
    if signer.capacity in _BY_OTHERS and (_is_head(review) or _is_deputy(review)):
        yield at(_CAPACITY, title=signer.title.strip(), capacity=signer.capacity)


@rule(
    "SG07",
    "warning",
    "decree",
    _(
        "The committee's plan is signed on its behalf (TM.), by the head or a deputy (KT.), "
        "not by {capacity}. Check who signs."
    ),
)
def plan_by_order(review: Review) -> Iterator[Place]:
    """The committee works as a body; its plan is signed on its behalf (Article 13.2)."""
    signer = review.plan.document.signer
    if signer.capacity in _BY_OTHERS and not _is_head(review) and not _is_deputy(review):
        yield at(_CAPACITY, capacity=signer.capacity)


@rule(
    "SG08",
    "error",
    "decree",
    _(
        "Before the name of the signer stands “{words}”. Leave the name only, without degree or form of address."
    ),
)
def name_with_degree(review: Review) -> Iterator[Place]:
    """No academic title, degree or other title before the name (II.7.c)."""
    if found := _honorific.match(review.plan.document.signer.full_name.strip()):
        yield at(_NAME, words=found[0].strip())


@rule(
    "SG09",
    "warning",
    "decree",
    _("The name of the signer is in capitals. Write it in small letters: “{name}”."),
)
def name_in_capitals(review: Review) -> Iterator[Place]:
    """The name is written in small letters (II.7.c)."""
    name = review.plan.document.signer.full_name.strip()
    if name.isupper():
        yield at(_NAME, name=name.title())


@rule("SG10", "hint", "decree", _("The name of the signer is only one word, “{name}”. Write the full name."))
def name_of_one_word(review: Review) -> Iterator[Place]:
    """The full name of the signer (II.7.c)."""
    name = review.plan.document.signer.full_name.strip()
    if name and len(name.split()) == 1:
        yield at(_NAME, name=name)


@rule(
    "SG11",
    "warning",
    "decree",
    _("The title begins with “{words}”. The capacity is printed by itself: leave the title only."),
)
def title_with_capacity(review: Review) -> Iterator[Place]:
    """The capacity is chosen beside the title, and printed before it (II.7.b)."""
    if found := _capacity_mark.match(review.plan.document.signer.title.strip()):
        yield at(_TITLE, words=found[0])


@rule(
    "SG12",
    "warning",
    "decree",
    _("The title names the agency, which is printed above it. Leave “{title}” only."),
)
def title_with_agency(review: Review) -> Iterator[Place]:
    """The title does not repeat the name of the agency (II.7.b)."""
    title = review.plan.document.signer.title
    for agency in ("UBND", "Ủy ban", "Uỷ ban"):
        if (place := title.upper().find(agency.upper())) > 0:
            yield at(_TITLE, title=title[:place].strip())
            return
