"""What the short tour shows: a welcome, then places that are in sight, of a plan or of the start."""

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
            _("How a plan is written"),
            _("Five short steps show where everything is. Esc leaves them; the menu brings them back."),
            list,
        ),
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
            lambda: _rects(window, view.beside),
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
            _("Check, export, sign"),
            _(
                "These pages list what is missing, write the DOCX and PDF, and take the signed paper back in. "
                "Everything is saved as you type; Ctrl+Z takes back any step."
            ),
            lambda: [*_lines(window, view), *_words(window, view.foot.saved)],
        ),
    ]


def _start_steps(window: "MainWindow") -> list[Step]:
    return [
        Step(
            _("Welcome"),
            _(
                "With this program a unit writes its digital transformation plan, checks it and exports it. "
                "Nothing leaves this computer unless you send it."
            ),
            list,
        ),
        *(step for step in _list_steps(window) if step.spots()),
        Step(
            _("The rest of the tour comes with a plan"),
            _(
                "Begin a plan or open one, then choose “{tour}” in its menu: it shows the pages, the guidance, "
                "the printed page and the export."
            ).format(tour=_("Short tour")),
            list,
        ),
    ]


def _list_steps(window: "MainWindow") -> list[Step]:
    """Return the steps about the list of plans, which the page of a new plan hides."""
    head, empty = window.start.list.head, window.start.list.empty
    return [
        Step(
            _("Begin here"),
            _("Write a new plan, or open one that was sent to you. Every plan stays in this list."),
            lambda: _rects(window, head.new, head.open, empty.new, empty.open),
        ),
        Step(
            _("Find a plan"),
            _("A few letters of the unit, or the year, leave only the plans that fit."),
            lambda: _rects(window, head.search),
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
    """Yield where the lines of the check, the export and the issue are in the list of pages."""
    contents = view.contents.list
    for row in range(contents.count()):
        item = contents.item(row)
        if item.data(KEY) in {"check", "export", "issue"}:
            contents.scrollToItem(item)
            rect = contents.visualItemRect(item)
            yield QRect(contents.viewport().mapTo(window, rect.topLeft()), rect.size())
