"""`python -m dxdesk` is the same as the command `dxdesk`."""

import sys

from dxdesk.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
