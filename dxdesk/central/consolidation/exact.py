"""Sums that are exact in both databases: SQLite's integers end at 2^63, and its other numbers are floats.

An integer is summed as two halves, so that no sum of a nation overflows. A figure counts in millionths, where it
has no more than twelve digits (with decimals: nine, and six decimals); what is longer is left out and counted.
"""

from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Integer, Text, and_, case, cast, func, or_, type_coerce

_HALF: Final = 10**9
_MILLION: Final = 10**6


def halves(column: ColumnElement[Any], name: str) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Return the sums of the upper and the lower half of an integer column."""
    whole = type_coerce(column, BigInteger)
    upper = func.sum(whole // _HALF)
    lower = func.sum(whole % _HALF)
    return upper.label(f"{name}_upper"), lower.label(f"{name}_lower")


def again(upper: ColumnElement[Any], lower: ColumnElement[Any], name: str) -> tuple[ColumnElement[Any], ...]:
    """Return the sums of halves that are sums themselves."""
    return func.sum(upper).label(f"{name}_upper"), func.sum(lower).label(f"{name}_lower")


def whole(upper: Any, lower: Any) -> int:
    """Return the sum of which two halves are given; None is nothing."""
    return int(upper or 0) * _HALF + int(lower or 0)


def millionths(number: ColumnElement[Any], written: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a figure in millionths as an integer, NULL where it is none or too long."""
    has_point = written.like("%.%")
    fits = or_(
        and_(~has_point, func.length(written) <= 12),
        and_(has_point, func.length(written) <= 16, func.abs(number) < _HALF, ~written.like("%._______%")),
    )
    scaled = case(
        (~has_point, cast(number, BigInteger) * _MILLION),
        else_=cast(func.round(number * _MILLION), BigInteger),
    )
    return case((and_(number.is_not(None), fits), scaled))


def as_text(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column as text: a day reads alike in both databases."""
    return cast(column, Text)


def counted(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    """Return in how many rows a condition holds."""
    return func.sum(case((condition, 1), else_=0), type_=Integer)
