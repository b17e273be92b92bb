"""Programs from outside that some tests ask for."""

import os
import shutil
from collections.abc import Callable

import pytest

# Widgets are tested without a screen, unless somebody asks for one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

Tool = Callable[[str], str]


@pytest.fixture(scope="session")
def tool() -> Tool:
    """Return the path of a program; without it a test is skipped, but fails where CI=true is set."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None and os.environ.get("CI") == "true":
            pytest.fail(f"{name} is not installed")
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return find
