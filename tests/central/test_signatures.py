"""Who signed is looked at where certificates are named: what does not hold is kept out, the rest is written down."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dxdesk.central.database import open_database
from dxdesk.export import export
from dxdesk.package.documents import attached
from dxdesk.package.format import Package
from dxdesk.package.reading import read_package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package, package_bytes, with_signatures
from dxdesk.signing.certificates import load_pkcs12
from dxdesk.signing.statements import statement_signature
from tests.central.conftest import new_database
from tests.central.imports import central, imported
from tests.central.sent import SEALED, a_package, problem, put
from tests.central.server import running_server
from tests.central.store import said_by, scalars
from tests.document.sample_plans import pack, short_plan
from tests.signing.authority import PASSPHRASE, SIGNER, Issued, issued, now, own, revocations, root_pem
from tests.signing.documents import signed as signed_pdf

CODE = "18580"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXDESK_LANG", "en")


@pytest.fixture
def trust(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "root.pem").write_text(root_pem().decode())
    return ("--jobs", "1", "--trust", str(tmp_path / "root.pem"))


def _signed(package: Package, by: Issued) -> bytes:
    data = package_bytes(package)
    return with_signatures(data, [statement_signature(data, load_pkcs12(by.p12(), PASSPHRASE), at=now())])


def _put(folder: Path, **files: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def _kept(url: str) -> tuple[list[Any], list[Any]]:
    """Return what the signatures are worth, and the codes of findings."""
    database = open_database(url, connections=1)
    worth = scalars(database, "SELECT worth FROM signature ORDER BY worth")
    codes = scalars(database, "SELECT code FROM finding WHERE stage = 'signatures' ORDER BY code")
    database.close()
    return worth, codes


def test_a_sound_signature_is_written_down(database_url: str, tmp_path: Path, trust: tuple[str, ...]) -> None:
    folder = _put(tmp_path / "in", a=_signed(a_package(CODE), issued()))
    assert imported(database_url, tmp_path / "intake", folder, options=trust) == {"accepted": 1}
    assert _kept(database_url) == (["sound"], [])
    database = open_database(database_url, connections=1)
    assert scalars(database, "SELECT name FROM signature") == [SIGNER]
    database.close()


def test_an_unknown_signer_is_a_notice(database_url: str, tmp_path: Path, trust: tuple[str, ...]) -> None:
    folder = _put(tmp_path / "in", a=_signed(a_package(CODE), own()))
    assert imported(database_url, tmp_path / "intake", folder, options=trust) == {"accepted": 1}
    assert _kept(database_url) == (["unknown"], ["DX157"])


def test_a_signature_of_something_else_keeps_it_out(
    database_url: str, tmp_path: Path, trust: tuple[str, ...]
) -> None:
    other = msgspec.json.decode(_signed(a_package(CODE, subject="Khác"), issued()))["signatures"]
    plain = msgspec.json.decode(package_bytes(a_package(CODE))) | {"signatures": other}
    folder = _put(tmp_path / "in", a=msgspec.json.encode(plain))
    checked = imported(database_url, tmp_path / "intake", folder, options=(*trust, "--check"))
    assert checked == {"quarantined": 1}
    assert imported(database_url, tmp_path / "intake", folder, options=trust) == {"quarantined": 1}
    assert _kept(database_url) == (["broken"], ["DX156"])
    # Nobody asks for signatures: the plan itself is whole.
    central("quarantine", "--again", "--db", database_url, "--intake", tmp_path / "intake")
    assert _kept(database_url) == ([], [])


def test_a_revoked_certificate_keeps_it_out(
    database_url: str, tmp_path: Path, trust: tuple[str, ...]
) -> None:
    (tmp_path / "revoked.crl").write_bytes(revocations(issued()))
    folder = _put(tmp_path / "in", a=_signed(a_package(CODE), issued()))
    options = (*trust, str(tmp_path / "revoked.crl"))
    assert imported(database_url, tmp_path / "intake", folder, options=options) == {"quarantined": 1}
    assert _kept(database_url) == (["refused"], ["DX158"])


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_server_looks_at_signatures_as_an_import_does(
    request: pytest.FixtureRequest, kind: str, tmp_path: Path, trust: tuple[str, ...]
) -> None:
    (tmp_path / "revoked.crl").write_bytes(revocations(issued()))
    by_digest = [_signed(a_package(CODE, revision=number), by) for number, by in ((1, issued()), (2, own()))]
    first, second = ((read_package(data).package.digest, data) for data in by_digest)
    url = new_database(request, kind, tmp_path)
    with running_server(tmp_path, database=url, options=["--trust", trust[-1]]) as server:
        token = server.token(CODE)
        assert [put(server.url, token, one).status for one in (first, second)] == [201, 201]
    assert _kept(url) == (["sound", "unknown"], ["DX157"])
    other = new_database(request, kind, _put(tmp_path / "other"))
    options = ["--trust", trust[-1], str(tmp_path / "revoked.crl")]
    with running_server(tmp_path / "other", database=other, options=options) as server:
        token = server.token(CODE)
        answer = put(server.url, token, first)
        assert put(server.url, token, a_package(CODE)).status == 201  # the same plan, not signed
    (finding,) = problem(answer.body).findings
    assert (answer.status, finding.code) == (422, "DX158")
    assert finding.cure == "Have the package signed anew with a certificate that is valid."
    assert _kept(other) == ([], [])


@cache
def paper() -> tuple[Package, bytes]:
    """Return a package and the signed PDF with it inside."""
    package = sealed(draft_package(short_plan()), datetime(2022, 12, 5, 2, tzinfo=UTC))
    return package, signed_pdf(export(package, pack(), profile="fillable").pdf, "signer")


def altered(pdf: bytes) -> bytes:
    """Return a PDF that was changed where it was signed."""
    place = pdf.index(b"/Producer")
    return pdf[:place] + pdf[place:].replace(b"/Producer", b"/Producor", 1)


def test_a_signed_pdf_brings_its_plan_and_its_signature(
    database_url: str, tmp_path: Path, trust: tuple[str, ...]
) -> None:
    package, pdf = paper()
    folder = _put(tmp_path / "in", a=pdf, b=package_bytes(package))
    counts = imported(database_url, tmp_path / "intake", folder, options=trust)
    assert sum(counts.values()) == 2
    assert counts["accepted"] == 1
    assert _kept(database_url) == (["sound"], [])
    imported(database_url, tmp_path / "intake", folder, options=trust)
    assert _kept(database_url) == (["sound"], [])


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_an_altered_pdf_does_not_keep_the_sound_package_out(
    database_url: str, tmp_path: Path, trust: tuple[str, ...], names: tuple[str, str]
) -> None:
    package, pdf = paper()
    folder = _put(tmp_path / "in", **dict(zip(names, (altered(pdf), package_bytes(package)), strict=True)))
    counts = imported(database_url, tmp_path / "intake", folder, options=trust)
    assert counts == {"quarantined": 1, "accepted": 1}
    assert _kept(database_url) == (["broken"], ["DX167"])
    before = said_by(database_url)
    again = ("rebuild", "--db", database_url, "--intake", tmp_path / "intake", "--trust", trust[-1])
    central(*again)
    assert said_by(database_url) == before
    assert _kept(database_url) == (["broken"], ["DX167"])
    fresh = f"sqlite:///{tmp_path / 'fresh.sqlite3'}"
    central("rebuild", "--db", fresh, "--intake", tmp_path / "intake", "--trust", trust[-1])
    assert said_by(fresh)["quarantine"] == before["quarantine"]
    assert said_by(fresh)["finding"] == before["finding"]


def test_a_signed_document_in_the_package_is_looked_at(
    database_url: str, tmp_path: Path, trust: tuple[str, ...]
) -> None:
    package, pdf = paper()
    bare = draft_package(package.plan, documents=(attached("signed-pdf", "a.pdf", altered(pdf)),))
    folder = _put(tmp_path / "in", a=package_bytes(sealed(bare, SEALED)))
    assert imported(database_url, tmp_path / "intake", folder) == {"accepted": 1}
    other = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    assert imported(other, tmp_path / "intake", folder, options=trust) == {"quarantined": 1}
    assert _kept(other)[1] == ["DX167"]
