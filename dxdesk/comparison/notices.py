"""What people are told of a difference beside its place and its two texts."""

from dxdesk.comparison.difference import Difference
from dxdesk.language import translate as _


def notices(difference: Difference) -> list[str]:
    """Return sentences: how it came about, and why it cannot be taken over, where that is so."""
    said: list[str] = []
    if difference.kind == "moved":
        said.append(_("It stands at another place in the list."))
    if difference.tracked and difference.author:
        said.append(_("Changed by {name} with “Track changes” on.").format(name=difference.author))
    elif difference.tracked:
        said.append(_("Changed with “Track changes” on."))
    if difference.twofold:
        said.append(_("The Word file says this in two ways; the plan has one of them."))
    elif difference.operations is None and not difference.path and difference.kind == "added":
        said.append(_("The plan has no place for this. Please write it where it belongs, if it is to stay."))
    elif difference.operations is None and not difference.path:
        said.append(_("The program writes these words itself; they follow from the plan."))
    elif difference.operations is None:
        said.append(_("It cannot be taken over by itself. Please change it in the plan by hand."))
    return said
