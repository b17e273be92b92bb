"""What a document check says: deviations, and the table of their codes."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from dxdesk.inspection.permitted import LETTERS, Component
from dxdesk.language import mark as _
from dxdesk.value import Value


class Deviation(Value, frozen=True, kw_only=True):
    """One way in which a document differs from the decree, wherever in the document it does.

    `page` counts from 1 and is None where the format does not tell; `place`, `message`, `found` and
    `wanted` are words for people; `source` is the place in Appendix I.
    """

    code: str
    page: int | None
    place: str
    message: str
    found: str
    wanted: str
    source: str


class Code(NamedTuple):
    """What a code means (a message of the catalogue), and where the decree says so."""

    message: str
    source: str


MISSING: Final = _("This part of the document is missing.")
_SIZE: Final = _("The size of the letters is not the one of the decree.")
_WEIGHT: Final = _("The weight of the letters is not the one of the decree.")
_SLOPE: Final = _("The slope of the letters is not the one of the decree.")
_CAPITALS: Final = _("Capital and small letters are not used as the decree wants.")
_ALIGNMENT: Final = _("The text does not stand where the decree wants it.")
_NO_RULE: Final = _("The line below the text is missing, or is not a drawn line.")
_RULE_LENGTH: Final = _("The line below the text does not have the right length or place.")
_CLOSING_MARK: Final = _("The closing mark is not the one of the decree.")
_WORDING: Final = _("The wording is not the one of the decree.")

# The last digit of the code of each check that all components share.
SIZE, WEIGHT, SLOPE, CAPITALS, ALIGNMENT = 1, 2, 3, 4, 5
_SHARED: Final[Mapping[int, str]] = {
    0: MISSING,
    SIZE: _SIZE,
    WEIGHT: _WEIGHT,
    SLOPE: _SLOPE,
    CAPITALS: _CAPITALS,
    ALIGNMENT: _ALIGNMENT,
}


def code_of(component: Component, check: int) -> str:
    """Return the code of a check of a component: D211 is the size of the national title."""
    return f"D{LETTERS[component].number}{check}"


_OWN: Final[Mapping[str, Code]] = {
    "D101": Code(_("The paper is not A4."), "I.1"),
    "D103": Code(_("The top margin is not the one of the decree."), "I.3"),
    "D104": Code(_("The bottom margin is not the one of the decree."), "I.3"),
    "D105": Code(_("The left margin is not the one of the decree."), "I.3"),
    "D106": Code(_("The right margin is not the one of the decree."), "I.3"),
    "D107": Code(_("The font is not Times New Roman."), "I.4"),
    "D108": Code(_("The letters are not black."), "I.4"),
    "D111": Code(_("Pages have no number."), "I.7"),
    "D112": Code(_("The size of the page number is not the one of the decree."), "I.7"),
    "D113": Code(_("The page number is not upright."), "I.7"),
    "D114": Code(_("The page number does not stand in the top margin."), "I.7"),
    "D115": Code(_("The page number is not centred."), "I.7"),
    "D116": Code(_("The first page shows its number."), "I.7"),
    "D117": Code(_("The page number is not in Arabic digits."), "I.7"),
    "D118": Code(_("The page numbers do not count on."), "I.7"),
    "D226": Code(_NO_RULE, "II.1.b"),
    "D227": Code(_RULE_LENGTH, "II.1.b"),
    "D228": Code(_WORDING, "II.1.b"),
    "D246": Code(_NO_RULE, "II.2.b"),
    "D247": Code(_RULE_LENGTH, "II.2.b"),
    "D258": Code(_("Number and symbol are not written as the decree wants."), "II.3"),
    "D259": Code(_("A number below 10 has no zero in front."), "II.3.a"),
    "D268": Code(_("Place and date are not written as the decree wants."), "II.4"),
    "D269": Code(_("Zeros in front of day and month are not as the decree wants."), "II.4.b"),
    "D286": Code(_NO_RULE, "II.5.b"),
    "D287": Code(_RULE_LENGTH, "II.5.b"),
    "D308": Code(_CLOSING_MARK, "II.6.a"),
    "D309": Code(_CLOSING_MARK, "II.6.a"),
    "D316": Code(_("The first line is not indented as the decree wants."), "II.6.e"),
    "D317": Code(_("There is too little room between paragraphs."), "II.6.e"),
    "D318": Code(_("The line spacing is not the one of the decree."), "II.6.e"),
    "D319": Code(_("The text is not set even on both sides."), "II.6.e"),
    "D326": Code(_("The numbers of the headings do not count on."), "II.6.đ"),
    "D327": Code(_("The letters do not follow the Vietnamese alphabet."), "II.6.đ"),
    "D328": Code(_("The number is not of the kind that the decree wants."), "II.6.đ"),
    "D329": Code(_("After the number stands another mark than the decree wants."), "II.6.đ"),
    "D418": Code(_("There is too little room for the signature."), "II.7.d"),
    "D419": Code(_("The signature stands alone on a page."), "II.7"),
    "D428": Code(_("A title stands before the name of the signer."), "II.7.b"),
    "D438": Code(_WORDING, "II.9.d"),
    "D448": Code(_("A recipient is not written as the decree wants."), "II.9.d"),
    "D449": Code(_("The line of the archive is not written as the decree wants."), "II.9.d"),
    "D518": Code(_("The appendices are not numbered as the decree wants."), "III.1"),
    "D519": Code(_("The text does not refer to the appendix."), "III.1"),
    "D600": Code(_("The parts of the document are not in the order of the decree."), "IV"),
}
_COMMON: Final[Mapping[str, Code]] = {
    code_of(component, check): Code(message, letters.source)
    for component, letters in LETTERS.items()
    for check, message in _SHARED.items()
}
CODES: Final[Mapping[str, Code]] = {**_COMMON, **_OWN}

NAMES: Final[Mapping[Component, str]] = {
    "nation": _("National title"),
    "motto": _("Motto"),
    "superior": _("Superior agency"),
    "agency": _("Name of the agency"),
    "number": _("Number and symbol"),
    "date": _("Place and date"),
    "type-name": _("Name of the type of document"),
    "abstract": _("Abstract"),
    "authority": _("Issuing authority below the abstract"),
    "basis": _("Bases"),
    "body": _("Text"),
    "heading-1": _("Headings I, II, III"),
    "heading-2": _("Headings 1, 2, 3"),
    "heading-3": _("Points a, b, c"),
    "article": _("Articles"),
    "order": _("Words of decision"),
    "office": _("Authority and office of the signer"),
    "signer": _("Name of the signer"),
    "recipients-title": _("Heading of the recipients"),
    "recipient": _("Recipients"),
    "appendix-label": _("Number of the appendix"),
    "appendix-title": _("Title of the appendix"),
    "reference": _("Reference line of the appendix"),
}
