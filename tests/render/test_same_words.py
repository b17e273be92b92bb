from collections import Counter

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from dxdesk.plan.model import Plan
from tests.document.printed_plans import printed_plans
from tests.document.sample_plans import full_plan, one_pillar_pack, short_plan
from tests.render.rendered import SAMPLES, Sample, files_of, sample_files
from tests.render.word_comparison import contradiction, difference

LONG = "Rà soát, cập nhật danh sách thành viên của từng tổ công nghệ số cộng đồng; " * 60


@pytest.mark.parametrize("sample", SAMPLES)
def test_docx_and_pdf_say_the_same(sample: Sample) -> None:
    files = sample_files(*sample)
    assert difference(files.docx.words, files.pdf.words) == ""


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(printed_plans())
def test_docx_and_pdf_say_the_same_of_any_plan(plan: Plan) -> None:
    assert contradiction(files_of(plan)) == ""


def test_lists_of_23_points_are_lettered_alike() -> None:
    files = files_of(full_plan("huyen"), one_pillar_pack())
    assert difference(files.docx.words, files.pdf.words) == ""


def test_a_row_that_fills_pages_loses_no_word() -> None:
    plan = full_plan()
    key = next(key for key, entry in plan.tasks.items() if entry.activities)
    entry = plan.tasks[key]
    activity = msgspec.structs.replace(entry.activities[0], text=LONG, output=LONG[:1500])
    long_entry = msgspec.structs.replace(entry, activities=(activity, *entry.activities[1:]))
    files = files_of(msgspec.structs.replace(plan, tasks={**plan.tasks, key: long_entry}))
    # Two cells go on side by side over the pages, so only the words can be the same, not their order.
    assert Counter(files.docx.words) == Counter(files.pdf.words)


def test_three_hundred_recipients_lose_no_word() -> None:
    recipients = tuple(f"Ủy ban nhân dân xã số {number} (để thực hiện)" for number in range(300))
    files = files_of(short_plan(recipients=recipients))
    # A long list stands below the signature in the PDF.
    assert Counter(files.docx.words) == Counter(files.pdf.words)
