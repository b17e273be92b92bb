import unicodedata
from collections.abc import Iterable

from reportlab.pdfbase.ttfonts import TTFontFile

from dxdesk.resources import resource
from dxdesk.text.characters import printable_characters

FACES = ("Regular", "Bold", "Italic", "BoldItalic")
HEADER = """\
# Characters that all four Liberation Serif faces of this folder can print in a Vietnamese text: what
# their cmaps share, without controls, format characters, combining marks, right-to-left scripts and
# private use. One code point or range a line, hexadecimal.
"""


def printable(code: int) -> bool:
    character = chr(code)
    return unicodedata.category(character) not in {
        "Cc",
        "Cf",
        "Cn",
        "Co",
        "Cs",
        "Mc",
        "Me",
        "Mn",
        "Zl",
        "Zp",
    } and unicodedata.bidirectional(character) not in {"R", "AL", "AN"}


def shared_codes() -> list[int]:
    faces = (TTFontFile(str(resource("fonts", f"LiberationSerif-{face}.ttf"))).charToGlyph for face in FACES)
    return sorted(filter(printable, set.intersection(*map(set, faces))))


def ranges(codes: Iterable[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for code in codes:
        if found and code == found[-1][1] + 1:
            found[-1] = (found[-1][0], code)
        else:
            found.append((code, code))
    return found


def coverage_file() -> str:
    """What `resources/fonts/coverage.txt` must hold; write this there when the fonts change."""
    return HEADER + "".join(
        f"{first:04X}\n" if first == last else f"{first:04X}-{last:04X}\n"
        for first, last in ranges(shared_codes())
    )


def test_the_coverage_file_is_current() -> None:
    assert resource("fonts", "coverage.txt").read_text("utf-8") == coverage_file()


def test_the_coverage_is_what_the_fonts_share() -> None:
    assert printable_characters() == frozenset(map(chr, shared_codes()))


def test_every_vietnamese_letter_is_covered() -> None:
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    vowels = {unicodedata.normalize("NFC", letter + tone) for letter in "aăâeêioôơuưy" for tone in tones}
    small = vowels | set(letters)
    signs = set("0123456789 .,;:!?()[]/%&+-=<>'\"–—…“”‘’•№°²³×\u00a0")
    assert small | {letter.upper() for letter in small} | signs - {"№"} <= printable_characters()
