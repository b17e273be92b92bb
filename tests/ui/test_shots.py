"""The pictures of the window: every page is drawn, at the scale that was asked for."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.afternoon import DIALOGS
from tests.ui.desks import desk_with
from ui.pages.registry import WINDOW_PAGES
from ui.shots import LANGUAGES, SCALES, SIZE, THEMES
from ui.shots_consolidation import TABS

SENDING = {"send", "mail", "stick", "addresses", "address-book", "address", "settings-sending"}
# One language and one theme of each: the others differ in nothing but words and colours.
DRAW = """
import sys
from pathlib import Path
from ui import shots
shots.LANGUAGES, shots.THEMES = ("vi",), ("dark",)
shots.draw(Path(sys.argv[1]), sys.argv[2])
"""


def test_every_page_is_drawn(qtbot: QtBot, tmp_path: Path) -> None:
    assert qtbot
    assert len(LANGUAGES) * len(THEMES) * len(SCALES) == 12
    scale = SCALES[1]
    subprocess.run(
        [sys.executable, "-c", DRAW, str(tmp_path), scale],
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
    )
    drawn = {path.name.removesuffix(f"-vi-dark-{scale}.png"): path for path in tmp_path.glob("*.png")}
    with desk_with(tmp_path) as desk:
        pages = {page.key for page in desk.pages() if page.kind != "task"}
    dialogs = {name.replace(" ", "-") for name in DIALOGS}
    dialogs |= SENDING | {"consolidation-outcomes"}
    assert {f"consolidation-{name}" for name in TABS} <= drawn.keys()
    assert {"outbox-all", "start-sent", "issue-sealed"} <= drawn.keys()
    assert {"start", "new-plan", "preview", *pages, *WINDOW_PAGES, *dialogs} <= drawn.keys()
    assert sum(name.startswith("task-") for name in drawn) >= 3
    for name, path in drawn.items():
        picture = QImage(str(path))
        colours = {
            picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)
        }
        assert len(colours) > 8, name
        if name not in dialogs:
            assert (picture.width(), picture.height()) == tuple(round(side * float(scale)) for side in SIZE)
