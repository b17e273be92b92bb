"""The colour space that the pages are meant for: sRGB (IEC 61966-2-1), as an ICC profile made from its numbers.

Long-term files name one so that black stays the same black on any device (ISO 19005-3, 6.2.3).
"""

from functools import cache
from struct import pack
from typing import Final

CONDITION: Final = "sRGB IEC61966-2.1"

_RIGHTS: Final = "No copyright, use freely"
_WHITE: Final = (0.9642, 1.0, 0.8249)  # D50, the white of the profile connection space
# The primaries of sRGB, adapted from D65 to D50 by the Bradford matrix.
_PRIMARIES: Final = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_STEPS: Final = 1024  # of the tone curve
_HEADER: Final = 128
_ENTRY: Final = 12  # bytes of an entry in the table of tags


@cache
def srgb_profile() -> bytes:
    """Return a display profile of version 2.1 (ICC.1:1998-09), about 2.5 kB."""
    tags = {
        b"desc": _description(CONDITION),
        b"cprt": b"text" + bytes(4) + _RIGHTS.encode() + b"\0",
        b"wtpt": _xyz(_WHITE),
        **{name: _xyz(colour) for name, colour in _PRIMARIES.items()},
    }
    curve = _curve()
    start = _HEADER + 4 + _ENTRY * (len(tags) + 3)
    table, body = b"", b""
    for name, data in tags.items():
        table += pack(">4sII", name, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    for name in (b"rTRC", b"gTRC", b"bTRC"):  # one curve for all three
        table += pack(">4sII", name, start + len(body), len(curve))
    rest = pack(">I", len(tags) + 3) + table + body + curve
    return _header(_HEADER + len(rest)) + rest


def _header(size: int) -> bytes:
    made = pack(">6H", 1998, 12, 1, 0, 0, 0)  # a fixed day: the same bytes always
    head = pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ") + made
    head += b"acsp" + bytes(28) + b"".join(_fixed(value) for value in _WHITE)
    return head.ljust(_HEADER, b"\0")


def _description(text: str) -> bytes:
    ascii_text = text.encode() + b"\0"
    # The Unicode and the Macintosh wording are left empty.
    return b"desc" + bytes(4) + pack(">I", len(ascii_text)) + ascii_text + bytes(4 + 4 + 2 + 1 + 67)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(_fixed(value) for value in values)


def _fixed(value: float) -> bytes:
    return pack(">i", round(value * 65536))


def _curve() -> bytes:
    points = (_linear(step / (_STEPS - 1)) for step in range(_STEPS))
    return b"curv" + bytes(4) + pack(">I", _STEPS) + b"".join(pack(">H", round(y * 65535)) for y in points)


def _linear(value: float) -> float:
    """Undo the transfer function of sRGB."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
