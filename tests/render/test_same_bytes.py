"""The same plan gives the same files, on any day and machine."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings

from dxdesk.document.compose import compose
from dxdesk.plan.model import Plan
from dxdesk.render.docx.writing import write_docx
from dxdesk.render.pdf.writing import write_pdf
from tests.document.printed_plans import printed_plans
from tests.document.sample_plans import full_plan, pack
from tests.render.rendered import SAMPLES, Sample

ROOT = Path(__file__).parents[2]
PROGRAM = "from tests.render.test_same_bytes import digests; print(*digests())"


def files(plan: Plan) -> Iterator[bytes]:
    document = compose(plan, pack())
    yield write_docx(document)
    yield write_pdf(document).data


def digests() -> Iterator[str]:
    """Yield the digests of the samples' files."""
    for sample in SAMPLES:
        for data in files(full_plan(*sample)):
            yield hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("sample", SAMPLES)
def test_twice_the_same_bytes(sample: Sample) -> None:
    assert list(files(full_plan(*sample))) == list(files(full_plan(*sample)))


def test_another_document_between_changes_nothing() -> None:
    first = list(files(full_plan("xa")))
    list(files(full_plan("huyen", "decision")))
    assert list(files(full_plan("xa"))) == first


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(printed_plans())
def test_any_plan_twice_the_same_bytes(plan: Plan) -> None:
    assert list(files(plan)) == list(files(plan))


def digests_elsewhere(**surroundings: str) -> list[str]:
    """Return the digests that another process finds."""
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | surroundings,
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    return result.stdout.split()


@pytest.mark.parametrize(
    ("seed", "zone", "locale"), [("1", "Asia/Ho_Chi_Minh", "C"), ("4321", "America/Anchorage", "vi_VN.UTF-8")]
)
def test_another_process_gives_the_same_bytes(seed: str, zone: str, locale: str) -> None:
    assert digests_elsewhere(PYTHONHASHSEED=seed, TZ=zone, LC_ALL=locale) == list(digests())


def test_a_build_clock_in_the_surroundings_changes_nothing() -> None:
    assert digests_elsewhere(SOURCE_DATE_EPOCH="1700000000") == list(digests())


def test_another_day_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    today = list(files(full_plan()))
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 400 * 86_400)
    assert list(files(full_plan())) == today


def test_the_docx_names_no_time_of_writing() -> None:
    data, _ = files(full_plan())
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in archive.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")


def test_the_pdf_names_no_time_of_writing() -> None:
    _, data = files(full_plan())
    assert b"CreationDate" not in data
    assert b"ModDate" not in data
