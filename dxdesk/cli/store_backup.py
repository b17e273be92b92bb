"""`dxdesk store backup` and `restore`: write a backup, and take plans from one."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.output import print_json
from dxdesk.cli.store_files import (
    agreed,
    as_values,
    chosen,
    lines,
    present_store,
    settings_of,
    store_faults,
)
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.store.backup.looking import Found, compare_with, find_backups
from dxdesk.store.backup.names import Backup
from dxdesk.store.backup.second import copy_newest
from dxdesk.store.backup.writing import back_up
from dxdesk.store.opening import open_store
from dxdesk.store.taking import Choice


def backup(arguments: Namespace) -> int:
    """Write a backup, also beside an open window; or list those that are there."""
    store = present_store()
    with store_faults():
        place = settings_of(store).second
        if arguments.list:
            _print_list(find_backups(store, place), arguments)
            return DONE
        written = back_up(store, "hand")
        copied = copy_newest(store, place) if place else None
    if arguments.json:
        print_json(
            {"file": str(written.file), "size": written.size, "copied": str(copied.file) if copied else None}
        )
        return DONE
    size = -(-written.size // 1024)
    print(_("Backed up and verified: {path} ({size} KB)").format(path=written.file, size=size))
    if copied:
        print(_("Copied too: {path}").format(path=copied.file))
    elif place:
        print(_("“{path}” is not there now; the copy follows when it is.").format(path=place))
    return DONE


def restore(arguments: Namespace) -> int:
    """Show what is in a backup against the present store; take plans from it where that is agreed."""
    store = present_store()
    with store_faults():
        file = _named(store, arguments.backup)
        found = compare_with(store, file)
        plans = chosen(found, arguments.plan)
        differing = [each for each in plans if each.relation != "same" or arguments.copy]
        if not arguments.json:
            print(_("In “{name}”:").format(name=file.name))
            print("\n".join(lines(found)))
        if not differing:
            return _done(arguments, found, 0, None)
        question = _n(
            "Take {count} plan from the backup? A backup of the present state is written first.",
            "Take {count} plans from the backup? A backup of the present state is written first.",
            len(differing),
        )
        if not agreed(arguments, question.format(count=len(differing))):
            return _refused(arguments, found)
        with open_store(store) as opened:
            before = back_up(store, "restore")
            choices = [Choice(each.plan.id, arguments.copy) for each in differing]
            whole = not (arguments.plan or arguments.copy)
            taken = opened.take(file, choices, whole=whole)
    return _done(arguments, found, taken.plans, before)


def _named(store: Path, name: Path) -> Path:
    if name.is_file():
        return name
    for found in find_backups(store, settings_of(store).second):
        if str(name) in (found.backup.file.name, found.backup.file.stem):
            return found.backup.file
    message = _("There is no backup “{name}”. See: dxdesk store backup --list")
    raise CommandError(message.format(name=name))


def _done(arguments: Namespace, found: Any, count: int, before: Backup | None) -> int:
    if arguments.json:
        print_json({"plans": as_values(found), "restored": count, "before": _path(before)})
    elif before is None:
        print(_("All of it is here already. Nothing was changed."))
    else:
        words = _n("{count} plan was restored.", "{count} plans were restored.", count)
        print(words.format(count=count))
        print(_("The state before it: {path}").format(path=before.file))
    return DONE


def _refused(arguments: Namespace, found: Any) -> int:
    if arguments.json:
        print_json({"plans": as_values(found), "restored": 0, "before": None})
    else:
        print(_("Nothing was changed. To do it: the same command with --yes."))
    return FINDINGS


def _print_list(found: list[Found], arguments: Namespace) -> None:
    if arguments.json:
        print_json([_value(each) for each in found])
        return
    if not found:
        print(_("There is no backup yet."))
    for each in found:
        plans = each.plans
        words = (
            _("cannot be read")
            if plans is None
            else _n("{count} plan", "{count} plans", plans).format(count=plans)
        )
        print(f"{each.backup.file.name}  {-(-each.backup.size // 1024)} KB  {words}")


def _value(found: Found) -> dict[str, Any]:
    backup = found.backup
    return {
        "file": str(backup.file),
        "made_at": backup.made.at.isoformat(timespec="seconds"),
        "reason": backup.made.reason,
        "size": backup.size,
        "plans": found.plans,
        "second": found.second,
    }


def _path(backup: Backup | None) -> str | None:
    return str(backup.file) if backup else None
