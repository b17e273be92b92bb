"""Run before all else in both programs of the bundle: their modules are in one file, which they share."""

import os
import sys

import pyimod02_importers

# Whatever looks for modules holds this one reader of PyInstaller's; so early there is no pathlib yet.
pyimod02_importers.pyz_archive.__init__(os.path.join(sys.prefix, "modules.pyz"))  # noqa: PTH118
