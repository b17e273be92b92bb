"""What is offered while a plan is written: documents to cite, titles of signers, recipients, outlines."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from dxdesk.guidance.pack import Indicator, LegalDocument, Outline, Pack, Task
from dxdesk.language import mark
from dxdesk.plan.beginning import cited
from dxdesk.plan.changes import Change, task_path
from dxdesk.plan.edit import EditName
from dxdesk.plan.edits import Operation
from dxdesk.plan.model import Capacity, IndicatorValue, LegalBasis, Plan
from dxdesk.plan.unread import unread_text
from dxdesk.plan.wording import HEAD
from dxdesk.pointers import escape_pointer
from dxdesk.text.folding import fold

# Decree 30/2020, Article 13 and Appendix I, II.7.b: who usually signs in which capacity.
_TITLES: Final[Mapping[Capacity, tuple[str, ...]]] = {
    "TM": (HEAD,),
    "KT": ("Phó Chủ tịch",),
    "Q": (HEAD,),
    "TUQ": ("Chánh Văn phòng", "Trưởng phòng Văn hóa và Thông tin"),
    "TL": ("Chánh Văn phòng", "Trưởng phòng Văn hóa và Thông tin"),
}


class Target(NamedTuple):
    """A figure of an indicator, and where in the plan its target is entered (a JSON Pointer)."""

    path: str
    task: Task
    indicator: Indicator
    value: IndicatorValue


def signer_titles(capacity: Capacity) -> tuple[str, ...]:
    """Return the titles of those who usually sign in a capacity."""
    return _TITLES[capacity]


def usual_recipients(plan: Plan, pack: Pack) -> list[str]:
    """Return the usual recipients of the unit's level that the plan does not have yet."""
    defaults = pack.meta.defaults.get(plan.unit.level)
    present = {fold(line) for line in plan.document.recipients}
    return [line for line in (defaults.recipients if defaults else ()) if fold(line) not in present]


def outlines(plan: Plan, pack: Pack) -> list[Outline]:
    """Return the outlines to choose from: those for the unit's level, and the one that the plan has."""
    return [
        outline
        for outline in pack.meta.outlines
        if plan.unit.level in outline.levels or outline.key == plan.document.outline
    ]


def entered_targets(plan: Plan, pack: Pack) -> list[Target]:
    """Return the indicators with a target in tasks that apply, as they follow each other in print.

    One that was typed and cannot be read is among them.
    """
    found: list[Target] = []
    for task in (task for pillar in pack.meta.pillars for task in pack.tasks_of(pillar.key)):
        entry = plan.tasks.get(task.key)
        for indicator in task.indicators if entry is not None and entry.applies else ():
            nothing = IndicatorValue(kind=indicator.kind, unit=indicator.unit)
            value = entry.indicators.get(indicator.key, nothing) if entry else nothing
            path = f"{task_path(task.key)}/indicators/{escape_pointer(indicator.key)}/target"
            if value.target is not None or (plan.unread and unread_text(plan, path) is not None):
                found.append(Target(path, task, indicator, value))
    return found


def uncited(plan: Plan, pack: Pack) -> list[LegalDocument]:
    """Return the legal documents of the guidance that the plan does not cite yet, in their order."""
    ranks = _ranks(plan.bases, pack)
    return [document for rank, document in enumerate(pack.meta.legal_documents) if rank not in ranks]


def cite(plan: Plan, pack: Pack, documents: Iterable[LegalDocument]) -> Change:
    """Cite documents of the guidance, each after those that come before it in the guidance's order."""
    order = [document.key for document in pack.meta.legal_documents]
    ranks = _ranks(plan.bases, pack)
    operations: list[Operation] = []
    for document in sorted(documents, key=lambda document: order.index(document.key)):
        rank = order.index(document.key)
        index = _place(ranks, rank)
        ranks.insert(index, rank)
        value = msgspec.to_builtins(cited(document))
        operations.append({"op": "add", "path": f"/bases/{index}", "value": value})
    first = min((operation["path"] for operation in operations), default="/bases", key=_last_number)
    return EditName(message=mark("Add {place}"), path=first), operations


def _place(ranks: list[int | None], rank: int) -> int:
    """Return where a document of that rank stands among bases of these ranks (None: not the guidance's)."""
    before = [index for index, other in enumerate(ranks) if other is not None and other < rank]
    return before[-1] + 1 if before else 0


def _ranks(bases: Iterable[LegalBasis], pack: Pack) -> list[int | None]:
    """Return for each basis the position in the guidance of the document that it cites."""
    documents = pack.meta.legal_documents
    called: dict[str, list[int]] = {}
    for rank, document in enumerate(documents):
        name = document.number or f"{document.kind} {document.abstract}"
        called.setdefault(fold(name), []).append(rank)
    found = ((basis, called.get(_called(basis, called), [])) for basis in bases)
    return [_of_the_day(basis, ranks, documents) for basis, ranks in found]


def _called(basis: LegalBasis, names: Iterable[str]) -> str:
    """Return a basis' number, or a law's name; of one in words, the document that they name first."""
    if basis.number.strip():
        return fold(basis.number)
    words = f" {fold(f'{basis.kind} {basis.abstract}')} "
    named = [name for name in names if f" {name} " in words]
    return min(named, key=lambda name: (words.index(f" {name} "), -len(name)), default="")


def _of_the_day(basis: LegalBasis, ranks: Sequence[int], documents: Sequence[LegalDocument]) -> int | None:
    """Return the document of the basis' day among those of one number, else the first of them."""
    same_day = (rank for rank in ranks if documents[rank].issued_on == basis.issued_on)
    return next(same_day, ranks[0] if ranks else None)


def _last_number(path: str) -> int:
    return int(path.rpartition("/")[2])
