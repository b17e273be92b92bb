"""What a rescue found, in words."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.store.offering import UNSURE, Offer
from dxdesk.store.rescue import Rescue, RescuedPlan, Step
from dxdesk.text.dates import short_date

STEP_WORDS: Final[Mapping[Step, str]] = {
    "salvage": mark("Reading what is left of the store…"),
    "backup": mark("Looking for a backup…"),
    "build": mark("Putting together what was found…"),
}
_MISSING: Final[Mapping[str, str]] = {
    "edit": mark("earlier steps cannot be undone any more"),
    "edit_block": mark("earlier steps cannot be undone any more"),
    "version": mark("kept versions may be missing"),
    "revision": mark("sealed revisions may be missing"),
    "paper": mark("signed papers may be missing"),
    "dispatch": mark("entries of the outbox may be missing"),
    "dispatch_answer": mark("receipts may be missing"),
    "statement_signature": mark("signatures of the data may be missing"),
}
_INCOMPLETE: Final[Mapping[str, str]] = {
    "plan": mark("There may have been more plans than are listed here."),
    "letter": mark("Letters may be missing."),
    "received_package": mark("Packages received from other units may be missing."),
    "refused_file": mark("Notes on files that could not be used may be missing."),
    "address": mark("Addresses of destinations may be missing."),
    "setting": mark("Settings may be lost; please look through them."),
}


def what_happened(offer: Offer) -> str:
    """Return what happened to the store."""
    return _(
        "The file with the plans is damaged, as happens when a disk wears out or the power fails. "
        "It is kept, untouched, in “{folder}”."
    ).format(folder=offer.aside.parent)


def what_to_do(offer: Offer) -> str:
    """Return what was found and what is best done."""
    found = offer.rescued
    if found is None:
        return _("Nothing in it can be read, and there is no backup beside it. Please ask for help first.")
    if all(_is_complete(plan) for plan in found.plans) and not found.incomplete:
        return _("Everything in it could be rescued. Please use what was rescued.")
    return _(
        "Not everything in it could be rescued. Please use what was rescued, and read through the plans that are "
        "not complete."
    )


def moment_words(moment: datetime) -> str:
    """Return a moment as it is read here: "05/12/2022 08:30"."""
    local = moment.astimezone()
    return f"{short_date(local.date())} {local:%H:%M}"


def plan_words(plan: RescuedPlan, rescue: Rescue) -> str:
    """Return how complete a plan is."""
    moment = "" if rescue.backup_at is None else moment_words(rescue.backup_at)
    match plan.state:
        case "whole" if _is_complete(plan):
            return _("complete")
        case "whole":
            return _("the plan is complete; {missing}").format(missing=", ".join(_missing(plan)))
        case "backup":
            return _("as in the backup of {moment}; what was written later is lost").format(moment=moment)
        case "mixed":
            return _("put together with the backup of {moment}; please read it through").format(moment=moment)
        case _:
            return _("only in part: what was lost is empty; please read it through")


def incomplete_words(rescue: Rescue) -> str:
    """Return what else is missing, one sentence a line."""
    sentences = [_(_INCOMPLETE[table]) for table in rescue.incomplete if table in _INCOMPLETE]
    if rescue.unsure:
        sentences.append(
            _("Texts with damaged letters are in the file “{name}” in that folder; please compare.").format(
                name=UNSURE
            )
        )
    return " ".join(sentences)


def _is_complete(plan: RescuedPlan) -> bool:
    return plan.state == "whole" and not any(_missing(plan))


def _missing(plan: RescuedPlan) -> Iterator[str]:
    yield from dict.fromkeys(_(_MISSING[table]) for table in plan.missing if table in _MISSING)
