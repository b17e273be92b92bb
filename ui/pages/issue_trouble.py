"""What kept a paper from being taken in or signed, in words, with what was found out about its signatures."""

from typing import TYPE_CHECKING

from dxdesk.issuing.faults import UnfitPaperError
from dxdesk.language import translate as _
from dxdesk.signing.faults import SigningError
from ui.letters_files import UnfitFileError
from ui.pages.export_answers import Answer
from ui.pages.issue_words import signatures_text
from ui.sign_order import UnreadableFileError

if TYPE_CHECKING:
    from dxdesk.signing.homecoming import Homecoming


def refusal(reason: str | Exception) -> Answer | None:
    """Return what to say of something that was not done; None where the exception is a mistake of ours."""
    if isinstance(reason, Exception) and not isinstance(
        reason, UnfitPaperError | SigningError | UnfitFileError | UnreadableFileError
    ):
        return None
    answer = Answer("error")
    words = reason if isinstance(reason, str) else str(reason.args[0])
    answer.say(words, "error")
    if isinstance(reason, UnfitPaperError):
        _add_findings(answer, reason.homecoming)
    if not isinstance(reason, str):
        answer.say(_("Nothing was changed."), "error")
    return answer


def _add_findings(answer: Answer, found: "Homecoming") -> None:
    if found.report.signatures:
        answer.say(signatures_text(found.report.signatures))
