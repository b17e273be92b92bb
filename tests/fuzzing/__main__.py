"""Fuzz what reads files from outside, guided by coverage, for a while: no crash, no hang, no memory over its limit.

`python -m tests.fuzzing --seconds 60` runs every target that long, one after the other; targets may be named.
What breaks one is kept in the folder of `--findings`, and the exit code is 1. It needs the group `fuzz`
(Atheris, on Linux): `uv run --group fuzz python -m tests.fuzzing`.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzzing.seeds import write_seeds
from tests.fuzzing.targets import TARGETS

_LONGEST = 64 * 1024
_SECONDS_FOR_ONE = 20
_MEGABYTES = 1_500


def _run(name: str, seconds: int, findings: Path) -> bool:
    """Fuzz one target; return whether it held."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder)
        count = write_seeds(name, corpus)
        command = [sys.executable, "-m", "tests.fuzzing.one", name, str(corpus)]
        command += [f"-max_total_time={seconds}", f"-max_len={_LONGEST}", f"-timeout={_SECONDS_FOR_ONE}"]
        command += [
            f"-rss_limit_mb={_MEGABYTES}",
            "-print_final_stats=1",
            f"-artifact_prefix={findings}/{name}-",
        ]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        grown = len(list(corpus.iterdir()))
    facts = dict(re.findall(r"stat::(\w+):\s+(\d+)", done.stderr))
    covered = re.findall(r"cov: (\d+)", done.stderr) or ["?"]
    print(
        f"{name:<12} {'held' if done.returncode == 0 else 'BROKE':<6}"
        f" runs {facts.get('number_of_executed_units', '?'):>8}  seeds {count:>3} → corpus {grown:>5}"
        f"  edges {covered[0]:>5} → {covered[-1]:>5}  peak {facts.get('peak_rss_mb', '?'):>5} MB"
        f"  slowest {facts.get('slowest_unit_time_sec', '?')} s",
        flush=True,
    )
    if done.returncode:
        print(done.stdout[-4_000:], done.stderr[-4_000:], sep="\n")
    return done.returncode == 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", help=f"of {', '.join(TARGETS)}; all where none is named")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--findings", type=Path, default=Path("fuzzing-findings"))
    arguments = parser.parse_args()
    if unknown := set(arguments.targets) - set(TARGETS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return arguments


if __name__ == "__main__":
    chosen = _arguments()
    chosen.findings.mkdir(parents=True, exist_ok=True)
    held = [_run(name, chosen.seconds, chosen.findings) for name in chosen.targets or TARGETS]
    sys.exit(0 if all(held) else 1)
