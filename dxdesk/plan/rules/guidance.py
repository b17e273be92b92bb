"""Whether the plan was written with the guidance at hand."""

from collections.abc import Iterator

from dxdesk.language import mark as _
from dxdesk.plan.rules.rule import Place, Review, at, rule


@rule(
    "GU01",
    "warning",
    "practice",
    _(
        "The plan was written with the guidance “{theirs}”, but it is checked with “{ours}”. "
        "Open it with the guidance of its own year."
    ),
)
def other_guidance(review: Review) -> Iterator[Place]:
    """The tasks of another pack may be other tasks."""
    ours, theirs = review.pack.meta.id, review.plan.guidance.id
    if theirs != ours:
        yield at("/guidance/id", theirs=theirs, ours=ours)


@rule(
    "GU02",
    "hint",
    "practice",
    _(
        "The plan was written with version {theirs} of the guidance, but version {ours} is at hand. "
        "Look through the tasks once more."
    ),
)
def other_version(review: Review) -> Iterator[Place]:
    """Another version of the same pack may ask for more."""
    guidance, meta = review.plan.guidance, review.pack.meta
    if guidance.id == meta.id and guidance.version != meta.version:
        yield at("/guidance/version", theirs=guidance.version, ours=meta.version)


@rule(
    "GU03",
    "warning",
    "letter",
    _(
        "The plan is for {year}, but the guidance is for {expected}. "
        "Check the year, or get the guidance for {year} if there is one."
    ),
)
def other_year(review: Review) -> Iterator[Place]:
    """The letter asks for the plan of one year."""
    if review.plan.year != review.pack.meta.year:
        yield at("/year", year=review.plan.year, expected=review.pack.meta.year)
