"""The keys that lead to the pages and scroll them."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider

_Action = QAbstractSlider.SliderAction

# How the focus comes where somebody works with keys alone.
BY_KEY: Final = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
_DOWN: Final = {
    Qt.Key.Key_PageDown: _Action.SliderPageStepAdd,
    Qt.Key.Key_PageUp: _Action.SliderPageStepSub,
    Qt.Key.Key_Down: _Action.SliderSingleStepAdd,
    Qt.Key.Key_Up: _Action.SliderSingleStepSub,
    Qt.Key.Key_Home: _Action.SliderToMinimum,
    Qt.Key.Key_End: _Action.SliderToMaximum,
}
_ACROSS: Final = {
    Qt.Key.Key_Right: _Action.SliderSingleStepAdd,
    Qt.Key.Key_Left: _Action.SliderSingleStepSub,
}


def scroll_by_key(area: QAbstractScrollArea, key: int) -> bool:
    """Scroll as the key says; tell whether it is one that scrolls."""
    if key in _DOWN:
        area.verticalScrollBar().triggerAction(_DOWN[Qt.Key(key)])
    elif key in _ACROSS:
        area.horizontalScrollBar().triggerAction(_ACROSS[Qt.Key(key)])
    else:
        return False
    return True
