"""Whatever lies in the folder: an answer in good time, and never anything but faults."""

import os
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxdesk.guidance.faults import FaultyPackError, key_lines, line_of, readable_key
from dxdesk.guidance.loading import check_pack, load_pack
from dxdesk.guidance.reading import MAX_FILE_BYTES
from tests.guidance.conftest import META, TASK

ONE = "01-one.toml"
SECONDS = 20.0

HOSTILE = {
    "not UTF-8": "number = 1\nkey = 'Vi\xd6t'\n".encode("latin-1"),
    "UTF-16": "number = 1\n".encode("utf-16"),
    "too large": b"#" * (MAX_FILE_BYTES + 1),
    "deep arrays": b"x = " + b"[" * 50_000,
    "deep tables": b"x = " + b"{x=" * 50_000,
    "key of many parts": b"a." * 100_000 + b"a = 1",
    "quoted key of many parts": b'"a"."a".' * 20_000 + b"a = 1",
    "huge integer": b"number = " + b"9" * 100_000,
    "huge hexadecimal integer": b"number = 0x" + b"f" * 100_000,
    "many tables": b"[[indicators]]\n" * 15_000,
    "many unknown keys": b"\n".join(b"k%d = 1" % number for number in range(20_000)),
    "many opening quotes": b"x = '''" + b'"""' * 60_000,
    "many faults": b"asks = [" + b"1," * 60_000 + b"]",
    "empty": b"",
    "not a number": b"number = nan\nkey = inf",
    "a moment": b"number = 2030-01-01T00:00:00Z\nkey = 07:32:00",
    "many strange characters": f"title = '{''.join(map(chr, range(0x20000, 0x2F000)))}'".encode(),
    "nul bytes": b"number = 1\x00",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("name", ["meta.toml", ONE])
def test_hostile_files_end_in_faults(small_pack: Path, name: str, content: bytes) -> None:
    (small_pack / name).write_bytes(content)
    begin = time.perf_counter()
    faults = check_pack(small_pack)
    assert time.perf_counter() - begin < SECONDS
    assert {fault.file for fault in faults} >= {name}
    with pytest.raises(FaultyPackError):
        load_pack(small_pack)


def test_other_encodings_name_the_line(small_pack: Path) -> None:
    (small_pack / ONE).write_bytes(HOSTILE["not UTF-8"])
    (fault,) = check_pack(small_pack)
    assert (fault.line, "UTF-8" in fault.message) == (2, True)


def test_links_are_not_followed(small_pack: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.toml"
    (small_pack / ONE).rename(secret)
    try:
        (small_pack / ONE).symlink_to(secret)
    except OSError:
        pytest.skip("this system makes no symbolic links here")
    (fault,) = check_pack(small_pack)
    assert (fault.file, fault.message) == (ONE, "this is not an ordinary file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(small_pack: Path) -> None:
    os.mkfifo(small_pack / "03-three.toml")
    (fault,) = check_pack(small_pack)
    assert fault.message == "this is not an ordinary file"


def test_a_folder_named_as_a_file(small_pack: Path) -> None:
    (small_pack / "03-three.toml").mkdir()
    assert [fault.file for fault in check_pack(small_pack)] == ["03-three.toml"]


def test_the_number_of_files_is_bounded(small_pack: Path) -> None:
    for number in range(3, 300):
        (small_pack / f"{number:02d}-more.toml").write_text("?", encoding="utf-8")
    faults = check_pack(small_pack)
    assert len(faults) < 110
    assert "more than 100 files" in " ".join(fault.message for fault in faults)


def check_content(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "meta.toml").write_text(META, encoding="utf-8")
        (folder / ONE).write_bytes(content)
        faults = check_pack(folder)
        if faults:
            with pytest.raises(FaultyPackError) as caught:
                load_pack(folder)
            assert list(caught.value.faults) == faults
        else:
            assert load_pack(folder).tasks


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes(content: bytes) -> None:
    check_content(content)


@given(
    st.integers(0, len(TASK)),
    st.integers(0, 40),
    st.text(st.sampled_from("'\"[]{}=.#\n\\ax01-ờ\u0300"), max_size=12),
)
@settings(deadline=None)
def test_any_edit_of_a_sound_task(start: int, removed: int, inserted: str) -> None:
    sound = TASK.format(number=1, key="one")
    check_content((sound[:start] + inserted + sound[start + removed :]).encode())


names = st.text("abcdefgh_", min_size=1, max_size=4)


@given(st.lists(st.tuples(st.booleans(), st.dictionaries(names, st.integers(1, 4), max_size=4)), max_size=6))
def test_keys_are_found_on_their_lines(tables: list[tuple[bool, dict[str, int]]]) -> None:
    lines: list[str] = []
    expected: dict[str, int] = {}
    count = 0
    for index, (is_array, values) in enumerate(tables):
        pointer = f"/list/{count}" if is_array else f"/table{index}"
        count += is_array
        lines.append("[[list]] # 'comment" if is_array else f"[table{index}]")
        expected[pointer] = len(lines)
        for name, height in values.items():
            expected[f"{pointer}/{name}"] = len(lines) + 1
            lines += [f"{name} = '''", *["x = 1"] * height, "'''"]
    found = key_lines("\n".join(lines))
    assert found == expected
    assert all(line_of(f"{pointer}/deeper/0", found) == line for pointer, line in expected.items())


def test_readable_keys() -> None:
    assert readable_key("") == ""
    assert readable_key("/indicators/1/unit") == "indicators[2].unit"
    assert readable_key("/defaults/xa/bases/0") == "defaults.xa.bases[1]"
    assert readable_key("/a~1b/c~0d") == "a/b.c~d"
