"""Differences as people are told of them: where each is, on which page, and what takes it over."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from dxdesk.comparison.difference import Difference, Proposal
from dxdesk.comparison.sameness import plain
from dxdesk.comparison.steps import operations_of
from dxdesk.comparison.word_text import WordComment
from dxdesk.guidance.pack import Pack
from dxdesk.language import translate as _
from dxdesk.plan.changes import is_there
from dxdesk.plan.contents import Contents
from dxdesk.plan.edits import EditError, Operation
from dxdesk.plan.model import Plan
from dxdesk.plan.places import place_name, place_order
from dxdesk.plan.remarks import add_note
from dxdesk.pointers import parent_of


def named(plan: Plan, pack: Pack, proposals: Iterable[Proposal]) -> tuple[Difference, ...]:
    """Return the differences in the order of the plan's pages, and of the places on them."""
    contents = Contents(plan, pack)
    ranks = {page.key: rank for rank, page in enumerate(contents.pages)}
    order = place_order(plan, pack)

    def rank(proposal: Proposal) -> tuple[int, tuple[int, ...]]:
        place = proposal.path or proposal.near
        return ranks.get(contents.page_of(place), 0), order(place)

    return tuple(_named(plan, pack, contents, proposal) for proposal in sorted(proposals, key=rank))


def _named(plan: Plan, pack: Pack, contents: Contents, proposal: Proposal) -> Difference:
    return Difference(
        kind=proposal.kind,
        path=proposal.path,
        place=place_name(proposal.path, plan, pack) if proposal.path else _placeless(proposal),
        page=contents.page_of(proposal.path or proposal.near),
        before=proposal.before,
        after=proposal.after,
        tracked=bool(proposal.tracked),
        author=", ".join(filter(None, sorted(proposal.tracked))),
        twofold=proposal.twofold,
        operations=tuple(operations_of(plan, proposal.steps)) if proposal.steps else None,
        steps=proposal.steps,
    )


def _placeless(proposal: Proposal) -> str:
    if proposal.kind == "added":
        return _("Only in the Word file")
    return _("Words that the program writes")


def remarks_of(
    plan: Plan, pack: Pack, comments: Iterable[WordComment], places: Mapping[str, str], now: datetime
) -> tuple[Difference, ...]:
    """Return the comments at their places; those that are review notes of the plan already are left out."""
    contents = Contents(plan, pack)
    remarks: list[Difference] = []
    for comment in comments:
        path = _place_there(plan, places.get(comment.key, ""))
        known = any(
            note.author == comment.author and plain(note.text) == plain(comment.text) for note in plan.notes
        )
        if known:
            continue
        remarks.append(
            Difference(
                kind="remark",
                path=path,
                place=place_name(path, plan, pack) if path else "",
                page=contents.page_of(path),
                before=comment.about,
                after=comment.text,
                author=comment.author,
                operations=_note(plan, path, comment, now),
            )
        )
    return tuple(remarks)


def _place_there(plan: Plan, path: str) -> str:
    while path and not is_there(plan, path):
        path = parent_of(path)
    return path


def _note(plan: Plan, path: str, comment: WordComment, now: datetime) -> tuple[Operation, ...] | None:
    try:
        return (
            tuple(add_note(plan, path, comment.author, comment.text, comment.written_at or now))
            if path
            else None
        )
    except EditError:
        return None
