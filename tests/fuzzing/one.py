"""One target under Atheris, in a process of its own: `python -m tests.fuzzing.one TARGET CORPUS [libFuzzer's options]`."""

import sys

import atheris

with atheris.instrument_imports(include=["dxdesk"]):
    from tests.fuzzing.targets import TARGETS


def main() -> None:
    """Fuzz until the time is over or something breaks."""
    name = sys.argv[1]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
