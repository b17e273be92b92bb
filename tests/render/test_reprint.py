"""A plan printed from data that came: no page of it passes for the issued document."""

import pypdfium2
import pytest

from dxdesk.document.compose import compose
from dxdesk.render.pdf.reprint import MARK, reprint
from dxdesk.render.pdf.writing import write_pdf
from tests.document.sample_plans import full_plan, pack
from tests.render.pdf_text import PdfFile, joined
from tests.render.rendered import SAMPLES, Sample


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_page_and_the_title_say_what_it_is(sample: Sample) -> None:
    plan = full_plan(*sample)
    data, issued = reprint(plan), write_pdf(compose(plan, pack())).data
    marked, plain = PdfFile(data).pages, PdfFile(issued).pages
    assert {page.landscape for page in marked} == {False, True}
    for page, same in zip(marked, plain, strict=True):
        (mark, *rest) = page.margin_texts
        assert mark.text == MARK
        assert joined(rest) == joined(same.margin_texts)
        assert all(mark.bottom > piece.top for piece in (*rest, *page.body))
        assert page.body == same.body
    assert all(MARK not in joined(page.pieces) for page in plain)
    title = pypdfium2.PdfDocument(data).get_metadata_value("Title")
    assert title.startswith("Bản in từ dữ liệu: ")
