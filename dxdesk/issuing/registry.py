"""Number and day that the records office gives at issue (Decree 30/2020, Article 15)."""

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from dxdesk.issuing.faults import UnfitIssueError
from dxdesk.language import translate as _
from dxdesk.plan.model import Plan
from dxdesk.text.numerals import short_date

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
            _("{day} is yet to come. Write the day on which it was issued.").format(day=short_date(day))
        )
    _agree(plan.document.number, number, _("The plan says number {said}. Write that, or correct the plan."))
    _agree(plan.document.issued_on, day, _("The plan says {said}. Write that day, or correct the plan."))
    if signed is not None:
        _agree(signed.number, number, _("The signed PDF says number {said}. Write that one."))
        _agree(signed.issued_on, day, _("The signed PDF says {said}. Write that day."))


def _agree(said: str | date | None, given: str | date, message: str) -> None:
    if said and _plain(said) != _plain(given):
        raise UnfitIssueError(message.format(said=short_date(said) if isinstance(said, date) else said))


def _plain(value: str | date) -> str | date:
    """Return a number without the zero that the decree puts before a single figure."""
    return value.lstrip("0") if isinstance(value, str) else value
