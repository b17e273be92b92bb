"""Mails as other programs read them: the attachments bit by bit, Vietnamese in the head and the body."""

import json
import re
import subprocess
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import msgspec
import pytest

from dxdesk.exchange.message import MailError, read_mail_address
from dxdesk.files import FileError
from dxdesk.outbox.letter import SubjectError, subject_of
from dxdesk.outbox.mail import Mail, compose_mail, draft_message, ready_message
from dxdesk.outbox.mail_folder import write_mail_folder
from dxdesk.package.check_code import groups
from tests.cli.conftest import Command
from tests.conftest import Tool
from tests.outbox.samples import SCAN, destination, draft_bytes, issued_bytes, package, read

SUBJECT = "[KH CĐS 2023] UBND xã Thạch Kim – lần ban hành 1"


def mail(**changes: object) -> Mail:
    return compose_mail(issued_bytes(), destination(**changes))


def parsed(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=SMTP)
    assert isinstance(message, EmailMessage)
    return message


def named(data: bytes) -> str:
    """Return the receiver; Python's newer parser puts blanks into long names (bpo-35547)."""
    return str(make_header(decode_header(message_from_bytes(data)["To"])))


def contents(folder: Path) -> set[bytes]:
    return {file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_draft_opens_with_everything_in_it() -> None:
    data = draft_message(mail())
    message = parsed(data)
    assert (message["X-Unsent"], message["From"], message["Date"]) == ("1", None, None)
    assert message["Subject"] == SUBJECT
    assert named(data) == f"{destination().receiver.name} <vhtt.locha@hatinh.gov.vn>"
    names = [(part.get_filename(), part.get_content_type()) for part in message.iter_attachments()]
    assert names == [
        ("2023-18490-r1.dxplan.json", "application/json"),
        ("2023-18490-r1-ban-quet.pdf", "application/pdf"),
    ]
    whole, scan = (part.get_payload(decode=True) for part in message.iter_attachments())
    assert (whole, scan) == (issued_bytes(), SCAN)
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").rstrip() == mail().letter.body.rstrip()


def test_the_bytes_are_those_of_the_standard() -> None:
    data = draft_message(mail())
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 998
    assert max(len(line) for line in lines[:12]) <= 78
    assert data.isascii()
    assert len(data) <= mail().size


def test_the_body_says_what_comes_and_how_to_check_it() -> None:
    body = mail().letter.body
    assert "Kính gửi: Phòng Văn hóa và Thông tin huyện Lộc Hà," in body
    assert "Ủy ban nhân dân xã Thạch Kim (mã đơn vị 18490)" in body
    assert "Kế hoạch số 15/KH-UBND ngày 05/12/2022" in body
    assert all(group in body for group in groups(read().digest))
    assert "2023-18490-r1.dxplan.json" in body
    assert "phiếu tiếp nhận" in body


@pytest.mark.parametrize(
    ("program", "arguments"),
    [
        ("munpack", ["-C", "{out}", "-q", "-t", "{mail}"]),
        ("ripmime", ["-i", "{mail}", "-d", "{out}"]),
        ("mu", ["extract", "--save-attachments", "--target-dir={out}", "{mail}"]),
    ],
)
def test_other_programs_take_the_attachments_out_bit_by_bit(
    tmp_path: Path, tool: Tool, program: str, arguments: list[str]
) -> None:
    file, out = tmp_path / "message.eml", tmp_path / "out"
    out.mkdir()
    file.write_bytes(draft_message(mail()))
    words = [each.format(out=out, mail=file) for each in arguments]
    subprocess.run([tool(program), *words], check=True, capture_output=True, cwd=tmp_path)
    assert {issued_bytes(), SCAN} <= contents(out)
    assert {"2023-18490-r1.dxplan.json", "2023-18490-r1-ban-quet.pdf"} <= {
        each.name for each in out.iterdir()
    }


def test_another_program_reads_the_vietnamese(tmp_path: Path, tool: Tool) -> None:
    file = tmp_path / "message.eml"
    file.write_bytes(draft_message(mail()))
    shown = subprocess.run(
        [tool("mu"), "view", "--nocolor", str(file)],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={"LC_ALL": "C.UTF-8", "HOME": str(tmp_path)},
    ).stdout
    assert f"Subject: {SUBJECT}" in shown
    assert "Phòng Văn hóa và Thông tin huyện Lộc Hà" in shown
    for line in mail().letter.body.splitlines():
        assert line.strip() in shown


def test_what_fits_goes_and_the_rest_is_said() -> None:
    whole, scan = mail(), len(SCAN)
    assert (whole.extent, len(whole.files)) == ("full", 2)
    assert whole.notices() == ("The package goes with all its documents, and the paper beside it.",)
    less = mail(mail_limit=whole.size - scan)
    assert (less.extent, [each.data for each in less.files]) == ("package", [issued_bytes()])
    light = mail(mail_limit=less.size - 1)
    assert light.extent == "light"
    assert "không kèm các tệp văn bản" in light.letter.body
    small = read(light.files[0].data)
    assert small.digest == read().digest
    assert all(document.data is None for document in small.documents)
    bare = mail(mail_limit=1_000)
    assert bare.extent == "bare"
    assert "takes 0 KB" in bare.notices()[1]
    assert light.size < less.size


def test_a_draft_is_not_sent() -> None:
    with pytest.raises(MailError, match="Seal the plan first"):
        compose_mail(draft_bytes(), destination())


def test_the_subject_follows_a_pattern() -> None:
    assert subject_of(read(), "{code} {number}\r\nBcc: x@y.vn {unit}") == "18490 15 Bcc: x@y.vn xã Thạch Kim"
    with pytest.raises(SubjectError, match=re.escape("no field “{day}”")):
        subject_of(read(), "{day}")
    assert subject_of(read(), "{} {0.real}"[3:]) == "{0.real}"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "huyen",
        "a@b",
        "a@b.vn\r\nBcc: x@y.vn",
        "a b@c.vn",
        "ạ@b.vn",
        "a@b.vn, c@d.vn",
        "<a@b.vn>",
        "a@.vn.",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(MailError, match="is no mail address"):
        read_mail_address(address)


@pytest.mark.parametrize(
    "name", ["Huyện\r\nBcc: x@y.vn", 'Phòng "Một" <x@y.vn>, \\', "Ủy ban nhân dân " * 20]
)
def test_names_from_outside_stay_names(name: str) -> None:
    receiver = destination().receiver
    data = draft_message(mail(receiver=msgspec.structs.replace(receiver, name=name)))
    (to,) = parsed(data)["To"].addresses
    assert to.addr_spec == "vhtt.locha@hatinh.gov.vn"
    assert named(data) == f"{' '.join(name.split())} <vhtt.locha@hatinh.gov.vn>"
    assert parsed(data)["Bcc"] is None


def test_one_dispatch_is_always_the_same_message() -> None:
    first, second = (ready_message(mail(), "vanthu@thachkim.gov.vn", "d1") for _twice in range(2))
    message = parsed(first)
    assert message["Message-ID"] == parsed(second)["Message-ID"] == "<d1@thachkim.gov.vn>"
    assert message["X-Unsent"] is None
    assert message["From"] == "vanthu@thachkim.gov.vn"


def test_the_folder_has_just_the_files_to_attach_and_the_texts(tmp_path: Path) -> None:
    for _twice in range(2):
        write_mail_folder(tmp_path, mail())
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "attach",
        "body.txt",
        "message.eml",
        "subject.txt",
        "to.txt",
    ]
    assert contents(tmp_path / "attach") == {issued_bytes(), SCAN}
    assert (tmp_path / "subject.txt").read_text("utf-8-sig") == SUBJECT
    assert (tmp_path / "to.txt").read_text("utf-8-sig") == "vhtt.locha@hatinh.gov.vn"
    assert (tmp_path / "body.txt").read_bytes().startswith("\ufeffKính gửi".encode())
    (tmp_path / "attach" / "cu.pdf").write_bytes(b"old")
    with pytest.raises(MailError, match=re.escape("“cu.pdf” already")):
        write_mail_folder(tmp_path, mail())


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "attach").write_bytes(b"")
    with pytest.raises(FileError):
        write_mail_folder(tmp_path, mail())


