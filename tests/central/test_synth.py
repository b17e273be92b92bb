"""Made packages: the same for the same seed, sound where they say so, and faulty as they say."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dxdesk.central.synth.folder import PACKAGES, TRUTH, read_truth, write_made
from dxdesk.central.synth.making import made_files, orders
from dxdesk.central.synth.spoiling import WAYS
from dxdesk.package.faults import PackageError
from dxdesk.package.format import Package
from dxdesk.package.reading import read_package

SEEN_AT_THE_RECEIVER = {"foreign year": "DX197", "draft": "DX192"}


def _code(data: bytes) -> str:
    try:
        read_package(data)
    except PackageError as error:
        return error.faults[0].code
    return ""


def test_each_file_is_what_is_said_of_it(tmp_path: Path) -> None:
    count = write_made(tmp_path, orders(len(WAYS) * 2, 2023, 1, 0.5, 0.2), 1)
    truth = read_truth(tmp_path)
    assert len(truth) == count == len(list((tmp_path / PACKAGES).rglob("*.json")))
    assert {one.twist for one in truth.values()} == {*WAYS, "", "revised", "sent twice", "two versions"}
    for name, one in truth.items():
        code = _code((tmp_path / PACKAGES / name).read_bytes())
        assert code == ("" if one.twist in SEEN_AT_THE_RECEIVER else one.code), (name, one)


def test_the_seed_makes_the_files(tmp_path: Path) -> None:
    for folder, seed, jobs in (("a", 5, 1), ("b", 5, 2), ("c", 6, 1)):
        write_made(tmp_path / folder, orders(12, 2023, seed, 0.3, 0.3), jobs)
    first, second, other = (
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*.json")}
        for root in (tmp_path / "a", tmp_path / "b", tmp_path / "c")
    )
    assert first == second
    assert first[Path(TRUTH)] != other[Path(TRUTH)]


def test_plans_differ_and_are_sealed() -> None:
    packages: list[Package] = []
    for order in orders(40, 2023, 1, 0, 0):
        (made,) = made_files(order)
        packages.append(read_package(made.data, known_guidance=None).package)
    assert all(package.statement.sealed_at is not None for package in packages)
    assert len({package.statement.plan_sha256 for package in packages}) == 40
    answers = {tuple(entry.applies for entry in package.plan.tasks.values()) for package in packages}
    assert len(answers) > 30
    texts = [text for package in packages for text in _texts(msgspec.to_builtins(package.plan))]
    assert not [text for text in texts if "{" in text]


def _texts(plain: object) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict | list | tuple):
        for one in plain.values() if isinstance(plain, dict) else plain:
            yield from _texts(one)


def test_every_unit_of_the_map_has_an_order() -> None:
    everything = list(orders(None, 2023, 1, 0.01, 0.0))
    assert len(everything) == 10_598 + 705 + 63
    assert {order.twist for order in everything} == {*WAYS, ""}
