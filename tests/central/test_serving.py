"""The server as a program: its gentle end, TLS, figures, and how it refuses to start."""

import ipaddress
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from dxdesk.exchange.format import Greeting, Problem
from dxdesk.package.documents import attached
from tests.central.sent import a_package, asked, put, sendable
from tests.central.server import RunningServer, running_server
from tests.signing.authority import PASSPHRASE, issued, now, root, root_pem

_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals and rights")


@_posix
def test_it_finishes_what_runs_and_refuses_what_is_new(tmp_path: Path, code: str) -> None:
    with running_server(tmp_path, options=["--workers", "1"]) as server:
        token, (digest, data) = server.token(code), sendable(a_package(code))
        head = (
            f"PUT /v1/packages/{digest} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\nConnection: close\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as sending:
            sending.sendall(head.encode() + data[:100])
            _wait_until_running(server)
            server.process.terminate()
            while (answer := asked(server.url, "GET", "/v1/")).status == 200:
                time.sleep(0.01)
            refused = put(server.url, token, (digest, data))
            health = asked(server.url, "GET", "/health")
            sending.sendall(data[100:])
            finished = sending.recv(65_536)
        assert server.process.wait(60) == 0
    assert (answer.status, refused.status, health.status) == (503, 503, 503)
    assert int(refused.headers["retry-after"]) > 0
    assert msgspec.json.decode(refused.body, type=Problem).status == 503
    assert finished.startswith(b"HTTP/1.1 201 ")


@_posix
def test_it_ends_at_once_where_nothing_runs(tmp_path: Path) -> None:
    with running_server(tmp_path, options=["--workers", "1"]) as server:
        assert server.stop() == 0
    with socket.socket() as free, pytest.raises(ConnectionRefusedError):
        free.connect(("127.0.0.1", server.port))


def test_tls_is_really_used(tmp_path: Path) -> None:
    _write_server_certificate(tmp_path)
    tls = ["--tls-cert", str(tmp_path / "server.pem"), "--tls-key", str(tmp_path / "server.key")]
    trusting = ssl.create_default_context(cadata=root_pem().decode())
    with running_server(tmp_path, options=[*tls, "--workers", "1"]) as server:
        assert server.url.startswith("https://")
        with urlopen(server.url + "v1/", context=trusting, timeout=60) as answer:  # noqa: S310 - our own
            greeting = msgspec.json.decode(answer.read(), type=Greeting)
        with pytest.raises(URLError, match="CERTIFICATE_VERIFY_FAILED"):
            urlopen(server.url + "v1/", context=ssl.create_default_context(), timeout=60)  # noqa: S310
        old = ssl.create_default_context(cadata=root_pem().decode())
        old.maximum_version = ssl.TLSVersion.TLSv1_2
        with urlopen(server.url + "v1/", context=old, timeout=60) as answer:  # noqa: S310 - our own
            assert answer.status == 200
    assert greeting.service == "dxdesk.central"


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems set no such limit from outside"
)
def test_a_full_disk_is_told_and_passes(tmp_path: Path, code: str) -> None:
    import resource  # noqa: PLC0415 - not there on Windows

    with running_server(tmp_path, options=["--workers", "1"]) as server:
        token = server.token(code)
        package = a_package(code, documents=(attached("scan", "scan.pdf", os.urandom(1_000_000)),))
        before = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (500_000, before[1]))
        full = put(server.url, token, package)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, before)
        assert not list((server.intake / "incoming").iterdir())
        assert put(server.url, token, package).status == 201
    assert full.status == 503
    assert int(full.headers["retry-after"]) > 0


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells the children of a process")
def test_a_process_that_the_system_kills_is_replaced(tmp_path: Path, code: str) -> None:
    with running_server(tmp_path) as server:
        token, package = server.token(code), a_package(code)
        for pid in _offspring(server.process.pid):
            os.kill(pid, signal.SIGKILL)
        answers = [put(server.url, token, package)]
        while answers[-1].status == 503:
            assert int(answers[-1].headers["retry-after"]) > 0
            answers.append(put(server.url, token, package))
            time.sleep(0.1)
    assert answers[-1].status == 201


def _offspring(pid: int) -> list[int]:
    """Return the processes that look at packages: those that the copied one has begun."""
    found = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [grandchild for child in found for grandchild in (_offspring(child) or [])] or found


