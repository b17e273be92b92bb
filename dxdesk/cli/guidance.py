"""`dxdesk guidance`: the packs at hand, one task to read, and a check of somebody's own pack."""

import textwrap
from argparse import Namespace
from typing import Final

from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.output import print_json
from dxdesk.files import reason_of
from dxdesk.guidance.loading import (
    check_pack,
    installed_packs,
    load_pack,
    meta_of,
    newest_year,
    pack_for_year,
)
from dxdesk.guidance.own_packs import is_own, remove_pack
from dxdesk.guidance.pack import Level, Need, Pack, Task
from dxdesk.guidance.wording import worded_pack, words_of
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.text.dates import short_date

_WIDTH: Final = 96
_NEEDS: Final[dict[Need, str]] = {
    "required": mark("required"),
    "optional": mark("optional"),
    "not_usual": mark("not usual"),
}
_LEVELS: Final[dict[Level, str]] = {"xa": "xã", "huyen": "huyện", "tinh": "tỉnh"}


def list_packs(arguments: Namespace) -> int:
    """Print the packs that come with the program, and those that were added."""
    metas = [load_pack(folder).meta for folder in installed_packs()]
    if arguments.json:
        print_json([{"id": m.id, "version": m.version, "year": m.year, "name": m.name} for m in metas])
    else:
        print("\n".join(f"{meta.year}  {meta.id} {meta.version}  {meta.name}" for meta in metas))
    return DONE


def show(arguments: Namespace) -> int:
    """Print the tasks of a pack, or one of them with everything that a writer needs."""
    try:
        pack = pack_for_year(arguments.year or newest_year())
    except LookupError as error:
        raise CommandError(str(error)) from None
    pack = worded_pack(pack, words_of(None))
    if arguments.task is None:
        if arguments.json:
            print_json(pack)
        else:
            _print_overview(pack)
        return DONE
    task = _find(pack, arguments.task)
    if arguments.json:
        print_json(task)
    else:
        _print_task(task, pack)
    return DONE


def remove(arguments: Namespace) -> int:
    """Remove a pack that was added."""
    for folder in installed_packs():
        meta = meta_of(folder)
        if meta is None or (meta.id, meta.version) != (arguments.pack, arguments.version):
            continue
        if not is_own(folder):
            continue
        try:
            remove_pack(folder)
        except OSError as error:
            message = _("“{name}” cannot be removed: {reason}.")
            raise CommandError(message.format(name=meta.name, reason=reason_of(error))) from None
        print(
            _("“{name}” is removed. Plans that were written with it stay as they are.").format(name=meta.name)
        )
        return DONE
    message = _("No such pack was added here. See: dxdesk guidance list")
    raise CommandError(message)


def check(arguments: Namespace) -> int:
    """Print every fault of a pack."""
    faults = check_pack(arguments.folder)
    if arguments.json:
        print_json({"valid": not faults, "faults": faults})
    elif faults:
        print("\n".join(str(fault) for fault in faults))
    else:
        print(_("The guidance pack has no faults."))
    return FINDINGS if faults else DONE


def _find(pack: Pack, text: str) -> Task:
    for task in pack.tasks:
        if text in {task.key, str(task.number)}:
            return task
    message = _("There is no task “{text}” in {pack}. See: dxdesk guidance show")
    raise CommandError(message.format(text=text, pack=pack.meta.name))


def _print_overview(pack: Pack) -> None:
    letter = pack.meta.letter
    print(pack.meta.name)
    print(f"{letter.kind} {letter.number}: {letter.subject}")
    for task in pack.tasks:
        needs = ", ".join(f"{_LEVELS[level]}: {_(_NEEDS[need.need])}" for level, need in task.levels.items())
        print(f"{task.number:>3}  {task.title} ({needs})")


def _print_task(task: Task, pack: Pack) -> None:
    print(f"{task.number}. {task.title}")
    _print_list(_("The letter asks"), list(task.asks))
    _print_list(_("In plain words"), [task.explanation])
    needs = [
        f"{_LEVELS[level]}: {_(_NEEDS[need.need])}. {need.reason}" for level, need in task.levels.items()
    ]
    _print_list(_("Who does it"), needs)
    deadlines = [f"{short_date(deadline.due)}: {deadline.text}" for deadline in task.deadlines]
    _print_list(_("Deadlines"), deadlines)
    for level, suggestions in task.suggestions.items():
        heading = _("Activities for {level}").format(level=_LEVELS[level])
        _print_list(heading, [f"{item.text} ({item.lead}; {item.period.text})" for item in suggestions])
    _print_list(_("Indicators"), [f"{item.label} ({item.unit})" for item in task.indicators])
    legal = [pack.legal_document(key) for key in task.legal]
    _print_list(
        _("Legal documents"), [f"{item.kind} {item.number} {item.abstract}" for item in legal if item]
    )


def _print_list(heading: str, items: list[str]) -> None:
    if not items:
        return
    print(f"\n{heading}")
    for item in items:
        print(textwrap.fill(" ".join(item.split()), _WIDTH, initial_indent="  - ", subsequent_indent="    "))
