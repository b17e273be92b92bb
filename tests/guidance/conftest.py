"""A small pack of two tasks that tests may spoil."""

from collections.abc import Callable
from pathlib import Path

import pytest

META = """\
id = 'small'
version = '1.0'
year = 2030
name = 'Small'

[letter]
kind = 'Công văn'
number = '1/X'
year = 2029
issuer = 'Bộ'
subject = 'hướng dẫn'
addressees = ['Các bộ']
theme = 'Dữ liệu'
theme_meaning = 'Dữ liệu'
orientations = []
requests = []

[[deadlines]]
key = 'issue'
due = 2029-12-10
text = 'Ban hành'
levels = ['tinh']

[[pillars]]
key = 'first'
name = 'Một'

[[legal_documents]]
key = 'law'
kind = 'Luật'
issued_on = 2020-02-01
abstract = 'Công nghệ'

[[outlines]]
key = 'plain'
name = 'Đề cương'
levels = ['xa', 'tinh']

[[outlines.sections]]
kind = 'text'
title = 'Mục đích'

[[outlines.sections.parts]]
key = 'purpose'
title = 'Mục đích'

[[outlines.sections]]
kind = 'tasks'
title = 'Nhiệm vụ'

[defaults.xa]
outline = 'plain'
bases = ['law']
recipients = []
archive = 'VT'
lead_units = []

[defaults.tinh]
outline = 'plain'
bases = []
recipients = []
archive = 'VT'
lead_units = []
"""

TASK = """\
number = {number}
key = '{key}'
title = 'Việc {number}'
pillar = 'first'
legal = ['law']
asks = ['Làm']
explanation = '''
Dòng một.
unit = không phải khóa'''

[levels.xa]
need = 'not_usual'
reason = 'Vì xã'
answer = 'Không làm'

[levels.tinh]
need = 'required'
reason = 'Vì tỉnh'

[[suggestions.xa]]
text = 'Rà soát'
lead = 'UBND xã'
period = {{ text = 'Quý I/2030', due = 2030-03-31 }}
output = 'Danh sách'

[[indicators]]
key = '{key}_count'
label = 'Số'
unit = 'người'
kind = 'count'
levels = ['xa']
minimum = '0'
maximum = '10'

[[indicators]]
key = '{key}_pct'
label = 'Tỷ lệ'
unit = '%'
kind = 'percent'
levels = ['xa', 'tinh']
"""

Spoil = Callable[[str, str, str], None]


@pytest.fixture
def small_pack(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "meta.toml").write_text(META, encoding="utf-8")
    for number, key in enumerate(("one", "two"), start=1):
        text = TASK.format(number=number, key=key)
        (folder / f"{number:02d}-{key}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def spoil(small_pack: Path) -> Spoil:
    """Replace a text in a file of the small pack, once."""

    def replace(name: str, old: str, new: str) -> None:
        path = small_pack / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace
