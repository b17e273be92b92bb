"""`python -m ui`: the program with a window."""

import sys

from ui.application import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
