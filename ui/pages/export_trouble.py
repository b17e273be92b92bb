"""What an export asks or complains of, in words and with buttons that go on from there."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from dxdesk.document.compose import UnprintableTextError
from dxdesk.files import FileError, free_path
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.package.faults import PackageError
from dxdesk.plan.places import place_name
from dxdesk.value import Fault
from ui.desk import Desk
from ui.pages.export_answers import Answer, names_of
from ui.work import CancelledError

Deed = Callable[[], object]


def question(paths: Iterable[Path], rename: Deed, replace: Deed, leave: Deed) -> Answer:
    """Ask about files that would be lost: changed since they were exported, or somebody else's."""
    taken = list(paths)
    answer = Answer("warning")
    words = _n(
        "In this folder, {names} was changed since the last export, or comes from elsewhere.",
        "In this folder, {names} were changed since the last export, or come from elsewhere.",
        len(taken),
    )
    answer.say(words.format(names=names_of(taken)), "warning")
    others = names_of(map(free_path, taken))
    answer.say(_("The new files can be kept beside them as {names}.").format(names=others), "warning")
    answer.offer((_("&Save beside"), rename), (_("&Replace"), replace), (_("&Do not export"), leave))
    return answer


def nowhere(move: Deed) -> Answer:
    """Say that no folder is named."""
    answer = Answer("error")
    answer.say(_("No folder is named. Choose where the files are to go."), "error")
    answer.offer((_("C&hoose a folder…"), move))
    return answer


def stopped(error: Exception) -> Answer | None:
    """Return what to say of an export that was stopped on request."""
    if not isinstance(error, CancelledError):
        return None
    answer = Answer("soft")
    answer.say(_("Stopped. No file was written."))
    return answer


def unwritable(error: Exception, again: Deed, rename: Callable[[Path], object], move: Deed) -> Answer | None:
    """Return what to say of a file that cannot be written: open elsewhere, disk full, folder gone."""
    if not isinstance(error, FileError):
        return None
    answer = Answer("error")
    if error.trouble != "in_use":
        answer.say(str(error), "error")
        others = [(_("&Try again"), again), (_("C&hoose another folder…"), move)]
        if error.trouble == "no_folder" and _can_be_made(error.path.parent):
            others.insert(0, (_("&Make this folder"), lambda: _make_and(error.path.parent, again)))
        answer.offer(*others)
        return answer
    other = free_path(error.path)
    words = _(
        "The file “{name}” is open in another program. Close it there and press “Try again”, "
        "or save under the name “{other}”."
    )
    if error.path.suffix == ".docx":
        words = _(
            "The file “{name}” is open in Word. Close it there and press “Try again”, "
            "or save under the name “{other}”."
        )
    answer.say(words.format(name=error.path.name, other=other.name), "error")
    save = _("&Save as “{name}”").format(name=other.name)
    answer.offer((_("&Try again"), again), (save, lambda: rename(error.path)))
    return answer


def _can_be_made(folder: Path) -> bool:
    """Say whether only the last part of a folder is missing: a name just thought of, no disk that is away."""
    return folder.parent.is_dir() and not folder.exists()


def _make_and(folder: Path, then: Deed) -> None:
    with suppress(OSError):  # writing into it says what is wrong
        folder.mkdir()
    then()


def unfit(error: Exception, desk: Desk) -> Answer | None:
    """Return what to say of texts that cannot be printed or kept in a package, each with its place."""
    if isinstance(error, UnprintableTextError):
        head, faults = _("Some texts cannot be printed. No file was written."), error.faults
    elif isinstance(error, PackageError):
        head = _("Some values do not fit into a package. No file was written.")
        faults = [
            Fault(pointer=each.pointer.removeprefix("/plan"), message=each.message) for each in error.faults
        ]
    else:
        return None
    answer = Answer("error")
    answer.say(head, "error")
    for fault in faults:
        _add_fault(answer, fault, desk)
    return answer


def _add_fault(answer: Answer, fault: Fault, desk: Desk) -> None:
    place = place_name(fault.pointer, desk.plan, desk.pack)
    answer.link(place, lambda: desk.place_wanted.emit(fault.pointer))
    said = fault.message.removeprefix(f"{place}: ")
    answer.say(said[:1].upper() + said[1:])
