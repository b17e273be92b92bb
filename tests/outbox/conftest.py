"""The commands, as a user runs them."""

from tests.cli.conftest import command

__all__ = ["command"]
