"""The program with a window: language, look, store, faults; then the window."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from dxdesk.language import preferred_language, set_language
from dxdesk.store.disks import on_network
from dxdesk.store.faults import HeldError
from dxdesk.store.own_packs import use_own_packs
from dxdesk.store.place import default_place, portable_folder
from ui import faults, qt_words, theme
from ui.icons import app_icon
from ui.keys import UndoKeys
from ui.main_window import MainWindow
from ui.office import Office
from ui.rescue_offer import opened_office, say_why
from ui.warming import Warming

_SETTLE_AFTER: Final = 100  # milliseconds after the first window
_OF_AN_UPDATE: Final = ("update.json", "updates")  # of dxdesk.update.program, which most starts do without


def run(arguments: Sequence[str] = (), store: Path | None = None) -> int:
    """Open the window, with the package file named in `arguments` if there is one; return the exit code."""
    application = new_application()
    place = store or default_place()
    if (portable := portable_folder()) is not None:  # what Qt's own dialogs remember stays there too
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(portable))
    set_language(preferred_language())
    watch = faults.install(place.parent)
    use_own_packs(place)
    file = Path(arguments[0]) if arguments else None
    office, waited = None, False
    while True:
        try:
            office = opened_office(place, office)
        except HeldError as error:
            if _first_window_takes(place, file):
                return 0
            if waited:
                say_why(error)
                return 1
            waited = True  # that window may just have been closed
            continue
        if office is None:
            return 1
        code = _serve(application, office, watch, file)
        if not office.rescue_wanted:
            if office.handing_over is not None:
                office.handing_over.go()
            return code
        file = None


def _serve(application: QApplication, office: Office, watch: faults.Faults, file: Path | None) -> int:
    """Show the window over an open store until it is closed; return the exit code."""
    window = open_window(application, office)
    watch.plan_text = window.plan_text
    Warming(window)
    QTimer.singleShot(_SETTLE_AFTER, window, lambda: _settle_in(application, window))
    if crash := faults.last_crash(office.place.parent):
        from ui.last_crash import tell_last_crash  # noqa: PLC0415 - most sessions end well

        tell_last_crash(window, crash)
    if file is not None:
        window.open_file(file)
    try:
        code = application.exec()
        window.close_plan()  # after a fault, or by a signal, the program ends without closing its window
    finally:
        _end_check(window)
        office.close()
    if office.rescue_wanted:  # another window follows
        window.deleteLater()
        for keys in application.findChildren(UndoKeys):
            application.removeEventFilter(keys)
            keys.deleteLater()
    return code


def _first_window_takes(place: Path, file: Path | None) -> bool:
    """Bring the window forward that has the store, and hand it the file; tell whether there is one."""
    from ui.one_instance import hand_over  # noqa: PLC0415 - for a second start only

    return hand_over(place, file)


def _settle_in(application: QApplication, window: MainWindow) -> None:
    """Do what can wait until the list of plans is there."""
    from ui.emergency import tell_saved  # noqa: PLC0415
    from ui.ending import Ending  # noqa: PLC0415 - as the docstring says
    from ui.one_instance import FirstWindow  # noqa: PLC0415
    from ui.store_check import StoreCheck  # noqa: PLC0415

    Ending(application, window)
    StoreCheck(window)
    FirstWindow(window)
    if on_network(window.office.place):
        window.notice.tell_share()
    tell_saved(window)
    if any((window.office.place.parent / name).exists() for name in _OF_AN_UPDATE):
        from ui.update_handing_over import tell_ended  # noqa: PLC0415 - after an update only

        tell_ended(window)
    window.notice.tell_clock()
    window.notice.tell_backups()


def _end_check(window: MainWindow) -> None:
    from ui.store_check import StoreCheck  # noqa: PLC0415 - begun when the window had settled in

    for check in window.findChildren(StoreCheck):
        check.close()


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
    office.outbox.begin()
    return window


def speak(application: QApplication, language: str) -> None:
    """Make the program, Qt's own dialogs, dates and numbers speak a language (`vi` or `en`)."""
    set_language(language)
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese if language == "vi" else QLocale.Language.English))
    qt_words.install(application)
