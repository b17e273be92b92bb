"""Headings and their numbers (Decree 30/2020, Appendix I, II.6.đ)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dxdesk.inspection.case import Case, Matter
from dxdesk.inspection.components import Member, Part
from dxdesk.inspection.deviation import WEIGHT, code_of
from dxdesk.inspection.measured import Run
from dxdesk.inspection.permitted import Component
from dxdesk.inspection.words import quoted, weight
from dxdesk.language import translate as _
from dxdesk.text.numerals import ALPHABET, roman

_LEVELS: Final[dict[Component, int]] = {"article": 0, "heading-1": 1, "heading-2": 2, "heading-3": 3}
_MARKS: Final[dict[Component, str]] = {"article": ".", "heading-1": ".", "heading-2": ".", "heading-3": ")"}
_LONGEST_TITLE: Final = 25  # words
_ROMANS: Final = {roman(number): number for number in range(1, 200)}
_label = re.compile(r"(?:Điều )?([IVXLC]+|\d+|[a-zđ])\s?([.)/:]?)")
_part = re.compile(r"^(phần|chương)\s+(\d+)\s*[.:]?(?=\s|$)", re.IGNORECASE)
_section = re.compile(r"^(mục|tiểu mục)\s+([IVX]+)\s*[.:]?(?=\s|$)", re.IGNORECASE)


def weights(matter: Matter) -> Iterator[Case]:
    """Headings in Roman numbers, headings 1. with a title, and the word Điều with its number are bold."""
    for part in matter.parts:
        running = part.running
        for position, (component, paragraph) in enumerate(running):
            if component not in _LEVELS or component == "heading-3" or not paragraph.inked:
                continue
            titled = component != "heading-2" or _has_title(running, position)
            if titled and _label_run(paragraph.inked, component).bold is False:
                code = code_of(component, WEIGHT)
                yield Case(code, weight(bold=False), weight(bold=True), component, paragraph)


def sequence(matter: Matter) -> Iterator[Case]:
    """Numbers count on without gap or double; letters follow the Vietnamese alphabet."""
    for part in matter.parts:
        yield from _sequence_of(part)


def marks(matter: Matter) -> Iterator[Case]:
    """A full stop follows a number, a bracket a letter."""
    for part in matter.parts:
        for component, paragraph in part.running:
            found = _label.match(paragraph.text) if component in _MARKS else None
            if found is None or component is None or found[2] == _MARKS[component]:
                continue
            label = found[0].rstrip(" .)/:")
            yield Case(
                "D329", quoted(found[0].strip()), quoted(label + _MARKS[component]), component, paragraph
            )


def kinds(matter: Matter) -> Iterator[Case]:
    """Parts and chapters have Roman numbers, sections Arabic ones."""
    for paragraph in matter.measured.paragraphs:
        if paragraph.table or len(paragraph.text) > 120:
            continue
        if found := _part.match(paragraph.text):
            yield Case("D328", quoted(found[0]), _("Roman numbers"), "body", paragraph)
        elif found := _section.match(paragraph.text):
            yield Case("D328", quoted(found[0]), _("Arabic digits"), "body", paragraph)


def _sequence_of(part: Part) -> Iterator[Case]:
    counts = [0, 0, 0, 0]
    is_latin = False  # a list of letters that counts like that is told once
    for component, paragraph in part.running:
        level = _LEVELS.get(component) if component else None
        found = _label.match(paragraph.text) if level is not None else None
        if level is None or found is None or component is None:
            continue
        expected = counts[level] + 1
        number = _position(component, found[1])
        counts[level + 1 :] = [0] * (3 - level)
        # A list may begin anew; a letter that Vietnamese does not have stands for the place it was given.
        begins_anew = number == 1 and level >= 2 and expected != 2
        counts[level] = number or expected
        is_latin &= level == 3 and not begins_anew and expected > 1
        if number == expected or begins_anew or is_latin:
            continue
        is_latin = component == "heading-3" and _is_latin_successor(found[1], expected)
        code = "D327" if is_latin else "D326"
        yield Case(code, quoted(found[1]), quoted(_label_of(component, expected)), component, paragraph)


def _position(component: Component, label: str) -> int | None:
    if component == "heading-1":
        return _ROMANS.get(label)
    if component == "heading-3":
        return ALPHABET.index(label) + 1 if label in ALPHABET else None
    return int(label)


def _label_of(component: Component, position: int) -> str:
    if component == "heading-1":
        return roman(position)
    if component == "heading-3":
        return ALPHABET[min(position, len(ALPHABET)) - 1]
    return str(position)


def _is_latin_successor(label: str, expected: int) -> bool:
    """Tell whether a letter follows the one before in the Latin alphabet instead: e after d."""
    if label not in ALPHABET:
        return True
    return expected >= 2 and len(label) == 1 and ord(label) == ord(ALPHABET[min(expected, 23) - 2]) + 1


def _has_title(running: Sequence[Member], position: int) -> bool:
    """Tell whether a numbered paragraph is a title: a few words without a closing mark, with text below."""
    text = running[position].paragraph.text
    following = running[position + 1].component if position + 1 < len(running) else None
    short = len(text.split()) <= _LONGEST_TITLE and not text.endswith((".", ";", ":", ",", "…", "/"))
    return short and following in {"body", "heading-3"}


def _label_run(runs: Sequence[Run], component: Component) -> Run:
    """Return the run that decides: the number of an article, most of the letters of a heading."""
    if component == "article":
        return runs[0]
    return max(runs, key=lambda run: len(run.text))
