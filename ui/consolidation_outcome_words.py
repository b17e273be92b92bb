"""How the consolidation speaks of what became of files that were taken in."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from dxdesk.intake.taking_in import OUTCOMES, Outcome, Told
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.sources.parcel import Trouble
from dxdesk.store.received import ReceivedPackage
from dxdesk.text.spoken_numbers import number_words
from ui.consolidation_words import STATE_WORDS, file_words
from ui.figure_model import Cell, Heading, Line, words_cell

OUTCOME_WORDS: Final[Mapping[Outcome, str]] = {
    "conflict": mark("Taken in: another version of it is here"),
    "refused": mark("Cannot be used"),
    "unopened": mark("Could not be opened"),
    "taken": mark("Taken in"),
    "older": mark("Taken in: a newer revision is here"),
    "there already": mark("Here already"),
    "other": mark("No package"),
}
_TROUBLES: Final[Mapping[Trouble, str]] = {
    "unreadable": mark("The file cannot be read. Copy it to this computer and try again."),
    "too long": mark("The file is larger than any package. Ask the unit for the package alone."),
    "too deep": mark("Too many archives are in one another. Unpack it, then take the files in."),
    "too many": mark("The archive has too many files. Unpack it, then take the files in."),
    "bomb": mark("The archive would unpack to far more than its size. Ask the unit for the package alone."),
    "encrypted": mark("The archive has a password. Unpack it, then take the files in."),
    "damaged": mark("The file is damaged. Ask the unit to send it once more."),
}


def outcome_headings() -> list[Heading]:
    """Return the headings of what became of files."""
    return [
        Heading(_("Unit")),
        Heading(_("Outcome")),
        Heading(_("File"), is_spare=True),
        Heading(_("What to do, and why")),
    ]


def outcome_line(told: Told) -> Line:
    """Return the row of a file that was taken in, or was not."""
    package = told.package
    unit = f"{package.unit_name}, {package.year}" if package else ""
    words = outcome_hint(told)
    return Line(
        (
            words_cell(unit),
            Cell(_(OUTCOME_WORDS[told.outcome]), OUTCOMES.index(told.outcome)),
            words_cell(file_words(told.origin), told.origin),
            words_cell(words.replace("\n", " "), words),
        ),
        told,
    )


def outcome_hint(told: Told) -> str:
    """Return what is to be done about a file, and why."""
    if told.reasons:
        return "\n".join(f"{message} {cure}" for message, cure in told.reasons)
    if told.outcome == "unopened" and told.why and told.why != "other":
        return _(_TROUBLES[told.why])
    if told.outcome == "conflict":
        return _("Compare the two in the list of units, and choose the one that counts.")
    return "\n".join(told.notices)


def summary_words(told: Iterable[Told]) -> str:
    """Return in one line what became of files; versions that contradict each other count once, and as taken in."""
    each = list(told)
    counts = Counter(one.outcome for one in each)
    counts["taken"] += counts["conflict"]
    counts["conflict"] = len(
        {_slot(one.package) for one in each if one.package and one.outcome == "conflict"}
    )
    words = {**OUTCOME_WORDS, "conflict": STATE_WORDS["conflict"]}
    return " · ".join(
        f"{_(words[outcome])}: {number_words(counts[outcome])}" for outcome in OUTCOMES if counts[outcome]
    )


def _slot(package: ReceivedPackage) -> tuple[str, str, int, int]:
    return package.unit_scheme, package.unit_code, package.year, package.revision
