"""A signed PDF that comes home: whether it is this revision of this plan, unharmed, and signed by whom."""

from datetime import date, datetime
from typing import Final, Literal

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.package.faults import PackageError
from dxdesk.package.format import Package, Statement
from dxdesk.package.reading import read_package
from dxdesk.plan.wording import default_year
from dxdesk.signing.embedded import embedded_package
from dxdesk.signing.faults import SigningError
from dxdesk.signing.report import PdfReport
from dxdesk.signing.trust import Trust
from dxdesk.signing.verdict import Integrity, Standing, integrity_of, standing_of, verdict_words
from dxdesk.signing.verification import verify_pdf
from dxdesk.value import Value

# Whether what it carries is the sealed revision that is waited for.
Belonging = Literal["same", "changed", "revision", "plan", "nothing"]

_BELONGING: Final[dict[Belonging, str]] = {
    "same": mark("This plan"),
    "changed": mark("Other content"),
    "revision": mark("Another revision"),
    "plan": mark("Another plan"),
    "nothing": mark("No data inside"),
}
_EXPLAINED: Final[dict[Belonging, str]] = {
    "same": mark("The data inside are those of this revision."),
    "changed": mark(
        "The data inside bear the number of this revision, but they were sealed with other content. "
        "Ask who sent the file which of the two counts."
    ),
    "revision": mark(
        "The data inside are those of revision {found}, not of revision {wanted}. "
        "Choose the file that was made from this revision."
    ),
    "plan": mark(
        "The data inside are those of another plan: unit {unit}, year {year}. "
        "Choose the signed file of this plan."
    ),
    "nothing": mark(
        "There is no data of a plan inside, as in a scan or in a file of another program. "
        "Compare it with the plan by eye."
    ),
}


class Homecoming(Value, frozen=True, kw_only=True):
    """What a PDF is, in three answers, with the report on its signatures.

    `number` and `issued_on` are what the records office has filled in; empty where that is not to be read.
    `wanted` is the statement that is waited for, `found` the one inside.
    """

    belonging: Belonging
    wanted: Statement
    found: Statement | None
    integrity: Integrity
    standing: Standing
    report: PdfReport
    number: str
    issued_on: date | None

    @property
    def is_welcome(self) -> bool:
        """Whether it may be kept as the signed document of the revision."""
        return self.belonging == "same" and self.integrity == "intact" and self.standing != "refused"

    def words(self) -> tuple[str, str, str]:
        """Return the three answers, in a word each."""
        return (*verdict_words(self.integrity, self.standing), _(_BELONGING[self.belonging]))

    def explanation(self) -> str:
        """Return a sentence on whether it belongs here, and what to do where it does not."""
        found = self.found or self.wanted
        return _(_EXPLAINED[self.belonging]).format(
            found=found.revision, wanted=self.wanted.revision, unit=found.unit.code, year=found.year
        )


def receive(data: bytes, package: Package, trust: Trust, at: datetime | None = None) -> Homecoming:
    """Return what is to be said of a PDF that came back for a sealed package.

    Raises:
        SigningError: the file is no PDF, damaged or encrypted.
    """
    report = verify_pdf(data, trust, at)
    found = _found(data)
    return Homecoming(
        belonging=_belonging(found, package.statement),
        wanted=package.statement,
        found=found,
        integrity=integrity_of(report),
        standing=standing_of(report),
        report=report,
        number=report.number,
        issued_on=_issued_on(report, package),
    )


def _found(data: bytes) -> Statement | None:
    try:
        return read_package(embedded_package(data)).package.statement
    except (SigningError, PackageError):
        return None


def _belonging(found: Statement | None, wanted: Statement) -> Belonging:
    if found is None:
        return "nothing"
    if (found.unit, found.year) != (wanted.unit, wanted.year):
        return "plan"
    if found.revision != wanted.revision:
        return "revision"
    return "same" if found == wanted else "changed"


def _issued_on(report: PdfReport, package: Package) -> date | None:
    """Return the day that was filled in; its year is the printed one."""
    try:
        return date(default_year(package.plan), int(report.month), int(report.day))
    except ValueError:
        return None
