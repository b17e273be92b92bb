"""`dxdesk selfcheck`: loads every pack, map, font and catalogue, writes and reads one file of each kind."""

import gettext
import tempfile
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Final
from zipfile import ZipFile

import dxdesk
from dxdesk.cli.demo import SAMPLES
from dxdesk.cli.errors import DONE, FINDINGS
from dxdesk.cli.export import exported_plan
from dxdesk.cli.files import choose_pack, read_plan, write_file
from dxdesk.document.metrics import text_points
from dxdesk.exchange.schema import KINDS, exchange_schema_file, exchange_schema_text
from dxdesk.guidance.loading import installed_packs, load_pack
from dxdesk.language import DOMAIN, LANGUAGES
from dxdesk.language import translate as _
from dxdesk.package.schema import schema_file, schema_text
from dxdesk.render.pdf.fonts import register
from dxdesk.resources import catalogues, resource
from dxdesk.text.characters import printable_characters
from dxdesk.units.catalogue import catalogue, schemes
from dxdesk.update.publishers import known_to_program

_LETTERS: Final = "Ằữệ"
_CENTRAL: Final = ("dxdesk.central", "dxdesk.cli.central")
Check = tuple[str, Callable[[], str]]  # a part of the program; what is there of it, or an error


class SelfcheckError(Exception):
    """A part of the program is missing or does not work."""


def run(_arguments: Namespace, *more: Check) -> int:
    """Print a line for each part, and for those that the caller adds; exit code 1 where one fails."""
    failed = False
    for name, check in (*_checks(), *more):
        try:
            result = check()
        except Exception as error:  # noqa: BLE001 - the point is to name whatever goes wrong
            failed = True
            result = f"{_('FAILED')}: {type(error).__name__}: {error}"
        print(f"{name}: {result}")
    print(_("The program is not whole. Install it anew.") if failed else _("Everything is in order."))
    return FINDINGS if failed else DONE


def check_modules(package: ModuleType) -> str:
    """Import everything in a package, with the libraries that it asks for; return how many modules that are.

    The receiving end is left out: it has libraries of its own, which are not installed everywhere.
    """
    names = [each.name for each in walk_packages(package.__path__, f"{package.__name__}.", onerror=_pass_on)]
    ours = [name for name in names if not name.startswith(_CENTRAL) and not name.endswith("__main__")]
    for name in ours:
        import_module(name)
    return str(len(ours))


def _pass_on(name: str) -> None:
    if not name.startswith(_CENTRAL):
        raise SelfcheckError(name)


def _checks() -> list[Check]:
    return [
        (_("Modules"), lambda: check_modules(dxdesk)),
        (_("Guidance packs"), _check_packs),
        (_("Administrative maps"), _check_maps),
        (_("Fonts"), _check_fonts),
        (_("Catalogues"), _check_catalogues),
        (_("Schema"), _check_schema),
        (_("Publishers of updates"), _check_publishers),
        (_("Documents and packages"), _check_files),
    ]


def _check_packs() -> str:
    packs = [load_pack(folder) for folder in installed_packs()]
    _require(packs, "no guidance pack")
    return ", ".join(f"{pack.meta.id} {pack.meta.version} ({len(pack.tasks)})" for pack in packs)


def _check_maps() -> str:
    _require(schemes(), "no administrative map")
    return ", ".join(f"{scheme} ({len(catalogue(scheme))})" for scheme in schemes())


def _check_fonts() -> str:
    fonts = register()
    _require(printable_characters().issuperset(_LETTERS), "the fonts lack letters of Vietnamese")
    for face, font in fonts.items():
        difference = font.stringWidth(_LETTERS, 100) - text_points(_LETTERS, face, 100)
        _require(abs(difference) < 1, f"the widths of {face} are not those of the font")
    return ", ".join(font.fontName for font in fonts.values())


def _check_catalogues() -> str:
    for language in LANGUAGES:
        if language != "en":
            gettext.translation(DOMAIN, catalogues(), [language])
    return ", ".join(LANGUAGES)


def _check_schema() -> str:
    kept = Path(schema_file())
    _require(kept.read_text("utf-8") == schema_text(), "the schema is not the one of the model")
    for kind in KINDS:
        text = Path(exchange_schema_file(kind)).read_text("utf-8")
        _require(text == exchange_schema_text(kind), "a schema is not the one of the model")
    return kept.name


def _check_publishers() -> str:
    _require(resource("publishers").is_dir(), "the folder of the publishers' keys is missing")
    return ", ".join(known_to_program()) or _("none yet")


def _check_files() -> str:
    with tempfile.TemporaryDirectory() as folder:
        return ", ".join(_check_sample(name, Path(folder)) for name in SAMPLES)


def _check_sample(name: str, folder: Path) -> str:
    read = read_plan(resource("samples", f"{name}.dxplan.json"))
    exported = exported_plan(read, choose_pack(read.package.plan, None))
    package = folder / f"{name}.dxplan.json"
    write_file(package, exported.package)
    _require(read_plan(package).package.plan == read.package.plan, "the package is damaged")
    _require(ZipFile(BytesIO(exported.docx)).testzip() is None, "the DOCX is damaged")
    _require(exported.pdf.startswith(b"%PDF-1.7"), "the PDF is damaged")
    return f"{name} ({exported.pages})"


def _require(condition: object, message: str) -> None:
    if not condition:
        raise SelfcheckError(message)
