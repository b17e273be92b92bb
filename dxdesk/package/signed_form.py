"""Whether what is signed stands in the one form in which this program writes it again.

A signature is over the form in the file. A time in another spelling, or a member that is left out because it is
empty, would be written otherwise when the file goes on, and the signature would seem broken: so it is refused.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from dxdesk.package.faults import Remark, pointer_to, remark

Path = tuple[str | int, ...]


def form_faults(plain: Any, value: msgspec.Struct, path: Path) -> Iterator[Remark]:
    """List where plain data differ from the value that was read from them; members of newer versions may."""
    yield from _differences(plain, msgspec.to_builtins(value), path)


def _differences(found: Any, written: Any, path: Path) -> Iterator[Remark]:
    if isinstance(written, dict):
        for name, item in written.items():
            if name not in found:
                yield remark("DX143", pointer_to(path), name=name)
            else:
                yield from _differences(found[name], item, (*path, name))
    elif isinstance(written, list | tuple):
        for index, item in enumerate(written):
            yield from _differences(found[index], item, (*path, index))
    elif found != written:
        yield remark("DX142", pointer_to(path), found=found, expected=written)
