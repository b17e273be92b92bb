"""Pictures of every page of the window: both languages, light and dark, at three scales."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from dxdesk.document.compose import compose
from dxdesk.package.reading import read_package
from dxdesk.plan.model import Plan
from dxdesk.plan.packs import pack_for
from dxdesk.plan.progress import progress, states
from dxdesk.plan.rules.review import review
from dxdesk.resources import resource
from dxdesk.store.store import Store
from dxdesk.store.values import Tally
from ui.application import new_application, open_window, speak
from ui.main_window import MainWindow
from ui.office import Office
from ui.shots_consolidation import consolidation_views
from ui.shots_sending import sending_views
from ui.theme import ThemeName

SCALES: Final = ("1", "1.5", "2")
LANGUAGES: Final = ("vi", "en")
THEMES: Final[tuple[ThemeName, ...]] = ("light", "dark")
SIZE: Final = (1366, 768)
# A task that is written, one that does not apply, and the window's other pages by their keys.
_TASKS_SHOWN: Final = (0, 6, 12)
_YEAR, _UNIT = 2023, "18580"  # of the new plan
_REST: Final = 700  # milliseconds: the preview draws when the hands rest
_STEPS: Final = 10
_PATIENCE: Final = 60  # seconds


def take_shots(folder: Path) -> list[Path]:
    """Draw all pages into `folder`, one process for each scale; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for scale in SCALES:
        environment = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
        environment["QT_LOGGING_RULES"] = "default.warning=false"  # "no size hints here", for every window
        command = [sys.executable, "-c", _IN_PROCESS, str(folder), scale]
        subprocess.run(command, env=environment, check=True)  # noqa: S603 - this very program
    return sorted(folder.glob("*.png"))


_IN_PROCESS: Final = (
    "import sys; from pathlib import Path; from ui.shots import draw; draw(Path(sys.argv[1]), sys.argv[2])"
)


def draw(folder: Path, scale: str) -> None:
    """Draw all pages at the scale that this process runs with."""
    application = new_application()
    with TemporaryDirectory() as place:
        office = Office(Path(place) / "dxdesk.sqlite3")
        plan_id, sent_id = _fill(office)
        window = open_window(application, office)
        for language, theme in product(LANGUAGES, THEMES):
            changed = msgspec.structs.replace(
                office.preferences.now, language=language, theme=theme, tour_seen=True
            )
            office.preferences.change(changed)
            speak(application, language)
            views = (
                _views(window, plan_id),
                sending_views(window, sent_id, _rested),
                consolidation_views(window, _rested),
            )
            for name, widget in chain(*views):
                widget.grab().save(str(folder / f"{name}-{language}-{theme}-{scale}.png"))
        window.close()
        office.close()


def _fill(office: Office) -> tuple[str, str]:
    """Put the sample plans into the store; return the id of the commune's, and of a copy that is to be sent."""
    ids: list[str] = []
    for level in ("huyen", "xa", "xa"):
        plan = read_package(resource("samples", f"{level}.dxplan.json").read_bytes()).package.plan
        pack = pack_for(plan)
        so_far = progress(states(plan, pack, review(plan, pack)), pack)
        tally = Tally(written=so_far.written, total=so_far.total, errors=so_far.errors)
        office.archive.write(partial(_added, plan, tally), done=lambda new: ids.append(str(new)))
    office.archive.flush()
    return ids[-1], ids[-2]


def _added(plan: Plan, tally: Tally, store: Store) -> str:
    return store.add_plan(plan, tally)


def _views(window: MainWindow, plan_id: str) -> Iterator[tuple[str, QWidget]]:
    """Yield each view by name, shown and at rest."""
    window.resize(*SIZE)
    window.show_start()
    yield from _rested("start", window)
    window.start.begin_new()
    questions = window.start.new_plan
    assert questions is not None  # noqa: S101 - just begun
    questions.year.choose(_YEAR)
    questions.unit.choose_code(_UNIT)
    yield from _rested("new-plan", window)
    window.open_plan(plan_id)
    view = window.view
    assert view is not None  # noqa: S101 - just opened
    pages = view.desk.pages()
    tasks = [page for page in pages if page.kind == "task"]
    shown = [page for page in pages if page.kind != "task"] + [tasks[index] for index in _TASKS_SHOWN]
    for key in ("home", *(page.key for page in shown), "check", "notes", "export", "issue", "history"):
        view.open_page(key)
        yield from _rested(key.replace(":", "-"), window)
    view.open_page(tasks[0].key)
    view.toggle_preview()
    yield from _rested("preview", window)
    view.toggle_preview()
    yield from _dialogs(window)
    window.show_start()


def _dialogs(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    from ui.about import open_about  # noqa: PLC0415 - as in the menu
    from ui.backup_dialog import open_backups  # noqa: PLC0415
    from ui.document_check import open_document_check  # noqa: PLC0415
    from ui.guidance_reader import open_guidance  # noqa: PLC0415
    from ui.letters import open_letters  # noqa: PLC0415
    from ui.move_dialog import open_move  # noqa: PLC0415
    from ui.package_check import open_package_check  # noqa: PLC0415
    from ui.search_palette import SearchPalette  # noqa: PLC0415
    from ui.settings import open_settings  # noqa: PLC0415
    from ui.signature_check import open_signature_check  # noqa: PLC0415
    from ui.tour import open_tour  # noqa: PLC0415

    openers: dict[str, Callable[[MainWindow], QWidget | None]] = {
        "guidance": open_guidance,
        "letters": open_letters,
        "document-check": open_document_check,
        "package-check": open_package_check,
        "signature-check": open_signature_check,
        "search": SearchPalette.open_over,
        "settings": open_settings,
        "tour": open_tour,
        "about": open_about,
        "backups": open_backups,
        "move": open_move,
    }
    for name, opener in openers.items():
        dialog = opener(window)
        if dialog is not None:
            if isinstance(dialog, SearchPalette):
                dialog.field.setText("chu ky so")
            yield from _rested(name, window if name == "tour" else dialog)
            dialog.close()
    yield from _word_comparison(window)


def _word_comparison(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the comparison with a Word file in which the leader has changed a few things."""
    from dxdesk.render.docx.writing import write_docx  # noqa: PLC0415 - the writer is heavy
    from ui.word_comparison import open_word_comparison  # noqa: PLC0415 - as in the menu

    assert window.view is not None  # noqa: S101 - a plan is open
    desk = window.view.desk
    signer = msgspec.structs.replace(desk.plan.document.signer, full_name="Trần Thị B")
    document = msgspec.structs.replace(desk.plan.document, signer=signer)
    goals = msgspec.structs.replace(desk.plan.goals, specific=desk.plan.goals.specific[1:])
    changed = msgspec.structs.replace(desk.plan, document=document, goals=goals)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ke-hoach.docx"
        path.write_bytes(write_docx(compose(changed, desk.pack)))
        dialog = open_word_comparison(window, path)
        window.office.worker.wait_idle(_PATIENCE)
    if dialog is not None:
        yield from _rested("word-comparison", dialog)
        dialog.close()


def _rested(name: str, widget: QWidget) -> Iterator[tuple[str, QWidget]]:
    """Yield a widget when its page has settled."""
    loop = QEventLoop()
    QTimer.singleShot(_REST if name == "preview" else 30, loop.quit)
    loop.exec()
    for _step in range(_STEPS):  # a long list comes in some
        QApplication.processEvents()
    yield name, widget
