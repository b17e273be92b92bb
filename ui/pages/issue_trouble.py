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


def refused(words: str) -> Answer:
    """Return an answer that says why something was not done."""
    answer = Answer("error")
    answer.say(words, "error")
    return answer


def refusal(error: Exception) -> Answer | None:
    """Return what to say of something that was not done; None where the exception is a mistake of ours."""
    if not isinstance(error, UnfitPaperError | SigningError | UnfitFileError | UnreadableFileError):
        return None
    answer = refused(str(error.args[0]))
    if isinstance(error, UnfitPaperError):
        _add_findings(answer, error.homecoming)
    answer.say(_("Nothing was changed."), "error")
    return answer


def _add_findings(answer: Answer, found: "Homecoming") -> None:
    if found.report.signatures:
        answer.say(signatures_text(found.report.signatures))
