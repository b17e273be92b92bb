"""Measure exports and checks beside floors and peers, and print one table.

`python -m tests.benchmarks` measures everything (some minutes: LibreOffice and WeasyPrint are slow);
`python -m tests.benchmarks docx pdf` only these groups; `--repeats 15` more often; `--activities 1000`
another plan. Each line of the table begins with its group, so `python -m tests.benchmarks GROUP` is its
command. `--keep` adds the run to history.csv beside this file; the column "kept" is the ratio of the newest
run in it. The group `window` is what a person waits for at the window, run without a screen;
`central` is a receiver to which a thousand units send at once, `import` the same by file. A peer that is not
installed is named so: `uv run --group bench` brings docxtpl, typst and weasyprint, LibreOffice is the machine's.

The plan is made of the sentences of the guidance pack of 2023: 23 tasks of 12 activities, 60 pages. Times
are medians (least in brackets) of works that run by turns in one process, warm, with the collector on and
run before each turn; what takes less than 20 ms is called several times in a row. The ratio is ours divided
by theirs, and so is the target; "(close)" means that medians and least times disagree about it. Memory is the
high-water mark of a whole process of its own, interpreter and imports included.
"""

import argparse
from collections.abc import Iterable
from datetime import UTC, datetime

from dxdesk.document.compose import compose
from dxdesk.render.pdf.writing import write_pdf
from tests.benchmarks.comparison import Comparison, shares, table
from tests.benchmarks.groups import GROUPS, Subject
from tests.benchmarks.history import keep, last_ratios, place
from tests.benchmarks.made_plan import ACTIVITIES
from tests.benchmarks.stages import docx_stages, pdf_stages

REPEATS = 9


def run(groups: Iterable[str], subject: Subject) -> list[Comparison]:
    """Measure the groups, print the table and where the time goes, and return what is in the table."""
    pages = write_pdf(compose(subject.plan, subject.pack)).pages
    print(f"Plan of {subject.activities:,} activities, {pages} pages; {subject.repeats} repeats\n")
    comparisons = [one._replace(group=name) for name in groups for one in GROUPS[name](subject)]
    before = last_ratios()
    print(table(comparisons, {one: before.get(place(one), "") for one in comparisons}), end="\n\n")
    print(shares("DOCX", docx_stages(subject.plan, subject.pack, subject.repeats)))
    print(shares("PDF", pdf_stages(subject.plan, subject.pack, subject.repeats)))
    return comparisons


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("groups", nargs="*", help=f"of {', '.join(GROUPS)}; all where none is named")
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--activities", type=int, default=ACTIVITIES)
    parser.add_argument("--keep", action="store_true", help="add the run to the history")
    arguments = parser.parse_args()
    if unknown := set(arguments.groups) - set(GROUPS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return arguments


if __name__ == "__main__":
    chosen = _arguments()
    measured = run(chosen.groups or GROUPS, Subject(chosen.activities, chosen.repeats))
    if chosen.keep:
        keep(measured, datetime.now(UTC).date())
