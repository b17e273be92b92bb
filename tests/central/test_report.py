"""The report as its readers get it: workbook, tables for other systems, and a document of Decree 30."""

import csv
import io
import json
import zipfile
from collections import Counter
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import duckdb
import msgspec
import pypdfium2
import pytest
from openxml_audit import OpenXmlValidator
from pdf_oxide import PdfDocument

from dxdesk.central.chasing.claims import claims
from dxdesk.central.consolidation.consolidation import consolidate
from dxdesk.central.consolidation.units import unit_figures
from dxdesk.central.database import open_database
from dxdesk.central.intake import Intake
from dxdesk.central.parquet import parquet_bytes
from dxdesk.cli.main import run
from dxdesk.consolidation.areas import scope_of
from dxdesk.consolidation.consolidation import Consolidation
from dxdesk.document.tree import Chart, Paragraph, Table, text_of
from dxdesk.guidance.loading import pack_for_year
from dxdesk.inspection.inspection import inspect_file
from dxdesk.report.composing import compose_report
from dxdesk.report.csv_file import csv_bytes
from dxdesk.report.issuer import Named, issuer_of, letterhead_of
from dxdesk.report.naming import FIELDS, LEVELS
from dxdesk.report.sheet import Column, Sheet
from dxdesk.report.sheets import sheets_of
from dxdesk.report.workbook import workbook_bytes
from dxdesk.text.numerals import number_text
from tests.central.imports import central, imported, made

AT = datetime(2023, 1, 5, 2, 30, tzinfo=UTC)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ODD = ("=1+1", "+84 24", "-SUM(A1)", "@all", "https://example.org", "007", 'a "b"\n c', "\tx")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXDESK_LANG", "en")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("central")
    packages = made(folder / "made", 30, seed=7, twisted=0.2)
    database = f"sqlite:///{folder / 'central.sqlite3'}"
    imported(database, folder / "intake", packages)
    return database


