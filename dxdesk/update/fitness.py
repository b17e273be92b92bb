"""How an update stands to what is here: whether it fits, and which version takes the place of which."""

from typing import Literal

from dxdesk import __version__
from dxdesk.update.faults import UpdateError
from dxdesk.update.guidance import newest_here
from dxdesk.update.manifest import ANY_PLATFORM, Manifest, release_number
from dxdesk.update.platform import platform_here
from dxdesk.update.reading import Update

# "new": nothing of the kind is here; "older" is said of guidance, and the program is never taken back to it.
Step = Literal["new", "newer", "same", "older"]


def check_fits(update: Update) -> None:
    """Do nothing where an update can be taken in by this program on this computer.

    Raises:
        UpdateError: it needs a newer program, is for another kind of computer, or is an older program.
    """
    manifest = update.manifest
    if release_number(manifest.needs) > release_number(__version__):
        raise UpdateError("needs", update.file, manifest.needs)
    if manifest.platform not in (ANY_PLATFORM, platform_here()):
        raise UpdateError("platform", update.file, manifest.platform)
    if manifest.kind == "program" and step_to(manifest) == "older":
        raise UpdateError("older", update.file, manifest.release)


def release_here(manifest: Manifest) -> str | None:
    """Return the version of the same thing that is here; None where there is none."""
    if manifest.kind == "program":
        return __version__
    meta = newest_here(manifest.id)
    return None if meta is None else meta.version


def step_to(manifest: Manifest) -> Step:
    """Return what taking an update in would be."""
    here = release_here(manifest)
    if here is None:
        return "new"
    before, after = release_number(here), release_number(manifest.release)
    return "newer" if after > before else "same" if after == before else "older"
