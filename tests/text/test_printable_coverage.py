import unicodedata

import msgspec

from dxdesk.render.pdf.fonts import measure
from dxdesk.resources import resource
from dxdesk.text.characters import printable_characters, structural_faults


def test_the_width_file_is_what_the_fonts_hold() -> None:
    # After a change of the fonts: python -m dxdesk.render.pdf.fonts > resources/fonts/widths.json
    assert resource("fonts", "widths.json").read_bytes() == msgspec.json.encode(measure()) + b"\n"


def test_the_printable_characters_are_those_of_the_width_file() -> None:
    characters = measure()["characters"]
    assert list(characters) == sorted(printable_characters())


def test_nothing_printable_is_forbidden_in_a_file() -> None:
    faults = (fault for one in printable_characters() for fault in structural_faults(one))
    assert {fault.kind for fault in faults} == {"not_nfc"}


def test_what_shapes_other_letters_is_not_printable() -> None:
    # A combining mark, alef, a sign of private use, the soft hyphen: some are in the fonts.
    assert printable_characters().isdisjoint("\u0301\u05d0\ue000\u00ad\ufe0f")


def test_every_vietnamese_letter_is_covered() -> None:
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    vowels = {unicodedata.normalize("NFC", letter + tone) for letter in "aăâeêioôơuưy" for tone in tones}
    small = vowels | set(letters)
    signs = set("0123456789 .,;:!?()[]/%&+-=<>'\"–—…“”‘’•№°²³×\u00a0")
    assert small | {letter.upper() for letter in small} | signs - {"№"} <= printable_characters()
