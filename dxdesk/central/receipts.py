"""Receipts: one for each package, kept as the bytes that are sent, so that it is the same for ever."""

from datetime import UTC, datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from dxdesk.central.database import Database
from dxdesk.central.issued import Issued
from dxdesk.central.signer import SigningKey
from dxdesk.central.tables import PACKAGE, RECEIPT, UNIT
from dxdesk.exchange.format import RECEIPT as FORMAT
from dxdesk.exchange.format import VERSION, Receipt, ReceiptStatement, Receiver
from dxdesk.package.canonical import canonical_bytes
from dxdesk.package.format import StatementUnit


def receipt_of(database: Database, package_id: int) -> bytes | None:
    """Return the receipt of a package as it was first given, or None where there is none yet."""
    with database.reading() as connection:
        return connection.scalar(select(RECEIPT.c.body).where(RECEIPT.c.package_id == package_id))


def give_receipt(
    database: Database, issued: Issued, package_id: int, receiver: Receiver, key: SigningKey
) -> bytes:
    """Return the receipt of a package, signed now where it has none; it is in the intake before it is given.

    Of several that are made at once, the first to be kept is the receipt; also after a server was killed
    between the package and its receipt, and where the database was lost.
    """
    if kept := receipt_of(database, package_id):
        return kept
    statement = _statement(database, package_id, receiver)
    now = datetime.now(UTC).replace(microsecond=0)
    body = issued.receipt(statement.package) or _signed(statement, key, now)
    body, made_at = issued.keep_receipt(statement.package, body, now)
    try:
        with database.writing() as connection:
            connection.execute(RECEIPT.insert().values(package_id=package_id, body=body, made_at=made_at))
    except IntegrityError:
        return receipt_of(database, package_id) or body
    return body


def _signed(statement: ReceiptStatement, key: SigningKey, at: datetime) -> bytes:
    signature = key.sign(canonical_bytes(statement), at)
    return msgspec.json.encode(
        Receipt(format=FORMAT, version=VERSION, statement=statement, signatures=(signature,))
    )


def _statement(database: Database, package_id: int, receiver: Receiver) -> ReceiptStatement:
    with database.reading() as connection:
        query = select(PACKAGE, UNIT.c.scheme, UNIT.c.code, UNIT.c.level).join(UNIT)
        row = connection.execute(query.where(PACKAGE.c.id == package_id)).one()
    return ReceiptStatement(
        type=FORMAT,
        package=row.digest,
        unit=StatementUnit(scheme=row.scheme, code=row.code, level=row.level),
        year=row.year,
        revision=row.revision,
        number=row.id,
        received_at=row.received_at,
        receiver=receiver,
    )
