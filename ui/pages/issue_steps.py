"""What is to be done next on the page “Sign and issue”: there the focus goes when its own step is done."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.pages.issue_content import ContentPanel
from ui.pages.issue_registry import RegistryPanel
from ui.pages.issue_signing import SigningPanel
from ui.pages.page import FormPage


class IssueSteps:
    """The steps in their order; the first one that can be taken is the next."""

    def __init__(
        self, page: FormPage, content: ContentPanel, signing: SigningPanel, registry: RegistryPanel
    ) -> None:
        """Know the panels of a page."""
        self._page = page
        self._content = content
        self._signing = signing
        self._registry = registry

    def go_on(self) -> None:
        """Put the focus on the next step."""
        step = self._next()
        step.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page.bring_into_sight(step)

    @contextmanager
    def keeping_focus(self) -> Iterator[None]:
        """Go on where what had the focus cannot be used any more; Qt alone would leave the page."""
        focus = self._page.window().focusWidget()
        yield
        if self._page.isAncestorOf(focus) and not (focus.isVisibleTo(self._page) and focus.isEnabled()):
            self.go_on()

    def _next(self) -> QWidget:
        registry, sign = self._registry, self._signing.buttons_of
        number_first = (registry.number,) if registry.fill.isVisibleTo(self._page) else ()
        steps = (
            self._content.seal,
            sign["signer"],
            *number_first,
            sign["agency"],
            registry.number,
            self._content.export,
        )
        able = (each for each in steps if each.isVisibleTo(self._page) and each.isEnabled())
        return next(able, self._content.to_check)