def test_the_command_lays_a_package_out(command: Command, tmp_path: Path) -> None:
    (tmp_path / "r1.dxplan.json").write_bytes(package())
    result = command("mail", "r1.dxplan.json", "--out", "thu", "--to", "a@b.vn", "--receiver", "Huyện Lộc Hà")
    assert result.returncode == 0, result.stderr
    assert "Nothing has been sent." in result.stdout
    attached = {file.name for file in (tmp_path / "thu" / "attach").iterdir()}
    assert attached == {"2023-18490-r1.dxplan.json", "2023-18490-r1.pdf"}
    message = parsed((tmp_path / "thu" / "message.eml").read_bytes())
    assert message["Subject"] == SUBJECT
    result = command("mail", "r1.dxplan.json", "--out", "khac", "--limit", "0", "--subject", "{x}")
    assert (result.returncode, "no field" in result.stderr) == (1, True)


def test_the_command_takes_the_address_from_a_book(command: Command, tmp_path: Path) -> None:
    from dxdesk.exchange.writing import exchanged_bytes  # noqa: PLC0415
    from tests.exchange.samples import addresses  # noqa: PLC0415

    (tmp_path / "r1.dxplan.json").write_bytes(package())
    (tmp_path / "so.dxaddresses.json").write_bytes(exchanged_bytes(addresses()))
    words = ["mail", "r1.dxplan.json", "--out", "thu", "--addresses", "so.dxaddresses.json"]
    assert "It has: loc-ha." in command(*words, "--destination", "x").stderr
    assert command(*words).returncode == 0  # it is the only one
    assert command(*words, "--destination", "loc-ha").returncode == 0
    assert (tmp_path / "thu" / "to.txt").read_text("utf-8-sig") == "vhtt.locha@hatinh.gov.vn"
    (tmp_path / "bad.json").write_text(json.dumps({}))
    assert command("mail", "bad.json", "--out", "x").returncode == 1
    (tmp_path / "draft.dxplan.json").write_bytes(draft_bytes())
    assert "This is a draft" in command("mail", "draft.dxplan.json", "--out", "x").stderr


def test_the_same_package_makes_the_same_draft() -> None:
    assert draft_message(mail()) == draft_message(mail())
