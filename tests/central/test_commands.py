"""`dxdesk central` as a person uses it: tokens, replies, the address of the receiver, and without its libraries."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from dxdesk.central.database import open_database
from dxdesk.central.intake import Intake
from dxdesk.central.signer import own_key
from dxdesk.exchange.format import AddressBook, Reply, Standing
from dxdesk.exchange.reading import read_exchanged
from dxdesk.package.format import Package
from dxdesk.signing.cades import verify_all
from dxdesk.signing.trust import Trust, read_trust
from tests.central.sent import a_package, asked, put
from tests.central.server import NAME, RunningServer, running_server
from tests.signing.authority import root_pem

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the receiver."""
    return tmp_path_factory.mktemp("central")


@pytest.fixture(scope="module")
def server(place: Path) -> Iterator[RunningServer]:
    with running_server(place, options=["--workers", "1"]) as running:
        yield running


@pytest.fixture
def central(place: Path, tmp_path: Path) -> Command:
    """Run `dxdesk central` in an empty folder, on the database and the intake of the receiver."""

    def run(*arguments: object, intake: bool = True, at: Path = place) -> "subprocess.CompletedProcess[str]":
        places = ["--db", f"sqlite:///{at / 'central.sqlite3'}"]
        places += ["--intake", str(at / "intake")] if intake else []
        return subprocess.run(
            [sys.executable, "-m", "dxdesk", "central", *map(str, arguments), *places],
            cwd=tmp_path,
            env=os.environ | {"DXDESK_LANG": "en"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


def trusted(server: RunningServer) -> Trust:
    return read_trust({"receiver.pem": server.greeting.certificate.encode()})


def standing(server: RunningServer, token: str, package: Package) -> Standing:
    answer = asked(server.url, "GET", f"/v1/packages/{package.digest}", token)
    return msgspec.json.decode(answer.body, type=Standing)


def test_a_token_is_made_used_listed_and_revoked(server: RunningServer, central: Command) -> None:
    shown = central("token", "add", "thach kim", "--label", "máy của văn thư", intake=False)
    token = shown.stdout.splitlines()[-1]
    package = a_package("18580")
    assert put(server.url, token, package).status == 201
    listed = central("token", "list", intake=False).stdout
    assert "Xã Thạch Kim (18580)" in listed
    assert "máy của văn thư" in listed
    assert token not in listed
    tokens = json.loads(central("token", "list", "--json", intake=False).stdout)
    (known,) = [one for one in tokens if one["unit"]["code"] == "18580"]
    assert central("token", "revoke", known["id"], intake=False).returncode == 0
    assert put(server.url, token, package).status == 401
    again = central("token", "revoke", known["id"], intake=False)
    assert (again.returncode, f"no token {known['id']} in force" in again.stderr) == (1, True)


def test_a_token_as_json(central: Command, code: str) -> None:
    made = json.loads(central("token", "add", code, "--json", intake=False).stdout)
    assert made["unit"] == {"scheme": "gso-2022", "code": code, "level": "xa"}
    assert len(made["token"]) == 43


def test_replies_are_signed_counted_and_shown(
    server: RunningServer, central: Command, code: str, tmp_path: Path
) -> None:
    package, token = a_package(code), server.token(code)
    put(server.url, token, package)
    assert standing(server, token, package).reply is None
    finding = ("--finding", "error", "/tasks/cloud/situation", "Chưa nêu số máy trạm.")
    returned = central("reply", package.digest[:12], "--return", "--note", "Đề nghị bổ sung.", *finding)
    assert returned.returncode == 0, returned.stderr
    assert "nothing at “/tasks/cloud/situation”" in returned.stderr
    first = read_exchanged((tmp_path / f"2023-{code}-r1-1.dxreply.json").read_bytes(), Reply)
    assert standing(server, token, package).reply == first
    assert (first.statement.verdict, first.statement.number, first.statement.note) == (
        "returned",
        1,
        "Đề nghị bổ sung.",
    )
    assert first.statement.findings[0].pointer == "/tasks/cloud/situation"
    assert (
        central("reply", package.digest, "--accept", "--by", "Trần Thị B", "-o", "yes.json").returncode == 0
    )
    second = read_exchanged((tmp_path / "yes.json").read_bytes(), Reply)
    assert (second.statement.number, second.statement.answered_by) == (2, "Trần Thị B")
    assert standing(server, token, package).reply == second
    for reply in (first, second):
        assert [report.is_sound for report in verify_all(reply, trusted(server))] == [True]


def test_findings_of_check_go_into_a_reply(
    server: RunningServer, central: Command, code: str, tmp_path: Path
) -> None:
    package, token = a_package(code), server.token(code)
    put(server.url, token, package)
    found = {"code": "R1", "severity": "warning", "path": "/funding", "message": "Thiếu.", "source": "letter"}
    (tmp_path / "found.json").write_text(json.dumps({"findings": [found]}), "utf-8")
    assert central("reply", package.digest, "--return", "--findings", "found.json").returncode == 0
    reply = standing(server, token, package).reply
    assert reply is not None
    assert [(one.severity, one.pointer, one.message) for one in reply.statement.findings] == [
        ("warning", "/funding", "Thiếu.")
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        (("f" * 64, "--accept"), "No package with the digest"),
        (("", "--accept"), "is no digest of a package"),
        (("DIGEST", "--accept", "--finding", "grave", "/x", "y"), "A finding has a severity"),
        (("DIGEST", "--return", "--finding", "error", "/nowhere/x", "y"), "There is no place"),
        (("DIGEST", "--return", "--finding", "error", "tasks/cloud", "y"), "There is no place"),
        (("DIGEST", "--accept", "--findings", "none.json"), "There is no file"),
        (("DIGEST", "--accept", "--findings", "no.json"), "is no JSON"),
    ],
)
def test_what_is_no_reply_is_told(
    server: RunningServer, central: Command, code: str, tmp_path: Path, wrong: tuple[tuple[str, ...], str]
) -> None:
    package, (arguments, words) = a_package(code), wrong
    put(server.url, server.token(code), package)
    (tmp_path / "no.json").write_text("{", "utf-8")
    ended = central("reply", *(package.digest if one == "DIGEST" else one for one in arguments))
    assert (ended.returncode, words in ended.stderr, "Traceback" in ended.stderr) == (1, True, False)


def test_the_address_of_the_receiver_is_handed_out(
    server: RunningServer, central: Command, tmp_path: Path
) -> None:
    (tmp_path / "ca.pem").write_bytes(root_pem())
    means = ("--url", "https://loc-ha.example/", "--email", "vhtt@loc-ha.example", "--mail-limit", 20_000_000)
    written = central("addresses", "--key", "loc-ha", *means, "--ca", "ca.pem", "-o", "a.dxaddresses.json")
    assert written.returncode == 0, written.stderr
    book = read_exchanged((tmp_path / "a.dxaddresses.json").read_bytes(), AddressBook)
    (destination,) = book.destinations
    assert (book.issued_by, destination.receiver.name, destination.url) == (NAME, NAME, means[1])
    assert destination.certificates == (server.greeting.certificate,)
    assert [one.split() for one in destination.authorities] == [root_pem().decode().split()]
    assert [report.is_sound for report in verify_all(book, trusted(server))] == [True]
    unfit = central("addresses", "--key", "Lộc Hà", "-o", "b.json")
    assert (unfit.returncode, "does not fit the format" in unfit.stderr) == (1, True)


@pytest.mark.parametrize(
    ("means", "words"),
    [
        (("--url", "x"), "“x” cannot be used. It must begin with https://"),
        (("--url", "http://loc-ha.example/"), "must begin with https://"),
        (("--email", "loc-ha"), "loc-ha"),
    ],
)
def test_an_address_that_nobody_can_send_to_is_refused(
    server: RunningServer, central: Command, tmp_path: Path, means: tuple[str, str], words: str
) -> None:
    assert server.url
    ended = central("addresses", "--key", "loc-ha", *means, "-o", "x.json")
    assert (ended.returncode, words in ended.stderr, (tmp_path / "x.json").exists()) == (1, True, False)


def test_before_it_has_a_name_a_receiver_hands_nothing_out(central: Command, tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path / 'central.sqlite3'}").close()
    ended = central("addresses", "--key", "x", "-o", "x.json", at=tmp_path)
    assert (ended.returncode, "Name it once, by --name" in ended.stderr) == (1, True)


def test_a_database_that_is_not_there_is_no_new_one(central: Command, tmp_path: Path) -> None:
    for arguments in (("token", "add", "thach kim"), ("token", "list")):
        ended = central(*arguments, intake=False, at=tmp_path)
        assert (ended.returncode, "There is no database" in ended.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("server")
def test_nothing_is_signed_by_another_key_than_that_of_the_server(central: Command, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    handed_out = ("addresses", "--key", "loc-ha", "-o", "x.json")
    central_at = ("--intake", str(elsewhere))
    none = central(*handed_out, *central_at, intake=False)
    assert (none.returncode, "no key of a receiver" in none.stderr, elsewhere.exists()) == (1, True, False)
    intake = Intake(elsewhere)
    intake.prepare()
    own_key(intake, NAME)
    other = central(*handed_out, *central_at, intake=False)
    assert (other.returncode, "by another certificate" in other.stderr) == (1, True)
    assert not (tmp_path / "x.json").exists()


def test_without_its_libraries_it_says_what_to_install(tmp_path: Path) -> None:
    program = "import sys; sys.modules['sqlalchemy'] = None; from dxdesk.cli.main import run; sys.exit(run())"
    ended = subprocess.run(
        [sys.executable, "-c", program, "central", "token", "list", "--db", "sqlite://"],
        cwd=tmp_path,
        env=os.environ | {"DXDESK_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("The receiving end needs sqlalchemy")
    assert "uv sync --extra central" in ended.stderr
