"""`dxdesk store info` and `check`: what the store has, and whether it is whole; also beside an open window."""

from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.output import print_json
from dxdesk.cli.store_files import present_store, settings_of, store_faults
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.store.backup.looking import find_backups
from dxdesk.store.backup.writing import backup_folder
from dxdesk.store.faults import StoreError
from dxdesk.store.integrity import Damage, check_store
from dxdesk.store.migrated import reading_as_now
from dxdesk.store.place import FILE_NAME
from dxdesk.store.standing import plan_states
from dxdesk.store.standing_words import state_name
from dxdesk.text.dates import short_date

# What SQLite says of a file.
_SAID: Final[Mapping[str, str]] = {
    "file is not a database": mark("it is no data file of this program, or its beginning is overwritten"),
    "database disk image is malformed": mark("parts of the file are overwritten or missing"),
}


def info(arguments: Namespace) -> int:
    """Print where the store is, and what is in it."""
    store = present_store()
    with store_faults():
        answer = _answer(store)
    if arguments.json:
        print_json(answer)
    else:
        _print(answer)
    return DONE


def check(arguments: Namespace) -> int:
    """Print what is damaged; the exit code is 1 where anything is."""
    file = _file(arguments)
    with store_faults():
        report = check_store(file)
    if arguments.json:
        print_json({"file": str(file), "sound": report.sound, "damage": report.damage})
    elif report.sound:
        print(_("“{path}” is whole.").format(path=file))
    else:
        print(_("In “{path}” this is damaged:").format(path=file))
        names = _names(file)
        print("\n".join(dict.fromkeys(f"  {_line(each, names)}" for each in report.damage)))
        if arguments.file is None:
            print(_("Open the window: it keeps this file, rescues what it can, and fills gaps from backups."))
    return DONE if report.sound else FINDINGS


def _file(arguments: Namespace) -> Path:
    """Return the file to check; a folder stands for the store in it."""
    if arguments.file is None:
        return present_store()
    file: Path = arguments.file / FILE_NAME if arguments.file.is_dir() else arguments.file
    if not file.exists():
        raise CommandError(_("There is no file “{path}”. Check its name.").format(path=file))
    return file


def _names(file: Path) -> dict[str, str]:
    """Return what the plans of a store are called, as far as that can be read."""
    try:
        with reading_as_now(file) as db:
            return {state.id: state_name(state) for state in plan_states(db)}
    except StoreError:
        return {}


def _line(damage: Damage, names: Mapping[str, str]) -> str:
    where = names.get(damage.plan_id, damage.plan_id)
    said = _(_SAID[damage.detail]) if damage.detail in _SAID else damage.detail
    return ": ".join(each for each in (where, damage.table, said) if each)


def _answer(store: Path) -> dict[str, Any]:
    with reading_as_now(store) as db:
        states = plan_states(db)
        (letters,) = db.execute("SELECT count(*) FROM letter").fetchone()
    settings = settings_of(store)
    backups = find_backups(store, settings.second)
    return {
        "file": str(store),
        "size": store.stat().st_size,
        "plans": sum(state.trashed_at is None for state in states),
        "trashed": sum(state.trashed_at is not None for state in states),
        "letters": letters,
        "changed_at": max((state.changed_at for state in states), default=None),
        "backup_folder": str(backup_folder(store)),
        "backups": len(backups),
        "newest_backup": backups[0].backup.made.at if backups else None,
        "second_place": settings.second_place,
        "copied_at": settings.copied_at,
    }


def _print(answer: dict[str, Any]) -> None:
    print(_("Store: {path} ({size} KB)").format(path=answer["file"], size=-(-answer["size"] // 1024)))
    count = answer["plans"]
    plans = _n("{count} plan", "{count} plans", count).format(count=count)
    print(
        _("{plans}, {trashed} more in the trash, {letters} letters kept").format(
            plans=plans, trashed=answer["trashed"], letters=answer["letters"]
        )
    )
    if answer["changed_at"]:
        local = answer["changed_at"].astimezone()
        print(_("Last change: {day} {time}").format(day=short_date(local.date()), time=f"{local:%H:%M}"))
    newest = _moment(answer["newest_backup"])
    print(_("Backups: {folder}").format(folder=answer["backup_folder"]))
    print(_("{count} in all, the newest: {newest}").format(count=answer["backups"], newest=newest))
    if answer["second_place"]:
        copied = answer["copied_at"]
        last = _moment(copied.astimezone() if copied else None)
        print(
            _("Copied to “{folder}” too, last: {moment}").format(folder=answer["second_place"], moment=last)
        )


def _moment(at: datetime | None) -> str:
    return f"{short_date(at.date())} {at:%H:%M}" if at else _("none yet")
