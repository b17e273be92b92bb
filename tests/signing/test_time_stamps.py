"""Time stamps from a real server on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from socket import socket
from threading import Thread

import pytest
from asn1crypto import keys, tsp, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps import DummyTimeStamper

from dxdesk.signing.certificates import load_pkcs12
from dxdesk.signing.faults import SigningError
from dxdesk.signing.report import SignatureReport
from dxdesk.signing.sign import sign_pdf
from dxdesk.signing.time_stamps import HttpTimeStamper, TimeStampError
from dxdesk.signing.trust import Trust
from dxdesk.signing.verification import verify_pdf
from tests.signing.authority import PASSPHRASE, issued, now
from tests.signing.documents import exported, trust

_REPLY = "application/timestamp-reply"


@contextmanager
def server(at: datetime, *, kind: str = _REPLY, spoil: bool = False, status: int = 200) -> Iterator[str]:
    """Run a time-stamp server whose clock shows one time; yield its URL."""
    own = issued("Máy chủ dấu thời gian", stamping=True, number=3)
    key = own.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    stamper = DummyTimeStamper(
        x509.Certificate.load(own.certificate.public_bytes(Encoding.DER)),
        keys.PrivateKeyInfo.load(key),
        fixed_dt=at,
    )

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            answer = stamper.request_tsa_response(tsp.TimeStampReq.load(asked)).dump()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(b"spoilt" if spoil else answer)

        def log_message(self, *_arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = Thread(target=running.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_port}/tsa"
        finally:
            running.shutdown()
            thread.join()


def stamped(url: str, at: datetime, *, last: int = 300) -> bytes:
    signer = load_pkcs12(issued(last=last).p12(), PASSPHRASE)
    return sign_pdf(exported(), "signer", signer, at=at, time_stamper=HttpTimeStamper(url))


def only(data: bytes, trusted: Trust) -> SignatureReport:
    (report,) = verify_pdf(data, trusted).signatures
    return report


def test_a_stamped_signature_tells_the_servers_time() -> None:
    moment = now().replace(microsecond=0) - timedelta(minutes=5)
    with server(moment) as url:
        report = only(stamped(url, now()), trust())
    assert report.is_sound
    assert report.stamped_at == moment


def test_a_stamp_outlives_the_certificate() -> None:
    then = now().replace(microsecond=0) - timedelta(days=10)
    with server(then) as url:
        data = stamped(url, then, last=-1)
    assert only(data, trust()).is_sound
    unstamped = sign_pdf(exported(), "signer", load_pkcs12(issued(last=-1).p12(), PASSPHRASE), at=then)
    assert only(unstamped, trust()).troubles == ("expired",)


def test_a_stamp_of_an_unknown_server_is_told() -> None:
    with server(now()) as url:
        report = only(stamped(url, now()), Trust())
    assert "stamp" in report.troubles
    assert report.stamped_at is None


@pytest.mark.parametrize(("kind", "spoil"), [("text/html", False), (_REPLY, True)])
def test_an_answer_of_another_kind_is_told(kind: str, *, spoil: bool) -> None:
    with server(now(), kind=kind, spoil=spoil) as url, pytest.raises(SigningError, match="SG11"):
        stamped(url, now())


def test_a_server_that_is_not_there_is_told() -> None:
    with server(now()) as url:
        pass
    with pytest.raises(SigningError, match=r"cannot be connected to.*SG11"):
        stamped(url, now())


def test_an_error_of_the_server_is_told() -> None:
    with server(now(), status=503) as url, pytest.raises(SigningError, match=r"the error 503.*SG11"):
        stamped(url, now())


def test_a_server_that_is_slow_is_told() -> None:
    with socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        stamper = HttpTimeStamper(f"http://127.0.0.1:{silent.getsockname()[1]}/tsa", timeout=0.2)
        signer = load_pkcs12(issued().p12(), PASSPHRASE)
        with pytest.raises(SigningError, match=r"not answer in time.*SG11"):
            sign_pdf(exported(), "signer", signer, at=now(), time_stamper=stamper)


def test_an_address_that_is_no_web_address_is_refused() -> None:
    with pytest.raises(TimeStampError):
        HttpTimeStamper("file:///etc/passwd")
