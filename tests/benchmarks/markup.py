"""The same document as source for typst and as HTML for WeasyPrint."""

from collections.abc import Iterator
from html import escape
from importlib import import_module
from itertools import count
from typing import Final

from dxdesk.document.decree30 import (
    CELL_PADDING,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    PAGE_LONG,
    PAGE_SHORT,
    RULE_WEIGHT,
    STYLES,
    Style,
    StyleName,
)
from dxdesk.document.metrics import ASCENT, DESCENT
from dxdesk.document.tree import Document, Row, Section, Table
from dxdesk.render.pdf.fonts import FILES
from dxdesk.resources import resource
from tests.benchmarks.flat import flat, shown
from tests.benchmarks.timing import Work

_PAD_X, _PAD_Y = CELL_PADDING
_MARGINS: Final = (MARGIN_TOP, MARGIN_RIGHT, MARGIN_BOTTOM, MARGIN_LEFT)
_FAMILY: Final = "Liberation Serif"
_LINE: Final = ASCENT + DESCENT  # em


def typst(document: Document) -> Work:
    """Write typst source and compile it, without tags (ours has none), fonts read before.

    Typst remembers the layout of what it has set already. Each call sets the text a hair smaller, so that
    every call is work, as a new plan is.
    """
    module = import_module("typst")
    compiler = module.Compiler(
        font_paths=module.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(resource("fonts"))]
        )
    )
    calls = count(1)

    def work() -> bytes:
        source = typst_source(document, shrink=next(calls) / 100_000)
        data = compiler.compile(source.encode(), format="pdf", pdf_tags=False)
        assert isinstance(data, bytes)
        return data

    return work


def weasyprint(document: Document) -> Work:
    """Write HTML and print it with WeasyPrint, fonts read before."""
    module = import_module("weasyprint")
    fonts = import_module("weasyprint.text.fonts").FontConfiguration()
    sheet = module.CSS(string=_style_sheet(), font_config=fonts, base_url=str(resource("fonts")) + "/")

    def work() -> bytes:
        page = module.HTML(string=html_source(document))
        data = page.write_pdf(stylesheets=[sheet], font_config=fonts)
        assert isinstance(data, bytes)
        return data

    return work


def typst_source(document: Document, shrink: float = 0.0) -> str:
    """Return the document as typst source; `shrink` points smaller."""
    return "\n".join([*_typst_styles(shrink), *(_typst_section(section) for section in document.sections)])


def html_source(document: Document) -> str:
    """Return the document as HTML."""
    return "".join(["<!doctype html><html lang=vi><body>", *map(_html_section, document.sections)])


def _typst_styles(shrink: float) -> Iterator[str]:
    edges = f"top-edge: {ASCENT:.4f}em, bottom-edge: {-DESCENT:.4f}em"
    yield f'#set text(font: "{_FAMILY}", lang: "vi", hyphenate: false, {edges})'
    yield f"#set table(stroke: {RULE_WEIGHT}pt, inset: (x: {_PAD_X}mm, y: {_PAD_Y}mm))"
    for name, style in STYLES.items():
        side = "left" if style.align == "justify" else style.align
        weight = "bold" if style.bold else "regular"
        slope = "italic" if style.italic else "normal"
        leading = f"{_LINE * (style.line - 1):.4f}em"
        justify = str(style.align == "justify").lower()
        indent = f"(amount: {style.first_indent}mm, all: true)"
        yield (
            f"#let {name}(it) = {{ set align({side}); "
            f'set text(size: {style.size - shrink:.5f}pt, weight: "{weight}", style: "{slope}"); '
            f"set par(justify: {justify}, leading: {leading}, spacing: {leading} + {style.after}pt, "
            f"first-line-indent: {indent}); par(it) }}"
        )


def _typst_section(section: Section) -> str:
    turned = str(section.orientation == "landscape").lower()
    top, right, bottom, left = _MARGINS
    margins = f"(top: {top}mm, right: {right}mm, bottom: {bottom}mm, left: {left}mm)"
    lines = [f'#set page(paper: "a4", flipped: {turned}, margin: {margins}, numbering: "1")']
    for block in flat(section):
        if isinstance(block, Table):
            lines.append(_typst_table(block))
        else:
            lines.append(f"#{block.style}({_quoted(shown(block))})")
    return "\n".join(lines)


def _typst_table(table: Table) -> str:
    widths = ", ".join(f"{width}mm" for width in table.widths)
    header = f"table.header({''.join(_typst_row(row) for row in table.header)})"
    rows = "\n".join(_typst_row(row) for row in table.rows)
    return f"#table(columns: ({widths}), {header},\n{rows})"


def _typst_row(row: Row) -> str:
    return "".join(
        f"table.cell(colspan: {cell.span}, {cell.style}({_quoted(cell.text)})), " for cell in row.cells
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _html_section(section: Section) -> str:
    blocks = "".join(
        _html_table(block)
        if isinstance(block, Table)
        else f'<p class="{block.style}">{escape(shown(block))}</p>'
        for block in flat(section)
    )
    return f'<section class="{section.orientation}">{blocks}</section>'


def _html_table(table: Table) -> str:
    columns = "".join(f'<col style="width:{width}mm">' for width in table.widths)
    header = "".join(_html_row(row) for row in table.header)
    rows = "".join(_html_row(row) for row in table.rows)
    return f"<table><colgroup>{columns}</colgroup><thead>{header}</thead><tbody>{rows}</tbody></table>"


def _html_row(row: Row) -> str:
    cells = (
        f'<td colspan={cell.span} class="{cell.style}">{escape(cell.text).replace(chr(10), "<br>")}</td>'
        for cell in row.cells
    )
    return f"<tr>{''.join(cells)}</tr>"


def _style_sheet() -> str:
    margins = " ".join(f"{margin}mm" for margin in _MARGINS)
    pages = (
        f"@page portrait {{ size: {PAGE_SHORT}mm {PAGE_LONG}mm; margin: {margins} }}"
        f"@page landscape {{ size: {PAGE_LONG}mm {PAGE_SHORT}mm; margin: {margins} }}"
        "@page { @top-center { content: counter(page) } }"
        "section.portrait { page: portrait } section.landscape { page: landscape }"
        "section { break-after: page } table { border-collapse: collapse; table-layout: fixed; width: 100% }"
        f"td {{ border: {RULE_WEIGHT}pt solid; padding: {_PAD_Y}mm {_PAD_X}mm; vertical-align: top }}"
    )
    faces = "".join(
        f'@font-face {{ font-family: "{_FAMILY}"; src: url("{resource("fonts", file).as_uri()}"); '
        f"font-weight: {'bold' if 'bold' in face else 'normal'}; "
        f"font-style: {'italic' if 'italic' in face else 'normal'} }}"
        for face, file in FILES.items()
    )
    return faces + pages + "".join(_css_rule(name, style) for name, style in STYLES.items())


def _css_rule(name: StyleName, style: Style) -> str:
    return (
        f".{name} {{ font: {'italic' if style.italic else 'normal'} {'bold' if style.bold else 'normal'} "
        f'{style.size}pt/{style.line * _LINE} "{_FAMILY}"; text-align: {style.align}; '
        f"text-indent: {style.first_indent}mm; margin: {style.before}pt 0 {style.after}pt }}"
    )
