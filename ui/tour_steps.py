"""What the short tour shows: five places, of a plan or of the start of the program."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel, QWidget

from dxdesk.language import translate as _
from ui.contents_line import KEY
from ui.pages.page import FormPage
from ui.pages.task_toolbar import ActivityTools
from ui.plan_view import PlanView

if TYPE_CHECKING:
    from ui.main_window import MainWindow

Spots = Callable[[], Sequence[QRect]]


class Step(NamedTuple):
    """One stop: what it says, the places that it points at, and what has to be in front for them."""

    title: str
    words: str
    spots: Spots
    page: str = ""


def steps(window: "MainWindow") -> list[Step]:
    """Return the steps for what the window shows; places are in the window's own coordinates."""
    return _plan_steps(window, window.view) if window.view is not None else _start_steps(window)


def _plan_steps(window: "MainWindow", view: PlanView) -> list[Step]:
    task = next(page.key for page in view.desk.pages() if page.kind == "task")
    return [
        Step(
            _("The pages of the plan"),
            _(
                "All pages are in this list. The mark beside each says whether it is written. Go in any order."
            ),
            lambda: _rects(window, view.contents),
        ),
        Step(
            _("Write in the middle, guidance beside it"),
            _("What the letter asks, plain words and dates stand beside the form you are in (F1)."),
            lambda: _rects(window, view.stack, view.beside),
            task,
        ),
        Step(
            _("Suggestions, and rows from Excel"),
            _(
                "Take over activities that units like yours usually plan, or copy rows in Excel or Word "
                "and paste them."
            ),
            lambda: _tools(window, view),
            task,
        ),
        Step(
            _("The printed page"),
            _("F9 shows the page as it will be printed and signed, while you write."),
            lambda: _rects(window, view.bar.preview),
        ),
        Step(
            _("Check, then export"),
            _(
                "These pages list what is missing and write the DOCX and PDF. Everything is saved as you type; "
                "Ctrl+Z takes back any step."
            ),
            lambda: [*_lines(window, view), *_words(window, view.foot.saved)],
        ),
    ]


def _start_steps(window: "MainWindow") -> list[Step]:
    head, empty = window.start.list.head, window.start.list.empty
    return [
        Step(
            _("Begin here"),
            _("Write a new plan, or open one that was sent to you. Every plan stays in this list."),
            lambda: _rects(window, *(each for each in (head.new, head.open, empty) if each.isVisible())),
        ),
        Step(
            _("Write in the middle, guidance beside it"),
            _(
                "A plan opens with its pages on the left, the form in the middle and the guidance on the right. "
                "Everything is saved as you type; Ctrl+Z takes back any step."
            ),
            list,
        ),
        Step(
            _("Suggestions, and rows from Excel"),
            _(
                "Take over activities that units like yours usually plan, or copy rows in Excel or Word "
                "and paste them."
            ),
            list,
        ),
        Step(
            _("The printed page, the check and the export"),
            _(
                "F9 shows the page as it will be signed. The check lists what is missing; the export writes DOCX "
                "and PDF."
            ),
            list,
        ),
        Step(
            _("Everything else"),
            _("Guidance, letters of the levels above, settings and this tour are behind this button."),
            lambda: _rects(window, head.menu_button),
        ),
    ]


def _rects(window: QWidget, *widgets: QWidget) -> list[QRect]:
    """Return where widgets are that can be seen."""
    return [
        QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()) for widget in widgets if widget.isVisible()
    ]


def _words(window: QWidget, label: QLabel) -> list[QRect]:
    """Return where the words of a label are: the label may be wider."""
    return [rect.intersected(QRect(rect.topLeft(), label.sizeHint())) for rect in _rects(window, label)]


def _tools(window: QWidget, view: PlanView) -> list[QRect]:
    """Return where the buttons over the table of activities are, brought into sight; else the whole page."""
    tools = view.page.findChild(ActivityTools)
    if tools is None or not tools.isVisible():
        return _rects(window, view.stack)
    page = view.page
    if isinstance(page, FormPage):
        page.scroller.ensureWidgetVisible(tools, 0, 50)
    return _rects(window, tools)


def _lines(window: QWidget, view: PlanView) -> Iterator[QRect]:
    """Yield where the lines of the check and of the export are in the list of pages."""
    contents = view.contents.list
    for row in range(contents.count()):
        item = contents.item(row)
        if item.data(KEY) in {"check", "export"}:
            contents.scrollToItem(item)
            rect = contents.visualItemRect(item)
            yield QRect(contents.viewport().mapTo(window, rect.topLeft()), rect.size())
