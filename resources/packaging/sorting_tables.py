"""The tables of ICU, which Qt links on Linux: 32 MB for all languages, of which the window sorts in two.

The library of tables holds one package of files and nothing else. It is made anew with those that are used, by the
assembler and the linker of binutils, which PyInstaller needs as well.
"""

import re
import struct
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Final

_USED: Final = re.compile(
    r"icudt\d+l/((coll/)?(root|res_index|vi|en|en_US)\.res|coll/ucadata\.icu|cnvalias\.icu|icuver\.res|pool\.res"
    r"|likelySubtags\.res|numberingSystems\.res|supplementalData\.res)"
)
_MARK: Final = b"\xda\x27"  # of ICU's own files, behind the size of the header
_FORM: Final = slice(12, 16)  # of the header, where a package says CmnD
_GRID: Final = 16  # bytes
_SOURCE: Final = """\
.section .rodata
.globl {symbol}
.balign {grid}
.type {symbol}, @object
{symbol}:
.incbin "{file}"
.size {symbol}, . - {symbol}
.section .note.GNU-stack,"",@progbits
"""


def write_used_tables(library: Path, folder: Path) -> Path:
    """Write a library of tables anew with those that are used; return the file.

    Raises:
        ValueError: it is none.
        CalledProcessError: the assembler or the linker has failed.
    """
    whole = library.read_bytes()
    symbol = re.search(rb"\0(icudt\d+_dat)\0", whole)
    if symbol is None:
        raise ValueError(library)
    folder.mkdir(parents=True, exist_ok=True)
    package, source, tables = folder / "tables.dat", folder / "tables.s", folder / "tables.o"
    package.write_bytes(_used(whole[_beginning(whole) :]))
    source.write_text(_SOURCE.format(symbol=symbol[1].decode(), grid=_GRID, file=package), "utf-8")
    made = folder / library.name
    linking = ["ld", "-shared", f"-soname={library.name}", "-o", str(made), str(tables)]
    for command in (["as", "-o", str(tables), str(source)], linking):
        subprocess.run(command, check=True)  # noqa: S603 - of binutils
    return made


def _beginning(whole: bytes) -> int:
    at = whole.find(_MARK)
    while at >= 0:
        header = whole[at - 2 :][: _FORM.stop]
        if header[_FORM] == b"CmnD":
            return at - 2
        at = whole.find(_MARK, at + 1)
    raise ValueError("CmnD")


def _used(package: bytes) -> bytes:
    """Return a package with the files that are used: header, number of files, their places, names and contents."""
    (header,) = struct.unpack_from("<H", package)
    body = package[header:]
    (count,) = struct.unpack_from("<I", body)
    places = [struct.unpack_from("<II", body, 4 + 8 * index) for index in range(count)]
    names = [body[name : body.index(0, name)] for name, _at in places]
    ends = [after for (_, _), (_, after) in pairwise(places)]  # the last one, of time zones, is not used
    kept = [
        (name, body[at:end])
        for name, (_, at), end in zip(names, places, ends, strict=False)
        if _USED.fullmatch(name.decode())
    ]
    of_names, of_data, texts, contents = [], [], b"", b""
    for name, data in kept:
        of_names.append(len(texts))
        of_data.append(len(contents))
        texts += name + b"\0"
        contents += data + bytes(-len(data) % _GRID)
    first = 4 + 8 * len(kept)
    texts += bytes(-(header + first + len(texts)) % _GRID)
    table = b"".join(
        struct.pack("<II", first + name, first + len(texts) + at)
        for name, at in zip(of_names, of_data, strict=True)
    )
    return package[:header] + struct.pack("<I", len(kept)) + table + texts + contents
