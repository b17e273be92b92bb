"""Programs from outside that some tests ask for."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dxdesk.language import set_language

# Widgets are tested without a screen, unless somebody asks for one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "win32":  # without a screen Qt looks for fonts in a folder of its own, which nobody fills
    os.environ.setdefault("QT_QPA_FONTDIR", str(Path(os.environ["SYSTEMROOT"], "Fonts")))

# How long an example takes is not what is tested: a slow disk or a scanner is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

Tool = Callable[[str], str]


@pytest.fixture(autouse=True)
def _begins_in_english() -> Iterator[None]:
    """Speak English, whatever a command that ran in this process has chosen before."""
    set_language("en")
    yield
    set_language("en")


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
