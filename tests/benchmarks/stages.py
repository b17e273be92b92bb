"""Where the time of an export goes: chosen functions timed within one run, each without those inside it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pkgutil import resolve_name
from statistics import median
from time import perf_counter
from typing import Any, Final
from unittest.mock import patch

from dxdesk.document import compose
from dxdesk.document.lines import forget_lines
from dxdesk.document.tree import Document
from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import Plan
from dxdesk.render.docx import writing as docx_writing
from dxdesk.render.pdf import writing as pdf_writing
from tests.benchmarks.timing import Work

REST: Final = "the rest"
_PDF: Final = "dxdesk.render.pdf"
_DOCX: Final = "dxdesk.render.docx"

# From a name in print to the functions that belong to it, as they are looked up when called.
PDF_STAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "compose": ("dxdesk.document.compose.compose",),
    "line breaking": (f"{_PDF}.flow.break_lines", f"{_PDF}.table.break_lines"),
    "boxes": (f"{_PDF}.writing.section_boxes",),
    "pages": (f"{_PDF}.writing.paginate",),
    "drawing": (f"{_PDF}.writing._write_page", f"{_PDF}.writing._write_page_number"),
    "font subsetting": ("reportlab.pdfbase.ttfonts.TTFontFile.makeSubset",),
    "zlib": ("zlib.compress",),
    "ASCII85": ("reportlab.pdfbase.pdfdoc.asciiBase85Encode",),
    "file structure": ("reportlab.pdfgen.canvas.Canvas.save",),
}
DOCX_STAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "compose": ("dxdesk.document.compose.compose",),
    "paragraphs": (f"{_DOCX}.writing.paragraph_xml",),
    "tables": (f"{_DOCX}.tables._row",),
    "core properties": (f"{_DOCX}.writing.core_properties",),
    "zip": ("zipfile.ZipFile.writestr",),
}


class Stopwatch:
    """Adds up seconds by name; time within an inner stage counts only there."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inner: list[float] = [0.0]

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with its time counted."""

        def call(*arguments: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            start = perf_counter()
            try:
                return work(*arguments, **named)
            finally:
                taken = perf_counter() - start
                self.spent[name] += taken - self._inner.pop()
                self._inner[-1] += taken

        return call


def pdf_stages(plan: Plan, pack: Pack, repeats: int) -> dict[str, float]:
    """Return the median seconds of each stage of composing a plan and writing it as PDF."""
    return _stages(PDF_STAGES, partial(_afresh, pdf_writing.write_pdf, plan, pack), repeats)


def docx_stages(plan: Plan, pack: Pack, repeats: int) -> dict[str, float]:
    """Return the same of DOCX."""
    return _stages(DOCX_STAGES, partial(_afresh, docx_writing.write_docx, plan, pack), repeats)


def _afresh(write: Callable[[Document], object], plan: Plan, pack: Pack) -> None:
    """Compose and write a plan as if for the first time."""
    forget_lines()
    write(compose.compose(plan, pack))


def _stages(stages: Mapping[str, tuple[str, ...]], work: Work, repeats: int) -> dict[str, float]:
    work()
    runs: list[defaultdict[str, float]] = []
    for _ in range(repeats):
        watch = Stopwatch()
        with _watched(stages, watch):
            watch.timed(REST, work)()
        runs.append(watch.spent)
    return {name: median(run[name] for run in runs) for name in (*stages, REST)}


@contextmanager
def _watched(stages: Mapping[str, tuple[str, ...]], watch: Stopwatch) -> Iterator[None]:
    with ExitStack() as stack:
        for name, functions in stages.items():
            for function in functions:
                stack.enter_context(patch(function, watch.timed(name, resolve_name(function))))
        yield
