"""The order in which Tab goes through a window: that of its layouts, however late a part was built."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QScrollArea, QSplitter, QWidget


@runtime_checkable
class OwnOrder(Protocol):
    """A part that Tab goes through in an order of its own."""

    def stops(self) -> Iterable[QWidget]:
        """Return where Tab stops, in order."""


def order_tabs(widget: QWidget) -> None:
    """Let Tab go through what can be reached in a widget as the eye does."""
    for before, after in pairwise(_stops(widget)):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is None or not widget.isVisible():
        return
    proxy: QWidget | None = widget.focusProxy()
    hands_on = proxy is not None and widget.isAncestorOf(proxy)  # to a part of its own
    if hands_on or (widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()):
        yield widget
    for part in widget.stops() if isinstance(widget, OwnOrder) else _parts(widget):
        yield from _stops(part)


def _parts(widget: QWidget) -> Iterator[QWidget | None]:
    layout = widget.layout()
    if isinstance(widget, QSplitter):
        yield from (widget.widget(place) for place in range(widget.count()))
    elif isinstance(widget, QScrollArea):
        yield widget.widget()
    elif layout is not None and not isinstance(widget, QAbstractScrollArea):
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner = item.layout() if item is not None else None
        if item is not None and (widget := item.widget()) is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)
