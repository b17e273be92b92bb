"""The way to the outbox from the menu: that of the open plan, or that of all plans."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def open_outbox(window: "MainWindow") -> None:
    """Show the outbox and put the cursor there."""
    if window.view is None:
        window.start.show_outbox()
        return
    window.view.open_page("outbox")
    window.view.stack.rest()
