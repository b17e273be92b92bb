"""Who we are measured beside: what each needs, and how much of its time ours may take."""

import shutil
from collections.abc import Callable
from importlib import import_module
from typing import Final, NamedTuple

from dxdesk.document.tree import Document
from tests.benchmarks import docx_peers, markup, pdf_peers, platypus
from tests.benchmarks.comparison import Comparison
from tests.benchmarks.timing import Work, by_turns

_OURS: Final = "ours"


class Peer(NamedTuple):
    """Another way of making a file; `needs` is the module or program that it cannot do without."""

    name: str
    make: Callable[[Document], Work]
    target: float | None
    needs: str = ""


DOCX_PEERS: Final = (
    Peer("floor: zip of the same parts", docx_peers.bare_zip, 2.0),
    Peer("python-docx row.cells", docx_peers.python_docx, 0.25),
    Peer("docxtpl", docx_peers.docxtpl, 1.0, "docxtpl"),
)
PDF_PEERS: Final = (
    Peer("floor: zlib of the page streams", pdf_peers.bare_zlib, None),
    Peer("reportlab Paragraph everywhere", platypus.paragraph_everywhere, 0.4),
    Peer("typst", markup.typst, 1.0, "typst"),
    Peer("WeasyPrint", markup.weasyprint, 0.1, "weasyprint"),
    Peer("LibreOffice from DOCX", pdf_peers.libreoffice, 0.1, pdf_peers.OFFICE),
)


def beside(
    work: str, ours: Work, peers: tuple[Peer, ...], document: Document, repeats: int
) -> list[Comparison]:
    """Measure ours with each peer, one after the other: by turns with one, unburdened by the rest."""
    return [_compared(work, ours, peer, document, repeats) for peer in peers]


def _compared(work: str, ours: Work, peer: Peer, document: Document, repeats: int) -> Comparison:
    if not _is_there(peer.needs):
        return Comparison(work, by_turns({_OURS: ours}, repeats)[_OURS], peer.name, None, peer.target)
    times = by_turns({_OURS: ours, peer.name: peer.make(document)}, repeats)
    return Comparison(work, times[_OURS], peer.name, times[peer.name], peer.target)


def _is_there(needs: str) -> bool:
    if not needs or shutil.which(needs):
        return True
    try:
        import_module(needs)
    except (ImportError, OSError):  # a module may lack the library below it
        return False
    return True
