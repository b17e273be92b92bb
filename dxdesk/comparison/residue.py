"""What differs still when everything was taken over: words that follow from nothing in the plan."""

import re
from collections.abc import Iterator, Sequence

from dxdesk.comparison.body import Body, paired
from dxdesk.comparison.difference import Proposal
from dxdesk.comparison.evidence import Evidence
from dxdesk.comparison.expected import ExpectedLine, lines_of_document
from dxdesk.comparison.found import FoundLine
from dxdesk.comparison.said import is_same, said
from dxdesk.comparison.tables import derived_differences
from dxdesk.document.compose import UnprintableTextError, compose
from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import Plan
from dxdesk.plan.totals import without_unknown_tasks

_figure = re.compile(r"\d+")


def residue(
    plans: Sequence[Plan], pack: Pack, found: Sequence[FoundLine], body: Body, evidence: Evidence
) -> Iterator[Proposal]:
    """Yield the words in which a Word file differs from the first of the plans that can be printed."""
    for plan in plans:
        after = without_unknown_tasks(plan, pack)
        try:
            document = compose(after, pack)
        except UnprintableTextError:  # the Word file may hold what cannot be printed
            continue
        yield from derived_differences(document, evidence)
        yield from _words(lines_of_document(document, after), found, body)
        return


def _words(expected: Sequence[ExpectedLine], found: Sequence[FoundLine], body: Body) -> Iterator[Proposal]:
    pairs = paired(expected, found)
    partner = {other: expected[index] for index, other in pairs}
    free = {*expected}.difference(partner.values())
    for other, line in enumerate(found):
        wanted = partner.get(other)
        if wanted is None and (words := body.words_at(other)) in free:
            wanted = words
        if not body.is_open(other) or (wanted is not None and _says_nothing_else(wanted, line)):
            continue
        near = body.place_near(other)
        if wanted is not None and not wanted.is_value:
            yield Proposal(
                kind="changed",
                path=wanted.path,
                before=wanted.text,
                after=line.text,
                tracked=line.tracked,
                near=near,
            )
        else:
            yield Proposal(kind="added", path="", before="", after=line.text, tracked=line.tracked, near=near)
    yield from _lost(expected, {index for index, _other in pairs}, {*body.lost_words()})


def _says_nothing_else(wanted: ExpectedLine, line: FoundLine) -> bool:
    """Say whether a line says what is wanted; above an appendix, number and day may still be left to the pen."""
    if is_same(wanted, line):
        return True
    if wanted.role != "reference":
        return False
    without_figures = (_figure.sub("", said(wanted, text)) for text in (wanted.text, line.text))
    return len({*without_figures}) == 1 and {*_figure.findall(line.text)} <= {*_figure.findall(wanted.text)}


def _lost(expected: Sequence[ExpectedLine], matched: set[int], lost: set[str]) -> Iterator[Proposal]:
    """Yield the words that are not there; of a table that is not there only the titles of its columns."""
    gone = [
        not line.is_value and line.text in lost and index not in matched
        for index, line in enumerate(expected)
    ]
    rows = [index for index, line in enumerate(expected) if line.role == "row"]
    without_table = {*rows[1:]} if all(gone[index] for index in rows) else set()
    near = ""
    for index, line in enumerate(expected):
        near = line.path or near
        if gone[index] and index not in without_table:
            yield Proposal(kind="removed", path=line.path, before=line.text, after="", near=near)
