"""`dxdesk central serve`: packages over the network."""

import logging
import os
import ssl
import sys
from argparse import Namespace
from pathlib import Path

from dxdesk.central.http.application import build_application
from dxdesk.central.http.gate import Gate
from dxdesk.central.http.metrics import Metrics
from dxdesk.central.http.service import Service
from dxdesk.central.http.serving import Place
from dxdesk.central.http.serving import serve as answer
from dxdesk.central.keeping import keep_in_intake
from dxdesk.central.office import write_certificate
from dxdesk.central.workers import Equipment, Workers
from dxdesk.cli.central_receiver import check_unit, settled
from dxdesk.cli.central_rooms import (
    alone_in,
    failures_told,
    key_of,
    opened_database,
    opened_intake,
    told,
    trusted_by,
)
from dxdesk.cli.errors import DONE, CommandError
from dxdesk.language import preferred_language
from dxdesk.language import translate as _

_CONNECTIONS = 10
_LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})


def serve(arguments: Namespace) -> int:
    """Answer until somebody asks to stop."""
    _check(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    intake = opened_intake(arguments, is_new=True)
    is_new = arguments.name is not None  # whoever names nobody means a receiver that is there
    with alone_in(intake), opened_database(arguments, connections=_CONNECTIONS, is_new=is_new) as database:
        office = settled(arguments, database)
        key = key_of(arguments, intake, office.receiver.name)
        with database.writing() as connection:
            write_certificate(connection, key.certificate())
        with failures_told():
            keep_in_intake(database, intake.issued)
        equipment = Equipment(
            database=arguments.db,
            intake=intake.folder,
            office=office,
            key=key,
            language=preferred_language(),
            trusted=trusted_by(arguments),
        )
        workers = Workers(equipment, arguments.workers or os.cpu_count() or 1)
        workers.start()
        service = Service(
            database=database,
            intake=intake,
            office=office,
            certificate=told(key.certificate),
            workers=workers,
            gate=Gate(database, f"{arguments.rate}/minute"),
            metrics=Metrics(),
        )
        try:
            return _answered(service, _place(arguments))
        finally:
            workers.stop()


def _answered(service: Service, place: Place) -> int:
    is_secure = place.certificate is not None or place.is_behind_proxy
    if answer(build_application(service, is_secure=is_secure), place, _say_ready):
        return DONE
    message = _(
        "Nothing can listen at {host}, port {port}: another program may do so already, or an earlier server. "
        "Stop that, or choose another --port."
    )
    raise CommandError(message.format(host=place.host, port=place.port))


def _check(arguments: Namespace) -> None:
    has_tls = arguments.tls_cert is not None
    if has_tls != (arguments.tls_key is not None):
        arguments.parser.error(_("--tls-cert and --tls-key go together"))
    check_unit(arguments)
    if not has_tls and arguments.host not in _LOCAL and not arguments.behind_proxy:
        raise CommandError(
            _(
                "Without TLS, anybody on the way could read the tokens. Name --tls-cert and --tls-key, or "
                "--behind-proxy where a proxy in front has TLS."
            )
        )
    for path in (arguments.tls_cert, arguments.tls_key):
        if path is not None and not Path(path).is_file():
            raise CommandError(_("There is no file “{path}”. Check its name.").format(path=path))
    if has_tls:
        _check_tls(arguments.tls_cert, arguments.tls_key)


def _check_tls(certificate: Path, key: Path) -> None:
    """Do nothing where a certificate and its key are fit for a server; uvicorn would fail without a word."""
    try:
        # Without an answer to give, OpenSSL would ask for the passphrase of an encrypted key and wait.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password=lambda: "")
    except (OSError, ValueError) as error:
        message = _(
            "The certificate “{certificate}” and the key “{key}” cannot be used for TLS ({reason}). Both are PEM "
            "files, the key is that of the certificate, and it has no passphrase."
        )
        reason = getattr(error, "reason", None) or error
        raise CommandError(message.format(certificate=certificate, key=key, reason=reason)) from None


def _place(arguments: Namespace) -> Place:
    return Place(
        host=arguments.host,
        port=arguments.port,
        certificate=str(arguments.tls_cert) if arguments.tls_cert else None,
        key=str(arguments.tls_key) if arguments.tls_key else None,
        is_behind_proxy=arguments.behind_proxy,
    )


def _say_ready(url: str) -> None:
    print(_("Ready: {url}").format(url=url))
    sys.stdout.flush()
