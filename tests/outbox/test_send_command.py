"""`dxdesk send` against a real receiver: 0 only where a valid receipt lies beside the package."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from dxdesk.exchange.format import Destination, Receipt, Reply
from dxdesk.exchange.reading import read_exchanged
from dxdesk.exchange.writing import exchanged_bytes
from dxdesk.package.reading import read_package
from dxdesk.package.writing import draft_package, package_bytes, stripped
from tests.central.sent import a_package
from tests.central.server import RunningServer, running_server
from tests.cli.conftest import Command
from tests.exchange.samples import addresses
from tests.outbox.receiver import greeting, key_of, pem_of
from tests.outbox.sent_queue import CODE
from tests.outbox.sent_queue import package as made
from tests.package.samples import PLAN


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("central"), options=["--workers", "1"]) as running:
        yield running


@pytest.fixture
def token(server: RunningServer, tmp_path: Path) -> Path:
    file = tmp_path / "token.txt"
    file.write_text(server.token(CODE) + "\n")
    return file


def _written(folder: Path, number: int, size: int = 3_000) -> Path:
    file = folder / f"2023-{CODE}-r{number}.dxplan.json"
    file.write_bytes(made(number, size=size))
    return file


def test_a_package_is_sent_and_asked_for_again(
    tmp_path: Path, command: Command, server: RunningServer, token: Path
) -> None:
    file = _written(tmp_path, 1)
    sending = ("send", file, "--to", server.url, "--token-file", token)
    first = command(*sending)
    assert first.returncode == 0, first.stderr
    beside = tmp_path / f"2023-{CODE}-r1.dxreceipt.json"
    kept = beside.read_bytes()
    digest = read_package(file.read_bytes()).package.digest
    assert read_exchanged(kept, Receipt).statement.package == digest

    again = command(*sending, "--json")
    assert again.returncode == 0
    assert beside.read_bytes() == kept
    said = json.loads(again.stdout)
    assert (said["receipt"], said["reply"]) == (str(beside), None)

    central = ("--db", server.database, "--intake", server.intake)
    answered = command("central", "reply", digest, "--return", "--note", "Thiếu số liệu.", *central)
    assert answered.returncode == 0, answered.stderr
    third = command(*sending)
    assert third.returncode == 0
    reply = read_exchanged((tmp_path / f"2023-{CODE}-r1.dxreply.json").read_bytes(), Reply)
    assert reply.statement.verdict == "returned"
    assert len(list(tmp_path.glob("*.dxreceipt*"))) == 1


def test_the_receipt_of_another_receiver_stays(
    tmp_path: Path, command: Command, server: RunningServer, token: Path
) -> None:
    file = _written(tmp_path, 1)
    other = tmp_path / f"2023-{CODE}-r1.dxreceipt.json"
    other.write_bytes(b"of another receiver")
    for _time in range(2):
        assert command("send", file, "--to", server.url, "--token-file", token).returncode == 0
    assert other.read_bytes() == b"of another receiver"
    assert [path.name for path in tmp_path.glob("*-r1-*.dxreceipt.json")] == [
        f"2023-{CODE}-r1-2.dxreceipt.json"
    ]


def test_the_address_comes_from_a_book(
    tmp_path: Path, command: Command, server: RunningServer, token: Path
) -> None:
    here = Destination(
        key="loc-ha",
        receiver=server.greeting.receiver,
        url=server.url,
        certificates=(server.greeting.certificate,),
    )
    nowhere = msgspec.structs.replace(here, key="ha-tinh", url="")
    book = msgspec.structs.replace(addresses(), destinations=(here, nowhere), signatures=())
    (tmp_path / "a.dxaddresses.json").write_bytes(exchanged_bytes(book))
    sending = ("send", _written(tmp_path, 1), "--token-file", token)
    by_book = (*sending, "--addresses", tmp_path / "a.dxaddresses.json")
    assert command(*by_book, "--destination", "loc-ha").returncode == 0
    assert "several destinations" in command(*by_book).stderr
    assert "no address on the network" in command(*by_book, "--destination", "ha-tinh").stderr
    assert command(*sending).returncode == 2


def test_documents_come_from_a_folder(
    tmp_path: Path, command: Command, server: RunningServer, token: Path
) -> None:
    whole = read_package(made(2, size=2_500_000)).package
    file = tmp_path / "light.dxplan.json"
    file.write_bytes(package_bytes(stripped(whole)))
    sending = ("send", file, "--to", server.url, "--token-file", token)
    alone = command(*sending)
    assert alone.returncode == 0
    assert "1 document that is not at hand" in alone.stdout

    papers = tmp_path / "papers"
    papers.mkdir()
    import base64  # noqa: PLC0415

    (papers / "any name.bin").write_bytes(base64.b64decode(whole.documents[0].data or ""))
    (papers / "other.bin").write_bytes(b"other")
    both = command(*sending, "--documents", papers)
    assert both.returncode == 0, both.stderr
    assert "not at hand" not in both.stdout


def test_without_a_valid_receipt_it_is_not_done(
    tmp_path: Path, command: Command, server: RunningServer, token: Path
) -> None:
    file = _written(tmp_path, 3)
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("A" * 43)
    other_key = tmp_path / "other.pem"
    other_key.write_text(pem_of(key_of()))
    draft = tmp_path / "draft.dxplan.json"
    draft.write_bytes(package_bytes(draft_package(PLAN)))
    conflict = tmp_path / "conflict.dxplan.json"
    conflict.write_bytes(package_bytes(a_package(subject="Kế hoạch khác")))
    assert greeting().certificate == other_key.read_text()

    def said(*arguments: object) -> str:
        result = command("send", *arguments)
        assert result.returncode == 1
        return result.stderr

    to = ("--to", server.url, "--token-file")
    assert "does not know the access code" in said(file, *to, wrong)
    assert "There is no file" in said(file, *to, tmp_path / "none.txt")
    assert "no access code in" in said(file, *to, other_key)
    assert "must begin with https://" in said(file, "--to", "http://plans.example/", "--token-file", token)
    assert "another certificate than before" in said(file, *to, token, "--certificate", other_key)
    assert "is a draft" in said(draft, *to, token)
    sent = _written(tmp_path, 1)
    assert command("send", sent, *to, token).returncode == 0
    assert "has another package of this unit" in said(conflict, *to, token)
    assert "no connection" in said(sent, "--to", "http://127.0.0.1:9/", "--token-file", token)
    assert [path.name for path in tmp_path.glob("*.dxreceipt*")] == [f"2023-{CODE}-r1.dxreceipt.json"]
