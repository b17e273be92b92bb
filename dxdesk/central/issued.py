"""What the receiver itself has said: receipts, replies and decisions, as files in the intake.

Each is on the disk before anybody is given it, and is never changed, so that a database can be made anew with them.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from secrets import token_hex
from typing import Any, Final, Literal, NamedTuple, TypeVar, get_args

import msgspec

from dxdesk.central.durable import folder_to_disk, keep_once
from dxdesk.exchange.format import Receipt, ReceiptStatement, Reply, ReplyStatement
from dxdesk.exchange.writing import RECEIPT_SUFFIX, REPLY_SUFFIX
from dxdesk.package.format import StatementUnit
from dxdesk.value import Value

T = TypeVar("T")
# "replies" are to packages that were accepted, "returns" to those in quarantine.
Kind = Literal["replies", "returns"]
_RECEIPTS: Final = "receipts"
_DECISIONS: Final = "decisions"
_DECISION_SUFFIX: Final = ".json"
_number: Final = re.compile(r"-(\d{1,9})\.")


class Decision(Value, frozen=True, kw_only=True):
    """Which package of a conflict counts (`digest`; None takes the decision before it back), and who says so."""

    unit: StatementUnit
    year: int
    revision: int
    digest: str | None
    by: str
    note: str
    at: datetime


class IssuedReceipt(NamedTuple):
    """A receipt: what it says, the bytes that are given, when it was made."""

    statement: ReceiptStatement
    body: bytes
    made_at: datetime


class IssuedReply(NamedTuple):
    """A reply: what it says, and the bytes that are given."""

    kind: Kind
    statement: ReplyStatement
    body: bytes


class Issued:
    """A folder for what the receiver has said; `incoming` is a folder on the same disk for what is being written."""

    def __init__(self, folder: Path, incoming: Path) -> None:
        self._folder = folder
        self._incoming = incoming

    def receipt(self, digest: str) -> bytes | None:
        """Return the receipt for the package with a digest, None where there is none, or only a damaged one.

        Raises:
            OSError: it cannot be read.
        """
        try:
            body = self._receipt_path(digest).read_bytes()
        except FileNotFoundError:
            return None
        return body if _decoded(body, Receipt) else None

    def keep_receipt(self, digest: str, body: bytes, made_at: datetime) -> tuple[bytes, datetime]:
        """Keep the receipt for a package; return it, or the one that there was before, with when it was made.

        Raises:
            OSError: it cannot be kept.
        """
        path = self._receipt_path(digest)
        if path.exists() and self.receipt(digest) is None:
            self.replace_receipt(digest, body, made_at)
        elif self._kept(path, body, made_at):
            return body, made_at
        return path.read_bytes(), _time_of(path)

    def replace_receipt(self, digest: str, body: bytes, made_at: datetime) -> None:
        """Keep a receipt in the place of one that is damaged, or that nobody was given.

        Raises:
            OSError: it cannot be kept.
        """
        path = self._receipt_path(digest)
        path.unlink(missing_ok=True)
        self._kept(path, body, made_at)

    def receipts(self) -> Iterator[IssuedReceipt]:
        """Yield every receipt that is sound.

        Raises:
            OSError: one cannot be read.
        """
        for path in self._files(_RECEIPTS, RECEIPT_SUFFIX):
            body = path.read_bytes()
            if receipt := _decoded(body, Receipt):
                yield IssuedReceipt(receipt.statement, body, _time_of(path))

    def keep_reply(self, reply: IssuedReply) -> bool:
        """Keep a reply; False where there is one of its number.

        Raises:
            OSError: it cannot be kept.
        """
        return self._kept(self._reply_path(reply), reply.body, reply.statement.answered_at)

    def drop_reply(self, reply: IssuedReply) -> None:
        """Take back a reply that nobody was given."""
        self._reply_path(reply).unlink(missing_ok=True)

    def last_reply(self, digest: str) -> int:
        """Return the number of the last reply to a package, 0 where there is none."""
        folders = (self._near(kind, digest) for kind in get_args(Kind))
        paths = (path for folder in folders for path in folder.glob(f"{digest}-*{REPLY_SUFFIX}"))
        return max((_number_in(path) for path in paths), default=0)

    def replies(self, kind: Kind) -> Iterator[IssuedReply]:
        """Yield every reply of a kind that is sound.

        Raises:
            OSError: one cannot be read.
        """
        for path in self._files(kind, REPLY_SUFFIX):
            body = path.read_bytes()
            if reply := _decoded(body, Reply):
                yield IssuedReply(kind, reply.statement, body)

    def keep_decision(self, decision: Decision) -> Path:
        """Keep a decision, after those that there are about the same revision; return its file.

        Raises:
            OSError: it cannot be kept.
        """
        unit = decision.unit
        slot = f"{decision.year}-{unit.scheme}-{unit.code}-r{decision.revision}"
        folder = self._folder / _DECISIONS
        data = msgspec.json.format(msgspec.json.encode(decision), indent=2) + b"\n"
        number = max(map(_number_in, folder.glob(f"{slot}-*{_DECISION_SUFFIX}")), default=0)
        while True:
            number += 1
            path = folder / f"{slot}-{number}{_DECISION_SUFFIX}"
            if self._kept(path, data, decision.at):
                return path

    def decisions(self) -> list[Decision]:
        """Return every decision that is sound, in the order in which they were made.

        Raises:
            OSError: one cannot be read.
        """
        read = ((_decoded(path.read_bytes(), Decision), _number_in(path)) for path in self._decision_files())
        found = [(decision, number) for decision, number in read if decision]
        return [decision for decision, _number in sorted(found, key=lambda each: (each[0].at, each[1]))]

    def damaged(self) -> Iterator[Path]:
        """Yield every file that is not what its name says.

        Raises:
            OSError: one cannot be read.
        """
        kinds: dict[Any, Iterator[Path]] = {
            Receipt: self._files(_RECEIPTS, RECEIPT_SUFFIX),
            Reply: chain.from_iterable(self._files(kind, REPLY_SUFFIX) for kind in get_args(Kind)),
            Decision: self._decision_files(),
        }
        for kind, paths in kinds.items():
            yield from (path for path in paths if _decoded(path.read_bytes(), kind) is None)

    def _kept(self, path: Path, data: bytes, at: datetime) -> bool:
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (path.parent.parent, self._folder, self._folder.parent):
                folder_to_disk(folder)
        is_ours = keep_once(path, self._incoming / f"{token_hex(16)}.tmp", data)
        if is_ours:
            os.utime(path, (at.timestamp(), at.timestamp()))
        return is_ours

    def _files(self, kind: str, suffix: str) -> Iterator[Path]:
        yield from sorted((self._folder / kind).rglob(f"*{suffix}"))

    def _decision_files(self) -> Iterator[Path]:
        return self._files(_DECISIONS, _DECISION_SUFFIX)

    def _near(self, kind: str, digest: str) -> Path:
        return self._folder / kind / digest[:2]

    def _receipt_path(self, digest: str) -> Path:
        return self._near(_RECEIPTS, digest) / f"{digest}{RECEIPT_SUFFIX}"

    def _reply_path(self, reply: IssuedReply) -> Path:
        said = reply.statement
        return self._near(reply.kind, said.package) / f"{said.package}-{said.number}{REPLY_SUFFIX}"


def _number_in(path: Path) -> int:
    found = _number.search(path.name, path.name.rfind("-"))
    return int(found[1]) if found else 0


def _time_of(path: Path) -> datetime:
    return datetime.fromtimestamp(int(path.stat().st_mtime), UTC)


def _decoded(data: bytes, kind: type[T]) -> T | None:
    with suppress(msgspec.MsgspecError):
        return msgspec.json.decode(data, type=kind)
    return None
