"""Who is chased, for what, and with which mail."""

import csv
import email
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from dxdesk.cli.main import run
from dxdesk.package.writing import package_bytes
from dxdesk.units.catalogue import catalogue
from tests.central.imports import central, imported
from tests.central.sent import CODE, OTHER, a_package

AFTER = "2099-01-01"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXDESK_LANG", "en")


def district_of(code: str) -> str:
    unit = catalogue("gso-2022").unit(code)
    assert unit is not None
    assert unit.parent is not None
    return unit.parent


class Chase:
    """What a chase wrote."""

    def __init__(
        self, url: str, tmp_path: Path, *packages: bytes, code: str = CODE, options: Any = ()
    ) -> None:
        sent = tmp_path / "sent"
        sent.mkdir()
        for number, data in enumerate(packages):
            (sent / f"{number}.dxplan.json").write_bytes(data)
        imported(url, tmp_path / "intake", sent)
        self.out = tmp_path / "out"
        arguments = ("--db", url, "--year", 2023, "--of", district_of(code), "--out", self.out)
        self.result, self.said = central("chase", *arguments, *options)
        table = next(self.out.glob("*-chase.csv"))
        with table.open(encoding="utf-8-sig", newline="") as file:
            self.rows = list(csv.DictReader(file))

    def of(self, code: str) -> list[str]:
        return [row["trouble"] for row in self.rows if row["code"] == code]

    def mail(self, code: str) -> EmailMessage:
        data = (self.out / "mail" / f"2023-{code}.eml").read_bytes()
        message = email.message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message


def text_of(message: EmailMessage) -> str:
    body = message.get_body()
    assert body is not None
    return str(body.get_content())


def test_who_has_not_sent_is_reminded(database_url: str, tmp_path: Path) -> None:
    chase = Chase(database_url, tmp_path, package_bytes(a_package(CODE)), options=("--deadline", AFTER))
    assert chase.result == 1
    assert chase.of(CODE) == []
    assert not (chase.out / "mail" / f"2023-{CODE}.eml").exists()
    missing = next(row["code"] for row in chase.rows if row["code"] != CODE)
    assert chase.of(missing) == ["Chưa gửi"]
    mail = chase.mail(missing)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] is None
    assert mail["Subject"].startswith("[KH CĐS 2023] Đôn đốc gửi kế hoạch – Ủy ban nhân dân")
    assert missing in mail["Subject"]
    assert "01/01/2099" in text_of(mail)


def test_late_is_by_the_time_of_receipt_and_asks_for_nothing(database_url: str, tmp_path: Path) -> None:
    chase = Chase(database_url, tmp_path, package_bytes(a_package(CODE)))
    assert chase.of(CODE) == ["Gửi muộn"]
    assert not (chase.out / "mail" / f"2023-{CODE}.eml").exists()


def test_what_is_wrong_with_a_file_is_listed_for_the_unit_that_it_names(
    database_url: str, tmp_path: Path
) -> None:
    broken = package_bytes(a_package(CODE)).replace(b'"year": 2023', b'"year": "x"')
    cut = package_bytes(a_package(OTHER))[:4000]
    chase = Chase(
        database_url, tmp_path, broken, cut, options=("--intake", tmp_path / "intake", "--deadline", AFTER)
    )
    assert set(chase.of(CODE)) == {"Gói có lỗi, chưa nhận"}
    row = next(row for row in chase.rows if row["code"] == CODE)
    text = text_of(chase.mail(CODE))
    assert row["fault"]
    assert f"[{row['fault']}]" in text
    assert row["place"] in text
    if district_of(OTHER) == district_of(CODE):
        assert set(chase.of(OTHER)) == {"Gói có lỗi, chưa nhận"}


def test_two_packages_of_one_revision_are_asked_about(database_url: str, tmp_path: Path) -> None:
    one, other = a_package(CODE), a_package(CODE, subject="Khác")
    chase = Chase(
        database_url, tmp_path, package_bytes(one), package_bytes(other), options=("--deadline", AFTER)
    )
    assert chase.of(CODE) == ["Xung đột"]
    assert "hai gói dữ liệu khác nhau" in text_of(chase.mail(CODE))


def test_a_revision_before_that_is_missing_is_asked_for(database_url: str, tmp_path: Path) -> None:
    second = package_bytes(a_package(CODE, revision=2))
    chase = Chase(database_url, tmp_path, second, options=("--deadline", AFTER))
    assert chase.of(CODE) == ["Thiếu lần ban hành"]
    assert "lần ban hành 1" in text_of(chase.mail(CODE))


def test_mailboxes_come_from_a_table(database_url: str, tmp_path: Path) -> None:
    contacts = tmp_path / "contacts.csv"
    contacts.write_text("code,email\n18490,xa@example.vn\n", "utf-8-sig")
    chase = Chase(database_url, tmp_path, options=("--contacts", contacts), code=CODE)
    known = next(row for row in chase.rows if row["code"] == "18490")
    assert known["email"] == "xa@example.vn"
    mail = chase.mail("18490")
    assert mail["To"].addresses[0].addr_spec == "xa@example.vn"


@pytest.mark.parametrize("table", ["code,email\n18493,not an address\n", "a,b\n1,2\n", "\x00"])
def test_a_table_of_no_use_is_said(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str
) -> None:
    contacts = tmp_path / "contacts.csv"
    contacts.write_text(table, "utf-8")
    arguments = ["--db", database_url, "--year", "2023", "--out", str(tmp_path / "out")]
    assert run(["central", "chase", *arguments, "--contacts", str(contacts)]) != 0
    assert "contacts.csv" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
