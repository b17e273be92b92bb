"""`dxdesk central report` and `chase`: what all plans come to, and who is to be reminded of what."""

import csv
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Final
from unicodedata import normalize

from dxdesk.central.chasing.cases import Case, Trouble, find_cases
from dxdesk.central.chasing.claims import claims
from dxdesk.central.chasing.reminder import reminder
from dxdesk.central.chasing.sheet import chase_sheet
from dxdesk.central.consolidation.consolidation import consolidate
from dxdesk.central.database import Database, failures_said
from dxdesk.central.faults import CentralError
from dxdesk.central.import_run import prepared
from dxdesk.central.office import office_name
from dxdesk.central.parquet import parquet_files
from dxdesk.cli.central_rooms import opened_database, opened_intake, scope_named
from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.files import choose_pack_of_year, make_folder, read_bytes, write_all
from dxdesk.cli.output import print_json
from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.consolidation import with_held
from dxdesk.consolidation.deadline import default_deadline
from dxdesk.exchange.message import MailError, read_mail_address
from dxdesk.guidance.loading import newest_year
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.report.csv_file import csv_bytes
from dxdesk.report.files import FORMS, report_files
from dxdesk.report.issuer import Issuer, Named, issuer_of
from dxdesk.report.workbook import workbook_bytes
from dxdesk.text.dates import short_date
from dxdesk.text.days import VIETNAM

TROUBLES: Final[dict[Trouble, str]] = {
    "missing": mark("has not sent"),
    "late": mark("late"),
    "conflict": mark("in conflict with another"),
    "refused": mark("in quarantine"),
    "gap": mark("a revision before is missing"),
    "doubtful": mark("with doubtful figures"),
}


def report(arguments: Namespace) -> int:
    """Write the report in all its forms."""
    year = arguments.year or newest_year()
    pack = choose_pack_of_year(year, None)
    scope = scope_named(year, arguments.of)
    intake = opened_intake(arguments) if arguments.intake else None
    with opened_database(arguments) as database:
        prepared(database)
        issuer = _issuer(database, scope, arguments)
        with told_failures():
            found = consolidate(database, year, pack, code=scope.code, deadline=arguments.deadline)
            with database.reading() as connection:
                found = with_held(found, {one.code for one in claims(connection, intake, year)})
    wanted = arguments.only or (*FORMS, "parquet")
    files = report_files(found, pack, issuer, datetime.now(UTC), wanted)
    if "parquet" in wanted:
        files |= parquet_files(found, pack)
    _write(arguments.out, files)
    said = _n("Written: {count} file in “{path}”.", "Written: {count} files in “{path}”.", len(files))
    print(said.format(count=len(files), path=arguments.out))
    return DONE


def chase(arguments: Namespace) -> int:
    """Write the table of those to be chased, and a draft of a mail for each that has something to do."""
    year = arguments.year or newest_year()
    pack = choose_pack_of_year(year, None)
    scope = scope_named(year, arguments.of)
    deadline = arguments.deadline or default_deadline(year)
    addresses = _addresses(arguments.contacts) if arguments.contacts else {}
    intake = opened_intake(arguments) if arguments.intake else None
    with opened_database(arguments) as database:
        prepared(database)
        issuer = _issuer(database, scope, arguments)
        with told_failures(), database.reading() as connection:
            cases = find_cases(connection, scope, pack, deadline, intake)
    files = _chase_files(cases, scope, deadline, issuer, addresses)
    _write(arguments.out, files)
    _tell(cases, len(files), arguments)
    return FINDINGS if cases else DONE


@contextmanager
def told_failures() -> Iterator[None]:
    """Turn a failure of the database into the error of a command.

    Raises:
        CommandError: the database failed.
    """
    try:
        with failures_said():
            yield
    except CentralError as error:
        raise CommandError(str(error)) from None


def _chase_files(
    cases: list[Case], scope: Scope, deadline: date, issuer: Issuer, addresses: dict[str, str]
) -> dict[str, bytes]:
    now = datetime.now(UTC)
    local = now.astimezone(VIETNAM)
    standing = f"Số liệu đến {local:%H:%M} ngày {short_date(local.date())}; hạn {short_date(deadline)}."
    sheet = chase_sheet(cases, addresses)
    stem = f"{scope.year}-{scope.code or 'vn'}-chase"
    files = {f"{stem}.csv": csv_bytes(sheet), f"{stem}.xlsx": workbook_bytes([sheet], [], standing, now)}
    for case in cases:
        if case.is_asked:
            code = case.unit.code
            draft = reminder(case, scope.year, deadline, agency=issuer.agency, to=addresses.get(code, ""))
            files[f"mail/{scope.year}-{code}.eml"] = draft
    return files


def _tell(cases: list[Case], files: int, arguments: Namespace) -> None:
    counts = Counter(trouble for case in cases for trouble in {matter.trouble for matter in case.matters})
    if arguments.json:
        print_json({"units": len(cases), "files": files, **counts})
        return
    for trouble, words in TROUBLES.items():
        if counts[trouble]:
            print(f"{counts[trouble]:>7}  {_(words)}")
    said = _n("Written: {count} file in “{path}”.", "Written: {count} files in “{path}”.", files)
    print(said.format(count=files, path=arguments.out))


def _issuer(database: Database, scope: Scope, arguments: Namespace) -> Issuer:
    with database.reading() as connection:
        own = "" if scope.code else office_name(connection)
    named = Named(
        agency=normalize("NFC", arguments.agency or own),
        superior=arguments.superior,
        symbol=arguments.symbol,
        place=arguments.place,
        signer=arguments.signer,
    )
    return issuer_of(scope, named)


def _addresses(path: Path) -> dict[str, str]:
    """Read a table of mailboxes: columns `code` and `email`."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
        rows = list(csv.DictReader(StringIO(text, newline="")))
    except (UnicodeDecodeError, csv.Error):
        rows = []
    found: dict[str, str] = {}
    for number, row in enumerate(rows, start=2):
        code, email = (row.get("code") or "").strip(), (row.get("email") or "").strip()
        if code and email:
            try:
                found[code] = read_mail_address(email).addr_spec
            except MailError as error:
                message = _("“{path}”, line {number}: {reason}")
                raise CommandError(message.format(path=path, number=number, reason=error)) from None
    if not found:
        message = _(
            "“{path}” has no addresses. It should be a CSV file in UTF-8 with the columns code and email."
        )
        raise CommandError(message.format(path=path))
    return found


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for parent in {(folder / name).parent for name in files}:
        make_folder(parent)
    write_all({folder / name: data for name, data in files.items()})
