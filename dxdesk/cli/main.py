"""The way in from the shell."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from dxdesk.cli.errors import DONE, FINDINGS, INTERRUPTED, CommandError
from dxdesk.cli.output import print_json, speak_utf8
from dxdesk.cli.parser import MoreCommands, build_parser, check_usage
from dxdesk.cli.standard_words import translate_standard_words
from dxdesk.language import preferred_language, set_language
from dxdesk.language import translate as _
from dxdesk.store.own_packs import use_own_packs


def run(argv: Sequence[str] | None = None, *, more: MoreCommands | None = None) -> int:
    """Run a command and return its exit code; wrong usage ends the process with 2.

    `more` adds commands to those of the core.
    """
    speak_utf8()
    language = preferred_language()
    set_language(language)
    translate_standard_words(language)
    parser = build_parser(more)
    arguments = parser.parse_args(argv)
    check_usage(arguments)
    if arguments.store is not None:  # for everything that asks for the usual place, the window too
        os.environ["DXDESK_STORE"] = str(arguments.store)
    use_own_packs()
    try:
        return _handler(arguments.handler)(arguments)
    except CommandError as error:
        # A file name may hold bytes that are no text.
        message = str(error).encode("utf-8", "replace").decode()
        if getattr(arguments, "json", False):
            print_json({"error": message})
        print(message, file=sys.stderr)
        return FINDINGS
    except BrokenPipeError:
        # The reader of our output (`head`, a pager) has had enough; nothing more may be flushed to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED


def _handler(name: str | Callable[..., int]) -> Callable[..., int]:
    """Import what a command needs only when it is called: help must not wait for the renderers."""
    if not isinstance(name, str):
        return name
    module, function = name.split(":")
    try:
        handler: Callable[..., int] = getattr(import_module(f"dxdesk.cli.{module}"), function)
    except ModuleNotFoundError as error:
        if not module.startswith("central") or (error.name or "dxdesk").startswith("dxdesk"):
            raise
        message = _(
            "The receiving end needs {library}, which is not installed. Install the extra “central”, "
            "for example with: uv sync --extra central"
        )
        raise CommandError(message.format(library=error.name)) from None
    return handler
