"""The check code of a package: how the paper that is sent along names the file that belongs to it.

A transmittal slip carries the digest of the statement twice: as a text for scanners, and as 16 numbered
groups for people. Groups are shown in lower case, on paper as on the screen: a, c, e are short and b, d, f
tall, while among capitals B reads as 8 and D as 0.
"""

import re
import secrets
from collections.abc import Mapping
from typing import Final

from dxdesk.language import translate as _
from dxdesk.package.format import Digest, Package, Revision
from dxdesk.value import FIRST_YEAR, LAST_YEAR, Value, Year

GROUPS: Final = 16
ASKED: Final = 2  # groups, at least: a wrong file passes once in 2^32
_GROUP: Final = 4  # digits

_PREFIX: Final = "DXKH"
_VERSION: Final = 1
_DECIMALS: Final = 78  # of 2^256
_LONGEST: Final = 200
# What scanners and clipboards put around a text: controls, blanks, byte order marks.
_AROUND: Final = "".join(map(chr, range(33))) + "\u007f\u00a0\u200b\ufeff"
_code = re.compile(
    r"(?:\][A-Z][0-9A-Z])?"  # how scanners name the kind of symbol (ISO/IEC 15424)
    rf"{_PREFIX}(?P<version>[1-9][0-9]{{0,2}})/(?P<rest>.*)",
)
_first_version = re.compile(
    r"(?P<year>[0-9]{4})-(?P<unit>[0-9]{2,5})-R(?P<revision>[1-9][0-9]{0,3})"
    rf"/(?P<digest>[0-9]{{{_DECIMALS}}})",
)
_surplus = re.compile(r"[\s\u00ad\u200b\ufeff_.\-\u2010-\u2015\u2212]+")
_MISTYPED: Final = str.maketrans("oil|", "0111")
_typed_group = re.compile(rf"[0-9a-f]{{{_GROUP}}}")


class CheckCodeError(ValueError):
    """A scanned or typed code that cannot be read; the sentence says what to do."""


class SlipCode(Value, frozen=True, kw_only=True):
    """Which package a slip belongs to. `digest` pins it; the rest names it where the file is not at hand."""

    year: Year
    unit: str
    revision: Revision
    digest: Digest


def groups(digest: str) -> tuple[str, ...]:
    """Return the 16 groups of four lower-case hexadecimal digits, as people read them to each other."""
    return tuple(digest[start : start + _GROUP].lower() for start in range(0, GROUPS * _GROUP, _GROUP))


def slip_code(package: Package) -> SlipCode:
    """Return the code of a package; a scanned one that equals it belongs to this very file."""
    statement = package.statement
    return SlipCode(
        year=statement.year, unit=statement.unit.code, revision=statement.revision, digest=package.digest
    )


def slip_text(package: Package) -> str:
    """Return what the slip's QR code holds: "DXKH1/2023-18490-R2/" and the digest as 78 decimal digits.

    A scanner types it like a keyboard, often while a Vietnamese input method is on. No vowel, no doubled
    letter and no hexadecimal digit stands in it, so neither Telex nor VNI turns anything into đ, ê or á, and
    a stuck Caps Lock does no harm. It fits a QR code of version 5 at error level Q.
    """
    return code_text(slip_code(package))


def code_text(code: SlipCode) -> str:
    """Return the text of a code, as `slip_text` does for that of a package."""
    number = int(code.digest, 16)
    return f"{_PREFIX}{_VERSION}/{code.year}-{code.unit}-R{code.revision}/{number:0{_DECIMALS}d}"


def parse_slip_text(text: str) -> SlipCode:
    """Return what a scanned text says; nothing in it is believed before it is checked.

    Blanks, line ends and control characters around it, upper and lower case, and the scanner's own prefix
    make no difference.

    Raises:
        CheckCodeError: it is not the code of a slip, or that of a slip of a newer version.
    """
    plain = text.strip(_AROUND) if len(text) <= _LONGEST else ""
    # Some letters beyond ASCII have capitals within it.
    found = _code.fullmatch(plain.upper()) if plain.isascii() else None
    if found is None:
        raise _no_code()
    if int(found["version"]) != _VERSION:
        raise CheckCodeError(
            _(
                "This slip is of a newer version than this program can read. "
                "Update the program, or type groups from the slip instead."
            )
        )
    parts = _first_version.fullmatch(found["rest"])
    if parts is None or not FIRST_YEAR <= int(parts["year"]) <= LAST_YEAR:
        raise _no_code()
    digest = f"{int(parts['digest']):064x}"
    if len(digest) != GROUPS * _GROUP:
        raise _no_code()
    return SlipCode(
        year=int(parts["year"]), unit=parts["unit"], revision=int(parts["revision"]), digest=digest
    )


def asked_groups() -> tuple[int, int]:
    """Return the numbers of two different groups to ask for, the lower one first.

    They differ each time: whoever knew them beforehand could try plans until those two groups fit.
    """
    first, second = sorted(secrets.SystemRandom().sample(range(1, GROUPS + 1), ASKED))
    return first, second


def agrees(digest: str, typed: Mapping[int, str]) -> bool:
    """Tell whether groups that somebody typed from a slip, by their numbers from 1 on, are those of `digest`.

    Blanks, dashes, case, and the letters O, I and l typed for 0 and 1 make no difference. Groups left empty
    do not count.

    Raises:
        CheckCodeError: fewer than two groups are typed, or one is not four hexadecimal digits.
    """
    expected = groups(digest)
    given = {number: _surplus.sub("", text) for number, text in typed.items()}
    read = {number: _read_group(number, text) for number, text in given.items() if text}
    if len(read) < ASKED:
        raise CheckCodeError(_("Type two groups from the slip, each at its number."))
    return all(expected[number - 1] == group for number, group in read.items())


def _read_group(number: int, text: str) -> str:
    if not 1 <= number <= GROUPS:
        message = _("There is no group {number}; they are numbered from 1 to {last}.")
        raise CheckCodeError(message.format(number=number, last=GROUPS))
    read = text.lower().translate(_MISTYPED)
    if not _typed_group.fullmatch(read):
        message = _(
            "Group {number} has four characters: digits, and letters from a to f. "
            "Switch Vietnamese typing off and type it again."
        )
        raise CheckCodeError(message.format(number=number))
    return read


def _no_code() -> CheckCodeError:
    return CheckCodeError(
        _(
            "This is not the code of a transmittal slip. "
            "Scan the square on the slip again, or type groups from it instead."
        )
    )
