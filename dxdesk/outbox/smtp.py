"""Mail over SMTP (RFC 5321), always with TLS: given to the mail server of the office, which is not yet received."""

import smtplib
import ssl
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final, Literal

from dxdesk.exchange.message import read_mail_address
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.value import Value

Security = Literal["tls", "starttls"]
# "soon": by itself, after a pause; "person": after somebody has done something.
Retry = Literal["soon", "person"]

PORTS: Final[Mapping[Security, int]] = {"tls": 465, "starttls": 587}
_SECONDS: Final = 60.0  # of silence
_GO_ON: Final = 334  # the server asks for more (RFC 4954)

_SENTENCES: Final[Mapping[str, tuple[Retry, str]]] = {
    "offline": (
        "soon",
        mark(
            "There is no connection to the mail server {host} ({reason}). Check the network and the settings."
        ),
    ),
    "untrusted": (
        "person",
        mark(
            "The certificate of the mail server {host} does not hold ({reason}), so nothing was sent. Check the name "
            "of the server; if it is right, ask whoever looks after it."
        ),
    ),
    "no_tls": (
        "person",
        mark(
            "The mail server {host} makes no safe connection at this port, so nothing was sent. Choose the other kind "
            "of connection, or ask whoever looks after it."
        ),
    ),
    "password": (
        "person",
        mark("The mail server {host} does not take this name and password. Enter them again. {reason}"),
    ),
    "no_login": (
        "person",
        mark("The mail server {host} does not take a name and password. Leave them empty in the settings."),
    ),
    "too_large": (
        "person",
        mark(
            "The message has {size} KB; the mail server {host} takes {limit} KB. Choose another way, or a smaller limit."
        ),
    ),
    "refused": (
        "person",
        mark("The mail server {host} did not take the message: {reason}. Nothing was sent."),
    ),
    "busy": (
        "soon",
        mark("The mail server {host} cannot take the message now: {reason}. It is tried again later."),
    ),
    "unsure": (
        "person",
        mark(
            "The connection to the mail server {host} broke off at the end of the message: it may have been sent. "
            "Look into the sent mail, or ask the receiver, before you send it again."
        ),
    ),
}


class SmtpError(Exception):
    """A message was not given to the mail server; the text says why and what to do.

    With the code "unsure" it may have been given all the same.
    """

    def __init__(self, code: str, host: str, **fields: object) -> None:
        retry, sentence = _SENTENCES[code]
        words = {"reason": "", **fields, "host": host}
        super().__init__(" ".join(_(sentence).format(**words).split()))
        self.code = code
        self.retry: Retry = retry


class SmtpAccount(Value, frozen=True, kw_only=True):
    """How the office sends mail; the password is in the system's key store.

    `sender` is its mail address; `user` is empty where the server asks for none. `authorities` (PEM) have issued
    the server's certificate where the system's own do not do.
    """

    host: str
    security: Security = "tls"
    port: int = 0
    user: str = ""
    sender: str
    authorities: tuple[str, ...] = ()


def send_message(account: SmtpAccount, password: str, to: str, message: bytes) -> str:
    """Give a message to the mail server; return what the server said.

    Raises:
        MailError: an address cannot be used.
        SmtpError: it was not given, or (code "unsure") nobody knows.
    """
    sender, receiver = (read_mail_address(each).addr_spec for each in (account.sender, to))
    with _in_words(account.host), _connected(account) as server:
        if account.user:
            _log_in(server, account, password)
        _check_size(server, account.host, len(message))
        _check(account.host, server.mail(sender, _size_option(server, len(message))))
        _check(account.host, server.rcpt(receiver))
        return _given(server, account.host, message)


@contextmanager
def _connected(account: SmtpAccount) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    for pem in account.authorities:
        context.load_verify_locations(cadata=pem)
    port = account.port or PORTS[account.security]
    # A name of this computer in the greeting would tell strangers what it is called inside the office.
    local = "[127.0.0.1]"
    if account.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(account.host, port, local, timeout=_SECONDS, context=context)
    else:
        server = smtplib.SMTP(account.host, port, local, timeout=_SECONDS)
    try:
        if account.security == "starttls":
            server.starttls(context=context)
        server.ehlo()
        yield server
    finally:
        _leave(server)


def _leave(server: smtplib.SMTP) -> None:
    """Say good-bye where that is still possible; what was taken is taken without it."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _log_in(server: smtplib.SMTP, account: SmtpAccount, password: str) -> None:
    """Log in by PLAIN or LOGIN (RFC 4954); the library itself takes no passwords but in ASCII."""
    known = server.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in known:
        code, said = server.docmd("AUTH", "PLAIN " + _encoded(f"\0{account.user}\0{password}"))
    elif "LOGIN" in known:
        code, said = server.docmd("AUTH", "LOGIN")
        for each in (account.user, password):
            if code == _GO_ON:
                code, said = server.docmd(_encoded(each))
    else:
        raise SmtpError("no_login", account.host)
    if not 200 <= code < 300:
        raise SmtpError("busy" if 400 <= code < 500 else "password", account.host, reason=_said(said))


def _encoded(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")


def _check_size(server: smtplib.SMTP, host: str, size: int) -> None:
    named = server.esmtp_features.get("size", "")
    limit = int(named) if named.isdecimal() else 0  # 0: none is named (RFC 1870)
    if 0 < limit < size:
        raise SmtpError("too_large", host, size=-(-size // 1024), limit=limit // 1024)


def _size_option(server: smtplib.SMTP, size: int) -> list[str]:
    return [f"size={size}"] if server.has_extn("size") else []


def _check(host: str, answer: tuple[int, bytes]) -> None:
    code, said = answer
    if not 200 <= code < 300:
        raise SmtpError("busy" if 400 <= code < 500 else "refused", host, reason=f"{code} {_said(said)}")


def _given(server: smtplib.SMTP, host: str, message: bytes) -> str:
    """Give the message itself: from here on a broken connection leaves open what became of it."""
    try:
        answer = server.data(message)
    except smtplib.SMTPDataError as error:  # before the first byte of it
        _check(host, (error.smtp_code, _bytes(error.smtp_error)))
        raise SmtpError("refused", host, reason=_said(error.smtp_error)) from error
    except (OSError, smtplib.SMTPServerDisconnected) as error:
        raise SmtpError("unsure", host) from error
    _check(host, answer)
    return _said(answer[1])


@contextmanager
def _in_words(host: str) -> Iterator[None]:
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise SmtpError("untrusted", host, reason=error.verify_message) from error
    except (ssl.SSLError, smtplib.SMTPNotSupportedError) as error:
        raise SmtpError("no_tls", host) from error
    except smtplib.SMTPResponseException as error:
        _check(host, (error.smtp_code, _bytes(error.smtp_error)))
        raise SmtpError("refused", host, reason=_said(error.smtp_error)) from error
    except (OSError, smtplib.SMTPException) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SmtpError("offline", host, reason=reason) from error


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


def _said(said: bytes | str) -> str:
    """Return what a server said fit to be shown: one short line."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    line = " ".join(text.split())[:200]
    return "".join(char for char in line if char.isprintable())
