"""What QtNetwork brings along: what the system says of its network; encrypted lines are Python's work."""

from PyInstaller.utils.hooks.qt import add_qt6_dependencies

from resources.packaging.contents import wanted_plugins

hiddenimports, found, datas = add_qt6_dependencies(__file__)
binaries = wanted_plugins(found)
