"""How the consolidation speaks: of units and their packages, of what became of files."""

from collections.abc import Mapping, Sequence
from typing import Final

from dxdesk.intake.standing import STATES, UnitStanding, UnitState, count_states
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.store.received import ReceivedPackage, RefusedFile
from dxdesk.text.dates import short_date
from dxdesk.text.days import VIETNAM
from dxdesk.text.spoken_numbers import million_words, number_words
from dxdesk.units.unit import UnitLevel
from ui.figure_model import Cell, Heading, Line, words_cell
from ui.icons import IconName, IconRole

STATE_WORDS: Final[Mapping[UnitState, str]] = {
    "conflict": mark("Two versions: choose one"),
    "faulty": mark("Sent, cannot be used"),
    "missing": mark("Has not sent"),
    "late": mark("Sent late"),
    "on time": mark("Sent"),
}
_STATE_MARKS: Final[Mapping[UnitState, tuple[IconName, IconRole]]] = {
    "conflict": ("attention", "warning"),
    "faulty": ("attention", "error"),
    "missing": ("dash", "muted"),
    "late": ("clock", "warning"),
    "on time": ("check", "done"),
}
LEVEL_WORDS: Final[Mapping[UnitLevel, str]] = {
    "tinh": mark("Province"),
    "huyen": mark("District"),
    "xa": mark("Commune"),
}
# What the row of files is about that name no unit.
STRAYS: Final = "?"


def coverage_words(units: Sequence[UnitStanding], strays: Sequence[RefusedFile]) -> str:
    """Return how many units have sent, in one line, and how many files cannot be used and name no unit."""
    counts = count_states(units)
    sent = counts["late"] + counts["on time"]
    parts = [
        _("{sent} of {expected} have sent").format(sent=number_words(sent), expected=number_words(len(units)))
    ]
    for state in STATES[:-1]:
        if counts[state]:
            words = _(STATE_WORDS[state])
            parts.append(f"{words[:1].lower()}{words[1:]}: {number_words(counts[state])}")
    if strays:
        parts.append(_stray_words(strays))
    return " · ".join(parts)


def state_choices(units: Sequence[UnitStanding]) -> list[tuple[UnitState | None, str]]:
    """Return what the list of units can be narrowed to, each with how many there are."""
    counts = count_states(units)
    every = _("All ({count})").format(count=len(units))
    return [(None, every), *((state, f"{_(STATE_WORDS[state])} ({counts[state]})") for state in STATES)]


def unit_headings() -> list[Heading]:
    """Return the headings of the list of units."""
    return [
        Heading(_("Unit")),
        Heading(_("State"), is_whole=True),
        Heading(_("Revision"), is_figure=True, is_spare=True),
        Heading(_("Number"), is_spare=True, is_whole=True),
        Heading(_("Issued"), is_spare=True, is_whole=True),
        Heading(_("Came"), is_spare=True, is_whole=True),
        Heading(_("Signed"), is_spare=True),
        Heading(
            _("Million đồng"),
            is_figure=True,
            is_spare=True,
            tip=_("The money of the tasks that are carried out"),
        ),
    ]


def unit_line(unit: UnitStanding) -> Line:
    """Return the row of a unit."""
    figures, package = unit.figures, unit.counts
    received = figures.received_at
    shown = package or (unit.packages[-1] if unit.packages else None)
    return Line(
        (
            words_cell(figures.name),
            Cell(_(STATE_WORDS[unit.state]), STATES.index(unit.state), _STATE_MARKS[unit.state]),
            _count(figures.revision),
            words_cell(shown.number if shown else ""),
            _day(shown),
            Cell(
                f"{received.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if received else "",
                int(received.timestamp()) if received else None,
            ),
            words_cell(signed_words(shown) if shown else ""),
            Cell(million_words(figures.amount) if figures.amount else "", figures.amount or None),
        ),
        figures.code,
    )


def stray_line(files: Sequence[RefusedFile]) -> Line:
    """Return the row of files that cannot be used and name no unit; it is about `STRAYS`."""
    state: UnitState = "faulty"
    cells = (
        words_cell(_stray_words(files)),
        Cell(_("Cannot be used"), STATES.index(state), _STATE_MARKS[state]),
    )
    return Line((*cells, *(words_cell("") for _each in unit_headings()[len(cells) :])), STRAYS)


def _stray_words(files: Sequence[RefusedFile]) -> str:
    words = _n("{count} file names no unit", "{count} files name no unit", len(files))
    return words.format(count=number_words(len(files)))


def _day(package: ReceivedPackage | None) -> Cell:
    day = package.issued_on if package else None
    return Cell(short_date(day), day.toordinal()) if day else Cell("")


def _count(number: int | None) -> Cell:
    return Cell("") if number is None else Cell(str(number), number)


def signed_words(package: ReceivedPackage) -> str:
    """Return how a package is signed; who signed is asked elsewhere, by whoever has the certificates."""
    if package.signatures:
        return _n("{count} signature", "{count} signatures", package.signatures).format(
            count=package.signatures
        )
    return _("Signed PDF") if package.paper else _("No")


def package_headings() -> list[Heading]:
    """Return the headings of what has come from a unit."""
    return [
        Heading(_("What came")),
        Heading(_("Standing")),
        Heading(_("Came"), is_spare=True, is_whole=True),
        Heading(_("Signed"), is_spare=True),
        Heading(_("File")),
    ]


def package_lines(unit: UnitStanding) -> list[Line]:
    """Return the rows of what has come from a unit, the newest first."""
    packages = [
        Line(
            (
                words_cell(_("Revision {number}").format(number=one.revision)),
                Cell(_standing(unit, one), mark=("check", "done") if one == unit.counts else None),
                words_cell(f"{one.received_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"),
                words_cell(signed_words(one)),
                words_cell(file_words(one.origin), one.origin),
            ),
            one,
        )
        for one in reversed(unit.packages)
    ]
    return packages + [refused_line(one) for one in unit.refused]


def refused_line(file: RefusedFile) -> Line:
    """Return the row of a file that cannot be used."""
    return Line(
        (
            words_cell(_("File")),
            Cell(_("Cannot be used"), mark=("attention", "error")),
            words_cell(f"{file.came_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"),
            words_cell(""),
            words_cell(file_words(file.origin), file.origin),
        ),
        file,
    )


def _standing(unit: UnitStanding, package: ReceivedPackage) -> str:
    rivals = [one for one in unit.packages if one.revision == package.revision]
    if package == unit.counts:
        return _("Counts, as you chose") if package.chosen else _("Counts")
    if len(rivals) > 1:
        return (
            _("Does not count: another was chosen")
            if any(one.chosen for one in rivals)
            else _("To be chosen")
        )
    return _("Does not count: a newer one is here")


def reasons_words(file: RefusedFile) -> str:
    """Return why a file cannot be used and what to do, one reason a line."""
    return "\n".join(f"{message} {cure}" for message, cure in file.reasons)


def file_words(origin: str) -> str:
    """Return the name of a file, with what it was in, without its folder."""
    outer, *inner = origin.split(" › ")
    name = outer.replace("\\", "/").rsplit("/", 1)[-1]
    return " › ".join([name, *inner])
