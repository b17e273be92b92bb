"""How the window says in words how a plan and its pages stand; what that means is in `dxdesk.plan.progress`."""

from collections.abc import Iterator, Mapping
from typing import Final

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.progress import PageState, Progress, State

STATE_WORDS: Final[Mapping[State, str]] = {
    "not_started": mark("not written yet"),
    "in_progress": mark("being written"),
    "done": mark("written"),
    "not_applicable": mark("does not apply"),
    "optional": mark("may stay empty"),
    "attention": mark("to be looked at"),
}


def state_words(state: PageState | None) -> str:
    """Return how a page stands in words: "to be looked at, 2 errors"."""
    if state is None:
        return ""
    parts = [_(STATE_WORDS[state.state]), *_counted(state.errors, state.warnings)]
    if state.notes:
        parts.append(_n("{count} note", "{count} notes", state.notes).format(count=state.notes))
    return ", ".join(parts)


def tasks_words(progress: Progress) -> str:
    """Return how many tasks are written."""
    return _("{written} of {total} tasks written").format(written=progress.written, total=progress.total)


def how_to_send() -> str:
    """Return what is to be done with a plan that was not sent."""
    return _(
        "Not sent yet. Once it is ready: seal it, have it signed, and send it from the page “Sign and issue”."
    )


def pages_words(progress: Progress) -> str:
    """Return how many pages are left; nothing where none is."""
    count = progress.unfinished
    return _n("{count} page is not finished", "{count} pages are not finished", count).format(count=count)


def open_words(progress: Progress) -> str:
    """Return what the check has found in the whole plan: "1 error, 4 warnings"; empty where there is neither."""
    return ", ".join(_counted(progress.errors, progress.warnings))


def _counted(errors: int, warnings: int) -> Iterator[str]:
    if errors:
        yield _n("{count} error", "{count} errors", errors).format(count=errors)
    if warnings:
        yield _n("{count} warning", "{count} warnings", warnings).format(count=warnings)
