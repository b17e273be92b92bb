"""Why a plan is not sealed, a paper not taken in, or an issue not recorded; nothing is changed then."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dxdesk.signing.homecoming import Homecoming


class OpenErrorsError(ValueError):
    """The plan has errors that are to be mended before it is signed."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class UnfitPaperError(ValueError):
    """A paper that is not kept; the text says why, `homecoming` has what was found out about it."""

    def __init__(self, message: str, homecoming: "Homecoming") -> None:
        super().__init__(message)
        self.homecoming = homecoming


class UnfitIssueError(ValueError):
    """Number or day do not fit; the text says why and what to do."""
