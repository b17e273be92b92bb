"""Whether the components are there, and in order (Decree 30/2020, Appendix I, II and IV)."""

from collections.abc import Iterator
from typing import Final

from dxdesk.inspection.case import Case, Matter
from dxdesk.inspection.components import Part
from dxdesk.inspection.deviation import NAMES, code_of
from dxdesk.inspection.permitted import Component
from dxdesk.language import translate as _

# Office and signer are asked for where there are recipients, and the other way round.
_NEEDED: Final[tuple[Component, ...]] = (
    "nation",
    "motto",
    "agency",
    "number",
    "date",
    "office",
    "recipients-title",
)
_ORDER: Final[tuple[tuple[Component, ...], ...]] = (
    ("nation", "motto", "agency", "superior", "number", "date"),
    ("type-name",),
    ("abstract",),
    ("basis",),
    ("office", "recipients-title"),
)


def completeness(matter: Matter) -> Iterator[Case]:
    """A document has head, number, date, signature and recipients; one with a type has an abstract."""
    part = matter.parts[0]
    present = {member.component for member in part.members}
    for component in _NEEDED:
        if component not in present:
            yield _missing(component)
    if "type-name" in present and "abstract" not in present:
        yield _missing("abstract")
    for appendix in matter.parts:
        if appendix.kind == "appendix" and not appendix.of("reference"):
            yield _missing("reference")._replace(paragraph=appendix.members[0].paragraph)


def order(matter: Matter) -> Iterator[Case]:
    """Head, type, abstract, bases, text and signature follow each other (IV)."""
    part = matter.parts[0]
    places = [_places(part, group) for group in _ORDER]
    reached, before = -1, ""
    for group, found in zip(_ORDER, places, strict=True):
        if not found:
            continue
        name = _(NAMES[group[0]])
        if min(found) < reached:
            wanted = _("{name} below {before}").format(name=name, before=before)
            above = _("{name} above {before}").format(name=name, before=before)
            yield Case("D600", above, wanted, group[0], part.members[min(found)].paragraph)
        reached, before = max(reached, *found), name


def _places(part: Part, group: tuple[Component, ...]) -> list[int]:
    return [position for position, member in enumerate(part.members) if member.component in group]


def _missing(component: Component) -> Case:
    return Case(code_of(component, 0), _("nothing"), _(NAMES[component]), component)
