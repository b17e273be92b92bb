"""What is to be said of an update before it is taken in."""

from collections.abc import Mapping
from typing import Final

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.update.fitness import Step, release_here, step_to
from dxdesk.update.manifest import Kind, Manifest, release_number
from dxdesk.update.program import Ended, Way

_STEPS: Final[Mapping[Kind, Mapping[Step, str]]] = {
    "guidance": {
        "new": mark("Version {release}; this guidance is not here yet."),
        "newer": mark("Version {release}, newer than {here}, which is here. New plans take the newer one."),
        "same": mark("Version {release}, which is here already."),
        "older": mark("Version {release}, older than {here}, which is here. New plans keep to {here}."),
    },
    "program": {
        "new": mark("Version {release}."),
        "newer": mark("Version {release}, in the place of {here}."),
        "same": mark("Version {release}, the very one that is here."),
        "older": mark("Version {release}, older than {here}, which is here."),
    },
}
_WAYS: Final[Mapping[Way, str]] = {
    "installer": mark(
        "The plans are backed up first. Then the program closes, is updated and starts again; that takes a minute or "
        "two."
    ),
    "portable": mark(
        "The program runs from a folder beside its data and cannot replace itself:\n"
        "1. Ask for “dxdesk-{release}-windows-portable.zip” and unpack it beside the folder of this program, under "
        "another name.\n"
        "2. Close the program, and copy the folder “data” from here into the new folder.\n"
        "3. Open the program there. Keep the old folder until the new version has shown all plans."
    ),
    "other": mark(
        "The program was not installed by an installer here, so this file does not update it. Update it as it was "
        "installed: get the new source and run “uv sync --locked”, or “pip install --upgrade” with the new wheel."
    ),
}

# What the installer answers, by its exit code.
_ANSWERS: Final[Mapping[str, str]] = {
    "3": mark("The program was still open elsewhere. Close every window of it, then try again."),
    "4": mark(
        "The new version does not run on this computer, or an antivirus program holds it back. Ask who looks after this "
        "computer."
    ),
    "5": mark("A newer version is installed on this computer."),
    "6": mark("The files could not be written. See whether the disk has room, then try again."),
    "7": mark(
        "Another program uses files of the version that is here, or of one before it. Restart the computer, then try "
        "again."
    ),
}
_UNKNOWN: Final = mark("The installer answered: {answer}. Try again, or ask who looks after this computer.")


def step_words(manifest: Manifest) -> str:
    """Return which version takes the place of which."""
    words = _(_STEPS[manifest.kind][step_to(manifest)])
    return words.format(release=manifest.release, here=release_here(manifest))


def way_words(way: Way, manifest: Manifest) -> str:
    """Return how the program is updated here."""
    return _(_WAYS[way]).format(release=manifest.release)


def ended_words(ended: Ended) -> str:
    """Return how an update went."""
    again = release_number(ended.before) == release_number(ended.after)
    if ended.succeeded and again:
        return _("Version {after} of the program was installed once more.").format(after=ended.after)
    if ended.succeeded:
        words = _("The program was updated: version {after} is here, in the place of {before}.")
        return words.format(after=ended.after, before=ended.before)
    head = (
        _("Version {after} was not installed once more. It is here as before, and so are the plans.")
        if again
        else _("Version {after} was not installed. Version {before} is here as before, and so are the plans.")
    )
    reason = _(_ANSWERS.get(ended.answer, _UNKNOWN)).format(answer=ended.answer or "–")
    return " ".join([head.format(after=ended.after, before=ended.before), reason])
