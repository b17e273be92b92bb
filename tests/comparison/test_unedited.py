"""A Word file that nobody changed says what the plan says, also after other programs wrote it anew."""

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings

from dxdesk.cli.files import choose_pack, read_plan
from dxdesk.comparison.comparison import compare
from dxdesk.plan.model import Plan
from dxdesk.resources import resource
from tests.comparison.returned import docx_of, plan_of, printed, returned
from tests.conftest import Tool
from tests.document.printed_plans import printed_plans
from tests.document.sample_plans import full_plan, pack

SAMPLES: Final[list[tuple[Any, Any]]] = [
    (level, form) for level in ("xa", "huyen") for form in ("plan", "decision")
]


def _rewritten(data: bytes, pattern: str, new: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = re.sub(pattern, new, part.decode()).encode()
            archive.writestr(name, part)
    return buffer.getvalue()


@pytest.mark.parametrize(("level", "form"), SAMPLES)
def test_our_own_file(level: Any, form: Any) -> None:
    plan = full_plan(level, form)
    assert compare(plan, pack(), docx_of(plan)).is_same


@pytest.mark.parametrize("name", ["xa", "huyen"])
def test_the_sample_plans_of_the_program(name: str) -> None:
    plan = read_plan(resource("samples", f"{name}.dxplan.json")).package.plan
    assert compare(plan, choose_pack(plan, None), docx_of(plan)).is_same


@given(printed_plans())
@settings(max_examples=40)
def test_any_plan(plan: Plan) -> None:
    comparison = compare(plan, pack(), docx_of(plan))
    assert (comparison.differences, comparison.stranger) == ((), "")


def test_another_writer_of_docx() -> None:
    assert compare(plan_of(), pack(), returned()).is_same


@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        ("“|”", "&quot;"),
        (" - ", " – "),
        (
            r"(<w:t[^>]*>)(\w+) ",
            r'\1\2</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t xml:space="preserve"> ',
        ),
        ("<w:tr>", '<w:tr w:rsidR="00A1">'),
    ],
    ids=["straight quotes", "long dashes", "divided runs", "revision marks"],
)
def test_what_word_changes_by_itself(pattern: str, new: str) -> None:
    changed = _rewritten(printed(), pattern, new)
    assert changed != printed()
    assert compare(plan_of(), pack(), changed).is_same


def test_libreoffice_saves_it_again(tool: Tool, tmp_path: Path) -> None:
    for level, form in SAMPLES:
        (tmp_path / f"{level}-{form}.docx").write_bytes(docx_of(full_plan(level, form)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    saved = tmp_path / "saved"
    files = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    command = [tool("soffice"), profile, "--headless", "--convert-to", "docx", "--outdir", str(saved), *files]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    for level, form in SAMPLES:
        data = (saved / f"{level}-{form}.docx").read_bytes()
        assert compare(full_plan(level, form), pack(), data).is_same, (level, form)
