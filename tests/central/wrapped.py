"""Ways in which files travel: archives, mails, mailboxes, Outlook's winmail.dat."""

import gzip
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from pathlib import Path
from struct import pack


def zipped(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def mailed(*attachments: tuple[str, bytes], subject: str = "Gửi kế hoạch chuyển đổi số") -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = "xa@example.vn"
    message["To"] = "huyen@example.vn"
    message["Subject"] = subject
    message.set_content("Kính gửi quý cơ quan.")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def in_mailbox(*messages: bytes) -> bytes:
    return b"".join(
        b"From xa@example.vn Mon Dec  5 09:12:44 2022\n"
        + message.replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
        + b"\n"
        for message in messages
    )


def in_maildir(folder: Path, *messages: bytes) -> None:
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    for number, message in enumerate(messages):
        (folder / ("cur" if number % 2 else "new") / f"16702{number}.M1P2.mail").write_bytes(message)
        (folder / "tmp" / f"16702{number}.half").write_bytes(message[:50])


def winmail(*attachments: tuple[str, bytes]) -> bytes:
    """Return what Outlook sends instead of attachments ([MS-OXTNEF])."""
    parts = [b"\x78\x9f\x3e\x22\x01\x00", _attribute(1, 0x00089006, pack("<I", 0x00010000))]
    for name, data in attachments:
        parts += [
            _attribute(2, 0x00069002, b"\x01\x00" + b"\xff" * 4 + b"\x00" * 8),
            _attribute(2, 0x00018010, name.encode() + b"\0"),
            _attribute(2, 0x0006800F, data),
        ]
    return b"".join(parts)


def _attribute(level: int, name: int, data: bytes) -> bytes:
    return pack("<BII", level, name, len(data)) + data + pack("<H", sum(data) & 0xFFFF)


def packed(data: bytes) -> bytes:
    return gzip.compress(data)
