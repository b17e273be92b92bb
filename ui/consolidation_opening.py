"""The way to the consolidation from the menu."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.consolidation_page import ConsolidationPage
    from ui.main_window import MainWindow


def open_consolidation(window: "MainWindow") -> "ConsolidationPage":
    """Show the consolidation; an open plan is written and closed first."""
    if window.view is not None:
        window.show_start()
    return window.start.show_consolidation()
