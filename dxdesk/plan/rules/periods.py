"""Whether the times of the activities fit their dates, the year, and the days that the letter sets."""

from collections.abc import Iterator
from datetime import date

from dxdesk.guidance.pack import Deadline
from dxdesk.language import mark as _
from dxdesk.plan.rules.rule import Answer, Place, Review, Row, at, excerpt, rule
from dxdesk.plan.rules.spans import last_day_of, span_of, unknown_part, years_in
from dxdesk.text.dates import short_date


def _dated(review: Review) -> Iterator[tuple[Row, date]]:
    for row in review.rows:
        if row.activity.period.due:
            yield row, row.activity.period.due


def _deadlines(review: Review, answer: Answer) -> list[Deadline]:
    """Return the days of the pack for a task that bind the unit's level."""
    every = answer.task.deadlines if answer.task else ()
    return [deadline for deadline in every if review.level in deadline.levels]


@rule(
    "PE01",
    "warning",
    "arithmetic",
    _("The time says “{words}”, but its date is {due}. Correct one of them."),
)
def words_and_date_differ(review: Review) -> Iterator[Place]:
    """What is printed are the words; what is counted is the date."""
    for row, due in _dated(review):
        words = row.activity.period.text
        span = span_of(words, review.plan.year)
        if span and not span.first <= due <= span.last:
            yield at(f"{row.path}/period/due", words=excerpt(words), due=short_date(due))


@rule("PE02", "warning", "practice", _("The date {due} of “{text}” is not in {year}, the year of the plan."))
def date_outside_year(review: Review) -> Iterator[Place]:
    """A yearly plan is done within its year, but for days that the letter itself sets."""
    for row, due in _dated(review):
        own = {deadline.due.year for deadline in _deadlines(review, row.answer)}
        if due.year not in {review.plan.year, *own}:
            text = excerpt(row.activity.text)
            yield at(f"{row.path}/period/due", due=short_date(due), text=text, year=review.plan.year)


@rule(
    "PE03",
    "warning",
    "practice",
    _("The time “{words}” names another year than {year}, the year of the plan."),
)
def words_outside_year(review: Review) -> Iterator[Place]:
    """Words left over from the plan of another year."""
    for row in review.rows:
        words, year = row.activity.period.text, review.plan.year
        years = years_in(words)
        own = {deadline.due.year for deadline in _deadlines(review, row.answer)}
        outside = years and not min(years) <= year <= max(years) and not own.intersection(years)
        if outside and row.activity.period.due is None:
            yield at(f"{row.path}/period/text", words=excerpt(words), year=year)


@rule(
    "PE04",
    "warning",
    "arithmetic",
    _("“{text}” is due on {due}, before the plan itself, which is of {issued}."),
)
def due_before_issue(review: Review) -> Iterator[Place]:
    """A plan cannot order what should be done already."""
    issued = review.plan.document.issued_on
    for row, due in _dated(review):
        if issued and due < issued:
            text = excerpt(row.activity.text)
            yield at(f"{row.path}/period/due", text=text, due=short_date(due), issued=short_date(issued))


@rule(
    "PE05",
    "warning",
    "letter",
    _(
        "For task {task} the day {due} is set ({words}), but every activity is later. Bring one forward, or add one."
    ),
)
def later_than_the_letter(review: Review) -> Iterator[Place]:
    """Something must be done by each day that is set for a task."""
    for answer in review.carried_out:
        ends = [_end(review, Row("", activity, answer)) for activity in answer.entry.activities]
        known = [end for end in ends if end]
        if not ends or len(known) < len(ends):
            continue
        for deadline in _deadlines(review, answer):
            if min(known) > deadline.due:
                due = short_date(deadline.due)
                yield at(f"{answer.path}/activities", task=answer.name, due=due, words=excerpt(deadline.text))


@rule("PE06", "warning", "arithmetic", _("There is no “{part}”. Correct the time."))
def impossible_words(review: Review) -> Iterator[Place]:
    """There are four quarters and twelve months."""
    for row in review.rows:
        if part := unknown_part(row.activity.period.text):
            yield at(f"{row.path}/period/text", part=part)


@rule(
    "PE07",
    "hint",
    "practice",
    _("All {count} activities are to be done in the last quarter. Spread the work over the year."),
)
def everything_at_the_end(review: Review) -> Iterator[Place]:
    """What is left to the end is not done."""
    ends = [_end(review, row) for row in review.rows]
    late = [end for end in ends if end and end >= date(review.plan.year, 10, 1)]
    if len(ends) >= 10 and len(late) == len(ends):
        yield at("/tasks", count=len(ends))


def _end(review: Review, row: Row) -> date | None:
    """Return the last day of an activity: its date, else what its words mean."""
    period = row.activity.period
    return period.due or last_day_of(period.text, review.plan.year)
