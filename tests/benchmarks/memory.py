"""Peak memory of one process that writes a made plan as DOCX and PDF.

Run as a module with a number of activities, it prints its own peaks as JSON. It reads VmHWM, the high-water
mark of this program's own memory: `ru_maxrss` of a child begins with what its parent had.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import msgspec

ROOT: Final = Path(__file__).resolve().parents[2]
_STATUS: Final = Path("/proc/self/status")


class Peaks(msgspec.Struct, frozen=True):
    """High-water marks in MB, each with all before it: imports and fonts, DOCX, PDF."""

    imports: float
    docx: float
    pdf: float


def measured(activities: int) -> Peaks | None:
    """Return the peaks of a fresh process; None where the system does not tell them."""
    if not _STATUS.exists():
        return None
    command = [sys.executable, "-m", "tests.benchmarks.memory", str(activities)]
    result = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return msgspec.json.decode(result.stdout, type=Peaks)


def _peak() -> float:
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _run(activities: int) -> Peaks:
    from dxdesk.document.compose import compose  # noqa: PLC0415 - imports are what is measured
    from dxdesk.render.docx.writing import write_docx  # noqa: PLC0415
    from dxdesk.render.pdf.writing import write_pdf  # noqa: PLC0415
    from tests.benchmarks.made_plan import made_plan  # noqa: PLC0415
    from tests.document.sample_plans import pack  # noqa: PLC0415

    plan = made_plan(activities)
    imports = _peak()
    document = compose(plan, pack())
    write_docx(document)
    docx = _peak()
    write_pdf(document)
    return Peaks(imports, docx, _peak())


if __name__ == "__main__":
    print(json.dumps(msgspec.to_builtins(_run(int(sys.argv[1])))))
