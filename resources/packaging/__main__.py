"""`python -m resources.packaging`: everything that is handed out for the system this runs on."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from resources.packaging.archive import write_archive, write_checksums
from resources.packaging.installer import MissingToolError, write_installer
from resources.packaging.signing import sign

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Build what is asked for; return the exit code."""
    arguments = _parser().parse_args()
    arguments.dist.mkdir(parents=True, exist_ok=True)
    folder: Path = arguments.bundle or _new_bundle(arguments.dist)
    programs = sorted(folder.glob("*.exe"))
    if arguments.sign:
        for program in programs:
            sign(program, arguments.sign)
    made = [write_archive(folder, arguments.dist)]
    if programs:
        try:
            made.append(write_installer(folder, arguments.dist, sign=arguments.sign, quick=arguments.quick))
        except MissingToolError as error:
            print(error, file=sys.stderr)
            return 1
    made.append(write_checksums(made))
    for file in made:
        print(f"{file} ({file.stat().st_size / 1e6:.1f} MB)")
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m resources.packaging", description=__doc__)
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="folder for what is made")
    parser.add_argument("--bundle", type=Path, help="bundle to pack, where build.spec has run before")
    parser.add_argument(
        "--sign",
        metavar="COMMAND",
        help="program that signs a file in place; it gets the file as its last argument, e.g. signtool",
    )
    parser.add_argument("--quick", action="store_true", help="compress the installer less: for trials")
    return parser


def _new_bundle(dist: Path) -> Path:
    from PyInstaller.__main__ import run  # noqa: PLC0415 - a bundle may have come from elsewhere

    run(["--noconfirm", "--log-level", "WARN", "--distpath", str(dist), str(ROOT / "build.spec")])
    return dist / "dxdesk"


if __name__ == "__main__":
    sys.exit(main())
