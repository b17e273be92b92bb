"""What makes the file one for keeping: PDF/A-3u (ISO 19005-3) with the data of the plan inside.

The data travel as an associated file of relationship Source: who has the signed paper has what is counted.
"""

from hashlib import md5
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFStreamFilterZCompress,
    PDFString,
    PDFText,
)

from dxdesk.render.pdf.colour import CONDITION, srgb_profile
from dxdesk.render.pdf.objects import File, PlainStream

_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/">
   <pdfaid:part>3</pdfaid:part>
   <pdfaid:conformance>U</pdfaid:conformance>
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
   <pdf:Keywords>{keywords}</pdf:Keywords>
   <pdf:Producer>{producer}</pdf:Producer>
   <xmp:CreatorTool>{creator}</xmp:CreatorTool>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
{room}<?xpacket end="w"?>"""
_ROOM: Final = (" " * 99 + "\n") * 20  # for programs that write into the packet where it stands

_JSON: Final = "/application#2Fjson"  # the media type as a name of PDF


class Source(NamedTuple):
    """The data that a document was made from: an ASCII file name, a word on it, and the bytes."""

    name: str
    description: str
    data: bytes


def describe(file: File, language: str) -> None:
    """Say in the file's metadata what it is, in the very words of its information dictionary."""
    info = file.info
    packet = _PACKET.format(
        title=escape(info.title),
        author=escape(info.author),
        subject=escape(info.subject),
        keywords=escape(info.keywords),
        producer=escape(info.producer),
        creator=escape(info.creator),
        language=language,
        room=_ROOM,
    )
    file.Catalog.Metadata = PlainStream({"Type": "Metadata", "Subtype": "XML"}, packet.encode())


def add_colours(file: File) -> None:
    """Name the colour space that the pages are meant for."""
    profile = PDFStream(PDFDictionary({"N": 3}), srgb_profile(), [PDFStreamFilterZCompress()])
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString(CONDITION),
        "Info": PDFString(CONDITION),
        "DestOutputProfile": file.Reference(profile),
    }
    file.Catalog.OutputIntents = PDFArray([PDFDictionary(intent)])


def attach(file: File, source: Source) -> None:
    """Put the data into the file; they come out byte for byte."""
    parameters = {
        "Size": len(source.data),
        "CheckSum": PDFText(md5(source.data, usedforsecurity=False).digest()),
    }
    kind: dict[str, Any] = {
        "Type": PDFName("EmbeddedFile"),
        "Subtype": _JSON,
        "Params": PDFDictionary(parameters),
    }
    embedded = file.Reference(PDFStream(PDFDictionary(kind), source.data, [PDFStreamFilterZCompress()]))
    specification = {
        "Type": PDFName("Filespec"),
        "F": PDFString(source.name),
        "UF": PDFString(source.name),
        "Desc": PDFString(source.description),
        "AFRelationship": PDFName("Source"),
        "EF": PDFDictionary({"F": embedded, "UF": embedded}),
    }
    reference = file.Reference(PDFDictionary(specification))
    tree = PDFDictionary({"Names": PDFArray([PDFString(source.name), reference])})
    file.Catalog.Names = PDFDictionary({"EmbeddedFiles": tree})
    file.Catalog.AF = PDFArray([reference])
    file.updateSignature(source.data)
