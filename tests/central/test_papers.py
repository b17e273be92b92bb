"""The paper of a plan: a PDF that carried it is kept as it came, and the one that was signed is shown."""

from hashlib import sha256
from pathlib import Path

from dxdesk.central.database import open_database
from dxdesk.central.intake import Intake
from dxdesk.central.papers import Paper, best_paper
from dxdesk.package.documents import attached
from dxdesk.package.format import Package
from dxdesk.package.writing import package_bytes, stripped
from tests.central.conftest import CODES
from tests.central.imports import central, imported
from tests.central.sent import PDF, a_package
from tests.central.store import said_by, scalars
from tests.central.test_signatures import altered, paper
from tests.signing.authority import root_pem


def shown(url: str, intake: Path, package: Package) -> Paper | None:
    database = open_database(url, connections=1)
    try:
        (number,) = scalars(database, f"SELECT id FROM package WHERE digest = '{package.digest}'")  # noqa: S608
        with database.reading() as connection:
            return best_paper(connection, Intake(intake), number)
    finally:
        database.close()


def put(folder: Path, **files: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.bin").write_bytes(data)
    return folder


def test_a_signed_pdf_is_kept_once_and_shown(database_url: str, tmp_path: Path) -> None:
    package, pdf = paper()
    intake = tmp_path / "intake"
    for names in (("a", "b"), ("a", "b", "c")):
        folder = put(tmp_path / "in", **dict.fromkeys(names, pdf), plain=package_bytes(package))
        imported(database_url, intake, folder)
    assert shown(database_url, intake, package) == Paper(name="", data=pdf, kind="signed")
    assert Intake(intake).read(sha256(pdf).hexdigest()) == pdf
    assert len(Intake(intake).contents()) == len({*said_by(database_url)["copy"]})
    before = said_by(database_url)
    central("rebuild", "--db", database_url, "--intake", intake)
    assert said_by(database_url) == before


def test_a_rebuilt_database_has_the_papers_again(database_url: str, tmp_path: Path) -> None:
    package, pdf = paper()
    (tmp_path / "root.pem").write_bytes(root_pem())
    intake, trust = tmp_path / "intake", ("--trust", str(tmp_path / "root.pem"))
    imported(database_url, intake, put(tmp_path / "in", a=pdf), options=("--jobs", "1", *trust))
    for number, options in enumerate(((), trust)):
        fresh = f"sqlite:///{tmp_path / f'{number}.sqlite3'}"
        assert central("rebuild", "--db", fresh, "--intake", intake, *options)[0] == 0
        assert said_by(fresh)["copy"] == said_by(database_url)["copy"]
        assert said_by(fresh)["quarantine"] == []
        assert shown(fresh, intake, package) == Paper(name="", data=pdf, kind="signed")
    database = open_database(fresh, connections=1)
    assert scalars(database, "SELECT file FROM signature") == [sha256(pdf).hexdigest()]
    database.close()


def test_what_was_altered_is_shown_only_where_there_is_nothing_else(
    database_url: str, tmp_path: Path
) -> None:
    package, pdf = paper()
    intake = tmp_path / "intake"
    imported(database_url, intake, put(tmp_path / "in", a=altered(pdf)))
    found = shown(database_url, intake, package)
    assert found is not None
    assert found.kind == "altered"
    imported(database_url, intake, put(tmp_path / "in", b=pdf))
    assert shown(database_url, intake, package) == Paper(name="", data=pdf, kind="signed")


def test_documents_of_the_package_are_shown_by_what_they_are(database_url: str, tmp_path: Path) -> None:
    _package, pdf = paper()
    plain, scan = attached("pdf", "plan.pdf", PDF), attached("scan", "scan.pdf", PDF + b"%scan")
    signed = attached("signed-pdf", "signed.pdf", pdf)
    kinds = ((), (plain,), (plain, scan), (plain, signed, scan))
    packages = [a_package(next(CODES), documents=documents) for documents in kinds]
    files = {f"p{number}": package_bytes(package) for number, package in enumerate(packages)}
    imported(database_url, tmp_path / "intake", put(tmp_path / "in", **files))
    found = [shown(database_url, tmp_path / "intake", package) for package in packages]
    assert [one and (one.name, one.kind) for one in found] == [
        None,
        ("plan.pdf", "plain"),
        ("scan.pdf", "scan"),
        ("signed.pdf", "signed"),
    ]


def test_a_document_that_has_not_come_is_not_shown(database_url: str, tmp_path: Path) -> None:
    package = stripped(a_package(next(CODES)))
    imported(database_url, tmp_path / "intake", put(tmp_path / "in", a=package_bytes(package)))
    assert shown(database_url, tmp_path / "intake", package) is None
