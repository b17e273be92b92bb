"""What Windows says of the programs on the page of their properties."""

from typing import Any

from dxdesk import __version__

_VIETNAMESE, _UNICODE = 0x042A, 1200


def version_numbers() -> tuple[int, int, int, int]:
    """Return the version of the program as the four numbers that Windows knows."""
    first, second, third = (int(part) for part in __version__.split(".")[:3])
    return first, second, third, 0


def version_resource(name: str) -> Any:
    """Return the version resource of a program."""
    from PyInstaller.utils.win32 import versioninfo  # noqa: PLC0415 - on Windows only

    numbers = version_numbers()
    words = {
        "CompanyName": "dxdesk",
        "FileDescription": "dxdesk" if name == "dxdesk" else "dxdesk (dòng lệnh)",
        "FileVersion": __version__,
        "InternalName": name,
        "LegalCopyright": "Apache License 2.0",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "dxdesk - Kế hoạch Chuyển đổi số",
        "ProductVersion": __version__,
    }
    table = versioninfo.StringTable(
        f"{_VIETNAMESE:04X}{_UNICODE:04X}", [versioninfo.StringStruct(*word) for word in words.items()]
    )
    return versioninfo.VSVersionInfo(
        ffi=versioninfo.FixedFileInfo(filevers=numbers, prodvers=numbers, mask=0x3F, OS=0x40004, fileType=1),
        kids=[
            versioninfo.StringFileInfo([table]),
            versioninfo.VarFileInfo([versioninfo.VarStruct("Translation", [_VIETNAMESE, _UNICODE])]),
        ],
    )
