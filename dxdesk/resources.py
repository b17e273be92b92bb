"""Where the data files of the program lie: in a source tree, in a wheel and in a frozen bundle."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_DATA = _PACKAGE / "_data" if (_PACKAGE / "_data").is_dir() else _PACKAGE.parent


def resource(*parts: str) -> Path:
    """Return the path of a file or folder under `resources/`."""
    return _DATA.joinpath("resources", *parts)


def catalogues() -> Path:
    """Return the folder of the gettext catalogues (`i18n/`)."""
    return _DATA / "i18n"
