"""The guidance packs: which there are, and another one from a folder."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from dxdesk.guidance.faults import FaultyPackError
from dxdesk.guidance.loading import check_pack, installed_packs, load_pack
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from ui.dialog import heading, muted
from ui.settings_tab import SettingsTab, plain_button

_FAULTS_SHOWN: Final = 12


class GuidanceTab(SettingsTab):
    """The installed packs, and adding one."""