@pytest.fixture(scope="module")
def nation(url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a nation's report."""
    out = tmp_path_factory.mktemp("report")
    code, _said = central("report", "--db", url, "--year", 2023, "--out", out)
    assert code == 0
    return out


@pytest.fixture(scope="module")
def found(url: str) -> Consolidation:
    with closing(open_database(url)) as database:
        return consolidate(database, 2023, pack_for_year(2023))


def xml_in(data: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ET.fromstring(archive.read(name))  # noqa: S314 - written here


def table(path: Path) -> list[dict[str, str]]:
    text = path.read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def a_sheet(*rows: tuple[object, ...]) -> Sheet:
    columns = (
        Column(key="text", title="Chữ", about="Chữ"),
        Column(key="money", title="Tiền", kind="money", about="Tiền"),
        Column(key="share", title="Tỷ lệ", kind="decimal", about="Tỷ lệ"),
        Column(key="seen_at", title="Lúc", kind="moment", about="Lúc"),
    )
    return Sheet(key="odd", title="Thử", about="Thử.", columns=columns, rows=rows)  # type: ignore[arg-type]


def test_a_text_never_becomes_a_formula() -> None:
    sheet = a_sheet(*((text, None, None, None) for text in ODD))
    data = workbook_bytes([sheet], [], "", AT)
    root = xml_in(data, "xl/worksheets/sheet1.xml")
    assert not root.findall(f".//{MAIN}f")
    assert not root.findall(f".//{MAIN}hyperlink")
    cells = [cell for row in root.findall(f".//{MAIN}row")[2:] for cell in row.findall(f"{MAIN}c")]
    assert {cell.get("t") for cell in cells} == {"inlineStr"}
    assert ["".join(cell.itertext()) for cell in cells] == list(ODD)


def test_a_table_of_text_is_harmless_to_a_spreadsheet_and_unchanged_for_a_program() -> None:
    sheet = a_sheet(*((text, None, None, None) for text in ODD))
    rows = list(csv.reader(io.StringIO(csv_bytes(sheet).decode("utf-8-sig"), newline="")))
    assert [row[0] for row in rows[1:]] == [f"'{t}" if t[0] in "=+-@\t" else t for t in ODD]
    assert csv_bytes(sheet).startswith(b"\xef\xbb\xbf")


def test_numbers_days_and_money_keep_their_types(tmp_path: Path) -> None:
    amount = 12_345_678_901_234_567_890
    sheet = a_sheet(("a", amount, Decimal("12.500000"), AT), ("b", 1_500_000, Decimal("0.0001"), None))
    cells = xml_in(workbook_bytes([sheet], [], "", AT), "xl/worksheets/sheet1.xml")
    first, second = (row.findall(f"{MAIN}c") for row in cells.findall(f".//{MAIN}row")[2:])
    assert first[1].get("t") == "inlineStr"  # a cell's number would be rounded
    assert [cell.get("t", "n") for cell in first[2:]] == ["n", "n"]
    assert second[1].findtext(f"{MAIN}v") == "1500000"
    path = tmp_path / "odd.parquet"
    path.write_bytes(parquet_bytes(sheet))
    with duckdb.connect() as connection:
        relation = connection.read_parquet(str(path))
        assert [str(kind) for kind in relation.types] == [
            "VARCHAR",
            "DECIMAL(38,0)",
            "DECIMAL(38,6)",
            "TIMESTAMP WITH TIME ZONE",
        ]
        assert relation.project("text, money, share, epoch(seen_at)").fetchall() == [
            ("a", Decimal(amount), Decimal("12.5"), AT.timestamp()),
            ("b", Decimal(1_500_000), Decimal("0.0001"), None),
        ]


def test_texts_are_in_parquet_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "odd.parquet"
    path.write_bytes(parquet_bytes(a_sheet(*((text, None, None, None) for text in ODD))))
    with duckdb.connect() as connection:
        rows = connection.read_parquet(str(path)).project("text").fetchall()
    assert [text for (text,) in rows] == list(ODD)


def test_the_workbook_has_filters_frozen_heads_and_charts(nation: Path) -> None:
    data = (nation / "2023-vn-report.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    sheets = [name for name in names if name.startswith("xl/worksheets/sheet")]
    assert len([name for name in names if name.startswith("xl/charts/chart")]) == 7
    for name in sheets[1:]:
        root = xml_in(data, name)
        assert root.find(f".//{MAIN}autoFilter") is not None, name
        pane = root.find(f".//{MAIN}pane")
        assert pane is not None
        assert (pane.get("state"), pane.get("ySplit")) == ("frozen", "2")
        assert not root.findall(f".//{MAIN}f")


def test_no_chart_of_the_workbook_is_cut_by_the_end_of_a_page(nation: Path) -> None:
    data = (nation / "2023-vn-report.xlsx").read_bytes()
    root = xml_in(data, "xl/worksheets/sheet1.xml")
    scale = root.find(f".//{MAIN}pageSetup")
    assert scale is not None
    assert root.find(f".//{MAIN}pageSetUpPr") is None  # fitted to a page, Excel heeds no breaks
    rows_of_page = 172 / 25.4 * 96 / 20 / int(scale.get("scale", "100")) * 100
    breaks = [0, *(int(each.get("id", "0")) for each in root.findall(f".//{MAIN}brk"))]
    drawing = xml_in(data, "xl/drawings/drawing1.xml")
    space = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
    anchors = drawing.findall(f"{space}twoCellAnchor")
    assert len(anchors) == 7
    for anchor in anchors:
        first, last = (int(anchor.findtext(f"{space}{end}/{space}row", "")) for end in ("from", "to"))
        page = max(each for each in breaks if each <= first)
        assert last - page < rows_of_page
        assert not any(first < each <= last for each in breaks)


def test_all_tables_say_the_same_sums(nation: Path, found: Consolidation) -> None:
    expected = sum(one.amount for one in found.now.funding if one.kind == "nation")
    rows = table(nation / "csv" / "funding.csv")
    assert sum(int(row["amount"]) for row in rows if row["area_kind"] == "Cả nước") == expected
    with duckdb.connect() as connection:
        parquet = connection.read_parquet(str(nation / "parquet" / "funding.parquet"))
        (total,) = parquet.filter("area_kind = 'Cả nước'").sum("amount").fetchall()[0]
    assert total == expected > 0
    units = table(nation / "csv" / "units.csv")
    assert sum(int(row["amount"] or 0) for row in units) == expected
    assert len(units) == 11_366


def test_every_column_is_explained(nation: Path) -> None:
    rows = table(nation / "csv" / "columns.csv")
    told = {(row["table"], row["column"]) for row in rows if row["meaning"]}
    for path in (nation / "csv").glob("*.csv"):
        if path.stem != "columns":
            heads = path.read_text("utf-8-sig").partition("\n")[0].strip().split(",")
            assert {(path.stem, head) for head in heads} <= told


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_document_keeps_to_the_decree(nation: Path, form: str) -> None:
    path = nation / f"2023-vn-report.{form}"
    assert inspect_file(path.name, path.read_bytes()).deviations == ()
    assert run(["decree30", str(path)]) == 0


def test_validators_find_nothing_in_the_documents(nation: Path) -> None:
    audit = OpenXmlValidator(security_validation=True).validate(nation / "2023-vn-report.docx")
    assert [str(error) for error in audit.errors] == []
    kept = PdfDocument(str(nation / "2023-vn-report.pdf")).validate_pdf_a("3u")
    assert kept["valid"], kept


@pytest.mark.parametrize("level", ["tinh", "huyen"])
def test_so_does_that_of_a_province_and_a_district(
    url: str, found: Consolidation, tmp_path: Path, level: str
) -> None:
    unit = next(one for one in found.units if one.level == "xa" and one.revision)
    code = unit.province if level == "tinh" else unit.district
    arguments = ("--db", url, "--year", 2023, "--of", f"gso-2022:{code}", "--out", tmp_path)
    assert central("report", *arguments, "--only", "docx", "--only", "pdf")[0] == 0
    files = sorted(tmp_path.iterdir())
    assert [path.suffix for path in files] == [".docx", ".pdf"]
    for path in files:
        assert inspect_file(path.name, path.read_bytes()).deviations == ()
    with closing(pypdfium2.PdfDocument(files[1])) as document:
        said = "".join(page.get_textpage().get_text_range() for page in document)
    assert level == "tinh" or unit.name in said


def test_what_a_chart_shows_is_told_to_those_who_do_not_see_it(found: Consolidation, nation: Path) -> None:
    document = compose_report(found, pack_for_year(2023), issuer_of(found.scope), AT)
    charts = [block for block in document.sections[0].blocks if isinstance(block, Chart)]
    with zipfile.ZipFile(nation / "2023-vn-report.docx") as archive:
        body = archive.read("word/document.xml").decode()
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
    assert len(charts) == len(pictures) == body.count("<wp:docPr ")
    assert all(chart.title in body for chart in charts)
    levels = next(chart for chart in charts if "theo cấp" in chart.title)
    assert sum(sum(row.figures) for row in levels.rows) == 11_366


@pytest.mark.parametrize(
    ("code", "agency", "superior", "lines", "symbol", "full"),
    [
        ("40", "", "", "ỦY BAN NHÂN DÂN / TỈNH NGHỆ AN", "BC-UBND", "Ủy ban nhân dân tỉnh Nghệ An"),
        ("417", "UBND huyện Kỳ Sơn", "", "ỦY BAN NHÂN DÂN / HUYỆN KỲ SƠN", "BC-UBND", None),
        (
            "40",
            "Sở Thông tin và Truyền thông tỉnh Nghệ An",
            "UBND TỈNH NGHỆ AN",
            "SỞ THÔNG TIN / VÀ TRUYỀN THÔNG",
            "BC-STTTT",
            "Sở Thông tin và Truyền thông tỉnh Nghệ An",
        ),
        ("", "", "", "BỘ THÔNG TIN / VÀ TRUYỀN THÔNG", "BC-BTTTT", "Bộ Thông tin và Truyền thông"),
        (
            "01",
            "Sở Lao động - Thương binh và Xã hội",
            "UBND THÀNH PHỐ HÀ NỘI",
            "SỞ LAO ĐỘNG - / THƯƠNG BINH VÀ XÃ HỘI",
            "BC-SLĐTBXH",
            "Sở Lao động - Thương binh và Xã hội thành phố Hà Nội",
        ),
        (
            "417",
            "Phòng Văn hóa và Thông tin huyện Kỳ Sơn",
            "UBND HUYỆN KỲ SƠN",
            "PHÒNG VĂN HÓA / VÀ THÔNG TIN",
            "BC-PVHTT",
            "Phòng Văn hóa và Thông tin huyện Kỳ Sơn",
        ),
    ],
)
def test_an_agency_stands_under_the_committee_it_belongs_to(  # noqa: PLR0917 - a table
    code: str, agency: str, superior: str, lines: str, symbol: str, full: str | None
) -> None:
    issuer = issuer_of(scope_of(2023, code), Named(agency=agency))
    head = letterhead_of(issuer, 2023).agency
    assert [text_of(one) for one in head if one.style == "superior"] == [superior][: bool(superior)]
    assert " / ".join(text_of(one) for one in head if one.style == "agency") == lines
    assert issuer.symbol == symbol
    assert issuer.agency == (full or issuer.agency)


def test_the_head_of_a_department_keeps_to_the_decree(url: str, tmp_path: Path) -> None:
    arguments = ("--db", url, "--year", 2023, "--of", "42", "--only", "docx", "--only", "pdf")
    agency = "Sở Thông tin và Truyền thông"
    assert central("report", *arguments, "--agency", agency, "--out", tmp_path)[0] == 0
    for path in tmp_path.iterdir():
        assert inspect_file(path.name, path.read_bytes()).deviations == ()


def test_what_announces_something_stays_with_it(found: Consolidation) -> None:
    document = compose_report(found, pack_for_year(2023), issuer_of(found.scope), AT)
    blocks = [block for block in document.sections[0].blocks if isinstance(block, Paragraph)]
    announcing = [block for block in blocks if text_of(block).endswith(":")]
    assert any(text_of(block) == "Đề nghị:" for block in announcing)
    assert all(block.keep_with_next for block in announcing)


def test_the_same_figures_give_the_same_document(found: Consolidation) -> None:
    pack = pack_for_year(2023)
    one, other = (compose_report(found, pack, issuer_of(found.scope), AT) for _ in range(2))
    assert msgspec.json.encode(one) == msgspec.json.encode(other)


@pytest.mark.parametrize(
    ("of", "said"),
    [("gso-2025:01", "gso-2022"), ("99", "“99”"), ("18490", "“18490”")],
)
def test_a_place_that_cannot_be_reported_on_is_said(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], of: str, said: str
) -> None:
    assert run(["central", "report", "--db", url, "--year", "2023", "--of", of, "--out", str(tmp_path)]) != 0
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_who_has_sent_what_is_held_back_is_told_apart_alike_in_report_and_chasing(tmp_path: Path) -> None:
    url, intake = f"sqlite:///{tmp_path / 'central.sqlite3'}", tmp_path / "intake"
    imported(url, intake, made(tmp_path / "made", 30, seed=7, faulty=0.5))
    with closing(open_database(url)) as database, database.reading() as connection:
        ours, others = (claims(connection, Intake(intake), year) for year in (2023, 2024))
        assert len({one.code for one in ours}) > len({one.code for one in others})
        units = {unit.code: unit for unit in unit_figures(connection, scope_of(2023), date(2022, 12, 10))}
    province = next(units[one.code].province for one in ours if units[one.code].received_at is None)
    place = ("--db", url, "--intake", intake, "--year", 2023, "--of", province, "--out", tmp_path / "out")
    assert central("report", *place, "--only", "csv", "--only", "docx")[0] == 0
    chased = json.loads(central("chase", *place, "--json")[1])
    states = Counter(row["state"] for row in table(tmp_path / "out" / "csv" / "units.csv"))
    assert states["Chưa gửi"] == chased["missing"]
    assert states["Bị giữ lại"] == chased["refused"] > 0
    with zipfile.ZipFile(tmp_path / "out" / f"2023-{province}-report.docx") as archive:
        said = "".join(ET.fromstring(archive.read("word/document.xml")).itertext())  # noqa: S314 - written here
    missing = number_text(chased["missing"] + chased["refused"])
    assert f"chưa gửi {missing} đơn vị, trong đó {chased['refused']} đơn vị đã gửi nhưng bị giữ lại" in said
    assert f"- {number_text(chased['missing'])} đơn vị chưa gửi khẩn trương" in said


def test_json_of_chasing_counts_units(url: str, tmp_path: Path) -> None:
    code, out = central("chase", "--db", url, "--year", 2023, "--of", "01", "--out", tmp_path, "--json")
    assert code == 1
    assert json.loads(out)["missing"] == json.loads(out)["units"] - json.loads(out).get("late", 0)


def test_only_counts_and_money_are_added_up_and_answers_are_a_share_of_yes(
    nation: Path, found: Consolidation
) -> None:
    of_all = [one for one in found.now.indicators if one.kind == "nation"]
    rows = [row for row in table(nation / "csv" / "indicators.csv") if row["area_kind"] == "Cả nước"]
    by_key = {(one.level, one.indicator, one.unit, one.form, one.field): one for one in of_all}
    assert len(by_key) == len(rows)
    for row in rows:
        is_added_up = row["form"] in {"Số lượng", "Số tiền"}
        assert bool(row["total"]) == (is_added_up and int(row["written"]) > int(row["left_out"]))
    yes = next(one for one in of_all if one.form == "yes_no" and one.mean is not None and one.mean % 1)
    shown = next(
        row
        for row in rows
        if (row["indicator_key"], row["level"], row["field"])
        == (yes.indicator, LEVELS[yes.level], FIELDS[yes.field])
    )
    assert yes.mean is not None
    assert Decimal(shown["mean"]) == yes.mean * 100
    assert (shown["total"], shown["least"], shown["most"]) == ("", "", "")
    count = next(
        one for one in of_all if (one.form, one.field, one.level) == ("count", "target", "xa") and one.usable
    )
    document = compose_report(found, pack_for_year(2023), issuer_of(found.scope), AT)
    (annex,) = (block for block in document.sections[3].blocks if isinstance(block, Table))
    texts = [[each.text for each in row.cells] for row in annex.rows]
    assert [LEVELS["xa"]] in texts
    assert not any("(cấp" in each for row in texts for each in row)
    assert any(number_text(count.total) == row[5] for row in texts if len(row) > 5)
    assert any(row[7].endswith("%") for row in texts if len(row) > 7)


def test_every_task_has_its_row_of_money(found: Consolidation) -> None:
    pack = pack_for_year(2023)
    left = [one for one in found.now.funding if one.task != pack.tasks[12].key]
    without = msgspec.structs.replace(found, now=msgspec.structs.replace(found.now, funding=left))
    document = compose_report(without, pack, issuer_of(found.scope), AT)
    (annex,) = (block for block in document.sections[4].blocks if isinstance(block, Table))
    assert [row.cells[0].text for row in annex.rows] == [*(str(task.number) for task in pack.tasks), ""]
    assert {each.text for each in annex.rows[12].cells[2:]} == {""}


def test_figures_in_another_unit_are_not_compared(found: Consolidation) -> None:
    of_all = (one for one in found.now.indicators if (one.kind, one.field) == ("nation", "target"))
    one = next(one for one in of_all if one.mean is not None)
    other = one._replace(unit="nghìn " + one.unit, total=one.total * 2)
    now = msgspec.structs.replace(found.now, indicators=(one, other))
    before = msgspec.structs.replace(found.now, year=2022, indicators=(one,))
    both = msgspec.structs.replace(found, now=now, before=before)
    change = next(sheet for sheet in sheets_of(both, pack_for_year(2023)) if sheet.key == "changes")
    titles = [column.key for column in change.columns]
    rows = [dict(zip(titles, row, strict=True)) for row in change.rows]
    shown = {
        row["unit"]: (row["before"] is not None, row["now"] is not None)
        for row in rows
        if row["measure"] == "Chỉ tiêu bình quân"
    }
    assert shown == {one.unit: (True, True), other.unit: (False, True)}


def test_the_year_before_stands_beside_in_the_workbook_and_in_the_text(found: Consolidation) -> None:
    pack = pack_for_year(2023)
    both = msgspec.structs.replace(found, before=msgspec.structs.replace(found.now, year=2022))
    change = next(sheet for sheet in sheets_of(both, pack) if sheet.key == "changes")
    titles = [column.key for column in change.columns]
    rows = [dict(zip(titles, row, strict=True)) for row in change.rows]
    assert {row["difference"] for row in rows} == {Decimal(0)}
    money = sum(one.amount for one in found.now.funding if one.kind == "nation")
    shown = [row["now"] for row in rows if row["measure"] == "Kinh phí (đồng)" and row["area_code"] == ""]
    assert sum(one for one in shown if isinstance(one, Decimal)) == money
    document = compose_report(both, pack, issuer_of(both.scope), AT)
    texts = [text_of(block) for block in document.sections[0].blocks if isinstance(block, Paragraph)]
    counted = sum(one.digest is not None for one in found.units)
    sentence = f"So với {counted} kế hoạch của năm 2022, tổng kinh phí của {counted} kế hoạch năm nay"
    assert any(sentence in text for text in texts)
    assert not any(sheet.key == "changes" for sheet in sheets_of(found, pack))
