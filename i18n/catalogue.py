"""Keep the message catalogues in step with the source: run it after a message was added or changed.

    python i18n/catalogue.py

New messages come without a translation, changed ones are dropped; then fill in `dxdesk.po` and run it
again, which also compiles `dxdesk.mo`. It names what is left to translate. Run twice, it changes nothing.
"""

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parent.parent
DOMAIN: Final = "dxdesk"
# The functions of dxdesk.language, and how many forms of a message each is given.
FORMS: Final = {"_": 1, "mark": 1, "translate": 1, "_n": 2, "translate_plural": 2}

_COMMENT: Final = f"""\
# Messages of {DOMAIN}: English in the source, {{language}} here.
# i18n/catalogue.py keeps this file in step with the source; write in the msgstr lines only.
#"""


class Messages(Catalog):
    """A catalogue with a header of what gettext needs and nothing that changes from run to run."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return the lines of the header: no dates, no persons."""
        return [
            ("Project-Id-Version", DOMAIN),
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def catalogue_files() -> list[Path]:
    """Return the catalogue of every language."""
    return sorted(Path(__file__).parent.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def template() -> Catalog:
    """Return a catalogue of all messages in the source."""
    catalogue = Catalog()
    for package in ("dxdesk", "ui"):
        for path in sorted((ROOT / package).rglob("*.py")):
            # Without line numbers: they would change with every edit above.
            place = (path.relative_to(ROOT).as_posix(), 0)
            for message in marked(path.read_text(encoding="utf-8")):
                catalogue.add(message, "", locations=[place])
    for path in sorted((ROOT / "resources" / "dashboard").glob("*.html")):
        place = (path.relative_to(ROOT).as_posix(), 0)
        for message in marked_in_page(path.read_text(encoding="utf-8")):
            catalogue.add(message, "", locations=[place])
    return catalogue


def marked(source: str) -> Iterator[str | tuple[str, ...]]:
    """Yield the messages in a Python module; one that counts something has two forms.

    Babel's own extraction reads tokens: before Python 3.12 it sees nothing inside f-strings, and it takes
    any string in the parentheses for the message.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        found = tuple(
            argument.value
            for argument in node.args[: FORMS.get(name, 0)]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        )
        if found:
            yield found if len(found) > 1 else found[0]


def marked_in_page(source: str) -> Iterator[str | tuple[str, ...]]:
    """Yield the messages in a template of a page."""
    # Whoever only compiles the catalogues does without the templates.
    from jinja2 import Environment, nodes  # noqa: PLC0415

    for call in Environment().parse(source).find_all(nodes.Call):  # noqa: S701 - nothing is made of it
        name = getattr(call.node, "name", "")
        found = tuple(
            argument.value
            for argument in call.args[: FORMS.get(name, 0)]
            if isinstance(argument, nodes.Const) and isinstance(argument.value, str)
        )
        if found:
            yield found if len(found) > 1 else found[0]


def read_catalogue(path: Path) -> Catalog:
    """Read a catalogue file; an empty one is a new catalogue."""
    with path.open("rb") as file:
        return _with_our_header(read_po(file, locale=path.parts[-3], domain=DOMAIN))


def updated(known: Catalog) -> Catalog:
    """Return a catalogue of the messages in the source, with the translations that are known."""
    catalogue = _with_our_header(template(), str(known.locale))
    for message in messages(catalogue):
        old = known.get(message.id, message.context)
        if old and old.id == message.id:
            message.string, message.user_comments = old.string, old.user_comments
            message.flags |= old.flags & {"fuzzy"}
    return catalogue


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Yield the messages of a catalogue, without its header."""
    return (message for message in catalogue if message.id)


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """Return the one form of a message, or the forms of one that counts something."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the messages that have no translation, or none for one of their forms."""
    return [
        " / ".join(forms(message.id))
        for message in messages(catalogue)
        if message.fuzzy or not all(forms(message.string))
    ]


def po_bytes(catalogue: Catalog) -> bytes:
    """Return a catalogue as the text that people edit."""
    file = BytesIO()
    write_po(file, catalogue, width=110, sort_output=True, include_lineno=False)
    return file.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """Return a catalogue in the compiled form that gettext reads."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def compile_catalogue(path: Path) -> None:
    """Write `dxdesk.mo` beside a catalogue file, as the catalogue is."""
    path.with_suffix(".mo").write_bytes(mo_bytes(read_catalogue(path)))


def update(path: Path) -> Catalog:
    """Bring a catalogue file in step with the source and compile it."""
    catalogue = updated(read_catalogue(path))
    path.write_bytes(po_bytes(catalogue))
    compile_catalogue(path)
    return catalogue


def _with_our_header(other: Catalog, language: str | None = None) -> Catalog:
    """Return the messages of another catalogue in one with a header of our own."""
    language = language or str(other.locale)
    catalogue = Messages(language, DOMAIN, charset="utf-8", fuzzy=False)
    catalogue.header_comment = _COMMENT.format(language=catalogue.locale.english_name)
    for message in messages(other):
        catalogue[message.id] = message
    return catalogue


if __name__ == "__main__":
    for source in catalogue_files():
        left = untranslated(update(source))
        sys.stdout.write(f"{source.relative_to(ROOT)}: {len(left)} not translated\n")
        sys.stdout.writelines(f"  {message}\n" for message in left)
