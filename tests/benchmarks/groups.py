"""What is measured, in groups that can be asked for one by one."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

import msgspec

from dxdesk.document.compose import compose
from dxdesk.document.lines import forget_lines
from dxdesk.document.tree import Document
from dxdesk.export import export
from dxdesk.guidance.loading import load_pack
from dxdesk.guidance.pack import Pack
from dxdesk.outbox.parcel import compressed, parcel_of
from dxdesk.package.reading import read_package
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.plan.model import Plan
from dxdesk.plan.rules.review import review
from dxdesk.render.docx.writing import write_docx
from dxdesk.render.pdf.writing import write_pdf
from dxdesk.resources import resource
from tests.benchmarks.committing import measured as committing_measured
from tests.benchmarks.comparison import Comparison
from tests.benchmarks.consolidating import compared as consolidation_measured
from tests.benchmarks.made_plan import made_plan
from tests.benchmarks.memory import ROOT, measured
from tests.benchmarks.peers import DOCX_PEERS, PDF_PEERS, beside
from tests.benchmarks.receiving import measured as receiving_measured
from tests.benchmarks.signatures import sealed_in, signing_times, sizes
from tests.benchmarks.taking_in import compared as import_measured
from tests.benchmarks.timing import Times, Work, by_turns
from tests.benchmarks.window import measured as window_measured
from tests.document.sample_plans import pack

LONG: Final = 2_000
_PATIENCE: Final = Times((0.1,))
_MEMORY: Final = Times((80.0,))
_DAY: Final = date(2023, 1, 10)


class Subject(NamedTuple):
    """What is worked on: a made plan of so many activities, and how often each work is repeated."""

    activities: int
    repeats: int

    @property
    def plan(self) -> Plan:
        return made_plan(self.activities)

    @property
    def pack(self) -> Pack:
        return pack()


def docx(subject: Subject) -> list[Comparison]:
    """Compare DOCX with its floor and peers."""
    document = compose(subject.plan, subject.pack)
    return beside("DOCX", partial(_afresh, write_docx, document), DOCX_PEERS, document, subject.repeats)


def pdf(subject: Subject) -> list[Comparison]:
    """Compare PDF with its floor and peers."""
    document = compose(subject.plan, subject.pack)
    return beside("PDF", partial(_afresh, write_pdf, document), PDF_PEERS, document, subject.repeats)


def _afresh(write: Callable[[Document], object], document: Document) -> object:
    """Write a document as if for the first time: no text's lines are known from the time before."""
    forget_lines()
    return write(document)


def long(subject: Subject) -> list[Comparison]:
    """Compare the cost of an activity in a plan of 2,000 with that in the plan itself."""
    short_document = compose(subject.plan, subject.pack)
    long_document = compose(made_plan(LONG), subject.pack)
    return [
        _per_activity(name, partial(_afresh, write), short_document, long_document, subject)
        for name, write in (("DOCX", write_docx), ("PDF", write_pdf))
    ]


def plan(subject: Subject) -> list[Comparison]:
    """Measure what is done with a plan before it is printed, and loading its guidance."""
    plan, pack = subject.plan, subject.pack
    folder = resource("guidance", str(pack.meta.year))
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.toml"))]
    times = by_turns(
        {
            "compose": partial(compose, plan, pack),
            "review": partial(review, plan, pack, today=_DAY),
            "load": partial(load_pack, folder),
            "parse": lambda: [tomllib.loads(text) for text in texts],
        },
        subject.repeats,
    )
    return [
        Comparison("compose", times["compose"]),
        Comparison("review: all findings", times["review"], "limit", _PATIENCE, 1.0),
        Comparison("guidance pack loaded", times["load"], "tomllib of its files", times["parse"]),
    ]


def package(subject: Subject) -> list[Comparison]:
    """Compare packages with json: reading with every check, and writing."""
    draft = draft_package(subject.plan)
    whole = read_package(export(draft, subject.pack).package).package
    found: list[Comparison] = []
    for name, one in (("package", draft), ("package with DOCX and PDF", whole)):
        data = package_bytes(one)
        plain = msgspec.to_builtins(one)
        times = by_turns(
            {
                "read": partial(read_package, data),
                "loads": partial(json.loads, data),
                "write": partial(package_bytes, one),
                "dumps": partial(_dumped, plain),
            },
            subject.repeats,
        )
        shown = f"{name}, {len(data) / 1024:.0f} KB"
        found.append(Comparison(f"{shown}: read", times["read"], "json.loads", times["loads"], 3.0))
        found.append(Comparison(f"{shown}: write", times["write"], "json.dumps", times["dumps"]))
    return found


