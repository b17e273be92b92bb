"""Taking the data of a plan out of a PDF: byte for byte as they were put in."""

from typing import Any, Final

from dxdesk.signing.faults import SigningError
from dxdesk.signing.pdf_reading import damage_said, open_reader

_ENDING: Final = ".dxplan.json"
_MOST_FILES: Final = 100


def embedded_package(data: bytes) -> bytes:
    """Return the package that a PDF carries as its source; what it says is still to be checked.

    Raises:
        SigningError: the file is no PDF, damaged or encrypted, or carries no plan.
    """
    reader = open_reader(data)
    with damage_said():
        root = reader.root
        files: Any = root["/AF"] if "/AF" in root else ()  # noqa: SIM401 - its `get` gives the reference
        for index in range(min(len(files), _MOST_FILES)):
            file = files[index]
            if file["/AFRelationship"] == "/Source" and str(file["/F"]).endswith(_ENDING):
                return bytes(file["/EF"]["/F"].data)
    raise SigningError("SG20")
