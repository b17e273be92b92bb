"""What disks do to files."""

import random
from collections.abc import Callable
from pathlib import Path

_PAGE = 4_096


def flip(data: bytearray, chance: random.Random) -> None:
    for _each in range(chance.choice([1, 1, 2, 4, 16, 64])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def scribble(data: bytearray, chance: random.Random) -> None:
    at, length = chance.randrange(len(data)), chance.randrange(1, 65)
    data[at : at + length] = chance.randbytes(len(data[at : at + length]))


def truncate(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def zero_pages(data: bytearray, chance: random.Random) -> None:
    for _each in range(chance.choice([1, 1, 3, 8])):
        at = chance.randrange(max(1, len(data) // _PAGE)) * _PAGE
        data[at : at + _PAGE] = bytes(len(data[at : at + _PAGE]))


def swap_pages(data: bytearray, chance: random.Random) -> None:
    count = len(data) // _PAGE
    if count > 1:
        one, two = (number * _PAGE for number in chance.sample(range(count), 2))
        data[one : one + _PAGE], data[two : two + _PAGE] = data[two : two + _PAGE], data[one : one + _PAGE]


DAMAGE: dict[str, Callable[[bytearray, random.Random], None]] = {
    "flip": flip,
    "scribble": scribble,
    "truncate": truncate,
    "zero": zero_pages,
    "swap": swap_pages,
}


def damage(file: Path, kind: str, chance: random.Random) -> None:
    """Damage a file in one way."""
    data = bytearray(file.read_bytes())
    DAMAGE[kind](data, chance)
    file.write_bytes(data)
