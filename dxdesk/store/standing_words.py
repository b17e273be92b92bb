"""How plans of a backup, or of a file from elsewhere, stand against the present ones, in words."""

from collections.abc import Mapping
from typing import Final

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.store.standing import PlanState, Relation, Standing

_WORDS: Final[Mapping[Relation, str]] = {
    "same": mark("the same as here"),
    "older": mark("older than here"),
    "newer": mark("newer than here"),
    "only_here": mark("only here"),
    "only_there": mark("not here"),
}


def standing_words(standing: Standing) -> str:
    """Return how a plan stands: "older than here, 12 edits apart"."""
    words = _(_WORDS[standing.relation])
    if standing.relation not in ("older", "newer") or not standing.apart:
        return words
    apart = _n("{count} edit apart", "{count} edits apart", standing.apart).format(count=standing.apart)
    return f"{words}, {apart}"


def plan_name(standing: Standing) -> str:
    """Return what a plan is called: "Xã Thạch Kim, 2023"."""
    return state_name(standing.plan)


def state_name(state: PlanState) -> str:
    """Return what a plan of a store is called, in the same way."""
    name = state.unit_name
    return _("{unit}, {year}").format(unit=name[:1].upper() + name[1:], year=state.year)
