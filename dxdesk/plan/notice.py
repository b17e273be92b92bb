"""What a person is told after the program changed much of a plan at once: what was left out, and why."""

from collections.abc import Mapping

import msgspec

from dxdesk.guidance.pack import Pack
from dxdesk.language import translate as _
from dxdesk.plan.model import Plan
from dxdesk.plan.places import place_name
from dxdesk.value import Value


class Notice(Value, frozen=True, kw_only=True):
    """A sentence on a place: a message of the catalogue, whose `{place}` is the name of `path`."""

    message: str
    path: str = ""
    fields: Mapping[str, str] = msgspec.field(default_factory=dict)


def notice_text(notice: Notice, plan: Plan, pack: Pack) -> str:
    """Return the notice in the active language; `plan` and `pack` are those after the change."""
    place = place_name(notice.path, plan, pack)
    return _(notice.message).format(place=place, **notice.fields)
