"""The way of a plan to an issued document, by commands: sealed, signed, numbered, signed, read again."""

import json
from pathlib import Path

import pytest

from dxdesk.package.check_code import groups, slip_text
from dxdesk.package.reading import read_package
from dxdesk.resources import resource
from tests.cli.conftest import Command
from tests.signing.authority import AGENCY, PASSPHRASE, SIGNER, issued, root_pem

SAMPLE = resource("samples", "xa.dxplan.json")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with certificates and the passphrase to them."""
    (tmp_path / "leader.p12").write_bytes(issued(SIGNER, number=1).p12())
    (tmp_path / "agency.p12").write_bytes(issued(AGENCY, number=2).p12())
    (tmp_path / "passphrase.txt").write_text(PASSPHRASE + "\n", encoding="utf-8-sig")
    (tmp_path / "wrong.txt").write_text("khác\n", encoding="utf-8")
    (tmp_path / "root.pem").write_bytes(root_pem())
    return tmp_path


def done(command: Command, *arguments: object) -> str:
    result = command(*arguments)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def signed(command: Command, source: str, role: str, key: str, output: str) -> None:
    secret = ("--passphrase-file", "passphrase.txt")
    done(command, "sign", source, "--p12", key, *secret, "--role", role, "-o", output)


@pytest.mark.usefixtures("desk")
def test_a_plan_becomes_an_issued_document(command: Command) -> None:
    done(command, "seal", SAMPLE, "--profile", "fillable", "-o", "plan.dxplan.json")
    done(command, "export", "plan.dxplan.json", "--pdf", "plan.pdf", "--profile", "fillable")
    signed(command, "plan.pdf", "signer", "leader.p12", "one.pdf")
    done(command, "fill", "one.pdf", "--number", 12, "--date", "2022-12-05", "-o", "two.pdf")
    waiting = command("verify-pdf", "two.pdf", "--trust", "root.pem")
    assert (waiting.returncode, "the agency has still to sign" in waiting.stdout) == (1, True)
    signed(command, "two.pdf", "agency", "agency.p12", "three.pdf")
    said = done(command, "verify-pdf", "three.pdf", "--trust", "root.pem")
    assert SIGNER in said
    assert AGENCY in said
    assert "Written into the PDF: number 12, day 05/12." in said
    answer = json.loads(done(command, "verify-pdf", "three.pdf", "--trust", "root.pem", "--json"))
    assert answer["sound"] is True
    assert answer["report"]["number"] == "12"
    done(command, "extract", "three.pdf", "-o", "inside.dxplan.json")
    inside, beside = (
        json.loads(done(command, "verify", name, "--json"))
        for name in ("inside.dxplan.json", "plan.dxplan.json")
    )
    assert inside["digest"] == beside["digest"]
    assert inside["statement"]["sealed_at"] is not None


@pytest.mark.usefixtures("desk")
def test_verify_fails_without_trust_and_without_signatures(command: Command) -> None:
    done(command, "export", SAMPLE, "--pdf", "plan.pdf")
    unsigned = command("verify-pdf", "plan.pdf", "--trust", "root.pem")
    assert (unsigned.returncode, "Nobody has signed" in unsigned.stdout) == (1, True)
    signed(command, "plan.pdf", "signer", "leader.p12", "signed.pdf")
    untrusted = command("verify-pdf", "signed.pdf", "--json")
    assert untrusted.returncode == 1
    answer = json.loads(untrusted.stdout)
    assert (answer["sound"], answer["intact"]) == (False, True)
    assert answer["report"]["signatures"][0]["troubles"] == ["untrusted"]


def test_a_wrong_passphrase_writes_nothing_and_is_not_repeated(command: Command, desk: Path) -> None:
    done(command, "export", SAMPLE, "--pdf", "plan.pdf")
    secret = ("--passphrase-file", "wrong.txt")
    result = command("sign", "plan.pdf", "--p12", "leader.p12", *secret, "--role", "signer", "-o", "out.pdf")
    assert result.returncode == 1
    assert "SG06" in result.stderr
    assert "khác" not in result.stderr + result.stdout
    assert not (desk / "out.pdf").exists()


def test_what_is_sealed_is_not_sealed_again(command: Command, desk: Path) -> None:
    done(command, "seal", SAMPLE, "-o", "plan.dxplan.json")
    again = command("seal", "plan.dxplan.json", "-o", "again.dxplan.json")
    assert again.returncode == 1
    assert "sealed already" in again.stderr
    assert not (desk / "again.dxplan.json").exists()


def test_a_plan_with_errors_is_not_sealed(command: Command, desk: Path) -> None:
    done(command, "new", "18580", "--year", 2023, "--output", "draft.dxplan.json")
    result = command("seal", "draft.dxplan.json", "-o", "plan.dxplan.json")
    assert result.returncode == 1
    assert "dxdesk check" in result.stderr
    assert not (desk / "plan.dxplan.json").exists()


def test_the_same_sealed_revision_gives_the_same_files(command: Command, desk: Path) -> None:
    done(command, "seal", SAMPLE, "-o", "plan.dxplan.json")
    for name in ("one", "two"):
        files = ("--docx", f"{name}.docx", "--pdf", f"{name}.pdf", "--package", f"{name}.json")
        done(command, "export", "plan.dxplan.json", *files)
        done(command, "slip", "plan.dxplan.json", "-o", f"{name}-slip.pdf")
    for ending in (".docx", ".pdf", ".json", "-slip.pdf"):
        assert (desk / f"one{ending}").read_bytes() == (desk / f"two{ending}").read_bytes()
    assert (desk / "one.json").read_bytes() == (desk / "plan.dxplan.json").read_bytes()


@pytest.mark.usefixtures("desk")
def test_a_signed_document_of_another_plan_is_told(command: Command) -> None:
    done(command, "seal", SAMPLE, "-o", "plan.dxplan.json")
    done(command, "export", "plan.dxplan.json", "--pdf", "plan.pdf")
    signed(command, "plan.pdf", "signer", "leader.p12", "signed.pdf")
    check = ("verify-pdf", "signed.pdf", "--trust", "root.pem", "--plan")
    assert "those of this revision" in done(command, *check, "plan.dxplan.json")
    other = command(*check, resource("samples", "huyen.dxplan.json"))
    assert (other.returncode, "those of another plan" in other.stdout) == (1, True)
    answer = json.loads(command(*check, resource("samples", "huyen.dxplan.json"), "--json").stdout)
    assert (answer["sound"], answer["belonging"]) == (True, "plan")


def test_a_slip_is_checked_against_a_package(command: Command, desk: Path) -> None:
    done(command, "seal", SAMPLE, "-o", "plan.dxplan.json")
    package = read_package((desk / "plan.dxplan.json").read_bytes()).package
    shown = groups(package.digest)
    for code in (slip_text(package), f"2={shown[1]} 7={shown[6]}"):
        assert "Paper and file agree" in done(command, "verify", "plan.dxplan.json", "--code", code)
    other = command("verify", "plan.dxplan.json", "--code", f"2={shown[2]} 7={shown[6]}", "--json")
    assert (other.returncode, json.loads(other.stdout)["slip"]["agree"]) == (1, False)
    none = command("verify", "plan.dxplan.json", "--code", "x")
    assert (none.returncode, "not the code of a transmittal slip" in none.stderr) == (1, True)


@pytest.mark.parametrize("arguments", [("verify-pdf", "x.pdf"), ("extract", "x.pdf", "-o", "y.json")])
def test_what_is_no_pdf_is_told(command: Command, desk: Path, arguments: tuple[str, ...]) -> None:
    (desk / "x.pdf").write_bytes(b"no PDF")
    result = command(*arguments)
    assert result.returncode == 1
    assert "not a PDF" in result.stderr
    assert "Traceback" not in result.stderr