def test_figures_say_what_became_of_packages(tmp_path: Path, code: str) -> None:
    with running_server(tmp_path, options=["--workers", "1"]) as server:
        token, package = server.token(code), a_package(code)
        for one in (package, package, a_package(code, subject="khác"), a_package(code, year=2025)):
            put(server.url, token, one)
        figures = asked(server.url, "GET", "/metrics").body.decode()
    for outcome in ("accepted", "there_already", "conflict", "closed_year"):
        assert f'dxdesk_packages_total{{outcome="{outcome}"}} 1.0' in figures
    assert 'dxdesk_requests_total{operation="put_package",status="201"} 1.0' in figures
    assert code not in figures


@_posix
def test_the_key_stays_and_is_for_its_owner_only(tmp_path: Path) -> None:
    with running_server(tmp_path, options=["--workers", "1"]) as server:
        first = server.greeting.certificate
        server.restart()
        assert server.greeting.certificate == first
        assert (server.intake / "receiver.p12").stat().st_mode & 0o777 == 0o600
        assert server.intake.stat().st_mode & 0o777 == 0o700


def test_a_given_key_signs(tmp_path: Path) -> None:
    agency = issued("Ủy ban nhân dân huyện Lộc Hà", number=2, kind="P-256")
    (tmp_path / "agency.p12").write_bytes(agency.p12())
    (tmp_path / "secret.txt").write_text(PASSPHRASE, "utf-8")
    options = ["--sign-p12", str(tmp_path / "agency.p12"), "--passphrase-file", str(tmp_path / "secret.txt")]
    with running_server(tmp_path, options=[*options, "--workers", "1"]) as server:
        certificate = x509.load_pem_x509_certificate(server.greeting.certificate.encode())
        assert not (server.intake / "receiver.p12").exists()
    assert certificate == agency.certificate


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--host", "0.0.0.0", "--name", "x"], "Without TLS"),  # noqa: S104 - refused
        ([], "with --name"),
        (["--name", "x", "--db", "mysql://x"], "no address of a database"),
        (["--name", "x", "--db", "postgresql://x@127.0.0.1:1/x"], "cannot be opened"),
        (["--name", "x", "--sign-p12", "none.p12"], "There is no file"),
        (["--name", "x", "--tls-cert", "none.pem", "--tls-key", "none.pem"], "There is no file"),
        (["--name", "x", "--tls-cert", "notes.txt", "--tls-key", "notes.txt"], "cannot be used for TLS"),
        (["--name", "x", "--db", "sqlite:///notes.txt"], "file is not a database"),
    ],
)
def test_it_says_why_it_does_not_start(tmp_path: Path, options: list[str], words: str) -> None:
    (tmp_path / "notes.txt").write_text("no certificate, and no database either " * 10, "utf-8")
    command = [sys.executable, "-m", "dxdesk", "central", "serve", "--port", "0"]
    command += ["--db", f"sqlite:///{tmp_path / 'central.sqlite3'}", "--intake", str(tmp_path / "intake")]
    ended = subprocess.run(
        [*command, *options],
        cwd=tmp_path,
        env=os.environ | {"DXDESK_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, words in ended.stderr, "Traceback" in ended.stderr) == (1, True, False)


def test_an_intake_has_one_server_at_a_time(tmp_path: Path) -> None:
    with running_server(tmp_path, options=["--workers", "1"]) as server:
        command = [sys.executable, "-m", "dxdesk", "central", "serve", "--db", server.database]
        second = subprocess.run(
            [*command, "--intake", str(server.intake), "--port", "0"],
            env=os.environ | {"DXDESK_LANG": "en"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (second.returncode, "Another server takes packages" in second.stderr) == (1, True)
        server.kill()
        server.start()  # what was killed holds nobody up


def _wait_until_running(server: RunningServer) -> None:
    end = time.monotonic() + 30
    while b"dxdesk_running_requests 2.0" not in asked(server.url, "GET", "/metrics").body:
        assert time.monotonic() < end
        time.sleep(0.01)


def _write_server_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")]))
        .issuer_name(root().certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + timedelta(days=30))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root().key.public_key()), critical=False
        )
        .sign(root().key, SHA256())
    )
    (folder / "server.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    key_bytes = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "server.key").write_bytes(key_bytes)
