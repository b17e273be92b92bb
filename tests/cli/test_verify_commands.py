"""Signed packages, chains of revisions, receipts and replies, by commands."""

import json
from pathlib import Path

import msgspec
import pytest

from dxdesk.exchange.format import AddressBook, Receipt, Reply
from dxdesk.exchange.writing import exchanged_bytes
from dxdesk.outbox.folder import write_to_folder
from dxdesk.package.reading import read_package
from dxdesk.signing.cades import signature_of, signed_bytes
from dxdesk.signing.certificates import load_pkcs12
from tests.cli.conftest import Command
from tests.cli.test_signing_commands import SAMPLE, desk, done
from tests.exchange.samples import addresses, receipt, reply
from tests.outbox.samples import issued_bytes
from tests.signing.authority import AGENCY, PASSPHRASE, SIGNER, now, own, pem

pytestmark = pytest.mark.once

__all__ = ["desk"]
SECRET = ("--passphrase-file", "passphrase.txt")


def _signed(value: AddressBook | Receipt | Reply) -> bytes:
    signer = load_pkcs12(own().p12(), PASSPHRASE)
    signature = signature_of(signed_bytes(value), signer, at=now())
    return exchanged_bytes(msgspec.structs.replace(value, signatures=(signature,)))


def _for(folder: Path, name: str, value: Receipt | Reply) -> Receipt | Reply:
    package = read_package((folder / name).read_bytes()).package
    found = package.statement
    statement = msgspec.structs.replace(
        value.statement, package=package.digest, unit=found.unit, year=found.year, revision=found.revision
    )
    return msgspec.structs.replace(value, statement=statement)


@pytest.mark.usefixtures("desk")
def test_a_package_is_signed_and_says_by_whom(command: Command) -> None:
    done(command, "seal", SAMPLE, "-o", "plan.dxplan.json")
    assert "The package is not signed" in done(command, "verify", "plan.dxplan.json")
    done(command, "sign", "plan.dxplan.json", "--p12", "leader.p12", *SECRET, "-o", "one.dxplan.json")
    done(command, "sign", "one.dxplan.json", "--p12", "agency.p12", *SECRET, "-o", "two.dxplan.json")
    said = done(command, "verify", "two.dxplan.json", "--trust", "root.pem")
    assert f"Signed by {SIGNER}" in said
    assert f"Signed by {AGENCY}" in said
    assert said.count("The signature is sound.") == 2
    answer = json.loads(done(command, "verify", "two.dxplan.json", "--trust", "root.pem", "--json"))
    assert [each["name"] for each in answer["signatures"]] == [SIGNER, AGENCY]
    assert answer["notices"] == []
    # Documents are the same, whoever has signed the data.
    for name in ("plan", "two"):
        done(command, "export", f"{name}.dxplan.json", "--pdf", f"{name}.pdf")
    digests = [
        json.loads(done(command, "verify", f"{n}.dxplan.json", "--json"))["digest"] for n in ("plan", "two")
    ]
    assert digests[0] == digests[1]


def test_signing_the_package_leaves_its_documents_as_they_are(command: Command, desk: Path) -> None:
    done(command, "seal", SAMPLE, "-o", "plan.dxplan.json")
    done(command, "sign", "plan.dxplan.json", "--p12", "leader.p12", *SECRET, "-o", "one.dxplan.json")
    for name in ("plan", "one"):
        done(
            command, "export", f"{name}.dxplan.json", "--pdf", f"{name}.pdf", "--package", f"{name}.out.json"
        )
    assert (desk / "plan.pdf").read_bytes() == (desk / "one.pdf").read_bytes()
    assert (desk / "one.out.json").read_bytes() == (desk / "one.dxplan.json").read_bytes()


def test_what_must_not_be_signed_is_not(command: Command, desk: Path) -> None:
    done(command, "seal", SAMPLE, "-o", "plan.dxplan.json")
    done(command, "sign", "plan.dxplan.json", "--p12", "leader.p12", *SECRET, "-o", "one.dxplan.json")
    for source, code in ((SAMPLE, "SG26"), ("one.dxplan.json", "SG27")):
        refused = command("sign", source, "--p12", "leader.p12", *SECRET, "-o", "out.dxplan.json")
        assert (refused.returncode, code in refused.stderr) == (1, True)
    for arguments in (("plan.dxplan.json", "--role", "signer"), ("plan.pdf",)):
        wrong = command("sign", *arguments, "--p12", "leader.p12", *SECRET, "-o", "out.dxplan.json")
        assert wrong.returncode == 2
    (desk / "x.json").write_bytes(b"%PDF-1.7")
    refused = command("sign", "x.json", "--p12", "leader.p12", *SECRET, "-o", "out.dxplan.json")
    assert (refused.returncode, "DX105" in refused.stderr) == (1, True)
    assert not (desk / "out.dxplan.json").exists()


