"""`dxdesk update show` and `install`: what a file brings, and taking it in."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from dxdesk import __version__
from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.output import print_json
from dxdesk.cli.store_files import agreed
from dxdesk.language import preferred_language
from dxdesk.language import translate as _
from dxdesk.store.backup.writing import back_up
from dxdesk.store.faults import StoreError
from dxdesk.store.opening import open_store
from dxdesk.store.place import default_place
from dxdesk.text.dates import short_date
from dxdesk.text.days import VIETNAM
from dxdesk.text.sizes import kilobytes
from dxdesk.update.faults import UpdateError
from dxdesk.update.fitness import check_fits, release_here, step_to
from dxdesk.update.guidance import install_pack, pack_in
from dxdesk.update.program import begin, lay_ready, way_here
from dxdesk.update.publishers import key_words, publishers
from dxdesk.update.reading import Update, read_update
from dxdesk.update.words import step_words, way_words


def show(arguments: Namespace) -> int:
    """Print what an update is, who signed it, and what it would change here."""
    update = _read(arguments.file)
    if arguments.json:
        print_json(_value(update))
    else:
        print("\n".join(_lines(update)))
    return DONE


def install(arguments: Namespace) -> int:
    """Take an update in, after a question."""
    update = _read(arguments.file)
    if not arguments.json:
        print("\n".join(_lines(update)))
    done = _install_guidance if update.manifest.kind == "guidance" else _install_program
    try:
        installed = done(arguments, update)
    except (UpdateError, StoreError) as error:
        raise CommandError(str(error)) from None
    if arguments.json:
        print_json({**_value(update), "installed": installed})
    elif not installed:
        print(_("Nothing was changed. To do it: the same command with --yes."))
    return DONE if installed else FINDINGS


def _read(file: Path) -> Update:
    try:
        update = read_update(file, publishers())
        check_fits(update)
        if update.manifest.kind == "guidance":
            pack_in(update)
    except UpdateError as error:
        raise CommandError(str(error)) from None
    return update


def _install_guidance(arguments: Namespace, update: Update) -> bool:
    if not agreed(arguments, _("Add this guidance?")):
        return False
    pack = install_pack(update)
    if not arguments.json:
        print(_("“{name}” is added.").format(name=pack.meta.name))
    return True


def _install_program(arguments: Namespace, update: Update) -> bool:
    """Lay the installer ready and begin; the version that is here is only installed again where that is asked for."""
    if step_to(update.manifest) == "same" and not arguments.again:
        raise CommandError(_("This version is here already. To install it once more: --again."))
    if (way := way_here()) != "installer":
        raise CommandError(way_words(way, update.manifest))
    if not agreed(arguments, _("Install this version of the program?")):
        return False
    place = default_place()
    _back_up(place)
    begin(update, lay_ready(update, place.parent), place.parent, start=None)
    if not arguments.json:
        print(
            _(
                "The plans are backed up, and the installer begins. The program can be opened in a minute or two."
            )
        )
    return True


def _back_up(place: Path) -> None:
    """Back the store up while nobody has it open; one of a newer version is what the update is the cure for."""
    if not place.exists():
        return
    try:
        with open_store(place):
            back_up(place, "update")
    except StoreError as error:
        if error.kind != "newer":
            raise


def _lines(update: Update) -> list[str]:
    manifest, publisher = update.manifest, update.publisher
    made = short_date(manifest.made_at.astimezone(VIETNAM).date())
    publisher_words = _("Signed by {name}, key {key}").format(
        name=publisher.name, key=key_words(publisher.key)
    )
    lines = [
        f"{_('Guidance') if manifest.kind == 'guidance' else _('Program')}: {manifest.name}",
        step_words(manifest),
        _("Made on {day}, {size} KB").format(day=made, size=kilobytes(manifest.size)),
        publisher_words + (f" ({_('added by this office')})" if publisher.own else ""),
    ]
    if notes := manifest.notes.text(preferred_language()).strip():
        lines += ["", notes, ""]
    return lines


def _value(update: Update) -> dict[str, Any]:
    manifest, publisher = update.manifest, update.publisher
    return {
        "kind": manifest.kind,
        "id": manifest.id,
        "name": manifest.name,
        "release": manifest.release,
        "here": release_here(manifest),
        "step": step_to(manifest),
        "program": __version__,
        "publisher": {"name": publisher.name, "key": publisher.key, "own": publisher.own},
        "manifest": manifest,
    }
