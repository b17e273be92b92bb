"""When the plan is issued, beside the days that were set for it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from dxdesk.guidance.pack import Deadline
from dxdesk.language import mark as _
from dxdesk.plan.rules.rule import Place, Review, at, rule
from dxdesk.text.dates import short_date

ISSUE_DEADLINE: Final = "plan-issue"
_DAY: Final = "/document/issued_on"


@rule(
    "DT01",
    "warning",
    "practice",
    _("The plan is issued on {day}, later than {asked}, the day set by the level above."),
)
def later_than_asked(review: Review) -> Iterator[Place]:
    """The level above sets the day for its own units."""
    document = review.plan.document
    if document.issued_on and document.requested_by and document.issued_on > document.requested_by:
        yield at(_DAY, day=short_date(document.issued_on), asked=short_date(document.requested_by))


@rule(
    "DT02",
    "warning",
    "practice",
    _("The day set by the level above, {asked}, has passed, and the plan is not issued yet."),
)
def asked_day_has_passed(review: Review) -> Iterator[Place]:
    """A plan without a day of issue is still being written."""
    document, today = review.plan.document, review.today
    if today and document.requested_by and not document.issued_on and today > document.requested_by:
        yield at(_DAY, asked=short_date(document.requested_by))


@rule(
    "DT03",
    "warning",
    "letter",
    _("The letter asks for the plan by {asked} at the latest, and the plan is of {day}."),
)
def later_than_the_letter(review: Review) -> Iterator[Place]:
    """The day that the letter sets for issuing binds the levels that it is written to."""
    deadline, day = _issue_deadline(review), review.issue_day
    if deadline and day and day > deadline.due and review.level in deadline.levels:
        yield at(_DAY, asked=short_date(deadline.due), day=short_date(day))


@rule(
    "DT04",
    "hint",
    "letter",
    _(
        "The letter asked ministries and provinces for their plans by {asked}. "
        "If the level above set a day for you, write it in, and it is checked instead."
    ),
)
def later_than_the_letter_to_others(review: Review) -> Iterator[Place]:
    """Units that the letter is not written to follow the day of the level above."""
    deadline, day = _issue_deadline(review), review.issue_day
    if not deadline or not day or review.level in deadline.levels or review.plan.document.requested_by:
        return
    if day > deadline.due:
        yield at("/document/requested_by", asked=short_date(deadline.due))


@rule(
    "DT05",
    "warning",
    "practice",
    _("The plan of {year} is of {day}, when its year is nearly over. Check the day of issue and the year."),
)
def at_the_end_of_its_year(review: Review) -> Iterator[Place]:
    """In the last quarter there is little left to plan."""
    day, year = review.plan.document.issued_on, review.plan.year
    if day and day >= date(year, 10, 1):
        yield at(_DAY, year=year, day=short_date(day))


@rule(
    "DT06",
    "warning",
    "letter",
    _("The plan is issued on {day}, before the letter of {year} that asks for it. Check the day of issue."),
)
def before_the_letter(review: Review) -> Iterator[Place]:
    """A plan cannot answer a letter that was not written yet."""
    day, letter = review.plan.document.issued_on, review.pack.meta.letter
    if day and day < (letter.issued_on or date(letter.year, 1, 1)):
        yield at(_DAY, day=short_date(day), year=letter.year)


@rule(
    "DT07",
    "warning",
    "practice",
    _(
        "The day of issue, {day}, is still to come. Number and day are given at issue; leave them empty until then."
    ),
)
def issued_in_the_future(review: Review) -> Iterator[Place]:
    """The registry gives the day when the document leaves (Article 15)."""
    day, today = review.plan.document.issued_on, review.today
    if day and today and day > today:
        yield at(_DAY, day=short_date(day))


@rule(
    "DT08",
    "hint",
    "practice",
    _("It is not said which document of the level above set the day {asked}. Write its number and symbol."),
)
def asked_by_no_document(review: Review) -> Iterator[Place]:
    """A reviewer wants to look the day up."""
    document = review.plan.document
    if document.requested_by and not document.requested_in.strip():
        yield at("/document/requested_in", asked=short_date(document.requested_by))


@rule(
    "DT09",
    "hint",
    "practice",
    _("The document “{name}” of the level above is named, but not the day that it sets. Write the day."),
)
def document_without_day(review: Review) -> Iterator[Place]:
    """Only a day can be checked."""
    document = review.plan.document
    if document.requested_in.strip() and document.requested_by is None:
        yield at("/document/requested_by", name=document.requested_in.strip())


def _issue_deadline(review: Review) -> Deadline | None:
    """Return the day that the letter sets for this plan; older guidance sets none for a newer plan."""
    meta = review.pack.meta
    deadlines = meta.deadlines if meta.year == review.plan.year else ()
    return next((each for each in deadlines if each.key == ISSUE_DEADLINE), None)
