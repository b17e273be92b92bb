"""Number and day that the records office gives at issue (Decree 30/2020, Article 15)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from dxdesk.document.profile import Profile
from dxdesk.issuing.faults import UnfitIssueError
from dxdesk.language import translate as _
from dxdesk.plan.model import Plan
from dxdesk.plan.wording import default_year
from dxdesk.text.dates import short_date
from dxdesk.text.folding import fold

if TYPE_CHECKING:
    from dxdesk.signing.homecoming import Homecoming

_NUMBER: Final = re.compile(r"0*[1-9][0-9]{0,5}[A-Za-z]{0,5}")


def check_issue(plan: Plan, number: str, day: date, today: date, signed: "Homecoming | None") -> None:
    """Do nothing where a sealed plan can have been issued so; `signed` is its signed PDF, if there is one.

    Raises:
        UnfitIssueError: the number is none, the day is yet to come, or plan or signed PDF say otherwise.
    """
    if _NUMBER.fullmatch(number) is None:
        raise UnfitIssueError(_("Write the number as the records office gave it, like 15 or 15a."))
    if day > today:
        raise UnfitIssueError(
            _(
                "{day} is yet to come by this computer's clock. Write the day on which it was issued, or set the clock "
                "right."
            ).format(day=short_date(day))
        )
    _agree(plan.document.number, number, _("The plan says number {said}. Write that, or correct the plan."))
    _agree(plan.document.issued_on, day, _("The plan says {said}. Write that day, or correct the plan."))
    if signed is not None:
        _agree(signed.number, number, _("The signed PDF says number {said}. Write that one."))
        _agree(signed.issued_on, day, _("The signed PDF says {said}. Write that day."))


def issue_remarks(plan: Plan, profile: Profile, day: date, signed: "Homecoming | None") -> Iterator[str]:
    """Yield what to think of before a sealed plan is recorded as issued on a day."""
    if day.year != default_year(plan):
        words = _("The first page of what was sealed says the year {year}.")
        yield words.format(year=default_year(plan))
    if signed is None:
        return
    names = {one.field: one.name for one in signed.report.signatures}
    if "agency" not in names:
        yield _("The signature of the agency is not in the PDF yet (Decree 30/2020, Appendix I, II.8).")
    if profile == "fillable" and not signed.number:
        yield _("Number and day are not written into the signed PDF yet.")
    planned = plan.document.signer.full_name
    if "signer" in names and fold(names["signer"]) != fold(planned):
        words = _("The PDF is signed by {name}; the plan names {planned} as the signer.")
        yield words.format(name=names["signer"], planned=planned)


def _agree(said: str | date | None, given: str | date, message: str) -> None:
    if said and _plain(said) != _plain(given):
        raise UnfitIssueError(message.format(said=short_date(said) if isinstance(said, date) else said))


def _plain(value: str | date) -> str | date:
    """Return a number without the zero that the decree puts before a single figure."""
    return value.lstrip("0") if isinstance(value, str) else value
