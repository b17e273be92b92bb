"""Exit codes of the command line, and the error that ends a command with a sentence."""

from typing import Final

DONE: Final = 0
FINDINGS: Final = 1  # findings, or input that cannot be used
INTERRUPTED: Final = 130  # as shells count Ctrl+C


class CommandError(Exception):
    """Ends a command with exit code 1; the text says what happened and what to do."""
