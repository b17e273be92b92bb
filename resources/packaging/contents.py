"""What goes into the bundle, and what stays out of it."""

import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution, distributions, packages_distributions
from pathlib import Path, PurePath
from runpy import run_path
from typing import Final

from dxdesk.guidance.compiled import COMPILED_FILE, compile_files
from resources.packaging.sorting_tables import write_used_tables

# The folders of `resources/` that the program reads.
_DATA: Final = ("fonts", "guidance", "icons", "marks", "publishers", "samples", "schema", "units")
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
    "aiohttp.pytest_plugin",
    "aiohttp.test_utils",
    "aiohttp.web",
    "aiohttp.worker",
    "babel",
    "cffi",
    "distutils",
    "doctest",
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

_LICENCES: Final = ("AUTHORS", "COPYING", "LICEN", "NOTICE")

# pyHanko imports it and asks nothing of it: the half that is fast is not needed. Nor is lxml's for web pages.
_SPEEDUPS: Final = (("aiohttp",), ("lxml", "html"))

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


def compiled_guidance(root: Path, folder: Path) -> tuple[str, str]:
    """Write what is read from the guidance packs into a folder; return the file and its place in the bundle."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / COMPILED_FILE
    file.write_bytes(compile_files(sorted(root.glob("resources/guidance/*/*.toml"))))
    return str(file), "resources/guidance"


def data_files(root: Path) -> list[tuple[str, str]]:
    """Return the data of the program as pairs of a source and the folder of the bundle it goes to."""
    found = [(str(root / "resources" / name), f"resources/{name}") for name in _DATA]
    found += [
        (str(file), str(file.parent.relative_to(root))) for file in root.glob("i18n/*/LC_MESSAGES/*.mo")
    ]
    # python-docx looks for its templates by way of this folder, which has to be there.
    found += [(str(file), "docx/parts") for file in _files_of("python-docx", "docx/parts/__init__.py")]
    found.append((str(root / "LICENSE"), "licences/dxdesk"))
    found.append((str(root / "resources" / "packaging" / "licences"), "licences/Qt"))  # its wheel has none
    with_python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    return [*found, *([(str(with_python), "licences/Python")] if with_python.exists() else [])]


def modules(root: Path) -> list[str]:
    """Return all modules of the program by name: many are imported by a name that stands as data."""
    ours = [name for name in _all_modules(root) if not _is_central(name) and not name.endswith("__main__")]
    return [*ours, "_rl_accel"]  # reportlab looks for its faster half by name


def left_out(root: Path) -> list[str]:
    """Return the modules and packages that must not come along, whoever asks for them."""
    central = [name for name in _all_modules(root) if _is_central(name)]
    return ["tests", "i18n", "resources", *central, *_UNUSED]


def is_used(place: str) -> bool:
    """Tell whether a file that a library brings along, named by its place in the bundle, is used."""
    path = PurePath(place)
    if "PySide6" in path.parts:
        # Qt's own words are in our catalogue; widgets do without OpenGL painted by software.
        return "translations" not in path.parts and path.stem != "opengl32sw"
    return "default-docx-template" not in path.parts and not any(
        path.parts[: len(folder)] == folder for folder in _SPEEDUPS
    )


def with_used_tables(
    binaries: Iterable[tuple[str, str, str]], folder: Path
) -> Iterator[tuple[str, str, str]]:
    """Yield the libraries, that of ICU's tables made anew in a folder with those that are used."""
    for place, source, kind in binaries:
        is_tables = PurePath(place).name.startswith("libicudata.so") and kind == "BINARY"
        yield place, str(write_used_tables(Path(source), folder)) if is_tables else source, kind


def wanted_plugins(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return those of the plugins of Qt, as pairs of a source and a folder, that the program uses."""
    return [(source, folder) for source, folder in found if _is_used(PurePath(source), PurePath(folder).name)]


def _is_used(plugin: PurePath, kind: str) -> bool:
    return plugin.stem.removeprefix("lib").removeprefix("q") in _PLUGINS.get(kind, ())


def licences(*collected: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the licence texts of the distributions that the collected files come from."""
    places = [
        place.replace(".", "/") if kind == "PYMODULE" else place
        for each in collected
        for place, _, kind in each
    ]
    tops = {PurePath(place).parts[0].split(".")[0] for place in places}
    owners = packages_distributions()
    names = {owner for top in tops for owner in owners.get(top, ())}
    return [entry for each in distributions() if each.name in names for entry in _licence_files(each)]


def _licence_files(owner: Distribution) -> Iterator[tuple[str, str, str]]:
    for file in owner.files or ():
        is_own = any(part.endswith(".dist-info") for part in file.parts)
        if is_own and ("licenses" in file.parts or file.name.upper().startswith(_LICENCES)):
            yield f"licences/{owner.name}/{file.name}", str(file.locate()), "DATA"


def _files_of(name: str, place: str) -> Iterator[Path]:
    for file in distribution(name).files or ():
        if file.as_posix() == place:
            yield Path(str(file.locate()))


def _all_modules(root: Path) -> Iterator[str]:
    for package in ("dxdesk", "ui"):
        for file in sorted((root / package).rglob("*.py")):
            yield ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def _is_central(name: str) -> bool:
    return name.startswith(("dxdesk.central", "dxdesk.cli.central"))
