"""Whether every message of the program is there in each language, and says what the source says."""

import gettext
import os
import re
import subprocess
import sys
import unicodedata
from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path
from string import Formatter
from types import ModuleType
from typing import Any

import pytest

from dxdesk import language
from dxdesk.resources import catalogues

ROOT = Path(__file__).resolve().parents[2]
RUN = "run: python i18n/catalogue.py"

_percent = re.compile(r"%(?:\(\w+\))?[a-z]")


def _load_tool() -> ModuleType:
    path = ROOT / "i18n" / "catalogue.py"
    spec = spec_from_file_location("catalogue", path)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _load_tool()
FILES: list[Path] = TOOL.catalogue_files()
TEMPLATE = TOOL.template()

each_catalogue = pytest.mark.parametrize("path", [pytest.param(path, id=path.parts[-3]) for path in FILES])


def _pairs(path: Path) -> list[tuple[str, str]]:
    """Return every message with its translation; each form by itself where one counts something."""
    return [
        (sources[min(index, len(sources) - 1)], translation)
        for message in TOOL.messages(TOOL.read_catalogue(path))
        for sources in [TOOL.forms(message.id)]
        for index, translation in enumerate(TOOL.forms(message.string))
        if translation
    ]


def _ids(catalogue: Any) -> set[str]:
    return {" / ".join(TOOL.forms(message.id)) for message in TOOL.messages(catalogue)}


def _fields(text: str) -> tuple[set[str], list[str], int]:
    """Return what a translation must keep: named fields, percent fields in their order, line feeds."""
    named = {field for _text, field, _spec, _conversion in Formatter().parse(text) if field is not None}
    return named, _percent.findall(text), text.count("\n")


def test_there_is_a_catalogue_for_every_language_but_english() -> None:
    assert {path.parts[-3] for path in FILES} == {*language.LANGUAGES} - {"en"}


@each_catalogue
def test_every_message_of_the_source_is_in_the_catalogue(path: Path) -> None:
    assert not _ids(TEMPLATE) - _ids(TOOL.read_catalogue(path)), RUN


@each_catalogue
def test_no_message_is_in_the_catalogue_that_the_source_no_longer_has(path: Path) -> None:
    assert not _ids(TOOL.read_catalogue(path)) - _ids(TEMPLATE), RUN


@each_catalogue
def test_every_message_is_translated(path: Path) -> None:
    assert TOOL.untranslated(TOOL.read_catalogue(path)) == []


@each_catalogue
def test_translations_keep_the_fields(path: Path) -> None:
    assert [pair for pair in _pairs(path) if _fields(pair[0]) != _fields(pair[1])] == []


@each_catalogue
def test_translations_begin_and_end_with_the_same_white_space(path: Path) -> None:
    padding = re.compile(r"\s*\Z|\A\s*")
    assert [pair for pair in _pairs(path) if padding.findall(pair[0]) != padding.findall(pair[1])] == []


@each_catalogue
@pytest.mark.parametrize(
    "unwanted",
    [
        pytest.param(lambda text: not unicodedata.is_normalized("NFC", text), id="not NFC"),
        pytest.param(lambda text: "  " in text, id="two spaces"),
        pytest.param(lambda text: "!" in text, id="exclamation mark"),
        pytest.param(lambda text: '"' in text or "'" in text, id="straight quotes"),
        pytest.param(lambda text: "..." in text, id="three dots"),
        pytest.param(lambda text: re.search(r" [,;:?]| \.(?!\w)", text), id="space before a mark"),
    ],
)
def test_translations_are_typeset_well(path: Path, unwanted: Any) -> None:
    assert [translation for _source, translation in _pairs(path) if unwanted(translation)] == []


@each_catalogue
def test_a_translated_sentence_ends_as_one(path: Path) -> None:
    def is_sentence(text: str) -> bool:
        return text.endswith((".", ":"))

    assert [pair for pair in _pairs(path) if is_sentence(pair[0]) != is_sentence(pair[1])] == []


