"""Ways in which a package may be spoilt, each with the code that says so: on the way, by another program, by hand."""

import re
import unicodedata
from collections.abc import Callable
from random import Random
from typing import Any, Final

import msgspec

from dxdesk.package.canonical import canonical_bytes, sha256_hex
from dxdesk.value import Value

Plain = dict[str, Any]
_TITLE: Final = re.compile(rb'"year": (\d+)')


class Spoiling(Value, frozen=True, kw_only=True):
    """A package that is spoilt, and the code of the remark that quarantines it."""

    code: str
    data: bytes


def spoilt(name: str, data: bytes, rng: Random) -> Spoiling:
    """Return a sound package spoilt in one of the ways."""
    if name in _IN_BYTES:
        code, in_bytes = _IN_BYTES[name]
        return Spoiling(code=code, data=in_bytes(data, rng))
    code, change, fits = _IN_VALUES[name]
    plain: Plain = msgspec.json.decode(data)
    change(plain, rng)
    if fits:
        plain["statement"]["plan_sha256"] = sha256_hex(canonical_bytes(plain["plan"]))
        plain["digest"] = sha256_hex(canonical_bytes(plain["statement"]))
    return Spoiling(code=code, data=msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n")


def _cut(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(len(data) // 3, len(data) // 2)].rsplit(b"\n", 1)[0]


def _damaged(data: bytes, rng: Random) -> bytes:
    place = data.index("ệ".encode(), rng.randrange(len(data) // 2))
    return data[: place + 1] + b"?" + data[place + 2 :]


def _year(replacement: bytes) -> Callable[[bytes, Random], bytes]:
    return lambda data, _rng: _TITLE.sub(replacement, data, count=1)


def _half_character(data: bytes, _rng: Random) -> bytes:
    return data.replace(b'"subject": "', b'"subject": "\\ud83d', 1)


def _decomposed(plain: Plain, _rng: Random) -> None:
    document = plain["plan"]["document"]
    document["subject"] = plain["metadata"]["Subject"] = unicodedata.normalize("NFD", document["subject"])


def _unseen(plain: Plain, _rng: Random) -> None:
    plain["plan"]["goals"]["general"] += "\u200b"


def _dearer(plain: Plain, rng: Random) -> None:
    plain["plan"]["funding"]["stated_total"] = rng.randint(1, 10**9)


def _older(plain: Plain, _rng: Random) -> None:
    plain["statement"]["sealed_at"] = "2022-10-01T08:00:00+07:00"


def _signed_badly(plain: Plain, _rng: Random) -> None:
    plain["signatures"] = [{"format": "cades-detached", "value": "MIIB*not*base64"}]


def _document(**fields: Any) -> Callable[[Plain, Random], None]:
    data = "JVBERi0xLjcKJeLjz9M="
    sound = {
        "role": "pdf",
        "name": "ke-hoach.pdf",
        "media_type": "application/pdf",
        "size": 14,
        "sha256": "9d0d5f4b6b9fdc66ecbf10a0c0bb35f2f2ec6ca0f3e4d45a7bce9ef9bfae62b3",
        "data": data,
    }
    return lambda plain, _rng: plain.update(documents=[{**sound, **fields}])


def _metadata(plain: Plain, rng: Random) -> None:
    plain["metadata"]["CodeNumber"] = str(rng.randint(500, 900))


def _other_statement(plain: Plain, _rng: Random) -> None:
    plain["statement"]["year"] += 1


def _unit(**fields: str) -> Callable[[Plain, Random], None]:
    def change(plain: Plain, _rng: Random) -> None:
        plain["statement"]["unit"].update(fields)
        plain["plan"]["unit"].update(fields)

    return change


def _level(plain: Plain, _rng: Random) -> None:
    for part in ("statement", "plan"):
        level = plain[part]["unit"]["level"]
        plain[part]["unit"]["level"] = "huyen" if level == "xa" else "xa"


def _foreign_year(plain: Plain, _rng: Random) -> None:
    for part in ("statement", "plan"):
        plain[part]["year"] = 2031


def _previous(plain: Plain, _rng: Random) -> None:
    plain["statement"]["previous"] = "0" * 64


def _draft(plain: Plain, _rng: Random) -> None:
    plain["statement"]["sealed_at"] = None


def _words_for_money(plain: Plain, _rng: Random) -> None:
    plain["plan"]["funding"]["stated_total"] = "khoảng 80 triệu"


_IN_BYTES: Final[dict[str, tuple[str, Callable[[bytes, Random], bytes]]]] = {
    "empty": ("DX101", lambda _data, _rng: b""),
    "zipped halfway": ("DX105", lambda data, _rng: b"\x1f\x8b\x08\x00" + data[:200]),
    "byte order mark": ("DX111", lambda data, _rng: b"\xef\xbb\xbf" + data),
    "other encoding": ("DX112", lambda data, _rng: data.decode().encode("utf-16")),
    "damaged byte": ("DX113", _damaged),
    "comma lost": ("DX121", lambda data, _rng: data.replace(b'",\n', b'"\n', 1)),
    "cut off": ("DX122", _cut),
    "name twice": ("DX124", _year(rb'"year": 2020, "year": \1')),
    "no number": ("DX125", _year(b'"year": NaN')),
    "fraction": ("DX126", _year(rb'"year": \1.0')),
    "huge number": ("DX127", _year(b'"year": 90071992547409930')),
    "half character": ("DX128", _half_character),
}
# With the digests made to fit, or without.
_IN_VALUES: Final[dict[str, tuple[str, Callable[[Plain, Random], object], bool]]] = {
    "newer version": ("DX133", lambda plain, _rng: plain.update(version="2.0"), True),
    "words for money": ("DX141", _words_for_money, True),
    "accents decomposed": ("DX145", _decomposed, True),
    "unseen character": ("DX146", _unseen, True),
    "plan changed": ("DX151", _dearer, False),
    "statement changed": ("DX152", _older, False),
    "signature damaged": ("DX155", _signed_badly, True),
    "name of a document": ("DX161", _document(name="../ke-hoach.pdf"), True),
    "size of a document": ("DX164", _document(size=15), True),
    "document data": ("DX171", _metadata, True),
    "statement differs": ("DX175", _other_statement, True),
    "unknown unit": ("DX181", _unit(code="99999", level="xa"), True),
    "other level": ("DX182", _level, True),
    "unknown map": ("DX183", _unit(scheme="gso-1999"), True),
    "first after another": ("DX185", _previous, True),
    "draft": ("DX192", _draft, True),
    "foreign year": ("DX197", _foreign_year, True),
}
WAYS: Final = (*_IN_BYTES, *_IN_VALUES)
