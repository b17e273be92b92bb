"""Modules that are imported when something of them is first asked for: the list of plans comes up before."""

from importlib import import_module
from typing import Any


class LateModule:
    """Stands for a module until it is needed."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)
