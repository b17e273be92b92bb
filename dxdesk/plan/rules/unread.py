"""Whether everything that was typed could be read."""

from collections.abc import Iterator

from dxdesk.plan.rules.rule import Place, Review, at, rule
from dxdesk.plan.unread_words import unread_message


@rule("UR01", "error", "practice", "{sentence}")  # the sentence says what its own place asks for
def unread(review: Review) -> Iterator[Place]:
    """A figure or a day that cannot be read would be missing in print, and nobody would know."""
    for entry in review.plan.unread:
        yield at(entry.path, sentence=unread_message(review.plan, review.pack, entry))
