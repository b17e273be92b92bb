"""What a signature shows without a picture: few lines, no name broken where there is room for it."""

import pypdfium2
import pytest

from dxdesk.render.pdf.stamp import BLUE, Words, write_stamp
from tests.render.pdf_text import MM

TIME = "Thời gian ký: 05/12/2022 13:51:52 +07:00"


def lines_of(width: float, height: float, *texts: str) -> list[str]:
    data = write_stamp((width * MM, height * MM), picture=None, words=Words(texts, "right", BLUE))
    with pypdfium2.PdfDocument(data) as document:
        text: str = document[0].get_textpage().get_text_range()
    return text.split("\r\n")


@pytest.mark.parametrize("name", ["Nguyễn Văn A", "Lê Thị Hồng Hạnh", "Tôn Nữ Thị Ninh"])
def test_a_name_stands_on_one_line(name: str) -> None:
    shown = lines_of(50, 34, f"Người ký: {name}", TIME)
    assert shown[0] == f"Người ký: {name}"
    assert len(shown) <= 3


def test_long_texts_are_all_there_even_in_little_room() -> None:
    agency = "Cơ quan: Ủy ban nhân dân thị trấn Nông trường Thống Nhất Mộc Châu"
    assert " ".join(lines_of(36, 36, agency, TIME)) == f"{agency} {TIME}"
    assert " ".join(lines_of(20, 5, agency, TIME)) == f"{agency} {TIME}"
