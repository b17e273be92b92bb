"""Measure exports and checks beside floors and peers, and print one table.

`python -m tests.benchmarks` measures everything (some minutes: LibreOffice and WeasyPrint are slow);
`python -m tests.benchmarks docx pdf` only these groups; `--repeats 15` more often; `--activities 1000`
another plan. The group `window` is what a person waits for at the window, run without a screen;
`central` is a receiver to which a thousand units send at once, `import` the same by file. A peer that is not installed is named so; install docxtpl, typst and weasyprint into the
environment, and LibreOffice on the machine, to see all of them.

The plan is made of the sentences of the guidance pack of 2023: 23 tasks of 12 activities, 60 pages. Times
are medians (least in brackets) of works that run by turns in one process, warm, with the collector on and
run before each turn; what takes less than 20 ms is called several times in a row. The ratio is ours divided
by theirs, and so is the target; "(close)" means that medians and least times disagree about it. Memory is the
high-water mark of a whole process of its own, interpreter and imports included.
"""

import argparse
from collections.abc import Iterable

from dxdesk.document.compose import compose
from dxdesk.render.pdf.writing import write_pdf
from tests.benchmarks.comparison import Comparison, shares, table
from tests.benchmarks.groups import GROUPS, Subject
from tests.benchmarks.made_plan import ACTIVITIES
from tests.benchmarks.stages import docx_stages, pdf_stages

REPEATS = 9


def run(groups: Iterable[str], subject: Subject) -> None:
    """Measure the groups and print the table and where the time goes."""
    pages = write_pdf(compose(subject.plan, subject.pack)).pages
    print(f"Plan of {subject.activities:,} activities, {pages} pages; {subject.repeats} repeats\n")
    comparisons: list[Comparison] = [one for name in groups for one in GROUPS[name](subject)]
    print(table(comparisons), end="\n\n")
    print(shares("DOCX", docx_stages(subject.plan, subject.pack, subject.repeats)))
    print(shares("PDF", pdf_stages(subject.plan, subject.pack, subject.repeats)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("groups", nargs="*", help=f"of {', '.join(GROUPS)}; all where none is named")
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--activities", type=int, default=ACTIVITIES)
    arguments = parser.parse_args()
    if unknown := set(arguments.groups) - set(GROUPS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return arguments


if __name__ == "__main__":
    chosen = _arguments()
    run(chosen.groups or GROUPS, Subject(chosen.activities, chosen.repeats))
