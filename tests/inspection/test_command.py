"""`dxdesk decree30` as a user sees it."""

import json
from argparse import Namespace
from pathlib import Path

import pytest
from docx.shared import Pt

from dxdesk.cli.decree30 import run
from tests.inspection.planting import changed_docx, composed, pdf_of, styled


def _run(path: Path, data: bytes, *, as_json: bool = False) -> int:
    path.write_bytes(data)
    return run(Namespace(file=path, json=as_json))


def test_one_calm_sentence_where_nothing_deviates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(tmp_path / "plan.pdf", pdf_of(composed())) == 0
    assert capsys.readouterr().out == "The document keeps to Decree 30/2020/NĐ-CP; nothing deviates.\n"


def test_deviations_with_page_place_and_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def enlarge(word: object) -> None:
        styled(word, "nation")[0].runs[0].font.size = Pt(14)  # type: ignore[arg-type]

    assert _run(tmp_path / "plan.docx", changed_docx(enlarge)) == 1
    assert capsys.readouterr().out == (
        "1 deviation from Decree 30/2020/NĐ-CP, Appendix I:\n"
        "  [D211] The size of the letters is not the one of the decree.\n"
        "    Page 1, National title: “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”\n"
        "    Found: size 14. The decree wants: size 12 to 13 (Appendix I, II.1.a).\n"
    )


def test_what_programs_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(tmp_path / "plan.pdf", pdf_of(composed()), as_json=True) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["readable"], answer["format"], answer["deviations"]) == (True, "pdf", [])
    assert _run(tmp_path / "plan.txt", b"text", as_json=True) == 1
    assert json.loads(capsys.readouterr().out) == {
        "readable": False,
        "message": "The file is neither a DOCX nor a PDF.",
        "cure": "Give a DOCX or a PDF.",
    }


def test_a_file_that_cannot_be_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(tmp_path / "plan.doc", b"\xd0\xcf\x11\xe0" + bytes(100)) == 1
    assert capsys.readouterr().out.startswith("The file is an old Word document (.doc).")
