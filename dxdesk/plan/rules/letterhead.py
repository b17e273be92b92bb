"""What stands above the text: number and symbol, place, subject (Decree 30/2020, Appendix I, II.2-II.5)."""

import re
from collections.abc import Iterator
from typing import Final

from dxdesk.language import mark as _
from dxdesk.plan.model import Form
from dxdesk.plan.rules.rule import Place, Review, at, excerpt, fold, rule
from dxdesk.plan.wording import type_name

_SYMBOL: Final = "/document/symbol"
_SUBJECT: Final = "/document/subject"
_PLACE: Final = "/document/place"
_NUMBER: Final = "/document/number"

# Decree 30/2020, Appendix III.
_ABBREVIATIONS: Final[dict[Form, str]] = {"plan": "KH", "decision": "QĐ"}
_unwanted_in_symbol = re.compile(r"[\s/]")
_kind_before_name = re.compile(r"(xã|phường|thị trấn|huyện|quận|thị xã|tỉnh) [^\d\s]")


@rule("LH01", "error", "decree", _("The symbol of the document is empty. Write it like “{example}”."))
def no_symbol(review: Review) -> Iterator[Place]:
    """Number and symbol are a component of every document (II.3)."""
    if not review.plan.document.symbol.strip():
        yield at(_SYMBOL, example=f"{_ABBREVIATIONS[review.plan.document.form]}-UBND")


@rule(
    "LH02",
    "error",
    "decree",
    _("The symbol “{symbol}” does not fit this form of document. Write it like “{example}”."),
)
def symbol_of_another_form(review: Review) -> Iterator[Place]:
    """A symbol is the abbreviation of the type, a hyphen and that of the agency (II.3.b)."""
    document = review.plan.document
    symbol, abbreviation = document.symbol.strip(), _ABBREVIATIONS[document.form]
    kind, _hyphen, agency = symbol.upper().partition("-")
    if symbol and kind.strip() != "CV" and (kind.strip() != abbreviation or not agency):
        yield at(_SYMBOL, symbol=symbol, example=f"{abbreviation}-UBND")


@rule("LH03", "error", "decree", _("The symbol “{symbol}” has a space or a slash in it. Take it out."))
def symbol_with_gaps(review: Review) -> Iterator[Place]:
    """Groups of letters are joined by hyphens without spaces; the slash is printed (II.3.c)."""
    symbol = review.plan.document.symbol
    if symbol.strip() and _unwanted_in_symbol.search(symbol):
        yield at(_SYMBOL, symbol=symbol)


@rule("LH04", "warning", "decree", _("The symbol “{symbol}” has small letters. Write it in capitals."))
def symbol_in_small_letters(review: Review) -> Iterator[Place]:
    """The symbol is written in capitals (II.3.c)."""
    symbol = review.plan.document.symbol
    if symbol != symbol.upper():
        yield at(_SYMBOL, symbol=symbol)


@rule(
    "LH05",
    "error",
    "decree",
    _("“CV” in the symbol is colloquial; only official letters are called so. Write “{example}”."),
)
def symbol_of_a_letter(review: Review) -> Iterator[Place]:
    """Appendix III knows no abbreviation of the official letter."""
    document = review.plan.document
    if "CV" in document.symbol.strip().upper().split("-"):
        yield at(_SYMBOL, example=f"{_ABBREVIATIONS[document.form]}-UBND")


@rule(
    "LH06",
    "hint",
    "decree",
    _("The number “{number}” begins with a zero. Write it without; it is printed right."),
)
def number_with_zeros(review: Review) -> Iterator[Place]:
    """The zero before numbers under ten belongs to print (II.3.c)."""
    number = review.plan.document.number
    if number.startswith("0") and number.strip("0"):
        yield at(_NUMBER, number=number)


@rule(
    "LH07", "error", "decree", _("The number of a document cannot be zero. Numbers begin with 1 each year.")
)
def number_zero(review: Review) -> Iterator[Place]:
    """Numbers are given from 01 on, from 1 January to 31 December (II.3.a)."""
    number = review.plan.document.number
    if number and not number.strip("0"):
        yield at(_NUMBER)


