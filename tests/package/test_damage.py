"""Whatever the bytes: either a sound package or a PackageError, and no change goes unnoticed."""

import copy
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.package.canonical import canonical_bytes
from dxdesk.package.opening import open_at_once, open_stagewise
from dxdesk.package.reading import read_package
from dxdesk.package.writing import package_bytes
from tests.package import samples
from tests.strategies import hostile_texts, json_values

DATA = package_bytes(samples.package())
PLAIN = samples.plain()


def _regions() -> list[int]:
    start, end = DATA.index(b'"statement"'), DATA.index(b'"metadata"')
    data = DATA.index(b'"data"')
    return [*range(start, end), *range(data, DATA.index(b"\n", data))]


def test_every_flipped_bit_is_noticed() -> None:
    unnoticed = []
    for place in _regions():
        for bit in range(8):
            flipped = bytearray(DATA)
            flipped[place] ^= 1 << bit
            if not samples.faults(bytes(flipped)):
                unnoticed.append((place, bit))
    assert unnoticed == []


def test_every_cut_is_noticed() -> None:
    cuts = [end for end in range(len(DATA) - 1) if not samples.faults(DATA[:end])]
    assert cuts == []


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    _read_or_refuse(data)


@given(st.text(st.characters(exclude_categories=()), max_size=100))
def test_any_text(text: str) -> None:
    _read_or_refuse(text.encode("utf-8", "surrogatepass"))


@given(json_values())
def test_any_json(value: Any) -> None:
    _read_or_refuse(json.dumps(value).encode())


@given(st.integers(0, len(DATA)), st.integers(0, 40), st.binary(max_size=12))
def test_any_splice(place: int, length: int, inserted: bytes) -> None:
    _read_or_refuse(DATA[:place] + inserted + DATA[place + length :])


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner: Any = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [path, *(deeper for step, item in inner for deeper in _paths(item, (*path, step)))]


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


VALUES = st.one_of(json_values(), hostile_texts(), st.floats(), st.integers(), st.just(10**3000))


@given(
    changes=st.lists(st.tuples(st.sampled_from(_paths(PLAIN)[1:]), VALUES), min_size=1, max_size=3),
    seal=st.booleans(),
)
def test_any_values_in_the_place_of_ours(changes: list[tuple[tuple[Any, ...], Any]], *, seal: bool) -> None:
    data = copy.deepcopy(PLAIN)
    for path, value in changes:
        _put(data, path, value)
    if seal:
        try:
            data = samples.sealed(data)
        except (ValueError, TypeError, KeyError):
            return
    _read_or_refuse(samples.written(data))


MAPPINGS = {"tasks", "indicators", "results", "sections"}  # any key may stand there
OBJECTS = [
    path for path in _paths(PLAIN) if isinstance(_at(PLAIN, path), dict) and not MAPPINGS & set(path[-1:])
]


@given(st.lists(st.tuples(st.sampled_from(OBJECTS), st.text(max_size=5), json_values()), max_size=4))
def test_any_newer_members(added: list[tuple[tuple[Any, ...], str, Any]]) -> None:
    data = {**copy.deepcopy(PLAIN), "version": "1.7"}
    for path, name, value in added:
        _put(data, (*path, f"x-{name}"), value)
    data = samples.sealed(data)
    _read_or_refuse(samples.written(data))
    if not samples.found(samples.written(data)):
        read = read_package(samples.written(data))
        assert json.loads(package_bytes(read.package, read.newer)) == data


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 10_000_000,
        b'{"a":' * 1_000_000 + b"1" + b"}" * 1_000_000,
        b'"' + b"\\" * 1_000_001,
        b"9" * 1_000_000,
        b"-" * 1_000_000,
        b'{"format":"dxdesk.plan","version":"1.1","x":' + b"[" * 60 + b"]" * 60 + b"}",
        b'{"format":"dxdesk.plan","version":"1.99999999999999999999"}',
        b'{"format":"dxdesk.plan","version":"1.0","statement":' + b"[" * 900 + b"]" * 900 + b"}",
    ],
)
def test_hostile_files(data: bytes) -> None:
    assert samples.found(data)


def _put(data: Any, path: tuple[Any, ...], value: Any) -> None:
    """Put the value where the path leads; an earlier change may have taken that place away."""
    with suppress(KeyError, IndexError, TypeError):
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = value


def _read_or_refuse(data: bytes) -> None:
    """Read; where the short way takes the file, the long way must say the same of it."""
    assert all(str(fault).isprintable() for fault in samples.faults(data))
    if (short := open_at_once(data)) is not None:
        long = open_stagewise(data)
        assert short == long
        assert canonical_bytes(short.plan) == canonical_bytes(long.plan)
        assert canonical_bytes(short.statement) == canonical_bytes(long.statement)
