"""Sizes of files in words."""

from dxdesk.language import translate as _
from dxdesk.text.sizes import kilobytes, megabytes


def size_words(size: int) -> str:
    """Return a size in bytes as people read it: "172 KB", "1,3 MB"."""
    large = megabytes(size)
    if large is None:
        return _("{size} KB").format(size=kilobytes(size))
    return _("{whole}.{tenth} MB").format(whole=large[0], tenth=large[1])
