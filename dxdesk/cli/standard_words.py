"""The words that argparse itself prints, for the catalogue; argparse looks them up through gettext."""

import gettext
import os
from typing import Final

from dxdesk.language import DOMAIN, mark
from dxdesk.resources import catalogues

WORDS: Final = (
    mark("usage: "),
    mark("options"),
    mark("positional arguments"),
    mark("show this help message and exit"),
    mark("%(prog)s: error: %(message)s\n"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("the following arguments are required: %s"),
    mark("unrecognized arguments: %s"),
    mark("ignored explicit argument %r"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("invalid %(type)s value: %(value)r"),
    mark("expected one argument"),
    mark("one of the arguments %s is required"),
    mark("not allowed with argument %s"),
    mark("ambiguous option: %(option)s could match %(matches)s"),
)


def translate_standard_words(language: str) -> None:
    """Let the standard library look its messages up in our catalogue."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, catalogues())
    gettext.textdomain(DOMAIN)
