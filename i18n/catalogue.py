"""Keep the message catalogues in step with the source: run it after a message was added or changed.

    python i18n/catalogue.py

New messages come without a translation, changed ones are dropped; then fill in `dxdesk.po` and run it
again, which also compiles `dxdesk.mo`.
"""

from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parent.parent
DOMAIN: Final = "dxdesk"
KEYWORDS: Final = {**DEFAULT_KEYWORDS, "mark": None, "translate": None, "translate_plural": (1, 2)}


def template() -> Catalog:
    """Return a catalogue of all messages in the source."""
    catalogue = Catalog(project=DOMAIN, charset="utf-8")
    for package in ("dxdesk", "ui"):
        folder = ROOT / package
        found = extract_from_dir(folder, method_map=[("**.py", "python")], keywords=KEYWORDS)
        for filename, _line, message, _comments, context in found if folder.is_dir() else ():
            # Without line numbers: they would change with every edit above.
            catalogue.add(message, locations=[(f"{package}/{filename}", 0)], context=context)
    return catalogue


def read_catalogue(path: Path) -> Catalog:
    """Read a catalogue file; an empty one is a new catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], domain=DOMAIN)


def update(path: Path) -> None:
    """Bring a catalogue in step with the source and compile it."""
    catalogue = read_catalogue(path)
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, include_lineno=False, omit_header=False)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


if __name__ == "__main__":
    for source in sorted(Path(__file__).parent.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        update(source)
