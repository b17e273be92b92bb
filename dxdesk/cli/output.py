"""What a command prints: text for people as UTF-8, JSON for programs."""

import sys
from io import TextIOWrapper
from typing import Any


def print_json(value: Any) -> None:
    """Print a value as indented JSON."""
    import msgspec  # noqa: PLC0415 - help and wrong usage must not wait for it

    print(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def speak_utf8() -> None:
    """Let Vietnamese through where the console's code page does not know it (redirected Windows output)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
