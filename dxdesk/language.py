"""The language people read: gettext catalogues, chosen once and looked up at every call.

English is the language of the source; `i18n/` holds the others. Messages are whole sentences with
named fields, so a translator may put the fields where the language wants them. A server speaks to several
people at once: what runs within `speaking` has a language of its own.
"""

import gettext
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Final

from dxdesk.resources import catalogues

DOMAIN: Final = "dxdesk"
LANGUAGES: Final = ("vi", "en")
RECORDS: Final = "vi"  # what is kept in a plan travels to offices of Viet Nam

_active: gettext.NullTranslations = gettext.NullTranslations()
_spoken: ContextVar[gettext.NullTranslations | None] = ContextVar("spoken", default=None)


def preferred_language() -> str:
    """Return `vi` or `en`: `DXDESK_LANG` first, then the locale; Vietnamese where neither says English."""
    named = os.environ.get("DXDESK_LANG") or _locale_name()
    return "en" if named.lower().startswith("en") else "vi"


def _locale_name() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return value
    return locale.getlocale()[0] or ""


def set_language(language: str) -> None:
    """Make `language` (`vi` or `en`) the one that `translate` answers in.

    Raises:
        FileNotFoundError: the catalogue of the language is not installed.
    """
    global _active  # noqa: PLW0603 - one reader, one language
    _active = _translations(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let `translate` answer in `language` within this block, and in the threads and tasks that it begins.

    Raises:
        FileNotFoundError: the catalogue of the language is not installed.
    """
    before = _spoken.set(_translations(language))
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken_language() -> str:
    """Return the language in which `translate` answers here: `vi` or `en`."""
    return (_spoken.get() or _active).info().get("language", "en")


def translate(message: str) -> str:
    """Return the message in the active language."""
    return (_spoken.get() or _active).gettext(message)


def translate_for_records(message: str) -> str:
    """Return the message in Vietnamese, whichever language is active; as it is where there is no catalogue."""
    return _records(catalogues()).gettext(message)


def translate_plural(one: str, many: str, number: int) -> str:
    """Return the form of the message that fits `number` in the active language."""
    return (_spoken.get() or _active).ngettext(one, many, number)


def mark(message: str) -> str:
    """Mark a message for the catalogue where it stands as data; it is translated when it is shown."""
    return message


class Marked(str):
    """A message of the catalogue that is a field of another one: whoever fills it in translates it too."""

    __slots__ = ()


def _translations(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, catalogues(), [language])


@cache
def _records(folder: Path) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, folder, [RECORDS], fallback=True)