def signing(subject: Subject) -> list[Comparison]:
    """Compare signing and verifying with bare pyHanko and bare cryptography; tell what each adds to the file."""
    exported = export(sealed_in(subject.plan), subject.pack, profile="fillable")
    return [*signing_times(exported.pdf, subject.repeats), *sizes(exported)]


def upload(subject: Subject) -> list[Comparison]:
    """Tell how many bytes of a sealed plan go over the line, and what it takes to get them ready."""
    bare = sealed_in(subject.plan)
    read = read_package(package_bytes(bare))
    parcel = parcel_of(read)
    sent = len(compressed(parcel.body))
    whole = parcel_of(read_package(export(bare, subject.pack).package)).body
    times = by_turns(
        {"parcel": lambda: compressed(parcel_of(read).body), "read": partial(read_package, parcel.body)},
        subject.repeats,
    )
    return [
        Comparison(
            f"bytes sent of a package of {len(parcel.body) / 1024:.0f} KB",
            Times((sent / 1024,)),
            "a quarter of it",
            Times((len(parcel.body) / 4096,)),
            1.0,
            "KB",
        ),
        Comparison(
            f"bytes sent with DOCX and PDF, of {len(whole) / 1024:.0f} KB",
            Times((len(compressed(whole)) / 1024,)),
            unit="KB",
        ),
        Comparison("package made ready and compressed", times["parcel"], "reading it", times["read"]),
    ]


def edits(subject: Subject) -> list[Comparison]:
    """Compare an edit that is on the disk with the disk itself."""
    return committing_measured(subject.plan, 100 * subject.repeats)


def start(subject: Subject) -> list[Comparison]:
    """Compare the start of the program with that of Python."""
    times = by_turns(
        {"help": _python("-m", "dxdesk", "--help"), "pass": _python("-c", "pass")}, subject.repeats
    )
    return [Comparison("dxdesk --help", times["help"], "python -c pass", times["pass"])]


def memory(subject: Subject) -> list[Comparison]:
    """Compare the peak memory of a process that imports, composes and writes both files with its limit."""
    peaks = measured(subject.activities)
    if peaks is None:
        return []
    marks = {"imports, fonts, plan": peaks.imports, "then DOCX": peaks.docx, "then PDF": peaks.pdf}
    return [
        Comparison(f"peak memory: {name}", Times((mark,)), "limit", _MEMORY, 1.0, "MB")
        for name, mark in marks.items()
    ]


def window(subject: Subject) -> list[Comparison]:
    """Measure what a person waits for at the window, beside a bare window and what is bearable."""
    return window_measured(subject.activities, subject.repeats)


def central(subject: Subject) -> list[Comparison]:
    """Measure a receiver that a thousand units send to at once (fewer where the plan is a tiny one)."""
    return receiving_measured(subject.plan, min(1_000, 4 * subject.activities))


def taking_in(subject: Subject) -> list[Comparison]:
    """Measure an import of made packages beside the raw library."""
    return list(import_measured(min(1_140, 5 * subject.activities), min(subject.repeats, 5)))


def consolidating(subject: Subject) -> list[Comparison]:
    """Measure what all plans come to beside DuckDB on the same tables."""
    return list(consolidation_measured(min(1_140, 5 * subject.activities), min(subject.repeats, 3)))


GROUPS: Final[Mapping[str, Callable[[Subject], list[Comparison]]]] = {
    "docx": docx,
    "pdf": pdf,
    "long": long,
    "plan": plan,
    "package": package,
    "signing": signing,
    "upload": upload,
    "edits": edits,
    "start": start,
    "memory": memory,
    "window": window,
    "central": central,
    "import": taking_in,
    "report": consolidating,
}


def _per_activity(
    name: str, write: Callable[[Any], object], short: Any, long: Any, subject: Subject
) -> Comparison:
    times = by_turns({"short": partial(write, short), "long": partial(write, long)}, subject.repeats)
    return Comparison(
        f"{name} of {LONG:,} activities, each",
        _divided(times["long"], LONG),
        f"each of {subject.activities:,}",
        _divided(times["short"], subject.activities),
        1.2,
        "µs",
    )


def _divided(times: Times, by: int) -> Times:
    return Times(tuple(seconds / by for seconds in times.seconds))


def _dumped(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False, indent=2).encode()


def _python(*arguments: str) -> Work:
    return partial(subprocess.run, [sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
