"""Objects of a file that reportlab writes otherwise than a file for keeping needs them."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import (
    PDFCatalog,
    PDFDictionary,
    PDFInfo,
    PDFObject,
    PDFStream,
    PDFString,
)

_CODE: Final = re.compile(r"^<[0-9A-F]{2}> <(?!0000)[0-9A-F]{4}>$", re.MULTILINE)
_LIST: Final = re.compile(r"^[0-9]+ beginbfchar\n.*?^endbfchar$", re.MULTILINE | re.DOTALL)
_MOST_CODES: Final = 100  # in one list (Adobe Technical Note 5411, 1.4.1)

# A document that is being written, as reportlab makes it: without types.
File = Any


class Catalog(PDFCatalog):
    """The root of a file, with the entries that reportlab does not know."""

    def __init__(self) -> None:
        """Begin with an empty root."""
        super().__init__()
        self.__NoDefault__ = [*PDFCatalog.__NoDefault__, "AF", "OutputIntents"]


class Information(PDFInfo):
    """Document information without dates: the same plan gives the same bytes on any day."""

    def format(self, document: File) -> bytes:
        """Return the bytes of the dictionary."""
        entries = {
            "Title": self.title,
            "Author": self.author,
            "Subject": self.subject,
            "Keywords": self.keywords,
            "Creator": self.creator,
            "Producer": self.producer,
        }
        strings = {name: PDFString(text) for name, text in entries.items()}
        formatted: bytes = PDFDictionary(strings).format(document)
        return formatted


class Objects(dict[str, Any]):
    """The objects of a file: each one is asked for just before it is written, which is the time to pause."""

    def __init__(self, objects: Mapping[str, Any], pause: Callable[[], object]) -> None:
        """Hold the objects; `pause` is called before each of them."""
        super().__init__(objects)
        self._pause = pause

    def __getitem__(self, name: str) -> Any:
        """Return an object as it is to be written."""
        self._pause()
        found = super().__getitem__(name)
        if not isinstance(found, PDFStream):
            return found
        if name.startswith("toUnicodeCMap:"):
            found.content = _LIST.sub(lambda codes: "\n".join(_lists(codes[0])), found.content)
        return _EndedStream(found)


class _EndedStream(PDFObject):
    """A stream with the end of line before `endstream` that ISO 19005-3, 6.1.7.1, wants."""

    def __init__(self, stream: PDFStream) -> None:
        self._stream = stream

    def format(self, document: File) -> bytes:
        written: bytes = self._stream.format(document)
        return written.removesuffix(b"endstream\n") + b"\nendstream\n"


class PlainStream(PDFObject):
    """A stream that is not compressed, to be found by programs that do not know PDF."""

    __RefOnly__ = 1

    def __init__(self, names: Mapping[str, str], content: bytes) -> None:
        """Hold the content; `names` are the entries of its dictionary, all of them names."""
        self._names = names
        self._content = content

    def format(self, _document: File) -> bytes:
        """Return the bytes of the stream."""
        entries = "".join(f"/{key} /{value} " for key, value in self._names.items())
        head = f"<< {entries}/Length {len(self._content)} >>\nstream\n"
        return head.encode() + self._content + b"\nendstream\n"


def _lists(codes: str) -> Iterator[str]:
    """Yield the codes that mean a character, in lists that are not too long (ISO 19005-3, 6.2.11.7.2)."""
    meant = _CODE.findall(codes)
    for start in range(0, len(meant), _MOST_CODES):
        some = meant[start : start + _MOST_CODES]
        yield "\n".join([f"{len(some)} beginbfchar", *some, "endbfchar"])
