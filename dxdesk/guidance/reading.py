"""Reading the files of a pack, whoever wrote them: bounded, nothing followed, every fault kept."""

import os
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

from dxdesk.files import read_up_to, reason_of
from dxdesk.guidance.compiled import compiled
from dxdesk.guidance.faults import PackFault, key_lines, line_of, readable_key
from dxdesk.guidance.wording import placeholder_fault
from dxdesk.language import translate as _
from dxdesk.pointers import escape_pointer
from dxdesk.text.characters import CharacterFault, structural_faults, unprintable
from dxdesk.value import Fault, FaultyValueError, Value, convert

META_FILE: Final = "meta.toml"
MAX_FILES: Final = 100
MAX_FILE_BYTES: Final = 256 * 1024
# The standard parser needs quadratic time for a key of very many dotted parts; no honest line has these.
MAX_DOTS_IN_LINE: Final = 64

_AT: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

T = TypeVar("T")


class PackFile(Value, frozen=True, kw_only=True):
    """A file of a pack as read: `data` is None where it is no TOML at all."""

    name: str
    text: str = ""
    data: dict[str, Any] | None = None
    faults: tuple[PackFault, ...] = ()

    def located(self, faults: Iterable[Fault]) -> list[PackFault]:
        """Say where in this file the faults of its data stand."""
        if not (found := list(faults)):
            return []
        lines = key_lines(self.text)
        return [
            PackFault(
                file=self.name,
                line=line_of(fault.pointer, lines),
                key=readable_key(fault.pointer),
                message=fault.message,
            )
            for fault in found
        ]


def read_folder(folder: Path) -> tuple[list[PackFile], list[PackFault]]:
    """Read every TOML file that lies directly in `folder`, in the order of their names."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if entry.name.lower().endswith(".toml")]
    except OSError as error:
        message = _("the folder cannot be read: {reason}").format(reason=reason_of(error))
        return [], [PackFault(file="", message=message)]
    faults = []
    if META_FILE not in {entry.name for entry in found}:
        faults.append(PackFault(file=META_FILE, message=_("this file is missing")))
    if all(entry.name == META_FILE for entry in found):
        faults.append(PackFault(file="", message=_("the folder holds no task")))
    if len(found) > MAX_FILES:
        message = _("more than {limit} files; the rest was not read").format(limit=MAX_FILES)
        faults.append(PackFault(file="", message=message))
    chosen = sorted(found, key=lambda entry: entry.name)[:MAX_FILES]
    return [_read_entry(entry) for entry in chosen], faults


def read_file(path: Path) -> PackFile:
    """Read one TOML file."""
    try:
        raw = read_up_to(path, MAX_FILE_BYTES + 1)
    except OSError as error:
        return _refused(path.name, _("the file cannot be read: {reason}").format(reason=reason_of(error)))
    if len(raw) > MAX_FILE_BYTES:
        return _refused(path.name, _("the file is larger than {limit} bytes").format(limit=MAX_FILE_BYTES))
    known = compiled(raw)
    try:
        text = raw.decode("utf-8-sig")  # Notepad puts a byte order mark in front
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return _refused(path.name, _("the text is not in UTF-8; save the file in this encoding"), line)
    text = text.replace("\r\n", "\n")
    return _parsed(path.name, text) if known is None else PackFile(name=path.name, text=text, data=known)


def shaped(file: PackFile, kind: type[T]) -> tuple[T | None, list[PackFault]]:
    """Turn a file into a value of `kind`; list the faults of its shape and of its texts."""
    if file.data is None:
        return None, list(file.faults)
    faults = list(_text_faults(file.data))
    try:
        return convert(file.data, kind), file.located(faults)
    except FaultyValueError as error:
        return None, file.located([*error.faults, *faults])


def _read_entry(entry: os.DirEntry[str]) -> PackFile:
    if not entry.is_file(follow_symlinks=False):
        return _refused(entry.name, _("this is not an ordinary file"))
    return read_file(Path(entry.path))


def _parsed(name: str, text: str) -> PackFile:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MAX_DOTS_IN_LINE:
            message = _("more than {limit} dots in one line").format(limit=MAX_DOTS_IN_LINE)
            return _refused(name, message, number)
    try:
        return PackFile(name=name, text=text, data=tomllib.loads(text))
    except RecursionError:
        return _refused(name, _("values are nested too deeply"))
    except ValueError as error:  # TOMLDecodeError, and integers of thousands of digits
        reason = str(error)
        message = _("this is not well-formed TOML: {reason}").format(reason=_AT.sub("", reason))
        return _refused(name, message, _error_line(reason, text))


def _error_line(reason: str, text: str) -> int | None:
    at = _AT.search(reason)
    if at is None:
        return None
    return int(at[1]) if at[1] else text.count("\n") + 1


def _refused(name: str, message: str, line: int | None = None) -> PackFile:
    return PackFile(name=name, faults=(PackFault(file=name, line=line, message=message),))


def _text_faults(data: Any) -> Iterator[Fault]:
    texts = list(_strings(data, ""))
    # One look at all of them is far quicker than one at each.
    is_sound = not unprintable("\n".join(text for _pointer, text in texts))
    for pointer, text in texts:
        messages = [] if is_sound else _character_messages(text)
        if not messages and (text != text.strip() or not text):
            messages = [_("the text is empty, or begins or ends with white space")]
        elif not messages and (fault := placeholder_fault(pointer, text)):
            messages = [fault]
        for message in messages:
            yield Fault(pointer=pointer, message=message)


def _character_messages(text: str) -> list[str]:
    """Return what is wrong with the characters of a text; each is named once, however often it stands there."""
    # Composing cures the marks that are kept apart.
    faults = [*structural_faults(text), *unprintable(unicodedata.normalize("NFC", text))]
    return list(dict.fromkeys(map(_character_message, faults)))


def _character_message(fault: CharacterFault) -> str:
    if fault.kind == "not_nfc":
        message = _("the text is not in the Unicode form NFC (composed letters), from {code} on")
    elif fault.kind == "unprintable":
        message = _("the text has the character {code}, which cannot be printed")
    else:
        message = _("the text has the invisible character {code}")
    return message.format(code=fault.character)


def _strings(data: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield pointer, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _strings(value, f"{pointer}/{escape_pointer(name)}")
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _strings(value, f"{pointer}/{index}")
