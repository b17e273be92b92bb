"""Opening a PDF from outside: hostile until checked."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from dxdesk.signing.faults import SigningError

_WITHIN: Final = 1024  # bytes from either end in which readers look for the marks of a PDF


@contextmanager
def damage_said() -> Iterator[None]:
    """Turn what a damaged file makes the library raise into one plain fault.

    Raises:
        SigningError: the file is damaged.
    """
    try:
        yield
    except SigningError:
        raise
    except Exception as error:
        # A file that was made to do harm makes the library raise whatever there is.
        raise SigningError("SG24") from error


class Appender(IncrementalPdfFileWriter):
    """Appends to a file and leaves what it says of itself (its form for keeping among it) as it is."""

    def _update_meta(self) -> None:
        pass


def open_reader(data: bytes) -> PdfFileReader:
    """Return a reader of the file.

    Raises:
        SigningError: it is no PDF, cut off, damaged or encrypted.
    """
    if b"%PDF-" not in data[:_WITHIN]:
        raise SigningError("SG01")
    if b"%%EOF" not in data[-_WITHIN:]:
        raise SigningError("SG23")
    with damage_said():
        reader = PdfFileReader(BytesIO(data))
        if reader.encrypted:
            raise SigningError("SG02")
        _ = reader.root["/Pages"]
    return reader


def open_writer(data: bytes) -> Appender:
    """Return a writer that appends to the file; what stands in it stays as it is.

    Raises:
        SigningError: it is no PDF, damaged or encrypted.
    """
    open_reader(data)
    with damage_said():
        return Appender(BytesIO(data))
