"""What goes into the bundle, and what stays out of it."""

from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions, packages_distributions
from pathlib import Path, PurePath
from runpy import run_path
from typing import Final

# The folders of `resources/` that the program reads.
_DATA: Final = ("fonts", "guidance", "icons", "marks", "samples", "schema", "units")
# Libraries ask for these only for work that is not ours.
_UNUSED: Final = (
    "PIL.AvifImagePlugin",
    "PIL.ImageCms",
    "PIL.ImageTk",
    "PIL.WebPImagePlugin",
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingtk",
    "PIL._webp",
    "babel",
    "distutils",
    "doctest",
    "lxml.html",
    "lxml.isoschematron",
    "lxml.objectify",
    "pdb",
    "pip",
    "pycparser",
    "pydoc",
    "requests",
    "setuptools",
    "tkinter",
    "unittest",
    "yaml",
)

# Of Qt: the window, pictures, Vietnamese input, and what the system says of its network.
_PLUGINS: Final = {
    "iconengines": ("svgicon",),
    "imageformats": ("gif", "ico", "jpeg", "svg", "tiff"),
    "networkinformation": ("networklistmanager", "glib", "networkmanager"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platforms": ("windows", "offscreen", "xcb", "wayland"),
    "platformthemes": ("xdgdesktopportal",),
    "styles": ("modernwindowsstyle",),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-shell-integration": ("xdg-shell",),
}


def compile_catalogues(root: Path) -> None:
    """Write the catalogue of each language beside its source."""
    tool = run_path(str(root / "i18n" / "catalogue.py"))
    for source in tool["catalogue_files"]():
        tool["compile_catalogue"](source)


def data_files(root: Path) -> list[tuple[str, str]]:
    """Return the data of the program as pairs of a source and the folder of the bundle it goes to."""
    found = [(str(root / "resources" / name), f"resources/{name}") for name in _DATA]
    found += [(str(file), str(file.parent.relative_to(root))) for file in root.glob("i18n/*/LC_MESSAGES/*.mo")]
    return [*found, (str(root / "LICENSE"), "licences/dxdesk")]


def modules(root: Path) -> list[str]:
    """Return all modules of the program by name: many are imported by a name that stands as data."""
    ours = [name for name in _all_modules(root) if not _is_central(name) and not name.endswith("__main__")]
    return [*ours, "_rl_accel"]  # reportlab looks for its faster half by name


def left_out(root: Path) -> list[str]:
    """Return the modules and packages that must not come along, whoever asks for them."""
    central = [name for name in _all_modules(root) if _is_central(name)]
    return ["tests", "i18n", "resources", *central, *_UNUSED]


def wanted_plugins(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return those of the plugins of Qt, as pairs of a source and a folder, that the program uses."""
    return [(source, folder) for source, folder in found if _is_used(PurePath(source), PurePath(folder).name)]


def _is_used(plugin: PurePath, kind: str) -> bool:
    return plugin.stem.removeprefix("lib").removeprefix("q") in _PLUGINS.get(kind, ())


def licences(*collected: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the licence texts of the distributions that the collected files come from."""
    tops = {PurePath(place.replace(".", "/") if kind == "PYMODULE" else place).parts[0] for each in collected for place, _, kind in each}
    owners = packages_distributions()
    names = {owner for top in tops for owner in owners.get(top, ())}
    return [entry for each in distributions() if each.name in names for entry in _licence_files(each)]


def _licence_files(distribution: Distribution) -> Iterator[tuple[str, str, str]]:
    for file in distribution.files or ():
        is_own = any(part.endswith(".dist-info") for part in file.parts)
        if is_own and file.name.upper().startswith(("LICEN", "COPYING", "NOTICE", "AUTHORS")):
            yield f"licences/{distribution.name}/{file.name}", str(file.locate()), "DATA"


def _all_modules(root: Path) -> Iterator[str]:
    for package in ("dxdesk", "ui"):
        for file in sorted((root / package).rglob("*.py")):
            yield ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def _is_central(name: str) -> bool:
    return name.startswith(("dxdesk.central", "dxdesk.cli.central"))
