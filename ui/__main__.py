"""`python -m ui`: the program with a window."""

import sys

from ui.program import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
