"""What is typed in a plan and is no value yet, kept in the store until it becomes one or is given up."""

from collections.abc import Iterator
from functools import partial

from dxdesk.store.store import Store
from ui.archive import Archive


class Drafts:
    """The unfinished texts of one plan, each under a place: a JSON Pointer, or "note:" and one."""

    def __init__(self, archive: Archive, plan_id: str) -> None:
        """Begin with what a session that was cut off has left."""
        self._archive = archive
        self._plan_id = plan_id
        self._texts = dict(archive.read(partial(Store.drafts, plan_id=plan_id)))

    def __iter__(self) -> Iterator[str]:
        """Yield the places."""
        return iter(tuple(self._texts))

    def text(self, place: str) -> str | None:
        """Return what is kept for a place; None where nothing is."""
        return self._texts.get(place)

    def keep(self, place: str, text: str) -> None:
        """Keep a text, instead of what was kept for its place."""
        if self._texts.get(place) != text:
            self._texts[place] = text
            self._archive.write(partial(Store.keep_draft, plan_id=self._plan_id, place=place, text=text))

    def drop(self, place: str) -> None:
        """Keep nothing for a place any more."""
        if self._texts.pop(place, None) is not None:
            self._archive.write(partial(Store.drop_draft, plan_id=self._plan_id, place=place))
