"""The menu behind the three dots: what concerns the whole program."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from dxdesk.language import mark
from dxdesk.language import translate as _
from ui.icons import IconName, icon

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_Opener = "Callable[[MainWindow], object]"
# Words, icon, key, and the function that opens it; modules are imported when they are asked for.
_ENTRIES: Final[tuple[tuple[str, IconName, str, str], ...]] = (
    (mark("Guidance…"), "help", "Ctrl+F1", "ui.guidance_reader:open_guidance"),
    (mark("Outbox"), "send", "Ctrl+G", "ui.outbox_opening:open_outbox"),
    (mark("Consolidation"), "results", "Ctrl+T", "ui.consolidation_opening:open_consolidation"),
    (mark("Address book…"), "people", "", "ui.address_dialog:open_addresses"),
    (mark("Letters of the levels above…"), "letter", "Ctrl+L", "ui.letters:open_letters"),
    (mark("Check a document's format…"), "check", "", "ui.document_check:open_document_check"),
    (mark("Check the signatures of a file…"), "signed", "", "ui.signature_check:open_signature_check"),
    (mark("Check a slip against a package…"), "link", "", "ui.package_check:open_package_check"),
    (mark("Compare with a Word file…"), "file-docx", "", "ui.word_comparison:open_word_comparison"),
    (mark("Backups…"), "restore", "", "ui.backup_dialog:open_backups"),
    (mark("Move to another computer…"), "export", "", "ui.move_dialog:open_move"),
    (mark("Short tour"), "forward", "", "ui.tour:open_tour"),
    (mark("Settings…"), "settings", "Ctrl+,", "ui.settings:open_settings"),
    (mark("About this program…"), "info", "", "ui.about:open_about"),
)
# What there is nothing to do for without a plan.
_OF_A_PLAN: Final = frozenset({"ui.word_comparison:open_word_comparison"})


def fill_menu(menu: QMenu, window: "MainWindow") -> None:
    """Add the entries of the whole program to a menu."""
    for words, sign, keys, target in _ENTRIES:
        action = menu.addAction(icon(sign), _(words))
        action.setEnabled(window.view is not None or target not in _OF_A_PLAN)
        if keys:
            action.setShortcut(QKeySequence(keys))
            if (holder := menu.parentWidget()) is not None:
                holder.addAction(action)
        action.triggered.connect(lambda _checked=False, target=target: _opener(target)(window))


def _opener(target: str) -> "Callable[[MainWindow], object]":
    module, name = target.split(":")
    opener: Callable[[MainWindow], object] = getattr(import_module(module), name)
    return opener
