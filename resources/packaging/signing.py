"""The step at which a certificate for code signs what is handed out; without one it is left out.

The command gets the file as its last argument and signs it in place, as `signtool sign /fd sha256 /a …` does.
"""

import shlex
import subprocess
import sys
from pathlib import Path


def sign(file: Path, command: str) -> None:
    """Sign a file.

    Raises:
        CalledProcessError: the command could not.
    """
    words = shlex.split(command, posix=sys.platform != "win32")
    subprocess.run([*(word.strip('"') for word in words), str(file)], check=True)  # noqa: S603 - asked for
