"""What cannot be undone is asked first."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtWidgets import QWidget

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.text.dates import short_date
from ui.question import Question


class Confirmation(Question):
    """Asks for a yes; `deed` is what is done then."""

    def __init__(self, title: str, parent: QWidget, deed: Callable[[], object]) -> None:
        """Begin without words."""
        super().__init__(title, parent)
        self._deed = deed

    def take(self) -> None:
        """Do it."""
        self._deed()


def confirm_issue(
    parent: QWidget, number: str, day: date, remarks: Iterable[str], deed: Callable[[], object]
) -> Confirmation:
    """Ask whether a revision is to be recorded as issued; `remarks` are what to think of before."""
    asked = Confirmation(_("Record as issued"), parent, deed)
    words = _("Record that the plan was issued under number {number} on {day}?")
    asked.add_words(words.format(number=number, day=short_date(day)))
    for remark in remarks:
        asked.add_warning(remark)
    asked.add_warning(
        _("From then on this revision stays as it is. What is written afterwards is an amendment.")
    )
    asked.add_verbs(_("&Record as issued"), _("&Not yet"))
    asked.open()
    return asked


def confirm_clock(parent: QWidget, words: str, deed: Callable[[], object]) -> Confirmation:
    """Ask whether a plan is to be sealed although the clock is wrong; `words` say so."""
    asked = Confirmation(_("Seal the plan"), parent, deed)
    asked.add_words(words)
    asked.add_warning(_("The moment of sealing stands in the package for ever, and receivers go by it."))
    asked.add_verbs(_("&Seal all the same"), _("&Not yet"))
    asked.open()
    return asked


def confirm_reseal(parent: QWidget, papers: int, signatures: int, deed: Callable[[], object]) -> Confirmation:
    """Ask whether a plan whose sealed revision has papers, or whose data are signed, is to be sealed anew."""
    words = _n(
        "{count} paper has come home for what was sealed. It is dropped when the plan is sealed anew: the new "
        "content is to be signed again.",
        "{count} papers have come home for what was sealed. They are dropped when the plan is sealed anew: the "
        "new content is to be signed again.",
        papers,
    )
    asked = Confirmation(_("Seal the plan anew"), parent, deed)
    return _warned(asked, _dropped(words, papers, signatures), _("&Seal anew and drop them"))


def confirm_reopen(parent: QWidget, papers: int, signatures: int, deed: Callable[[], object]) -> Confirmation:
    """Ask whether a sealed revision with papers, or whose data are signed, is to be opened again."""
    words = _n(
        "{count} paper has come home for what was sealed. It is dropped when the plan is opened again: what "
        "was signed would no longer be what the plan says.",
        "{count} papers have come home for what was sealed. They are dropped when the plan is opened again: "
        "what was signed would no longer be what the plan says.",
        papers,
    )
    asked = Confirmation(_("Open the plan again"), parent, deed)
    return _warned(asked, _dropped(words, papers, signatures), _("&Open again and drop them"))


def _dropped(papers_words: str, papers: int, signatures: int) -> Iterable[str]:
    if papers:
        yield papers_words.format(count=papers)
    if signatures:
        yield _("The sealed data are signed; their signature is dropped, too.")


def _warned(asked: Confirmation, warnings: Iterable[str], verb: str) -> Confirmation:
    """Show what would be dropped, with the verb that drops it."""
    for warning in warnings:
        asked.add_warning(warning)
    asked.add_verbs(verb, _("&Leave it sealed"))
    asked.open()
    return asked
