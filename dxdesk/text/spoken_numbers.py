"""Numbers as windows and pages say them, in the language that is spoken there; documents are always Vietnamese."""

from decimal import Decimal

from dxdesk.language import spoken_language
from dxdesk.text.numerals import number_text


def number_words(number: Decimal | int) -> str:
    """Return a number with the separators of the language, every digit kept."""
    text = number_text(number)
    return text if spoken_language() == "vi" else text.translate(str.maketrans(",.", ".,"))


def million_words(amount: int) -> str:
    """Return an amount of đồng in millions, never rounded."""
    return number_words(Decimal(amount).scaleb(-6))
