"""Whether a slip and a package agree, in words: the level above checks the paper against the file."""

import re
from collections.abc import Mapping
from typing import Final

from dxdesk.language import translate as _
from dxdesk.package.check_code import CheckCodeError, SlipCode, agrees, parse_slip_text, slip_code
from dxdesk.package.format import Package
from dxdesk.value import Value

_typed_group: Final = re.compile(r"(?P<number>[0-9]{1,3})\s*[=:]\s*(?P<group>[^\s,;]+)")
_between: Final = re.compile(r"[\s,;]*")


class SlipAnswer(Value, frozen=True, kw_only=True):
    """Whether paper and file belong together, and the sentences that say so."""

    agree: bool
    sentence: str


def answer_code(package: Package, code: str) -> SlipAnswer:
    """Return the answer to a code on one line: a scanned one, or groups by their numbers, "3=1a2b 12=f00d".

    Raises:
        CheckCodeError: it is neither.
    """
    typed = _groups(code)
    return answer_groups(package, typed) if typed else answer_scan(package, code)


def answer_scan(package: Package, text: str) -> SlipAnswer:
    """Return the answer to what a scanner has read from the square on the slip.

    Raises:
        CheckCodeError: it is not the code of a slip.
    """
    read, own = parse_slip_text(text), slip_code(package)
    if read == own:
        return _agreement(package)
    return SlipAnswer(agree=False, sentence=_disagreement(_named(read, own)))


def answer_groups(package: Package, typed: Mapping[int, str]) -> SlipAnswer:
    """Return the answer to groups that somebody typed from the slip, by their numbers from 1 on.

    Raises:
        CheckCodeError: fewer than two groups are typed, or one cannot be read.
    """
    if agrees(package.digest, typed):
        return _agreement(package)
    return SlipAnswer(
        agree=False,
        sentence=_disagreement(_("Look once more whether each group stands at its number.")),
    )


def _agreement(package: Package) -> SlipAnswer:
    words = _("Paper and file agree: the slip belongs to this package.")
    if package.statement.sealed_at is None:
        words += " " + _("But the package is a draft that is not sealed yet.")
    return SlipAnswer(agree=True, sentence=words)


def _disagreement(more: str) -> str:
    words = _("Paper and file do not agree: the slip does not belong to this package.")
    cure = _("Do not use the file before the sender has sent slip and package anew.")
    return " ".join(part for part in (words, more, cure) if part)


def _named(read: SlipCode, own: SlipCode) -> str:
    if (read.unit, read.year, read.revision) == (own.unit, own.year, own.revision):
        return _("It names the same revision, but that had other content when the slip was made.")
    return _("It is the slip of unit {unit}, year {year}, revision {revision}.").format(
        unit=read.unit, year=read.year, revision=read.revision
    )


def _groups(code: str) -> Mapping[int, str]:
    """Return the groups of a line that holds nothing else.

    Raises:
        CheckCodeError: one number stands twice.
    """
    found = list(_typed_group.finditer(code))
    if not found or _between.fullmatch(_typed_group.sub("", code)) is None:
        return {}
    typed = {int(each["number"]): each["group"] for each in found}
    if len(typed) < len(found):
        raise CheckCodeError(_("Type two groups from the slip, each at its number."))
    return typed
