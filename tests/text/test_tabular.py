"""What Excel, LibreOffice and Word put on the clipboard is read as the table that people saw."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.text.characters import clean, structural_faults
from dxdesk.text.table_grid import MOST_COLUMNS, MOST_ROWS, Merged, TableTooLargeError
from dxdesk.text.tabular import Block, cleaned, converted, legacy_in, read_block, write_block
from tests.strategies import CHARACTERS, hostile_texts

CLIPBOARD = Path(__file__).parent / "clipboard"
Rows = tuple[tuple[str, ...], ...]


def recorded(name: str) -> str:
    return (CLIPBOARD / name).read_bytes().decode()


def in_table(markup: str) -> Rows:
    return read_block("", f"<table>{markup}</table>").rows


def cell(markup: str) -> str:
    return in_table(f"<tr><td>{markup}</td></tr>")[0][0]


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """Rows of equal length with texts as they are kept: without blanks at the ends of lines and cells."""
    width = draw(st.integers(1, 4))
    text = st.text(CHARACTERS + '\n\n""', max_size=12).map(
        lambda text: "\n".join(line.rstrip() for line in text.split("\n")).strip()
    )
    row = st.lists(text, min_size=width, max_size=width).map(tuple)
    return tuple(draw(st.lists(row, max_size=4)))


@given(tables())
def test_what_is_copied_out_is_read_back(rows: Rows) -> None:
    plain, html = write_block(rows)
    assert read_block(plain).rows == rows
    assert read_block(plain, html).rows == rows


@pytest.mark.parametrize("program", ["excel", "libreoffice", "word"])
def test_programs_agree_about_the_same_table(program: str) -> None:
    block = read_block(recorded(f"{program}.txt"), recorded(f"{program}.html"))
    assert block.rows == read_block(recorded("excel.txt")).rows
    assert (len(block.rows), block.width, block.merged) == (13, 7, ())
    assert block.rows[2][1].endswith(
        "công nghệ số:\n- Thanh toán không dùng tiền mặt;\n- Dịch vụ công trực tuyến"
    )
    assert block.rows[8][1] == "Cài đặt phần mềm phòng, chống mã độc <tập trung>"
    assert block.rows[1][5:] == ("", "")


def test_plain_text_of_calc_is_read_alike() -> None:
    assert read_block(recorded("libreoffice.txt")).rows == read_block(recorded("excel.txt")).rows


@pytest.mark.parametrize(
    ("plain", "rows"),
    [
        ("", ()),
        ("một", (("một",),)),
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ("a\tb\rc\td", (("a", "b"), ("c", "d"))),
        ("a\n\nb\n", (("a",), ("",), ("b",))),
        ("a\t\tb\nc\n", (("a", "", "b"), ("c", "", ""))),
        ('"a\tb"\t"c\r\nd"\t"e""f"\n', (("a b", "c\nd", 'e"f'),)),
        ('"Chuyển đổi số" là gì\t5"\n', (('"Chuyển đổi số" là gì', '5"'),)),
        ('"chưa đóng\tb\n', (('"chưa đóng', "b"),)),
        ("a\u00a0\tU\u0309y ban\u200b\tx\u000by\0", (("a", "Ủy ban", "x\ny"),)),
    ],
)
def test_plain_text_is_cut_into_cells(plain: str, rows: Rows) -> None:
    assert read_block(plain).rows == rows


def test_html_without_a_table_gives_way_to_the_plain_text() -> None:
    assert read_block("a\tb", "<p>a b</p>").rows == (("a", "b"),)
    assert read_block("a\tb", "<![broken <table").rows == (("a", "b"),)


def test_merged_cells_are_known_and_read_once() -> None:
    block = read_block("", recorded("word_groups.html"))
    assert block.rows[0] == (
        "STT",
        "Nhiệm vụ",
        "Cơ quan, đơn vị chủ trì",
        "Thời gian\nhoàn thành",
        "Dự kiến kinh phí (nghìn đồng)",
        "",
        "",
        "Ghi chú",
    )
    assert block.rows[1] == ("", "", "", "", "Tổng số", "Ngân sách huyện", "Ngân sách xã", "")
    assert block.rows[5][1:4] == ("Mua máy quét", "", "Quý II")
    assert Merged(row=0, column=4, rows=1, columns=3) in block.merged
    assert Merged(row=4, column=2, rows=2, columns=1) in block.merged


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a<br>b", "a\nb"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("  a\n   b  ", "a b"),
        ("a&nbsp;&nbsp;b &amp; &lt;c&gt; &#7879; &ecirc;", "a  b & <c> ệ ê"),
        ("<b>a</b> <i>b</i>c", "a bc"),
        ("a<!-- x --><style>p{}</style><script>y<z</script>b", "ab"),
        ("a<!--[if gte mso 9]><xml><x>1</x></xml><![endif]-->b", "ab"),
        ("a<span style='display:none'>hidden<b>x</b></span>b", "ab"),
        ("a<span style='mso-hide:all'>hidden", "a"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("x<ol><li>a<li>b</ol>", "x\n1. a\n2. b"),
        ("<p><o:p>&nbsp;</o:p></p>", ""),
        ("<p>a<o:p></o:p></p><p><o:p>&nbsp;</o:p></p>", "a"),
        ("<span style='mso-list:Ignore'>·<span>&nbsp; </span></span>a", "- a"),
        ("<span style='mso-list:Ignore'>a)<span>&nbsp; </span></span>b", "a) b"),
        ("a<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>b", "a\n1 2\n3\nb"),
    ],
)
def test_the_text_of_a_cell_is_what_one_sees(markup: str, text: str) -> None:
    assert cell(markup) == text


def test_tags_that_are_left_open_end_where_they_must() -> None:
    assert in_table("<tr><td>a<td>b<tr><td><p style='display:none'>x<td>c") == (("a", "b"), ("", "c"))
    assert in_table("<tr style='display:none'><td>x<td>y<tr><td>a<td>b") == (("a", "b"),)


def test_a_frame_around_the_table_is_looked_through() -> None:
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    assert in_table(f"<tr><td>{inner}</td></tr>") == (("a", "b"),)


def test_tables_one_after_the_other_are_one_block() -> None:
    assert read_block("", "<table><tr><td>a<td>b</table><p>x<table><tr><td>c</table>").rows == (
        ("a", "b"),
        ("c", ""),
    )


@pytest.mark.parametrize(
    ("plain", "html"),
    [
        ("a\n" * (MOST_ROWS + 1), None),
        ("a\t" * (MOST_COLUMNS + 1), None),
        ("", "<table>" + "<tr><td>a" * (MOST_ROWS + 1)),
        ("", "<table><tr>" + "<td>a" * (MOST_COLUMNS + 1)),
        ("", "<table><tr><td>" * 1000),
        ("a" * 6_000_000, None),
    ],
)
def test_what_is_too_large_is_refused_in_plain_words(plain: str, html: str | None) -> None:
    with pytest.raises(TableTooLargeError, match="Copy a part of it"):
        read_block(plain, html)


def test_huge_spans_cover_no_more_than_there_is() -> None:
    span = "9" * 5_000
    rows = in_table(f"<tr><td rowspan={span}>a<td colspan={span}>b<tr><td>c<tr><td rowspan=x>d")
    assert rows == (("a", "b"), ("", "c"), ("", "d"))


@pytest.mark.parametrize("piece", ["<!--", "<a ", "<a b='", "<![if x", "<!-- >", "</", "<?", "<", "&#"])
def test_markup_without_an_end_is_given_up_at_once(piece: str) -> None:
    start = "<table><tr><td>x"
    assert read_block("a\tb", start + piece * 200_000).rows in {
        (("a", "b"),),
        (("x",),),
        (("x" + piece * 200_000,),),
    }


TAGS = "table tr td th p br ul li span o:p style tbody".split()  # noqa: SIM905 - shorter
PIECES = [f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]
PIECES += [
    "<td rowspan=3>",
    "<td colspan=2>",
    "<![if x]>",
    "<![endif]>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<!x",
    "<?",
    "&#x110000;",
]
PIECES += [
    "<p style='display:none'>",
    "<tr style='display:none'>",
    "<span style='mso-list:Ignore'>",
    "chữ",
    " ",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), hostile_texts())
def test_any_html_gives_clean_rows_of_one_length(html: str, text: str) -> None:
    with suppress(TableTooLargeError):
        block = read_block(text, "<table>" + html + text)
        assert len(set(map(len, block.rows))) <= 1
        assert all(not structural_faults(each) or legacy_in(block) for row in block.rows for each in row)
        assert all(span.row + span.rows <= len(block.rows) for span in block.merged)
        assert all(span.column + span.columns <= block.width for span in block.merged)


@given(st.lists(st.lists(hostile_texts(), max_size=3), max_size=3))
def test_anything_that_is_copied_out_is_read_as_clean_text(rows: list[list[str]]) -> None:
    plain, html = write_block(rows)
    for block in (read_block(plain), read_block(plain, html)):
        assert len(block.rows) >= len(rows)


def test_numbers_go_out_as_numbers_and_all_else_as_text() -> None:
    _plain, html = write_block([["350000000", "=1+1", "15/3", "0123", "a\nb"]])
    cells = html.partition("<tr>")[2].split("</td>")
    assert cells[0] == "<td>350000000"
    assert all("mso-number-format" in each for each in cells[1:5])


def test_an_old_encoding_is_recognised_before_its_letters_are_cleaned_away() -> None:
    block = read_block(recorded("excel_tcvn3.txt"))
    encoding = legacy_in(block)
    assert encoding == "tcvn3"
    rows = converted(block, encoding).rows
    assert rows[1:] == (
        ("Tập huấn cho người dân", "Trường tiểu học", "Quý I"),
        ("Thư viện số", "Thư viện", "Tháng 3"),
    )
    assert legacy_in(converted(block, encoding)) is None
    assert all(text == clean(text) for row in cleaned(block).rows for text in row)


def test_cells_in_unicode_stay_when_the_others_are_converted() -> None:
    block = Block(rows=(("Đơn vị chủ trì", "TËp huÊn cho ng\u00adêi d©n"),))
    assert converted(block, "tcvn3").rows == (("Đơn vị chủ trì", "Tập huấn cho người dân"),)


def test_unicode_is_no_old_encoding() -> None:
    assert legacy_in(read_block(recorded("excel.txt"))) is None
