"""Answers from other threads for widgets that may be gone when they come."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import Shiboken


def while_alive(owner: QObject, callback: Callable[..., object]) -> Callable[..., None]:
    """Return a callable that calls `callback` as long as `owner` has not been deleted by Qt."""

    def call(*args: Any) -> None:
        if Shiboken.isValid(owner):
            callback(*args)

    return call