def test_an_unknown_or_spoilt_signature_is_told(command: Command, desk: Path) -> None:
    done(command, "seal", SAMPLE, "-o", "plan.dxplan.json")
    done(command, "sign", "plan.dxplan.json", "--p12", "leader.p12", *SECRET, "-o", "one.dxplan.json")
    (desk / "other.pem").write_text(pem(own()))
    assert "DX157" in done(command, "verify", "one.dxplan.json")
    strict = command("verify", "one.dxplan.json", "--trust", "other.pem")
    assert (strict.returncode, "DX157" in strict.stdout) == (1, True)
    done(command, "amend", "plan.dxplan.json", "-o", "draft.dxplan.json")
    done(command, "seal", "draft.dxplan.json", "-o", "second.dxplan.json")
    second = json.loads((desk / "second.dxplan.json").read_bytes())
    second["signatures"] = json.loads((desk / "one.dxplan.json").read_bytes())["signatures"]
    (desk / "spoilt.dxplan.json").write_text(json.dumps(second), encoding="utf-8")
    spoilt = command("verify", "spoilt.dxplan.json", "--trust", "root.pem")
    assert (spoilt.returncode, "DX156" in spoilt.stdout) == (1, True)


@pytest.mark.usefixtures("desk")
def test_the_chain_of_revisions_is_checked(command: Command) -> None:
    done(command, "seal", SAMPLE, "-o", "first.dxplan.json")
    done(command, "amend", "first.dxplan.json", "-o", "draft.dxplan.json")
    done(command, "seal", "draft.dxplan.json", "-o", "second.dxplan.json")
    assert "Follows the revision with the digest" in done(command, "verify", "second.dxplan.json")
    said = done(command, "verify", "second.dxplan.json", "--previous", "first.dxplan.json")
    assert "The chain of revisions holds" in said
    done(command, "seal", SAMPLE, "--profile", "flat", "-o", "other.dxplan.json")
    broken = command("verify", "second.dxplan.json", "--previous", SAMPLE, "--json")
    assert broken.returncode == 1
    assert [each["code"] for each in json.loads(broken.stdout)["chain"]] == ["DX187"]


def test_a_receipt_and_its_sheet_are_verified(command: Command, desk: Path) -> None:
    done(command, "seal", SAMPLE, "-o", "plan.dxplan.json")
    (desk / "district.pem").write_text(pem(own()))
    (desk / "a.dxreceipt.json").write_bytes(_signed(_for(desk, "plan.dxplan.json", receipt())))
    done(command, "receipt", "a.dxreceipt.json", "--pdf", "a.pdf")
    for name in ("a.dxreceipt.json", "a.pdf"):
        check = ("verify", name, "--trust", "district.pem", "--plan")
        said = done(command, *check, "plan.dxplan.json")
        assert "It is for this package." in said
        assert f"Its signature is valid: {AGENCY}." in said
        other = command(*check, resource_of("huyen"), "--json")
        assert other.returncode == 1
        assert json.loads(other.stdout)["assurance"]["belonging"] == "plan"
        assert done(command, "verify", name, "--trust", "district.pem")
        assert command("verify", name).returncode == 1


def test_the_certificates_of_an_address_book_are_trusted_for_its_receivers(
    command: Command, desk: Path
) -> None:
    (desk / "a.dxreceipt.json").write_bytes(_signed(receipt()))
    book = addresses()
    destination = msgspec.structs.replace(book.destinations[0], certificates=(pem(own()),))
    for name, certificates in (("none", ()), ("known", (destination,))):
        data = exchanged_bytes(msgspec.structs.replace(book, destinations=certificates))
        (desk / f"{name}.dxaddresses.json").write_bytes(data)
    check = ("verify", "a.dxreceipt.json", "--addresses")
    assert "Its signature is valid" in done(command, *check, "known.dxaddresses.json")
    unknown = command(*check, "none.dxaddresses.json")
    assert (unknown.returncode, "not among the trusted ones" in unknown.stdout) == (1, True)
    refused = command(*check, "a.dxreceipt.json")
    assert (refused.returncode, "not an address book" in refused.stderr) == (1, True)


