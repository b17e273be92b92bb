"""Documents and signatures that a package carries: their names, data, sizes and digests."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from dxdesk.package.canonical import sha256_hex
from dxdesk.package.faults import Remark, remark
from dxdesk.package.format import Attachment, Package, Role
from dxdesk.package.strict_base64 import encoded, strictly_decoded

_NAME: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._()+,-]*[A-Za-z0-9)+])?")
# Names that Windows gives to devices, with any ending (Microsoft: Naming Files, Paths, and Namespaces).
_DEVICE: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9]) *(?:\..*)?", re.IGNORECASE
)

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".docx": _DOCX,
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
}
# A receiver opens these by a double click: the ending must be what the role promises, never a program.
_ENDINGS: Final[Mapping[Role, frozenset[str]]] = {
    "docx": frozenset({".docx"}),
    "pdf": frozenset({".pdf"}),
    "signed-pdf": frozenset({".pdf"}),
    "scan": frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}),
    "slip": frozenset({".docx", ".pdf"}),
}


def attached(role: Role, name: str, data: bytes) -> Attachment:
    """Return the entry of a document with its data; the ending of `name` says the media type.

    Raises:
        KeyError: a document cannot have such an ending.
    """
    return Attachment(
        role=role,
        name=name,
        media_type=_MEDIA_TYPES[_ending(name)],
        size=len(data),
        sha256=sha256_hex(data),
        data=encoded(data),
    )


def document_faults(package: Package) -> Iterator[Remark]:
    """List what is wrong with the documents; one without data is checked as far as it goes."""
    seen: set[str] = set()
    for index, document in enumerate(package.documents):
        place = f"/documents/{index}"
        yield from _name_faults(document, place)
        if document.name.lower() in seen:  # as Windows compares names
            yield remark("DX162", f"{place}/name", name=document.name)
        seen.add(document.name.lower())
        if document.data is not None:
            yield from _data_faults(document, document.data, place)


def signature_faults(package: Package) -> Iterator[Remark]:
    """List the signatures that are not base64; whom they are by is not checked here."""
    for index, signature in enumerate(package.signatures):
        if not strictly_decoded(signature.value):
            yield remark("DX155", f"/signatures/{index}/value")


def _name_faults(document: Attachment, place: str) -> Iterator[Remark]:
    if _NAME.fullmatch(document.name) is None or _DEVICE.fullmatch(document.name):
        yield remark("DX161", f"{place}/name", name=document.name)
        return
    ending = _ending(document.name)
    if ending not in _ENDINGS[document.role] or document.media_type != _MEDIA_TYPES[ending]:
        yield remark(
            "DX166", f"{place}/name", name=document.name, media_type=document.media_type, role=document.role
        )


def _data_faults(document: Attachment, text: str, place: str) -> Iterator[Remark]:
    data = strictly_decoded(text)
    if data is None:
        yield remark("DX163", f"{place}/data", name=document.name)
        return
    if len(data) != document.size:
        yield remark("DX164", f"{place}/size", name=document.name, found=len(data), stated=document.size)
    if sha256_hex(data) != document.sha256:
        yield remark("DX165", f"{place}/data", name=document.name)


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
