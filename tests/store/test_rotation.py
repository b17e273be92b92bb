"""Which backups are let go: properties over any history of use."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dxdesk.store.backup.names import Made, Reason, backup_name, read_name
from dxdesk.store.backup.rotation import DAYS, MONTHS, OF_THE_LAST_DAY, WEEKS, needed

FIRST, LAST = (datetime(year, 1, 1) for year in (2024, 2027))  # noqa: DTZ001 - by the clock on the wall
REASONS: list[Reason] = ["usual", "usual", "usual", "hand", "restore", "import", "update"]
MOMENTS = st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(microsecond=0))
MADE = st.builds(Made, MOMENTS, st.sampled_from(REASONS))
HISTORIES = st.lists(MADE, max_size=120, unique=True)


def days_of(backups: list[Made]) -> list[date]:
    """Return the days used, the last one first."""
    return sorted({made.at.date() for made in backups}, reverse=True)


@given(HISTORIES)
def test_each_of_the_last_days_used_keeps_its_last_backup(backups: list[Made]) -> None:
    kept = needed(backups)
    for day in days_of(backups)[:DAYS]:
        last = max(made.at for made in backups if made.at.date() == day)
        assert any(made.at == last for made in kept)


@given(HISTORIES)
def test_weeks_and_months_used_keep_one_each(backups: list[Made]) -> None:
    kept = needed(backups)
    weeks = sorted({made.at.isocalendar()[:2] for made in backups}, reverse=True)[:WEEKS]
    months = sorted({(made.at.year, made.at.month) for made in backups}, reverse=True)[:MONTHS]
    assert set(weeks) <= {made.at.isocalendar()[:2] for made in kept}
    assert set(months) <= {(made.at.year, made.at.month) for made in kept}


@given(HISTORIES)
def test_what_was_made_before_something_stays_as_long_as_the_days(backups: list[Made]) -> None:
    days = set(days_of(backups)[:DAYS])
    assert {made for made in backups if made.reason != "usual" and made.at.date() in days} <= needed(backups)


@given(HISTORIES)
def test_the_last_day_keeps_its_first_and_its_newest(backups: list[Made]) -> None:
    kept = needed(backups)
    for day in days_of(backups)[:1]:
        of_day = sorted((made for made in backups if made.at.date() == day), key=lambda made: made.at)
        assert of_day[0].at in {made.at for made in kept}
        assert {made.at for made in of_day[-OF_THE_LAST_DAY:]} <= {made.at for made in kept}


@given(HISTORIES)
def test_there_is_an_end_to_them(backups: list[Made]) -> None:
    usual = [made for made in needed(backups) if made.reason == "usual"]
    assert len(usual) <= DAYS + WEEKS + MONTHS + OF_THE_LAST_DAY + 1


@given(HISTORIES)
def test_letting_go_twice_lets_go_of_nothing_more(backups: list[Made]) -> None:
    kept = needed(backups)
    assert needed(kept) == kept


@given(HISTORIES, st.integers(1, 400))
def test_a_holiday_takes_nothing_away(backups: list[Made], days: int) -> None:
    """What is kept depends on the days used: a gap before the next one costs no more than that one day."""
    newest = max((made.at for made in backups), default=FIRST)
    after = Made(newest + timedelta(days=days))
    lost = needed(backups) - needed([*backups, after])
    last_day = {made for made in backups if made.at.date() == newest.date()}
    spans = [DAYS, WEEKS, MONTHS]
    older = {made for made in lost - last_day if made.reason == "usual"}
    assert len(older) <= len(spans)  # the oldest day, week and month make room


@given(HISTORIES)
def test_the_newest_is_always_kept(backups: list[Made]) -> None:
    if backups:
        assert max(made.at for made in backups) in {made.at for made in needed(backups)}


@given(MADE)
def test_a_name_says_when_and_why(made: Made) -> None:
    assert read_name(backup_name(made)) == made


def test_only_our_own_names_are_ours() -> None:
    good = "dxdesk-2024-01-01-000000.sqlite3"
    assert read_name(good) == Made(FIRST)
    for name in (
        "dxdesk-2026-11-29-105300 (copy).sqlite3",
        "dxdesk-2026-11-29-105300.sqlite3-journal",
        "dxdesk-2026-13-29-105300.sqlite3",
        "dxdesk-2026-11-29-105300-quan-trong.sqlite3",
        "Dxdesk-2026-11-29-105300.sqlite3",
        "dxdesk.sqlite3",
    ):
        assert read_name(name) is None, name
