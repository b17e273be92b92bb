"""Colours, measures and text size of the window, light and dark (contrast: WCAG 2.2, level AA)."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from dxdesk.value import Value
from ui.stylesheet import stylesheet

ThemeName = Literal["system", "light", "dark"]
TEXT_SIZES: Final = (90, 100, 110, 125, 150)  # per cent of the system's size

# Spaces in pixels.
TIGHT: Final = 4
SMALL: Final = 8
MEDIUM: Final = 12
WIDE: Final = 16
LARGE: Final = 24
HUGE: Final = 32
LIST_WIDTH: Final = 272
GUIDANCE_WIDTH: Final = 300
FORM_WIDTH: Final = 920  # a form is no wider than this: long lines tire the eye


class Theme(Value, frozen=True, kw_only=True):
    """The colours of one theme, as "#RRGGBB"."""

    name: Literal["light", "dark", "contrast"]
    window: str
    surface: str
    text: str
    muted: str
    line: str
    edge: str
    primary: str
    on_primary: str
    soft: str
    done: str
    warning: str
    warning_ground: str
    error: str
    error_ground: str
    focus: str


LIGHT: Final = Theme(
    name="light",
    window="#F5F6F8",
    surface="#FFFFFF",
    text="#1B1F24",
    muted="#566069",
    line="#D3D9DF",
    edge="#77828C",
    primary="#0A5C9E",
    on_primary="#FFFFFF",
    soft="#E5F0F9",
    done="#1A7338",
    warning="#8A5300",
    warning_ground="#FFF3D6",
    error="#B3261E",
    error_ground="#FCEBEA",
    focus="#BA7000",
)
DARK: Final = Theme(
    name="dark",
    window="#15181C",
    surface="#1E2227",
    text="#E8EAED",
    muted="#A8B0B8",
    line="#363C44",
    edge="#7D8791",
    primary="#7CBBF7",
    on_primary="#10202E",
    soft="#1D3347",
    done="#66C98A",
    warning="#E9B84F",
    warning_ground="#3A2F14",
    error="#FF8F87",
    error_ground="#43201E",
    focus="#FFB84D",
)

_PROPERTY: Final = "dxdesk.theme"
_SYSTEM_SIZE: Final = "dxdesk.system_size"
_SYSTEM_STYLE: Final = "dxdesk.system_style"


def current() -> Theme:
    """Return the theme that the window shows."""
    application = QApplication.instance()
    found = application.property(_PROPERTY) if application is not None else None
    return found if isinstance(found, Theme) else LIGHT


def apply(application: QApplication, name: ThemeName = "system", text_size: int = 100) -> None:
    """Dress the application; Windows' high-contrast mode keeps the system's own colours.

    `text_size` is in per cent of the system's size.
    """
    with _widgets_kept():
        _apply(application, name, text_size)


@contextmanager
def _widgets_kept() -> Iterator[None]:
    """Let no widget go that nobody refers to any more, while Qt walks through all that there are.

    What we do when a style changes may have Python collect them, and Qt would come upon one that is gone.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _apply(application: QApplication, name: ThemeName, text_size: int) -> None:
    _set_text_size(application, text_size)
    style = application.property(_SYSTEM_STYLE) or application.style().objectName()
    application.setProperty(_SYSTEM_STYLE, style)
    if _wants_contrast(application):
        application.setStyleSheet("")
        application.setStyle(style)
        application.setPalette(QPalette())  # the system's own, whatever was shown before
        application.setProperty(_PROPERTY, _system_theme(application.palette()))
        return
    theme = DARK if _is_dark(application, name) else LIGHT
    application.setProperty(_PROPERTY, theme)
    application.setStyle("Fusion")
    application.setPalette(_palette(theme))
    application.setStyleSheet(stylesheet(theme, text_size))


def scaled(factor: float, *, bold: bool = False) -> QFont:
    """Return the window's font at `factor` of its size, semi-bold where asked."""
    font = QFont()
    font.setPointSizeF(font.pointSizeF() * factor)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def _is_dark(application: QApplication, name: ThemeName) -> bool:
    if name == "system":
        return application.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return name == "dark"


def _wants_contrast(application: QApplication) -> bool:
    style = application.styleHints()  # kept: what it hands out lives only as long as it does
    hints = style.accessibility()
    return hints.contrastPreference() == Qt.ContrastPreference.HighContrast


def _set_text_size(application: QApplication, text_size: int) -> None:
    kept = application.property(_SYSTEM_SIZE)
    size = kept if isinstance(kept, float) else max(application.font().pointSizeF(), 10.0)
    application.setProperty(_SYSTEM_SIZE, size)
    font = QFont(application.font())
    font.setPointSizeF(size * text_size / 100)
    application.setFont(font)


def _system_theme(palette: QPalette) -> Theme:
    """Return the system's high-contrast colours under our names."""
    text = palette.color(QPalette.ColorRole.WindowText).name()
    window = palette.color(QPalette.ColorRole.Window).name()
    highlight = palette.color(QPalette.ColorRole.Highlight).name()
    return Theme(
        name="contrast",
        window=window,
        surface=palette.color(QPalette.ColorRole.Base).name(),
        text=text,
        muted=text,
        line=text,
        edge=text,
        primary=palette.color(QPalette.ColorRole.Link).name(),
        on_primary=window,
        soft=window,
        done=text,
        warning=text,
        warning_ground=window,
        error=text,
        error_ground=window,
        focus=highlight,
    )


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.error,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.primary,
        role.HighlightedText: theme.on_primary,
        role.Link: theme.primary,
        role.LinkVisited: theme.primary,
        role.Light: theme.line,
        role.Midlight: theme.line,
        role.Mid: theme.edge,
        role.Dark: theme.edge,
        role.Shadow: theme.edge,
        role.Accent: theme.primary,
    }
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.edge))
    return palette