@each_catalogue
def test_updating_again_changes_nothing(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.parts[-3] / "LC_MESSAGES" / path.name
    copy.parent.mkdir(parents=True)
    copy.write_bytes(path.read_bytes())
    TOOL.update(copy)
    written = copy.read_bytes(), copy.with_suffix(".mo").read_bytes()
    TOOL.update(copy)
    assert (copy.read_bytes(), copy.with_suffix(".mo").read_bytes()) == written
    assert _ids(TOOL.read_catalogue(copy)) == _ids(TEMPLATE)


@each_catalogue
def test_the_header_names_the_project_and_neither_dates_nor_persons(path: Path) -> None:
    header = path.read_text(encoding="utf-8").split("\n\n")[0]
    assert "Project-Id-Version: dxdesk" in header
    assert f"Language: {path.parts[-3]}" in header
    assert not re.search(r"fuzzy|Date|@|PROJECT|AUTHOR", header)


@each_catalogue
def test_a_new_message_comes_without_translation_and_a_known_one_keeps_it(path: Path) -> None:
    known = TOOL.read_catalogue(path)
    message = next(TOOL.messages(known))
    known.delete(message.id)
    known.add("A sentence that the source does not have.", "…")
    fresh = TOOL.updated(known)
    assert TOOL.untranslated(fresh) == [message.id]
    assert _ids(fresh) == _ids(TEMPLATE)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('translate("One " "sentence.")', ["One sentence."]),
        ('mark("One.")', ["One."]),
        ('_("{name} is empty.").format(name="unit")', ["{name} is empty."]),
        ("f\"{_('Failed')}: {name}\"", ["Failed"]),
        ('_(a if "ZIP" in kind else b)', []),
        ('text.translate(table), other("One.")', []),
        ('translate_plural("{n} task", "{n} tasks", n)', [("{n} task", "{n} tasks")]),
    ],
)
def test_messages_are_found_in_the_source(source: str, expected: list[Any]) -> None:
    assert list(TOOL.marked(source)) == expected


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, str]]:
    """Return the messages that each language has compiled, after a look whether they are the present ones.

    Whatever language a test sets, the one before is back after it.
    """
    monkeypatch.setattr(language, "_active", language._active)
    found = {}
    for path in FILES:
        mo = catalogues().joinpath(*path.parts[-3:]).with_suffix(".mo")
        assert mo.exists(), RUN
        expected = _texts(TOOL.mo_bytes(TOOL.read_catalogue(path)))
        assert _texts(mo.read_bytes()) == expected, f"{mo} is stale; {RUN}"
        found[path.parts[-3]] = expected
    return found


def _texts(mo: bytes) -> dict[str, str]:
    texts: dict[str, str] = gettext.GNUTranslations(BytesIO(mo))._catalog  # type: ignore[attr-defined]
    return {message: text for message, text in texts.items() if message}


def test_messages_are_answered_in_the_language_that_is_set(compiled: dict[str, dict[str, str]]) -> None:
    source = "The package is whole."
    language.set_language("vi")
    assert language.translate(source) == compiled["vi"][source] == "Gói dữ liệu nguyên vẹn."
    language.set_language("en")
    assert language.translate(source) == source


@pytest.mark.parametrize(
    ("code", "arguments", "words", "foreign"),
    [
        (
            "vi",
            ["--help"],
            ["cách dùng: dxdesk", "LỆNH", "đối số:", "tùy chọn:"],
            ["usage", "options", "show this help"],
        ),
        ("en", ["--help"], ["usage: dxdesk", "COMMAND", "options:"], ["cách dùng", "tùy chọn"]),
        (
            "vi",
            ["check"],
            ["cách dùng: dxdesk check", "lỗi: thiếu các đối số: KẾ_HOẠCH"],
            ["error", "required"],
        ),
        (
            "en",
            ["check"],
            ["usage: dxdesk check", "error: the following arguments are required: PLAN"],
            ["lỗi"],
        ),
    ],
)
@pytest.mark.usefixtures("compiled")
def test_the_command_line_speaks_the_language(
    code: str, arguments: list[str], words: list[str], foreign: list[str]
) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "dxdesk", *arguments],
        cwd=ROOT,
        env={**os.environ, "DXDESK_LANG": code, "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    printed = result.stdout + result.stderr
    assert [word for word in words if word not in printed] == []
    assert [word for word in foreign if word in printed] == []
