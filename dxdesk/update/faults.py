"""Why an update is not taken in, in words: the file, the place in it, the cure. Nothing is changed then."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from dxdesk.language import mark
from dxdesk.language import translate as _

Trouble = Literal[
    "unreadable",
    "too_large",
    "no_update",
    "cut_off",
    "structure",
    "unsigned",
    "stranger",
    "not_allowed",
    "forged",
    "newer_format",
    "malformed",
    "altered",
    "needs",
    "platform",
    "older",
    "faulty_pack",
    "other_pack",
    "no_installer",
    "not_written",
    "not_started",
    "no_publisher",
]

_SENTENCES: Final[Mapping[Trouble, str]] = {
    "unreadable": mark(
        "The file “{name}” cannot be read: {place}. Copy it to this computer and open the copy."
    ),
    "too_large": mark(
        "“{name}” is larger than an update can be ({place}). Choose the file that ends in .dxupdate."
    ),
    "no_update": mark("“{name}” is not an update. Choose the file that ends in .dxupdate."),
    "cut_off": mark("“{name}” is cut off or damaged: {place}. Copy it once more from where it came from."),
    "structure": mark(
        "“{name}” is not built as updates are ({place}), so nothing was taken from it. Ask the publisher for it anew."
    ),
    "unsigned": mark("“{name}” is signed by nobody ({place}). Ask the publisher for the signed file."),
    "stranger": mark(
        "“{name}” is signed with a key that is not known here ({place}). Take updates only from where the program or "
        "the guidance comes from; if this one does, ask there for the publisher's key."
    ),
    "not_allowed": mark(
        "“{name}” holds a new version of the program, and “{place}” may only publish guidance here. Ask for the file "
        "that the makers of the program have signed."
    ),
    "forged": mark(
        "“{name}” is not what its publisher signed ({place}). Do not use it; take the file anew from the publisher."
    ),
    "newer_format": mark(
        "“{name}” is made for a newer version of this program ({place}). Update the program first."
    ),
    "malformed": mark("“{name}” cannot be used: {place}. Tell the publisher."),
    "altered": mark(
        "In “{name}”, the file {place} is not what the publisher signed. Copy the update once more from where it came "
        "from."
    ),
    "needs": mark("“{name}” needs version {place} of this program at least. Update the program first."),
    "platform": mark("“{name}” is for {place}. Ask for the update for this computer."),
    "older": mark(
        "“{name}” holds version {place} of the program, which is older than the one that is here and may not be able "
        "to open the plans any more. Ask for a newer one."
    ),
    "faulty_pack": mark(
        "The guidance in “{name}” has faults, so it was not added. Tell the publisher. {place}"
    ),
    "other_pack": mark(
        "“{name}” announces another guidance than the one it holds ({place}). Tell the publisher."
    ),
    "no_installer": mark("There is no installer in “{name}” ({place}). Tell the publisher."),
    "not_written": mark("The update could not be written to {place}. Free some space, then try again."),
    "not_started": mark("The installer could not be started: {place}. The version that is here stays."),
    "no_publisher": mark("“{name}” is not the key of a publisher ({place}). Ask the publisher for it."),
}


class UpdateError(Exception):
    """An update is not taken in; the text says why and what to do, and nothing was changed.

    `trouble` tells the cases apart, `place` says where.
    """

    def __init__(self, trouble: Trouble, file: Path, place: object = "") -> None:
        super().__init__(_(_SENTENCES[trouble]).format(name=file.name, place=place))
        self.trouble = trouble
        self.place = str(place)
