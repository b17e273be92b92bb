"""`dxdesk update key`, `make`, `publishers`, `trust` and `distrust`: what publishers do, and whom an office trusts."""

import os
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from dxdesk import __version__
from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.files import read_bytes, secret_in, write_all
from dxdesk.cli.output import print_json
from dxdesk.cli.store_files import agreed
from dxdesk.files import FileError, reason_of
from dxdesk.guidance.faults import FaultyPackError
from dxdesk.language import translate as _
from dxdesk.signing.faults import SigningError
from dxdesk.signing.publisher_keys import PrivateKey, load_private, new_key, private_pem, public_half
from dxdesk.update.faults import UpdateError
from dxdesk.update.making import make_guidance, make_program
from dxdesk.update.manifest import SUFFIX, Manifest, Notes
from dxdesk.update.publishers import (
    PUBLISHER_SUFFIX,
    Publisher,
    distrust,
    key_words,
    publisher_bytes,
    publishers,
    read_publisher,
    trust,
)
from dxdesk.value import FaultyValueError


def make_key(arguments: Namespace) -> int:
    """Write a new private key, and beside it what is handed out of it."""
    private = arguments.output
    public = private.with_name(private.name.partition(".")[0] + PUBLISHER_SUFFIX)
    for path in (private, public):
        if path.exists():
            message = _("“{path}” is there already, and a key is never written over. Choose another name.")
            raise CommandError(message.format(path=path))
    passphrase = secret_in(arguments.passphrase_file)
    if not passphrase:
        raise CommandError(_("The passphrase file is empty. Write a passphrase into its first line."))
    key = new_key()
    half = public_half(key)
    _write_private(private, private_pem(key, passphrase))
    try:
        write_all({public: publisher_bytes(arguments.name, half)})
    except CommandError:
        private.unlink()
        raise
    print(_("The private key, which stays with you: {path}").format(path=private))
    print(_("What you hand out: {path}").format(path=public))
    print(_("Key: {key}").format(key=key_words(Publisher(name=arguments.name, public=half).key)))
    return DONE


def _write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read, from its first byte on."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CommandError(str(FileError("unknown", path, reason_of(error)))) from None


def make(arguments: Namespace) -> int:
    """Write a signed update of a guidance pack, or of the program."""
    passphrase = secret_in(arguments.passphrase_file)
    try:
        keys = [load_private(read_bytes(path), passphrase) for path in arguments.key]
    except SigningError as error:
        raise CommandError(str(error)) from None
    target = arguments.output
    if target.suffix.lower() != SUFFIX:
        target = target.with_name(target.name + SUFFIX)
    notes = Notes(vi=_notes(arguments.notes_vi), en=_notes(arguments.notes_en))
    try:
        manifest = _made(arguments, target, keys, notes)
    except FaultyPackError as error:
        head = _("The guidance pack cannot be used:")
        raise CommandError("\n".join([head, *(f"  {fault}" for fault in error.faults)])) from None
    except FaultyValueError as error:
        faults = [f"  {fault.pointer}: {fault.message}" for fault in error.faults]
        raise CommandError("\n".join([_("No update can be made of this:"), *faults])) from None
    except FileError as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        message = _("The file “{path}” cannot be read: {reason}.")
        raise CommandError(message.format(path=error.filename, reason=reason_of(error))) from None
    words = _("Written: {path} ({name} {release})")
    print(words.format(path=target, name=manifest.name, release=manifest.release))
    return DONE


def list_publishers(arguments: Namespace) -> int:
    """Print whose updates are taken in here."""
    found = publishers()
    if arguments.json:
        print_json([{"name": each.name, "key": each.key, "own": each.own} for each in found])
        return DONE
    for each in found:
        what = _("guidance") if each.own else _("program and guidance")
        print(f"{key_words(each.key)}  {each.name}  ({what})")
    if not found:
        print(_("No publisher is known here yet."))
    return DONE


def add_publisher(arguments: Namespace) -> int:
    """Trust a publisher with guidance, after a question."""
    try:
        publisher = read_publisher(arguments.file)
    except UpdateError as error:
        raise CommandError(str(error)) from None
    print(f"{publisher.name}: {key_words(publisher.key)}")
    question = _(
        "Compare the key with what the publisher tells you by another way. Take in guidance signed with it?"
    )
    if not agreed(arguments, question):
        print(_("Nothing was changed. To do it: the same command with --yes."))
        return FINDINGS
    try:
        trust(publisher)
    except (FileError, OSError) as error:
        raise CommandError(str(error)) from None
    print(_("Guidance of “{name}” is taken in from now on.").format(name=publisher.name))
    return DONE


def remove_publisher(arguments: Namespace) -> int:
    """Trust a publisher no more whom the office itself had added."""
    wanted = arguments.key.replace(" ", "").lower()
    found = [each for each in publishers() if each.own and wanted and each.key.startswith(wanted)]
    if len(found) != 1:
        message = _("There is no such publisher, added by this office. See: dxdesk update publishers")
        raise CommandError(message)
    distrust(found[0])
    print(_("Guidance of “{name}” is no longer taken in. What is here stays.").format(name=found[0].name))
    return DONE


def _made(arguments: Namespace, target: Path, keys: list[PrivateKey], notes: Notes) -> Manifest:
    now = datetime.now(UTC).replace(microsecond=0)
    # What guidance may say changes with minor versions of the program, not with its corrections.
    needs = arguments.needs or ".".join(__version__.split(".")[:2])
    if arguments.guidance:
        return make_guidance(arguments.guidance, target, keys, notes=notes, needs=needs, at=now)
    return make_program(
        arguments.program,
        target,
        keys,
        release=arguments.release,
        platform=arguments.platform,
        notes=notes,
        needs=arguments.needs or "0",
        at=now,
    )


def _notes(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return read_bytes(path).decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise CommandError(
            _("The notes in “{path}” are not UTF-8. Save the file as UTF-8.").format(path=path)
        ) from None
