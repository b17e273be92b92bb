"""Comparing a Word file that came back with the plan that it was written from."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Final, Literal

import msgspec

from dxdesk.comparison.blanks import lines_with_blanks
from dxdesk.comparison.body import Body, paired
from dxdesk.comparison.difference import Difference, Proposal
from dxdesk.comparison.evidence import Evidence
from dxdesk.comparison.expected import lines_of_document, table_titles, tables_of
from dxdesk.comparison.found import found_text
from dxdesk.comparison.identity import strangeness, too_little
from dxdesk.comparison.naming import named, remarks_of
from dxdesk.comparison.residue import residue
from dxdesk.comparison.reversals import gone_texts, reverts
from dxdesk.comparison.sameness import plain
from dxdesk.comparison.steps import Step as PlanStep
from dxdesk.comparison.steps import operations_of
from dxdesk.comparison.tables import compare_tables, unit_in
from dxdesk.comparison.word_reading import read_word
from dxdesk.document.appendices import appendix_labels
from dxdesk.document.compose import compose
from dxdesk.guidance.pack import Pack
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.changes import Change
from dxdesk.plan.edit import EditName
from dxdesk.plan.edits import EditError, edited
from dxdesk.plan.model import Plan
from dxdesk.plan.totals import without_unknown_tasks
from dxdesk.value import Value

# What a comparison does, in this order; the words at last are those that follow from the plan.
Step = Literal["word", "tables", "text", "words"]
STEPS: Final[tuple[Step, ...]] = ("word", "tables", "text", "words")
_NAME = mark("Take over from Word: {place}")


class Comparison(Value, frozen=True, kw_only=True):
    """What differs, in the order of the plan's pages, and the comments in the Word file.

    `stranger` says in a sentence that the file is not of this plan; nothing is compared then.
    """

    differences: tuple[Difference, ...] = ()
    remarks: tuple[Difference, ...] = ()
    stranger: str = ""

    @property
    def is_same(self) -> bool:
        """Whether paper and plan say the same, and nobody remarked anything."""
        return not (self.differences or self.remarks or self.stranger)


def compare(
    plan: Plan,
    pack: Pack,
    data: bytes,
    *,
    since: Plan | None = None,
    now: datetime | None = None,
    begin: Callable[[Step], object] = lambda _step: None,
) -> Comparison:
    """Compare a Word file with the plan.

    `since` is the plan as it was before the first difference was taken over from the file: what would undo
    that again is only shown. `now` dates comments that have no time of their own. `begin` is called before
    each step; what it raises ends the comparison.

    Raises:
        WordFileError: the file cannot be read as a Word document.
        UnprintableTextError: the plan holds characters that cannot be printed, so that it has no document.
    """
    begin("word")
    word = read_word(data)
    document = compose(plan, pack)
    known = without_unknown_tasks(plan, pack)
    tables = zip(appendix_labels(known, pack), tables_of(document), strict=True)
    titles = {str(key): table_titles(table) for key, table in tables}
    found = found_text(word, titles, "funding")
    printed = lines_of_document(document, known)
    pairs = [(printed[index], found.lines[other]) for index, other in paired(printed, found.lines)]
    if stranger := strangeness(plan, pairs, found.lines):
        return Comparison(stranger=stranger)
    begin("tables")
    evidence = Evidence(new_texts=gone_texts(since or plan, plan))
    unit = unit_in(found.lines) or plan.document.money_unit
    rows = compare_tables(known, pack, document, found, evidence=evidence, unit=unit)
    begin("text")
    body = Body(known, lines_with_blanks(known, pack, printed), found.lines, evidence)
    part = body.compare()
    awaited, seen = part.awaited + rows.awaited, part.found + rows.found
    if stranger := too_little(awaited, seen):
        return Comparison(stranger=stranger)
    begin("words")
    proposals = _fitting(plan, _merged([*rows.proposals, *part.proposals]))
    if since is not None:
        proposals = [_settled(since, plan, proposal) for proposal in proposals]
    plans = [after for after in (_taken(plan, proposals), plan) if after is not None]
    shown = {proposal.path for proposal in proposals if proposal.path}
    proposals += [
        each
        for each in residue(plans, pack, found.lines, body, evidence)
        if each.kind != "removed" or each.path not in shown
    ]
    return Comparison(
        differences=named(plan, pack, proposals),
        remarks=remarks_of(plan, pack, word.comments, evidence.places, now or datetime.now(UTC)),
    )


def take_over(plan: Plan, difference: Difference) -> Change:
    """Return what takes one difference over into the plan that was compared.

    Compare anew afterwards: places in the differences that are left may have moved.

    Raises:
        EditError: it cannot be taken over by itself, or the plan has changed at its place since.
    """
    if difference.operations is None:
        raise EditError(_("This difference cannot be taken over by itself. Change the plan by hand."))
    edited(plan, difference.operations)
    return EditName(message=_NAME, path=difference.path), list(difference.operations)


def take_over_all(plan: Plan, differences: Iterable[Difference]) -> Change:
    """Return what takes over at once all differences that can be; of several for one place, the first.

    Raises:
        EditError: the plan has changed since it was compared.
    """
    chosen = [difference for difference in differences if difference.operations is not None]
    steps = _together([difference.steps for difference in chosen if difference.steps])
    operations = operations_of(plan, steps)
    operations += [step for each in chosen if not each.steps for step in each.operations or ()]
    edited(plan, operations)
    path = chosen[0].path if len(chosen) == 1 else ""
    return EditName(message=_NAME, path=path), operations


def _merged(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return the proposals without those that say the same of the same place."""
    kept: dict[tuple[str, str, str], Proposal] = {}
    for proposal in proposals:
        value = "" if proposal.kind in {"removed", "moved"} else plain(proposal.after)
        said = value if proposal.path else f"{proposal.before}\0{proposal.after}"
        key = (proposal.path or proposal.near, proposal.kind, said)
        tracked = proposal.tracked | kept.get(key, proposal).tracked
        kept[key] = msgspec.structs.replace(kept.get(key, proposal), tracked=tracked)
    return list(kept.values())


def _settled(since: Plan, plan: Plan, proposal: Proposal) -> Proposal:
    """Return a proposal that would undo what was taken over as one that is only shown."""
    if not any(reverts(since, plan, step) for step in proposal.steps):
        return proposal
    return msgspec.structs.replace(proposal, steps=(), twofold=True)


def _fitting(plan: Plan, proposals: list[Proposal]) -> list[Proposal]:
    """Return the proposals; those that the plan cannot hold, such as texts too long, are only shown."""
    if _taken(plan, proposals) is not None:
        return proposals
    return [
        proposal if _taken(plan, [proposal]) is not None else msgspec.structs.replace(proposal, steps=())
        for proposal in proposals
    ]


def _taken(plan: Plan, proposals: Iterable[Proposal]) -> Plan | None:
    try:
        return edited(plan, operations_of(plan, _together([proposal.steps for proposal in proposals])))
    except EditError:
        return None


def _together(groups: Iterable[Sequence[PlanStep]]) -> list[PlanStep]:
    """Return the steps of several differences; of several for one place, the first."""
    chosen: dict[object, PlanStep] = {}
    for number, steps in enumerate(groups):
        for place, step in enumerate(steps):
            path = getattr(step, "path", None)
            chosen.setdefault(path if path is not None else (number, place), step)
    return list(chosen.values())
