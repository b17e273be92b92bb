"""The program with a window: language, look, store, faults; then the window."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from dxdesk.guidance.own_folder import keep_own_packs_in
from dxdesk.language import preferred_language, set_language
from dxdesk.store.place import default_place
from ui import faults, qt_words, theme
from ui.icons import app_icon
from ui.keys import UndoKeys
from ui.last_crash import tell_last_crash
from ui.main_window import MainWindow
from ui.office import Office
from ui.rescue_offer import opened_office
from ui.store_check import StoreCheck
from ui.warming import Warming


def run(arguments: Sequence[str] = (), store: Path | None = None) -> int:
    """Open the window, with the package file named in `arguments` if there is one; return the exit code."""
    application = new_application()
    place = store or default_place()
    set_language(preferred_language())
    crash = faults.last_crash(place.parent)
    watch = faults.install(place.parent)
    keep_own_packs_in(place.parent / "guidance")
    office, opening = None, tuple(arguments[:1])
    while True:
        office = opened_office(place, office)
        if office is None:
            return 1
        code = _serve(application, office, watch, crash, opening)
        if not office.rescue_wanted:
            return code
        crash, opening = "", ()


def _serve(
    application: QApplication,
    office: Office,
    watch: faults.Faults,
    crash: str | None,
    files: Sequence[str],
) -> int:
    """Show the window over an open store until it is closed; return the exit code."""
    window = open_window(application, office)
    watch.plan_text = window.plan_text
    Warming(window)
    check = StoreCheck(window)
    if crash:
        tell_last_crash(window, crash)
    for file in files:
        window.open_file(Path(file))
    try:
        code = application.exec()
        window.settle()  # after a fault the program ends without closing its window
    finally:
        check.close()
        office.close()
    if office.rescue_wanted:  # another window follows
        window.deleteLater()
        for keys in application.findChildren(UndoKeys):
            application.removeEventFilter(keys)
            keys.deleteLater()
    return code


def new_application() -> QApplication:
    """Return the Qt application, without a window yet."""
    # A worker thread that lays out pages must give way to a keystroke at once.
    sys.setswitchinterval(0.001)
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(["dxdesk"])
    application.setApplicationName("dxdesk")
    application.setDesktopFileName("dxdesk")
    application.setWindowIcon(app_icon())
    return application


def open_window(application: QApplication, office: Office) -> MainWindow:
    """Show the window over an open store; preferences apply at once whenever they change."""
    book = office.preferences
    shown = book.now
    speak(application, book.language)
    theme.apply(application, shown.theme, shown.text_size)
    UndoKeys(application)
    window = MainWindow(office)

    def take_over() -> None:
        nonlocal shown
        before, shown = shown, book.now
        if before.language != shown.language:
            speak(application, book.language)
        if (before.theme, before.text_size) != (shown.theme, shown.text_size):
            theme.apply(application, shown.theme, shown.text_size)
        if (before.language, before.text_size) != (shown.language, shown.text_size):
            window.rebuild()

    book.changed.connect(take_over)
    hints = application.styleHints()
    for change in (hints.colorSchemeChanged, hints.accessibility().contrastPreferenceChanged):
        change.connect(lambda _now: theme.apply(application, shown.theme, shown.text_size))
    window.show()
    office.backups.begin()
    return window


def speak(application: QApplication, language: str) -> None:
    """Make the program, Qt's own dialogs, dates and numbers speak a language (`vi` or `en`)."""
    set_language(language)
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese if language == "vi" else QLocale.Language.English))
    qt_words.install(application)
