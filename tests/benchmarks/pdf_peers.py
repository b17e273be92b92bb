"""The least that a PDF costs (zlib), and LibreOffice, which makes one of our DOCX."""

import re
import subprocess
import zlib
from base64 import a85decode
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from dxdesk.document.tree import Document
from dxdesk.render.docx.writing import write_docx
from dxdesk.render.pdf.writing import write_pdf
from tests.benchmarks.timing import Work

OFFICE: Final = "soffice"
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)\s*endstream", re.DOTALL)
_TIMEOUT: Final = 300


def bare_zlib(document: Document) -> Work:
    """Compress the page streams of our own PDF: what no writer can do without."""
    streams = page_streams(write_pdf(document).data)

    def work() -> list[bytes]:
        return [zlib.compress(stream) for stream in streams]

    return work


def page_streams(data: bytes) -> list[bytes]:
    """Return the decoded streams of a PDF that show text."""
    decoded = (_decoded(match[1]) for match in _STREAM.finditer(data))
    return [stream for stream in decoded if b"BT" in stream and b"Tj" in stream]


def libreoffice(document: Document) -> Work:
    """Convert our DOCX, the start of LibreOffice included: it is what a user would wait for."""
    folder = TemporaryDirectory(prefix="dxdesk-benchmark-")
    place = Path(folder.name)
    source = place / "plan.docx"
    source.write_bytes(write_docx(document))
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    command = [OFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", str(place), str(source)]

    def work() -> bytes:
        subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT)
        return (Path(folder.name) / "plan.pdf").read_bytes()

    return work


def _decoded(stream: bytes) -> bytes:
    if stream.rstrip().endswith(b"~>"):
        stream = a85decode(b"<~" + stream.strip(), adobe=True)
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""
