"""`dxdesk demo`: the filled sample plans of a commune and a district, in all three forms."""

from argparse import Namespace
from typing import Final

from dxdesk.cli.errors import DONE
from dxdesk.cli.export import exported_plan, write_forms
from dxdesk.cli.files import choose_pack, make_folder, read_plan
from dxdesk.resources import resource

SAMPLES: Final = ("xa", "huyen")


def run(arguments: Namespace) -> int:
    """Write six files into the folder."""
    make_folder(arguments.folder)
    for name in SAMPLES:
        read = read_plan(resource("samples", f"{name}.dxplan.json"))
        folder = arguments.folder
        write_forms(
            exported_plan(read, choose_pack(read.package.plan, None)),
            docx=folder / f"{name}.docx",
            pdf=folder / f"{name}.pdf",
            package=folder / f"{name}.dxplan.json",
        )
    return DONE
