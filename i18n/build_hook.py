"""Compile the message catalogues when a wheel or an editable install is built."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueBuildHook(BuildHookInterface):
    """Write `dxdesk.mo` beside every `dxdesk.po`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile all catalogues; hatchling then packs them as artifacts."""
        tool = _load(Path(self.root, "i18n", "catalogue.py"))
        for source in tool.catalogue_files():
            tool.compile_catalogue(source)


def _load(path: Path) -> ModuleType:
    spec = spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
