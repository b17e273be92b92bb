"""The same document as PDF by other means: bare zlib, reportlab's Paragraph, typst, WeasyPrint, LibreOffice."""

import re
import subprocess
import zlib
from base64 import a85decode
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib import import_module
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any, Final

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as PlatypusParagraph
from reportlab.platypus import Table as PlatypusTable

from dxdesk.document.decree30 import (
    CELL_PADDING,
    CLOSING_WIDTHS,
    LETTERHEAD_WIDTHS,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    RULE_WEIGHT,
    STYLES,
    Align,
    Style,
    StyleName,
)
from dxdesk.document.metrics import style_face
from dxdesk.document.tree import Block, Closing, Document, Letterhead, Paragraph, Row, Section, Table
from dxdesk.render.docx.writing import write_docx
from dxdesk.render.pdf.fonts import FILES, register
from dxdesk.render.pdf.writing import write_pdf
from dxdesk.resources import resource
from tests.benchmarks.timing import Work

_MM: Final = 72 / 25.4
_CHUNK: Final = 50
_LEADING: Final = 1.15
_ALIGNMENTS: Final[dict[Align, int]] = {
    "left": TA_LEFT,
    "center": TA_CENTER,
    "right": TA_RIGHT,
    "justify": TA_JUSTIFY,
}
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
