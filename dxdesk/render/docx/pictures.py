"""The pictures of a document, with the parts that name them."""

from collections.abc import Mapping
from typing import Final

from dxdesk.document.tree import Chart

_RELATIONS_PART: Final = "word/_rels/document.xml.rels"
_TYPES_PART: Final = "[Content_Types].xml"
_IMAGE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_PNG: Final = b'<Default Extension="png" ContentType="image/png"/>'


class Pictures:
    """Gathers the pictures of a document while its body is written."""

    def __init__(self) -> None:
        self._data: list[bytes] = []

    def add(self, chart: Chart, width: float) -> str:
        """Return a chart as a paragraph of `width` mm."""
        # Whoever prints no charts does without the library that draws them.
        from dxdesk.render.docx.picture import picture  # noqa: PLC0415

        number = len(self._data) + 1
        shown, data = picture(chart, width, number, _relation(number))
        self._data.append(data)
        return shown

    def parts(self, base: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the parts that pictures add to those of an empty document, or change."""
        if not self._data:
            return {}
        relations = "".join(
            f'<Relationship Id="{_relation(number)}" Type="{_IMAGE}" Target="media/chart{number}.png"/>'
            for number in range(1, len(self._data) + 1)
        )
        types = base[_TYPES_PART]
        if b'Extension="png"' not in types:
            types = types.replace(b"<Override", _PNG + b"<Override", 1)
        return {
            _TYPES_PART: types,
            _RELATIONS_PART: base[_RELATIONS_PART].replace(
                b"</Relationships>", relations.encode() + b"</Relationships>"
            ),
            **{f"word/media/chart{number}.png": data for number, data in enumerate(self._data, start=1)},
        }


def _relation(number: int) -> str:
    return f"rIdChart{number}"
