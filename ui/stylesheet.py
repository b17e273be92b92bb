"""The light touch of colour over Qt's own style. Widgets name their part by the property `role`."""

from string import Template
from typing import TYPE_CHECKING, Final

import msgspec

from dxdesk.resources import resource

if TYPE_CHECKING:
    from ui.theme import Theme

# Icons, and the marks of boxes and buttons that are ticked: in pixels at the system's size of text.
_SIZES: Final = {"small_icon": 16, "icon": 20, "arrow_size": 12}
_MARK: Final = 16

_SHEET: Final = Template("""
QToolTip { color: $text; background: $surface; border: 1px solid $edge; padding: 4px; }
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
  background: $surface; color: $text; border: 1px solid $edge; border-radius: 4px;
  padding: 6px 8px; min-height: 1.2em; selection-background-color: $primary; selection-color: $on_primary; }
QPlainTextEdit { padding: 3px 4px; min-height: 0; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $focus; padding: 5px 7px; }
QAbstractItemView QLineEdit, QAbstractItemView QComboBox { min-height: 0; padding: 3px 6px; }
QAbstractItemView QLineEdit:focus, QAbstractItemView QComboBox:focus { padding: 2px 5px; }
QAbstractSpinBox QLineEdit { border: 0; padding: 0; min-height: 0; }
QAbstractSpinBox { padding: 5px 8px 4px 8px; }
QAbstractSpinBox:focus { padding: 4px 7px 3px 7px; }
QPlainTextEdit:focus { padding: 2px 3px; }
QLineEdit:read-only { background: $window; border-color: $line; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $muted; background: $window; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$arrow"); width: ${arrow_size}px; height: ${arrow_size}px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $edge;
  selection-background-color: $soft; selection-color: $text; }
QPushButton { background: $surface; color: $text; border: 1px solid $edge; border-radius: 4px;
  padding: 6px 14px; min-height: 1.2em; icon-size: ${small_icon}px; }
QPushButton:hover { background: $soft; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $focus; padding: 5px 13px; }
QPushButton:disabled { color: $muted; border-color: $line; }
QPushButton[role="primary"] { background: $primary; color: $on_primary; border-color: $primary; }
QPushButton[role="primary"]:focus { border: 2px solid $focus; }
QPushButton[role="primary"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[role="quiet"] { background: transparent; border: 1px solid transparent; color: $primary;
  padding: 6px 8px; }
QPushButton[role="quiet"]:hover { background: $soft; }
QPushButton[role="quiet"]:focus { border: 2px solid $focus; padding: 5px 7px; }
QPushButton[role="link"] { background: transparent; border: 2px solid transparent; color: $primary;
  padding: 3px 4px; min-height: 0; text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 2px solid $focus; }
QPushButton[role="quiet"]:disabled { color: $muted; }
QPushButton[role="sentence"] { background: transparent; border: 1px solid transparent; padding: 0;
  min-height: 0; }
QPushButton[role="sentence"]:hover { background: $soft; }
QPushButton[role="sentence"]:focus { border: 2px solid $focus; padding: 0; }
QToolButton { background: transparent; color: $text; border: 1px solid transparent; border-radius: 4px;
  padding: 4px; icon-size: ${icon}px; }
QToolButton[role="small"], QToolButton[role="fold"] { icon-size: ${small_icon}px; }
QToolButton:hover { background: $soft; }
QToolButton:checked { background: $soft; }
QToolButton[role="fold"] { text-align: left; padding-left: 0; }
QToolButton[role="fold"]:checked { background: transparent; }
QToolButton[role="fold"]:hover { background: $soft; }
QToolButton:focus { border: 2px solid $focus; padding: 3px; }
QToolButton:disabled { color: $muted; }
QToolButton::menu-indicator { image: none; }
QCheckBox, QRadioButton { color: $text; spacing: 6px; padding: 3px; border: 2px solid transparent;
  border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus; }
QCheckBox::indicator, QRadioButton::indicator { width: ${mark}px; height: ${mark}px;
  border: 1px solid $edge; background: $surface; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: ${round}px; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QTableView::indicator:checked,
QListView::indicator:checked { background: $primary; border-color: $primary; image: url("$tick"); }
QTreeView::indicator, QTableView::indicator, QListView::indicator { width: ${mark}px;
  height: ${mark}px; border: 1px solid $edge; border-radius: 3px; background: $surface; }
QCheckBox::indicator:indeterminate, QTreeView::indicator:indeterminate { background: $soft; border-color: $primary; }
QRadioButton::indicator:checked { width: ${dot}px; height: ${dot}px; border: 5px solid $primary; background: $on_primary; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }
QLabel[role="muted"], QLabel[role="hint"] { color: $muted; }
QLabel[role="error"] { color: $error; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="done"] { color: $done; }
QLabel[role="link"] { color: $primary; }
QFrame[role="surface"] { background: $surface; border: 1px solid $line; border-radius: 6px; }
QFrame[role="bar"] { background: $surface; border: 0; border-bottom: 1px solid $line; }
QFrame[role="foot"] { background: $surface; border: 0; border-top: 1px solid $line; }
QFrame[role="side"] { background: $window; border: 0; border-right: 1px solid $line; }
QFrame[role="guidance"] { background: $window; border: 0; border-left: 1px solid $line; }
QFrame[role="warning"] { background: $warning_ground; border: 0; border-radius: 4px; }
QFrame[role="error"] { background: $error_ground; border: 0; border-radius: 4px; }
QFrame[role="soft"] { background: $soft; border: 0; border-radius: 4px; }
QFrame[role="mark"] { background: $primary; border: 0; }
QFrame[role="line"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QScrollArea { border: 0; background: transparent; }
QFrame[role="guidance"] QScrollArea { border: 2px solid transparent; border-radius: 4px; }
QFrame[role="guidance"] QScrollArea:focus { border: 2px solid $focus; }
QScrollArea > QWidget > QWidget { background: transparent; }
QTableView, QListView, QTreeView { background: $surface; color: $text; border: 1px solid $line;
  border-radius: 4px; gridline-color: $line; selection-background-color: $soft; selection-color: $text;
  outline: 0; }
QTextBrowser { background: $surface; color: $text; border: 1px solid $line; border-radius: 4px; }
QTextBrowser:focus { border: 2px solid $focus; }
QTableView::item { padding: 4px 3px; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px solid $focus; }
QListWidget[role="contents"] { background: transparent; border: 0; }
QListWidget[role="contents"]:focus { border: 0; }
QHeaderView::section { background: $window; color: $muted; border: 0; border-right: 1px solid $line;
  border-bottom: 1px solid $line; padding: 5px 6px; }
QMenu { background: $surface; color: $text; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 3px; }
QMenu::item:selected { background: $soft; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QProgressBar { background: $line; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $primary; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QTabBar::tab { padding: 7px 14px; color: $muted; border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $primary; border-bottom: 2px solid $primary; }
QTabBar::tab:focus { border-bottom: 2px solid $focus; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
""")


def stylesheet(theme: "Theme", text_size: int = 100) -> str:
    """Return the style sheet in a theme's colours, its icons and marks as large as `text_size` (in per cent)."""
    shade = "dark" if theme.name == "dark" else "light"
    marks = {name: resource("marks", f"{name}-{shade}.svg").as_posix() for name in ("tick", "arrow")}
    return _SHEET.substitute({**msgspec.structs.asdict(theme), **marks, **_sizes(text_size)})


def _sizes(text_size: int) -> dict[str, int]:
    """Return what grows with the text, in pixels."""
    sizes = {name: pixels * text_size // 200 * 2 for name, pixels in _SIZES.items()}
    # Marks are large for their words already: they grow half as fast.
    mark = _MARK * (100 + text_size) // 400 * 2
    # A chosen radio button is a thick ring around a dot, as wide as the thin one of the others.
    return {**sizes, "mark": mark, "round": mark // 2 + 1, "dot": mark - 8}
