"""The parts of a DOCX that do not depend on the plan, made once with python-docx."""

from functools import cache
from io import BytesIO
from typing import Final, NamedTuple
from zipfile import ZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.coreprops import CT_CoreProperties
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from dxdesk import __version__
from dxdesk.document.tree import Document
from dxdesk.render.docx.styles import style_id, write_styles
from dxdesk.render.docx.xml import NAMESPACE

_UNWANTED: Final = {
    # The template's copy for Word 2007 disagrees with our styles; Word would "repair" the file.
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.WEB_SETTINGS,
    RELATIONSHIP_TYPE.THUMBNAIL,
}
DOCUMENT_PART: Final = "word/document.xml"
NUMBERING_PART: Final = "word/numbering.xml"
CORE_PART: Final = "docProps/core.xml"
_SETTINGS: Final = (
    f'<w:settings xmlns:w="{NAMESPACE}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
    "</w:settings>"
)


class Skeleton(NamedTuple):
    """The ready parts by name, and the relationship of the header with the page number."""

    parts: dict[str, bytes]
    header: str


@cache
def skeleton() -> Skeleton:
    """Return the parts of an empty document with our styles, settings and header."""
    document = docx.Document()
    for holder in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in holder.items() if relation.reltype in _UNWANTED]:
            del holder[key]
    write_styles(document.styles)
    _replace_content(document.settings.element, _SETTINGS)
    header = _add_header(document)
    buffer = BytesIO()
    document.save(buffer)
    with ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/app.xml"] = _application()
    return Skeleton(parts, header)


def core_properties(document: Document) -> bytes:
    """Return the part with title, author, keywords and language; no clock, so that bytes repeat."""
    element = CT_CoreProperties.new()
    properties = CoreProperties(element)
    properties.title = document.title[:255]
    properties.author = document.author[:255]
    properties.subject = document.title[:255]
    properties.keywords = document.keywords[:255]
    properties.language = "vi-VN"
    return serialize_part_xml(element)


def _replace_content(element: BaseOxmlElement, xml: str) -> None:
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(xml)):
        element.append(child)


def _add_header(document: WordDocument) -> str:
    section = document.sections[0]
    section.header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]._p  # noqa: SLF001 - fields have no API of their own
    for child in list(paragraph):
        paragraph.remove(child)
    style = OxmlElement("w:pStyle")
    style.set(qn("w:val"), style_id("page-number"))
    properties = OxmlElement("w:pPr")
    properties.append(style)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    paragraph.append(properties)
    paragraph.append(field)
    reference = document.sections[0]._sectPr.find(qn("w:headerReference"))  # noqa: SLF001
    return str(reference.get(qn("r:id")))


def _application() -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>dxdesk {__version__}</Application></Properties>"
    ).encode()
