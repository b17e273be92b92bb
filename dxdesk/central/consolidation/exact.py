"""Sums that are exact in both databases: SQLite's integers end at 2^63, and its other numbers are floats."""

from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Integer, case, func, type_coerce

_HALF: Final = 10**9


def halves(column: ColumnElement[Any]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Return the sums of the upper and the lower half of an integer column, neither of which overflows."""
    number = type_coerce(column, BigInteger)
    return func.sum(number // _HALF), func.sum(number % _HALF)


def whole(upper: Any, lower: Any) -> int:
    """Return the sum of which two halves are given."""
    return int(upper) * _HALF + int(lower)


def counted(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    """Return in how many rows a condition holds."""
    return func.sum(case((condition, 1), else_=0), type_=Integer)
