"""What QtGui brings along: the plugins of a window, not those of every device there is."""

from PyInstaller.utils.hooks.qt import add_qt6_dependencies

from resources.packaging.contents import wanted_plugins

hiddenimports, found, datas = add_qt6_dependencies(__file__)
binaries = wanted_plugins(found)
