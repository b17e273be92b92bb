"""`dxdesk store export` and `import`: plans with their history on their way to another computer."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.output import print_json
from dxdesk.cli.store_files import agreed, as_values, chosen, lines, present_store, store_faults
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.store.arriving import arrived
from dxdesk.store.backup.looking import compare_with
from dxdesk.store.backup.writing import back_up
from dxdesk.store.moving import export_plans
from dxdesk.store.opening import open_store
from dxdesk.store.place import default_place
from dxdesk.store.standing import Standing
from dxdesk.store.taking import Choice, Taken


def write(arguments: Namespace) -> int:
    """Write plans, or everything, into a file; also beside an open window."""
    store, target = present_store(), arguments.file
    if target.exists() and not arguments.force:
        message = _("“{path}” is there already. Choose another name, or replace it with --force.")
        raise CommandError(message.format(path=target))
    with store_faults():
        wanted = chosen(compare_with(store, store), arguments.plan)
        ids = [each.plan.id for each in wanted] if arguments.plan else None
        export_plans(store, target, ids)
    if arguments.json:
        print_json({"file": str(target), "plans": [each.plan.id for each in wanted]})
    else:
        words = _n("Written: {path} ({count} plan)", "Written: {path} ({count} plans)", len(wanted))
        print(words.format(path=target, count=len(wanted)))
    return DONE


def take_in(arguments: Namespace) -> int:
    """Show what a file brings, and take it in where that is agreed; the same again does nothing."""
    store: Path = default_place()
    with store_faults():
        if not store.is_file():  # the first plans of a new computer come this way
            open_store(store).close()
        with arrived(arguments.file) as own:
            found = [each for each in compare_with(store, own) if each.there is not None]
            choices = _choices(chosen(found, arguments.plan), arguments.if_there)
            if not arguments.json:
                print("\n".join(lines(found)))
            if not choices:
                return _done(arguments, found, Taken(), DONE)
            question = _n("Take {count} plan in?", "Take {count} plans in?", len(choices))
            if not agreed(arguments, question.format(count=len(choices))):
                return _done(arguments, found, Taken(), FINDINGS)
            with open_store(store) as opened:
                back_up(store, "import")
                taken = opened.take(own, choices)
    return _done(arguments, found, taken, DONE)


def _choices(wanted: Sequence[Standing], if_there: str) -> list[Choice]:
    new = [Choice(each.plan.id) for each in wanted if each.relation == "only_there"]
    other = [each for each in wanted if each.relation in ("older", "newer")]
    if if_there == "skip":
        return new
    return new + [Choice(each.plan.id, if_there == "copy") for each in other]


def _done(arguments: Namespace, found: Sequence[Standing], taken: Taken, code: int) -> int:
    if arguments.json:
        print_json({"plans": as_values(found), "added": taken.added, "replaced": taken.replaced})
    elif code:
        print(_("Nothing was changed. To do it: the same command with --yes."))
    elif not taken.plans:
        print(_("There is nothing new in it. Nothing was changed."))
    else:
        words = _n("{count} plan was taken in.", "{count} plans were taken in.", taken.plans)
        print(words.format(count=taken.plans))
    return code
