"""Lines that would be printed if something were written where nothing is yet: somebody may have done so in Word."""

from collections.abc import Mapping
from typing import Any, Final, TypeVar

import msgspec

from dxdesk.comparison.expected import END_MARK, ExpectedLine, lines_of_document
from dxdesk.document.compose import compose
from dxdesk.document.paragraphs import one_line
from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import (
    CLOSING,
    LIMITATIONS,
    Activity,
    Assignment,
    LegalBasis,
    Plan,
    Solution,
    TaskEntry,
)

_Struct = TypeVar("_Struct", bound=msgspec.Struct)
# Stands for a text that is not there. It can be printed, and nobody writes it.
BLANK: Final = "¤¤¤"


def lines_with_blanks(plan: Plan, pack: Pack, printed: list[ExpectedLine]) -> list[ExpectedLine]:
    """Return the printed lines, with optional ones where an empty text of the plan would stand."""
    filled = with_blanks(plan, pack)
    every = lines_of_document(compose(filled, pack), filled)
    headings = iter(line for line in printed if line.role == "heading")
    awaited = next(headings, None)
    lines: list[ExpectedLine] = []
    for line in every:
        optional = BLANK in line.text and line.is_value
        if BLANK in line.text and not optional:
            line = msgspec.structs.replace(line, text=one_line(line.text.replace(BLANK, "")))  # noqa: PLW2901
        if line.role == "heading":
            optional = awaited is None or (line.text, line.path) != (awaited.text, awaited.path)
            if not optional:
                awaited = next(headings, None)
        lines.append(msgspec.structs.replace(line, optional=True) if optional else line)
    return _with_earlier_ends(lines)


def with_blanks(plan: Plan, pack: Pack) -> Plan:
    """Return the plan with a blank in every text and list that is empty and would be printed."""
    parts = [part for outline in pack.meta.outlines for section in outline.sections for part in section.parts]
    pillars = [pillar.key for pillar in pack.meta.pillars]
    known = {task.key for task in pack.tasks}
    details = plan.document
    return msgspec.structs.replace(
        plan,
        document=_filled(
            details,
            subject=BLANK,
            recipients=(BLANK,),
            archive=BLANK,
            signer=_filled(details.signer, full_name=BLANK),
        ),
        bases=plan.bases or (LegalBasis(abstract=BLANK),),
        results=_texts(plan.results, [*pillars, LIMITATIONS, *(part.key for part in parts)]),
        sections=_texts(plan.sections, [*(part.key for part in parts), CLOSING]),
        goals=_filled(plan.goals, general=BLANK, specific=(BLANK,)),
        tasks={key: _task(entry) if key in known else entry for key, entry in plan.tasks.items()},
        solutions=tuple(_filled(each, title=BLANK, text=BLANK) for each in plan.solutions)
        or (Solution(title=BLANK, text=BLANK),),
        organisation=tuple(_filled(each, body=BLANK, duties=BLANK) for each in plan.organisation)
        or (Assignment(body=BLANK, duties=BLANK),),
        funding=_filled(plan.funding, text=BLANK),
    )


def _task(entry: TaskEntry) -> TaskEntry:
    if not entry.applies:
        return entry
    return _filled(entry, situation=BLANK, activities=(Activity(id="blank", text=BLANK),))


def _texts(texts: Mapping[str, str], keys: list[str]) -> dict[str, str]:
    return {**texts, **{key: BLANK for key in keys if not texts.get(key, "").strip()}}


def _filled(value: _Struct, **blanks: Any) -> _Struct:
    """Return the value with blanks in those of its fields that are empty; a nested value replaces its field."""
    fields = {
        name: blank
        for name, blank in blanks.items()
        if isinstance(blank, msgspec.Struct) or _is_empty(getattr(value, name))
    }
    return msgspec.structs.replace(value, **fields)


def _is_empty(value: str | tuple[Any, ...]) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return not any(each.strip() if isinstance(each, str) else each for each in value)


def _with_earlier_ends(lines: list[ExpectedLine]) -> list[ExpectedLine]:
    """Return the lines with the marks at the end of the last one that is really printed as the program's."""
    for index, line in enumerate(lines):
        if line.optional and line.text.endswith(END_MARK):
            last = next((place for place in range(index, -1, -1) if not lines[place].optional), None)
            if last is not None:
                lines[last] = msgspec.structs.replace(lines[last], ends=True)
    return lines
