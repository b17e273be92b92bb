"""A chart is laid out once, and stands alike in both files."""

import io
import zipfile
from contextlib import closing

import msgspec
import pypdfium2
from PIL import Image

from dxdesk.document.chart import draw, in_words
from dxdesk.document.tree import Chart, ChartRow, Document, Paragraph, Run, Section
from dxdesk.render.docx.writing import write_docx
from dxdesk.render.pdf.writing import write_pdf

LONG = "Giám sát, xử lý vi phạm, tin giả, thông tin vi phạm pháp luật trên mạng và bảo vệ trẻ em"
CHART = Chart(
    title="Nhiệm vụ",
    series=("Thực hiện", "Không thực hiện", "Chưa trả lời"),
    rows=(
        ChartRow(label=LONG, figures=(20, 10, 0)),
        ChartRow(label="Không ai", figures=(0, 0, 0)),
        ChartRow(label="Tất cả", figures=(10, 20, 10)),
    ),
    unit="xã",
)
BODY = Paragraph(style="body", runs=(Run(text="Văn bản"),))
DOCUMENT = Document(
    title="Thử",
    author="Thử",
    keywords="",
    sections=(Section(title="Thử", orientation="portrait", blocks=(BODY, CHART, BODY)),),
)
WIDTH = 467.0


def test_bars_are_as_long_as_their_figures_and_stay_within() -> None:
    drawing = draw(CHART, WIDTH)
    rows = sorted({bar.y for bar in drawing.bars})[1:]  # below the legend
    first = sorted((bar for bar in drawing.bars if bar.y == rows[0]), key=lambda bar: bar.x)
    last = [bar for bar in drawing.bars if bar.y == rows[1]]
    assert [round(bar.width / first[1].width, 6) for bar in first] == [2, 1]
    assert round(sum(bar.width for bar in last) / sum(bar.width for bar in first), 6) == round(4 / 3, 6)
    assert len({bar.shade for bar in last}) == 3
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in drawing.bars)
    assert all(bar.y >= 0 and bar.y + bar.height <= drawing.height for bar in drawing.bars)
    assert all(word.x >= 0 for word in drawing.words)


def test_a_chart_of_nothing_is_empty() -> None:
    drawing = draw(Chart(title="Không", series=("Số",), rows=()), WIDTH)
    assert not drawing.bars
    assert not drawing.words


def test_the_pdf_has_its_words_and_the_docx_a_picture_of_the_same_size() -> None:
    pdf = pypdfium2.PdfDocument(write_pdf(DOCUMENT).data)
    said = " ".join(pdf[0].get_textpage().get_text_range().split())
    pdf.close()
    assert "Không ai" in said
    assert "40 xã" in said
    with zipfile.ZipFile(io.BytesIO(write_docx(DOCUMENT))) as archive:
        picture = Image.open(io.BytesIO(archive.read("word/media/chart1.png")))
        assert 'Extension="png"' in archive.read("[Content_Types].xml").decode()
        assert "media/chart1.png" in archive.read("word/_rels/document.xml.rels").decode()
        body = archive.read("word/document.xml").decode()
    height = draw(CHART, 165 * 72 / 25.4).height
    assert picture.size == (round(165 / 25.4 * 300), round(height / 72 * 300))
    assert in_words(CHART) in body
    assert "Không thực hiện 10" in in_words(CHART)


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert write_docx(DOCUMENT) == write_docx(DOCUMENT)
    assert write_pdf(DOCUMENT).data == write_pdf(DOCUMENT).data


def test_a_long_chart_fills_its_page_and_goes_on_below_its_legend() -> None:
    rows = tuple(ChartRow(label=f"Huyện số {number}", figures=(number, 1, 0)) for number in range(1, 61))
    chart = msgspec.structs.replace(CHART, rows=rows)
    section = Section(title="Thử", orientation="portrait", blocks=(*(BODY,) * 12, chart))
    file = write_pdf(msgspec.structs.replace(DOCUMENT, sections=(section,)))
    with closing(pypdfium2.PdfDocument(file.data)) as pdf:
        said = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
    first, second = said
    assert "Huyện số 30 31 xã" in first
    assert "Huyện số 60 61 xã" in second
    assert all("Chưa trả lời" in page for page in said)
    # The frame is closed on either page.
    for page in file.placed:
        strokes = [(top, stroke) for top, box in page for stroke in box.strokes]
        sides = [top + stroke.y2 for top, stroke in strokes if stroke.x1 == stroke.x2]
        assert max(sides) in {top + stroke.y1 for top, stroke in strokes if stroke.y1 == stroke.y2}


def test_a_short_chart_is_not_divided() -> None:
    rows = tuple(ChartRow(label=f"Huyện số {number}", figures=(number, 1, 0)) for number in range(1, 8))
    chart = msgspec.structs.replace(CHART, rows=rows)
    for before in range(28, 36):
        section = Section(title="Thử", orientation="portrait", blocks=(*(BODY,) * before, chart))
        with closing(
            pypdfium2.PdfDocument(write_pdf(msgspec.structs.replace(DOCUMENT, sections=(section,))).data)
        ) as pdf:
            pages = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
        assert sorted("Huyện số" in page for page in pages) in ([True], [False, True])


def test_a_lead_in_never_ends_a_page() -> None:
    lead = msgspec.structs.replace(BODY, runs=(Run(text="Đề nghị:"),), keep_with_next=True)
    for before in range(36, 40):
        section = Section(title="Thử", orientation="portrait", blocks=(*(BODY,) * before, lead, BODY))
        document = msgspec.structs.replace(DOCUMENT, sections=(section,))
        with closing(pypdfium2.PdfDocument(write_pdf(document).data)) as pdf:
            pages = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
        assert not any(page.rstrip().endswith("Đề nghị:") for page in pages)
        with zipfile.ZipFile(io.BytesIO(write_docx(document))) as archive:
            body = archive.read("word/document.xml").decode()
        assert body.count("<w:keepNext/>") == 1


def test_short_names_leave_the_room_to_the_bars() -> None:
    short = msgspec.structs.replace(CHART, rows=CHART.rows[1:])
    assert max(bar.width for bar in draw(short, WIDTH).bars) > max(
        bar.width for bar in draw(CHART, WIDTH).bars
    )