@rule(
    "LH08",
    "warning",
    "decree",
    _(
        "The document has the number {number}, but no day of issue. The two are given together: write the day too."
    ),
)
def number_without_day(review: Review) -> Iterator[Place]:
    """Number and day are given at issue (Article 15)."""
    document = review.plan.document
    if document.number and document.issued_on is None:
        yield at("/document/issued_on", number=document.number)


@rule(
    "LH09",
    "hint",
    "decree",
    _("The document has a day of issue, but no number. The registry gives both: write the number too."),
)
def day_without_number(review: Review) -> Iterator[Place]:
    """Number and day are given at issue (Article 15)."""
    document = review.plan.document
    if document.issued_on and not document.number:
        yield at(_NUMBER)


@rule(
    "LH10", "error", "decree", _("The place of issue is empty. Write the name of the unit, like “Thạch Kim”.")
)
def no_place(review: Review) -> Iterator[Place]:
    """Place and time are a component of every document (II.4)."""
    if not review.plan.document.place.strip():
        yield at(_PLACE)


@rule(
    "LH11",
    "warning",
    "decree",
    _("The place of issue “{place}” has a date or a comma in it. Leave the name only."),
)
def place_with_date(review: Review) -> Iterator[Place]:
    """The comma and the day are printed after the place (II.4.c)."""
    place = review.plan.document.place
    if "," in place or " ngày" in f" {place}".lower():
        yield at(_PLACE, place=excerpt(place))


@rule(
    "LH12",
    "hint",
    "decree",
    _("The place of issue is the unit's own name: leave out the kind of unit before it in “{place}”."),
)
def place_with_kind(review: Review) -> Iterator[Place]:
    """Only names of persons, numbers and events keep the kind of unit, with a capital (II.4.a)."""
    place = review.plan.document.place
    if _kind_before_name.match(place):
        yield at(_PLACE, place=place)


@rule("LH13", "error", "decree", _("The subject is empty. Say in a few words what the plan is about."))
def no_subject(review: Review) -> Iterator[Place]:
    """Type and subject are a component of every document but the official letter (II.5)."""
    if not review.plan.document.subject.strip():
        yield at(_SUBJECT)


@rule(
    "LH14",
    "warning",
    "decree",
    _("The subject begins with “{words}”, which is printed above it already. Leave these words out."),
)
def subject_repeats_type(review: Review) -> Iterator[Place]:
    """The name of the type stands on its own line above the subject (II.5)."""
    subject = review.plan.document.subject.strip()
    for words in ("Kế hoạch", type_name(review.plan)):
        if fold(subject).startswith(fold(words) + " "):
            yield at(_SUBJECT, words=subject[: len(words)])
            return


@rule(
    "LH15",
    "warning",
    "decree",
    _("The subject begins with “{words}”, which belongs to official letters and decisions. Leave it out."),
)
def subject_of_a_letter(review: Review) -> Iterator[Place]:
    """The words "V/v" open the subject of an official letter only (II.5.b)."""
    subject = review.plan.document.subject.strip()
    for words in ("Về việc", "V/v"):
        if fold(subject).startswith(fold(words) + " "):
            yield at(_SUBJECT, words=subject[: len(words)])


@rule("LH16", "warning", "decree", _("The subject ends with “{mark}”. A subject has no closing mark."))
def subject_with_closing_mark(review: Review) -> Iterator[Place]:
    """A title has no full stop (II.5, forms of Appendix III)."""
    subject = review.plan.document.subject.rstrip()
    if subject.endswith((".", ";", ":", ",")):
        yield at(_SUBJECT, mark=subject[-1])


@rule(
    "LH17",
    "warning",
    "decree",
    _("The subject is in capitals. Write it in small letters; only its type is in capitals."),
)
def subject_in_capitals(review: Review) -> Iterator[Place]:
    """The subject is written in small letters (II.5.c)."""
    if review.plan.document.subject.isupper():
        yield at(_SUBJECT)


@rule("LH18", "warning", "practice", _("The subject does not say the year of the plan. Add “năm {year}”."))
def subject_without_year(review: Review) -> Iterator[Place]:
    """A yearly plan is known by its year."""
    subject = review.plan.document.subject
    if subject.strip() and str(review.plan.year) not in subject:
        yield at(_SUBJECT, year=review.plan.year)
