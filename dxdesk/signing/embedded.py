"""Taking data out of a PDF that it carries as its source: byte for byte as they were put in."""

from typing import Any, Final

from dxdesk.signing.faults import SigningError
from dxdesk.signing.pdf_reading import damage_said, open_reader

_PACKAGE: Final = ".dxplan.json"
_RECEIPT: Final = ".dxreceipt.json"
_MOST_FILES: Final = 100


def embedded_package(data: bytes) -> bytes:
    """Return the package that a PDF carries as its source; what it says is still to be checked.

    Raises:
        SigningError: the file is no PDF, damaged or encrypted, or carries no plan.
    """
    found = _embedded(data, _PACKAGE)
    if found is None:
        raise SigningError("SG20")
    return found


def embedded_receipt(data: bytes) -> bytes | None:
    """Return the receipt that a PDF carries; None where it carries none. What it says is still to be checked.

    Raises:
        SigningError: the file is no PDF, damaged or encrypted.
    """
    return _embedded(data, _RECEIPT)


def _embedded(data: bytes, ending: str) -> bytes | None:
    reader = open_reader(data)
    with damage_said():
        root = reader.root
        files: Any = root["/AF"] if "/AF" in root else ()  # noqa: SIM401 - its `get` gives the reference
        for index in range(min(len(files), _MOST_FILES)):
            file = files[index]
            if file["/AFRelationship"] == "/Source" and str(file["/F"]).endswith(ending):
                return bytes(file["/EF"]["/F"].data)
    return None
