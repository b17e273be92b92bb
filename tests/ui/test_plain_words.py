"""What people write is shown as it stands: no text of a plan is read as markup."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.plan.edits import edited
from dxdesk.plan.model import Plan
from tests.ui.afternoon import Hands, program
from tests.ui.desks import sample
from tests.ui.test_main_window import opened
from ui.fields.pasting import LegacyPaste
from ui.fields.unicode_offer import UnicodeOffer
from ui.pages.registry import WINDOW_PAGES

MARKUP = "<b>to</b> <img src='file:///etc/hostname'>"


def marked_up() -> Plan:
    """Return a plan with markup in every text that a person writes."""
    plan = sample()
    task = "/tasks/staff-training"
    places = [
        "/document/subject",
        "/document/signer/full_name",
        "/document/recipients/0",
        "/bases/0/abstract",
        "/goals/general",
        f"{task}/situation",
        f"{task}/activities/0/text",
        f"{task}/activities/0/lead",
        "/notes/0/text",
        "/notes/0/author",
        "/solutions/0/text",
        "/organisation/0/body",
    ]
    operations: list[dict[str, Any]] = [{"op": "replace", "path": path, "value": MARKUP} for path in places]
    operations.append({"op": "replace", "path": "/notes/0/resolved", "value": False})
    operations.append({"op": "add", "path": "/notes/0/path", "value": f"{task}/situation"})
    return edited(plan, operations)


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    with program(qtbot, tmp_path) as window:
        yield opened(qtbot, window, marked_up())


def labels(widget: QWidget) -> list[QLabel]:
    """Return the labels that say what a person wrote."""
    return [label for label in widget.findChildren(QLabel) if "<img src=" in label.text()]


def test_no_text_is_read_as_markup(hands: Hands) -> None:
    seen = 0
    for key in (*WINDOW_PAGES, *(page.key for page in hands.view.desk.pages())):
        hands.view.open_page(key)
        hands.settle()
        found = labels(hands.window)
        seen += len(found)
        assert [each.text() for each in found if each.textFormat() != Qt.TextFormat.PlainText] == [], key
        tips = [each.toolTip() for each in hands.page.findChildren(QWidget)]
        assert [tip for tip in tips if "<img src=" in tip] == [], key
    assert seen


def test_what_is_pasted_in_an_old_code_page_is_shown_as_it_will_stand(qtbot: QtBot) -> None:
    offer = UnicodeOffer(LegacyPaste(f"KÕ ho¹ch {MARKUP}", 0, "tcvn3"))
    qtbot.addWidget(offer)
    (preview,) = labels(offer)
    assert preview.textFormat() == Qt.TextFormat.PlainText
    assert preview.text().startswith("Kế hoạch <b>")
