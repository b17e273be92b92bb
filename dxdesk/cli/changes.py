"""`dxdesk changes`: what was changed between two files of one plan."""

from argparse import Namespace
from typing import Final

from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.files import choose_pack, read_plan
from dxdesk.cli.output import print_json
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.differences import PlanDifference, PlanDifferenceKind, plan_differences
from dxdesk.plan.model import Plan

_KINDS: Final[dict[PlanDifferenceKind, str]] = {
    "changed": mark("{place}: changed"),
    "added": mark("{place}: added"),
    "removed": mark("{place}: removed"),
    "moved": mark("{place}: moved"),
}
_TOLD: Final = ("kind", "path", "place", "page", "before", "after")


def run(arguments: Namespace) -> int:
    """Print the differences; the exit code is 1 where there are any."""
    before, after = (read_plan(path).package.plan for path in (arguments.before, arguments.after))
    if _owner(before) != _owner(after):
        message = _("“{before}” and “{after}” are plans of different units or years.")
        raise CommandError(message.format(before=arguments.before, after=arguments.after))
    pack = choose_pack(after, arguments.guidance)
    found = plan_differences(before, after, pack)
    if arguments.json:
        print_json({"changes": [{name: getattr(each, name) for name in _TOLD} for each in found]})
    elif found:
        print("\n".join(line for each in found for line in _lines(each)))
    else:
        print(_("The two files print the same."))
    return FINDINGS if found else DONE


def _owner(plan: Plan) -> tuple[str, str, int]:
    return plan.unit.scheme, plan.unit.code, plan.year


def _lines(found: PlanDifference) -> list[str]:
    head = _(_KINDS[found.kind]).format(place=found.place)
    texts = [("-", found.before), ("+", found.after)]
    if found.kind == "moved":
        texts = texts[1:]
    return [head, *(f"  {sign} {line}" for sign, text in texts for line in text.splitlines())]
