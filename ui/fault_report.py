"""What a report of a fault says: versions, the time, and where in the program it was. Never a value.

Messages of exceptions are left out, since they quote what somebody wrote; so are names of folders, since
they name persons.
"""

import errno
import platform
import re
import sysconfig
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import PySide6
from PySide6.QtCore import QLocale, QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

import dxdesk
from dxdesk.language import translate as _
from dxdesk.value import Value

_FRAMES: Final = 60  # of an endless recursion there are a thousand alike
_CHAIN: Final = 10
_QUOTED_FILE: Final = re.compile(r'File "([^"\n]*)"')
# The longest first: an environment may lie inside the folder of the program.
_ROOTS: Final = sorted(
    {
        Path(__file__).resolve().parent.parent,
        *(Path(sysconfig.get_path(name)).resolve() for name in ("stdlib", "purelib", "platlib")),
    },
    key=lambda root: -len(root.parts),
)


class Fault(Value, frozen=True, kw_only=True):
    """One fault: when it was (RFC 3339), its kind with the innermost place, and all places as text."""

    when: str
    where: str
    text: str


def describe(error: BaseException) -> Fault:
    """Return what may be told of an exception: its kinds and places in the program, outermost call first."""
    places = _places(error)
    return Fault(
        when=datetime.now().astimezone().isoformat(timespec="seconds"),
        where=" ".join([_kind(error), *places[-1:]]),
        text="\n".join(_lines(error, _CHAIN)),
    )


def report(faults: list[Fault], plan: str | None = None) -> str:
    """Return the text of a report; the plan is in it only where it is given."""
    parts = [_beginning(with_plan=plan is not None), _surroundings()]
    parts += [f"{fault.when}\n{fault.text}" for fault in faults]
    if plan is not None:
        parts.append(plan)
    return "\n\n".join(parts) + "\n"


def without_folders(text: str) -> str:
    """Return a dump of `faulthandler` with the names of files cut down as in a report."""
    return _QUOTED_FILE.sub(lambda found: f'File "{short_name(found[1])}"', text)


def short_name(file: str) -> str:
    """Return the name of a source file below the folder of its package; of other files the last name only."""
    if file.startswith("<"):
        return file
    path = Path(file)
    for root in _ROOTS:
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return re.split(r"[\\/]", file)[-1]


def _beginning(*, with_plan: bool) -> str:
    if with_plan:
        return _("Report of a fault. It holds the plan too, because that was asked for.")
    return _("Report of a fault. It holds no content of the plan.")


def _surroundings() -> str:
    screen = QGuiApplication.primaryScreen() if QGuiApplication.instance() else None
    lines = [
        f"dxdesk {dxdesk.__version__}, Python {platform.python_version()}",
        f"Qt {qVersion()}, PySide6 {PySide6.__version__}",
        f"{QSysInfo.prettyProductName()}, {QSysInfo.kernelVersion()}, {QSysInfo.currentCpuArchitecture()}",
        f"Language: {QLocale().name()}, system: {QLocale.system().name()}",
    ]
    if screen is not None:
        size = screen.size()
        lines.append(
            f"Window: {QGuiApplication.platformName()}, {size.width()} x {size.height()}, "
            f"scale {screen.devicePixelRatio()}"
        )
    return "\n".join(lines)


def _lines(error: BaseException, left: int) -> Iterator[str]:
    """Yield an exception, after those that it came from."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and left:
        yield from _lines(before, left - 1)
        yield "then"
    yield _kind(error)
    places = _places(error)
    if len(places) > _FRAMES:
        places[_FRAMES // 2 : -_FRAMES // 2] = ["…"]
    yield from (f"  {place}" for place in places)
    if isinstance(error, BaseExceptionGroup) and left:
        for part in error.exceptions[:_CHAIN]:
            yield "together with"
            yield from _lines(part, left - 1)


def _kind(error: BaseException) -> str:
    """Return the name of an exception's class, and what the system calls the fault."""
    module, name = type(error).__module__, type(error).__qualname__
    words = [name if module == "builtins" else f"{module}.{name}"]
    if isinstance(error, OSError) and error.errno is not None:
        words.append(errno.errorcode.get(error.errno, str(error.errno)))
        words += [f"WinError {code}" for code in [getattr(error, "winerror", None)] if code]
    if code := getattr(error, "sqlite_errorname", None):
        words.append(str(code))
    return " ".join(words)


def _places(error: BaseException) -> list[str]:
    return [
        f"{short_name(frame.f_code.co_filename)}:{line} {frame.f_code.co_qualname}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
