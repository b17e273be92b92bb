"""Mail to a real mail server: with TLS or not at all, and what becomes of it in words."""

import socket

import msgspec
import pytest

from dxdesk.exchange.message import MailError
from dxdesk.outbox.mail import compose_mail, ready_message
from dxdesk.outbox.smtp import Security, SmtpAccount, SmtpError, send_message
from tests.outbox.mail_server import PASSWORD, Mailbox, mail_server
from tests.outbox.samples import destination, issued_bytes

TO = "vhtt.locha@hatinh.gov.vn"


def message() -> bytes:
    return ready_message(compose_mail(issued_bytes(), destination()), "vanthu@thachkim.gov.vn", "d1")


def refused(account: SmtpAccount, password: str = PASSWORD, to: str = TO) -> SmtpError:
    with pytest.raises(SmtpError) as caught:
        send_message(account, password, to, message())
    return caught.value


def changed(account: SmtpAccount, **fields: object) -> SmtpAccount:
    return msgspec.structs.replace(account, **fields)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_message_arrives_bit_by_bit(security: Security) -> None:
    with mail_server(security) as (account, box):
        assert send_message(account, PASSWORD, TO, message()) == "OK"
    ((sender, receivers, data),) = box.messages
    assert (sender, receivers) == ("vanthu@thachkim.gov.vn", [TO])
    assert data.split(b"\r\n\r\n", 1)[1] == message().split(b"\r\n\r\n", 1)[1]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_with_another_certificate_gets_nothing(security: Security) -> None:
    with mail_server(security) as (account, box):
        error = refused(changed(account, authorities=()))
    assert (error.code, error.retry, box.messages) == ("untrusted", "person", [])
    with mail_server(security, name="mail.example.vn") as (account, box):
        error = refused(account)
    assert (error.code, box.messages) == ("untrusted", [])
    assert "localhost" in str(error)


def test_without_tls_nothing_is_sent() -> None:
    with mail_server("starttls", plain=True) as (account, box):
        assert refused(account).code == "no_tls"
        assert refused(changed(account, security="tls")).code == "no_tls"
    assert box.messages == []


def test_a_wrong_password_is_told() -> None:
    with mail_server() as (account, box):
        error = refused(account, "sai")
        assert (error.code, error.retry) == ("password", "person")
        assert "sai" not in str(error)
    assert box.messages == []


def test_a_server_that_knows_only_the_old_way_is_logged_in_to() -> None:
    with mail_server(auth_exclude_mechanism=["PLAIN"]) as (account, box):
        assert refused(account, "sai").code == "password"
        send_message(account, PASSWORD, TO, message())
        assert len(box.messages) == 1
    with mail_server(auth_exclude_mechanism=["PLAIN", "LOGIN"]) as (account, box):
        assert refused(account).code == "no_login"


def test_nobody_answers() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        account = SmtpAccount(host="127.0.0.1", port=free.getsockname()[1], sender="a@b.vn")
        error = refused(account)
    assert (error.code, error.retry) == ("offline", "soon")


@pytest.mark.parametrize(
    ("answer", "code", "retry"),
    [
        ("552 5.3.4 Too big", "refused", "person"),
        ("451 4.3.0 Try again", "busy", "soon"),
        ("cut", "unsure", "person"),
    ],
)
def test_what_the_server_says_at_the_end_counts(answer: str, code: str, retry: str) -> None:
    with mail_server(mailbox=Mailbox(answer)) as (account, box):
        error = refused(account)
    assert (error.code, error.retry) == (code, retry)
    assert len(box.messages) == (code == "unsure")
    if code != "unsure":
        assert answer in str(error)


def test_a_receiver_that_is_not_there_is_told() -> None:
    with mail_server() as (account, box):
        error = refused(account, to="khong@hatinh.gov.vn")
    assert (error.code, box.messages) == ("refused", [])
    assert "No such mailbox" in str(error)


def test_what_is_too_large_is_not_even_sent() -> None:
    with mail_server(size=100_000) as (account, box):
        error = refused(account)
    assert (error.code, box.messages) == ("too_large", [])
    assert "takes 97 KB" in str(error)


def test_an_address_that_is_none_is_refused_before() -> None:
    with mail_server() as (account, box), pytest.raises(MailError):
        send_message(account, PASSWORD, "a@b.vn>\r\nRCPT TO:<x@y.vn", message())
    assert box.messages == []