def test_an_address_book_that_was_changed_vouches_for_nobody(command: Command, desk: Path) -> None:
    (desk / "a.dxreceipt.json").write_bytes(_signed(receipt()))
    book = addresses()
    destination = msgspec.structs.replace(book.destinations[0], certificates=(pem(own()),))
    known = msgspec.structs.replace(book, destinations=(destination,))
    check = ("verify", "a.dxreceipt.json", "--addresses", "a.dxaddresses.json")
    (desk / "a.dxaddresses.json").write_bytes(_signed(known))
    assert "Its signature is valid" in done(command, *check)
    (desk / "a.dxaddresses.json").write_bytes(_signed(known).replace(b"https://", b"https://x."))
    refused = command(*check)
    assert (refused.returncode, "changed after it was signed" in refused.stderr) == (1, True)


@pytest.mark.parametrize("how", ["changed", "unsigned"])
def test_an_answer_that_nobody_vouches_for_is_not_called_whole(
    command: Command, desk: Path, how: str
) -> None:
    (desk / "district.pem").write_text(pem(own()))
    data = {"changed": _signed(receipt()).replace(b'"number": 17', b'"number": 18')}
    (desk / "a.dxreceipt.json").write_bytes(data.get(how, exchanged_bytes(receipt())))
    told = command("verify", "a.dxreceipt.json", "--trust", "district.pem")
    assert (told.returncode, "is whole" in told.stdout) == (1, False)
    plain = command("verify", "a.dxreceipt.json", "--trust", "district.pem", "--json")
    assert (plain.returncode, json.loads(plain.stdout)["valid"]) == (1, False)


def resource_of(level: str) -> Path:
    return SAMPLE.with_name(f"{level}.dxplan.json")


def test_a_reply_is_verified_and_read_out(command: Command, desk: Path) -> None:
    done(command, "seal", SAMPLE, "-o", "plan.dxplan.json")
    (desk / "district.pem").write_text(pem(own()))
    (desk / "a.dxreply.json").write_bytes(_signed(_for(desk, "plan.dxplan.json", reply())))
    said = done(command, "verify", "a.dxreply.json", "--trust", "district.pem", "--plan", "plan.dxplan.json")
    for words in ("The package is returned.", "Chưa nêu số máy trạm.", "It is for this package."):
        assert words in said


def test_what_is_no_receipt_is_told(command: Command, desk: Path) -> None:
    done(command, "export", SAMPLE, "--pdf", "plan.pdf")
    refused = command("verify", "plan.pdf")
    assert (refused.returncode, "no receipt in this PDF" in refused.stderr) == (1, True)
    spoilt = exchanged_bytes(receipt()).replace(b'"number": 17', b'"number": 0')
    (desk / "a.dxreceipt.json").write_bytes(spoilt)
    for arguments in (("verify", "a.dxreceipt.json"), ("receipt", "a.dxreceipt.json", "--pdf", "a.pdf")):
        refused = command(*arguments)
        assert (refused.returncode, "DX141" in refused.stdout + refused.stderr) == (1, True)
    assert not (desk / "a.pdf").exists()


def test_a_stick_is_compared_with_its_list_of_files(command: Command, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    folder = write_to_folder(issued_bytes(), stick).folder
    for place in (folder, stick):  # a stick is named as a whole, too
        said = done(command, "verify", str(place))
        assert "“2023-18490-r1.dxplan.json” is as it was written." in said
        assert "2 files are as they were written on " in said
    (found,) = json.loads(done(command, "verify", str(stick), "--json"))
    assert (found["valid"], found["package"]) == (True, read_package(issued_bytes()).package.digest)
    (folder / "2023-18490-r1-ban-quet.pdf").unlink()
    (folder / "2023-18490-r1.dxplan.json").write_bytes(b"{}")
    (folder / "virus.exe").write_bytes(b"MZ")
    ended = command("verify", str(stick))
    assert ended.returncode == 1
    for line in (
        "“2023-18490-r1-ban-quet.pdf” is missing.",
        "“2023-18490-r1.dxplan.json” was changed.",
        "“virus.exe” is not in the list of files.",
        "use nothing of it before",
    ):
        assert line in ended.stdout
    (found,) = json.loads(command("verify", str(stick), "--json").stdout)
    assert {one["name"]: one["state"] for one in found["files"]} == {
        "2023-18490-r1-ban-quet.pdf": "missing",
        "2023-18490-r1.dxplan.json": "changed",
        "virus.exe": "unlisted",
    }


def test_a_folder_without_its_list_of_files_is_told(command: Command, tmp_path: Path) -> None:
    ended = command("verify", str(tmp_path))
    assert (ended.returncode, "is missing or damaged" in ended.stdout) == (1, True)
    assert command("verify", str(tmp_path), "--code", "1=2").returncode == 2
