"""The computer that an update must fit."""

import platform

_MACHINES = {"amd64": "x86_64", "x64": "x86_64", "aarch64": "arm64"}


def platform_here() -> str:
    """Return the kind of this computer as updates name it: "windows-x86_64"."""
    machine = platform.machine().lower()
    return f"{platform.system().lower()}-{_MACHINES.get(machine, machine)}"
