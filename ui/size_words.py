"""Sizes of files in words."""

from dxdesk.language import translate as _


def size_words(size: int) -> str:
    """Return a size in bytes as people read it: "172 KB", "1,3 MB"."""
    if size < 1_000_000:
        return _("{size} KB").format(size=max(1, round(size / 1000)))
    whole, tenth = divmod(round(size / 100_000), 10)
    return _("{whole}.{tenth} MB").format(whole=whole, tenth=tenth)
