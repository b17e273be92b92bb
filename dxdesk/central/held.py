"""What is in quarantine, and why: each reason with its code, its place and its cure."""

from collections.abc import Iterable

from sqlalchemy import Connection, text

from dxdesk.value import Value

_HELD = text(
    """SELECT quarantine.content, quarantine.size, finding.code, finding.place, finding.message, finding.cure,
        (SELECT MIN(origin) FROM intake_log WHERE intake_log.content = quarantine.content) AS origin
    FROM quarantine JOIN finding ON finding.content = quarantine.content
    ORDER BY origin, quarantine.content, finding.position"""
)


class Held(Value, frozen=True, kw_only=True):
    """One reason why a file is in quarantine; `content` is the SHA-256 of the file, `origin` where it came from."""

    content: str
    size: int
    origin: str
    code: str
    place: str
    message: str
    cure: str


def list_held(connection: Connection, wanted: Iterable[str] = ()) -> tuple[Held, ...]:
    """Return every reason for every file that is in quarantine, or for those whose SHA-256 `wanted` begin."""
    beginnings = tuple(wanted)
    return tuple(
        Held(
            content=row.content,
            size=row.size,
            origin=row.origin or "",
            code=row.code,
            place=row.place,
            message=row.message,
            cure=row.cure,
        )
        for row in connection.execute(_HELD)
        if not beginnings or row.content.startswith(beginnings)
    )
