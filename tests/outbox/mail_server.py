"""A real mail server on this computer, with TLS and a password."""

import asyncio
import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from dxdesk.outbox.smtp import Security, SmtpAccount
from tests.signing.authority import now

PASSWORD = "Mật khẩu của thư 1"  # noqa: S105 - of the tests


class Mailbox:
    """What a server takes, and how it answers at the end of a message."""

    def __init__(self, answer: str = "250 OK") -> None:
        self.messages: list[tuple[str, list[str], bytes]] = []
        self.answer = answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer == "cut":  # taken, and the answer gets lost
            self._take(envelope)
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        elif self.answer.startswith("2"):
            self._take(envelope)
        assert session is not None
        return self.answer

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        assert (server, session, options) is not None
        if address.startswith("khong"):
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def _take(self, envelope: Envelope) -> None:
        assert isinstance(envelope.content, bytes)
        self.messages.append((str(envelope.mail_from), envelope.rcpt_tos, envelope.content))


class _Server(Thread):
    """Serves on a free port until it is ended."""

    def __init__(self, box: Mailbox, context: ssl.SSLContext | None, words: dict[str, Any]) -> None:
        super().__init__(name="mail-server")
        self.port = 0
        self._made = box, context, words
        self._ready = Event()
        self._loop = asyncio.new_event_loop()

    def __enter__(self) -> Self:
        self.start()
        self._ready.wait()
        return self

    def __exit__(self, *_error: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self.join()

    def run(self) -> None:
        box, context, words = self._made
        serving = self._loop.create_server(
            lambda: SMTP(box, loop=self._loop, **words), "127.0.0.1", 0, ssl=context
        )
        server = self._loop.run_until_complete(serving)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.01))
        self._loop.close()


@cache
def _certificate(name: str) -> tuple[bytes, bytes]:
    """Return a certificate that is its own issuer, and its key (PEM)."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    if name == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return made.public_bytes(Encoding.PEM), secret


def _authenticated(
    _server: object, _session: object, _envelope: object, _mechanism: str, data: Any
) -> AuthResult:
    assert isinstance(data, LoginPassword)
    return AuthResult(success=(data.login, data.password) == (b"vanthu", PASSWORD.encode()), handled=False)


@contextmanager
def mail_server(
    security: Security = "tls",
    mailbox: Mailbox | None = None,
    *,
    name: str = "localhost",
    size: int = 2**25,
    plain: bool = False,
    **more: Any,
) -> Iterator[tuple[SmtpAccount, Mailbox]]:
    """Run a server whose certificate says `name`; with `plain` it knows no TLS. Give an account on it."""
    box = mailbox or Mailbox()
    pem, key = _certificate(name)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "server.pem"
        file.write_bytes(pem + key)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
    words: dict[str, Any] = {"data_size_limit": size, "hostname": "mail.test", **more}
    if not plain:
        # The library counts only STARTTLS as a safe connection.
        words |= {"authenticator": _authenticated, "auth_require_tls": security == "starttls"}
    if security == "starttls" and not plain:
        words["tls_context"] = context
    with _Server(box, context if security == "tls" else None, words) as server:
        yield (
            SmtpAccount(
                host="localhost",
                security=security,
                port=server.port,
                user="vanthu",
                sender="vanthu@thachkim.gov.vn",
                authorities=(pem.decode(),),
            ),
            box,
        )
