"""What other programs make of the files: validators of both formats, and LibreOffice."""

import json
import subprocess
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from openxml_audit import OpenXmlValidator

from dxdesk.plan.model import Plan
from tests.conftest import Tool
from tests.document.lengthy_plans import SENTENCE, plan_of_length, with_long_cell
from tests.document.one_of_everything import one_of_everything, whole_pack
from tests.document.printed_plans import printed_plans
from tests.document.sample_plans import full_plan, one_pillar_pack, short_plan
from tests.render.pdf_layout import lines_with_signature
from tests.render.pdf_text import PdfFile
from tests.render.rendered import SAMPLES, Files, docx_of, files_of, sample_files
from tests.render.word_comparison import difference

pytestmark = pytest.mark.once

NAMES: Final = (
    *("-".join(sample) for sample in SAMPLES),
    "everything",
    "letters",
    "divided-row",
    "recipients",
)
LENGTHS: Final = (0, 5, 11, 20, 25)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Files]]:
    """Return files on disk, without the ending of their names, with what was written."""
    folder = tmp_path_factory.mktemp("written")
    many = tuple(f"Ủy ban nhân dân xã số {number}" for number in range(300))
    files = {"-".join(sample): sample_files(*sample) for sample in SAMPLES} | {
        "everything": files_of(one_of_everything("decision"), whole_pack()),
        "letters": files_of(full_plan("huyen"), one_pillar_pack()),
        "divided-row": files_of(with_long_cell(SENTENCE * 40)),
        "recipients": files_of(short_plan(recipients=many)),
    }
    files |= {f"length-{number}": files_of(plan_of_length(number)) for number in LENGTHS}
    for name, file in files.items():
        (folder / f"{name}.docx").write_bytes(file.docx.data)
        (folder / f"{name}.pdf").write_bytes(file.pdf.data)
    return {name: (folder / name, file) for name, file in files.items()}


@pytest.mark.parametrize("name", NAMES)
def test_openxml_audit_finds_nothing(written: dict[str, tuple[Path, Files]], name: str) -> None:
    path, _ = written[name]
    result = OpenXmlValidator(security_validation=True).validate(path.with_suffix(".docx"))
    assert result.is_valid
    assert [str(error) for error in result.errors] == []


@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(printed_plans())
def test_openxml_audit_finds_nothing_in_any_plan(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(docx_of(plan).data)
    result = OpenXmlValidator(security_validation=True).validate(path)
    assert [str(error) for error in result.errors] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_open_xml_sdk_finds_nothing(
    written: dict[str, tuple[Path, Files]], name: str, tool: Tool
) -> None:
    path, _ = written[name]
    command = [tool("ooxml-validator"), str(path.with_suffix(".docx"))]
    result = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert json.loads(result.stdout)["errors"] == []
    assert result.returncode == 0


@pytest.mark.parametrize("name", NAMES)
def test_qpdf_finds_nothing(written: dict[str, tuple[Path, Files]], name: str, tool: Tool) -> None:
    path, _ = written[name]
    command = [tool("qpdf"), "--check", str(path.with_suffix(".pdf"))]
    result = subprocess.run(command, capture_output=True, check=False, timeout=60, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "File is not encrypted" in result.stdout


@pytest.fixture(scope="module")
def converted(
    written: dict[str, tuple[Path, Files]], tool: Tool, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, PdfFile]:
    """Return the DOCX files as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("converted")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    sources = [str(path.with_suffix(".docx")) for path, _ in written.values()]
    command = [
        tool("soffice"),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *sources,
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return {name: PdfFile((folder / f"{name}.pdf").read_bytes()) for name in written}


def test_libreoffice_prints_the_same_words(
    written: dict[str, tuple[Path, Files]], converted: dict[str, PdfFile]
) -> None:
    for name, (_, files) in written.items():
        if name == "recipients":  # stand beside the signature, over several pages
            assert sorted(files.docx.words) == sorted(converted[name].words)
        else:
            assert difference(files.docx.words, converted[name].words) == "", name


def test_libreoffice_prints_as_many_pages(
    written: dict[str, tuple[Path, Files]], converted: dict[str, PdfFile]
) -> None:
    for name, (_, files) in written.items():
        if name == "recipients":
            continue
        pages, ours = len(converted[name].pages), len(files.pdf.pages)
        assert abs(pages - ours) <= 1, f"{name}: {pages} pages in LibreOffice, {ours} in our PDF"


def test_libreoffice_numbers_the_pages_alike(converted: dict[str, PdfFile]) -> None:
    for name, pdf in converted.items():
        for section in pdf.sections:
            numbers = ["".join(piece.text for piece in page.margin_texts) for page in section]
            assert numbers == ["", *(str(number) for number in range(2, len(section) + 1))], name


def test_libreoffice_never_leaves_a_signature_alone(converted: dict[str, PdfFile]) -> None:
    for name in (*("-".join(sample) for sample in SAMPLES), *(f"length-{number}" for number in LENGTHS)):
        assert min(lines_with_signature(converted[name])) >= 2, name
