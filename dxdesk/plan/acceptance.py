"""Warnings that somebody answers for as they stand: who does, since when, and why.

An acceptance belongs to one finding, known by its rule, its place and its words. Once the text changes so
that the rule says something else, or nothing, the acceptance fits no longer and is stale. The words are
kept in Vietnamese, in whichever language the warning was read, so that every office finds it answered;
acceptances of earlier plans, kept in the language that they were read in, fit when it is read so again.

Only warnings can be accepted: an error keeps a plan from being signed whoever answers for it, and a hint
asks for no answer.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

import msgspec

from dxdesk.language import translate as _
from dxdesk.plan.edits import EditError, Operation
from dxdesk.plan.finding import Finding
from dxdesk.plan.model import Acceptance, Plan
from dxdesk.text.characters import clean

_Key = tuple[str, str, str]


class AcceptedFinding(NamedTuple):
    """A warning and who answers for it."""

    finding: Finding
    acceptance: Acceptance


class SortedFindings(NamedTuple):
    """What is still to be looked at, and what somebody answers for; each in the order of the review."""

    open: tuple[Finding, ...]
    accepted: tuple[AcceptedFinding, ...]


def accepted(plan: Plan, finding: Finding) -> Acceptance | None:
    """Return the acceptance that fits a finding, or None where nobody answers for it."""
    return _fitting(finding, _by_key(plan))


def sort_out(plan: Plan, findings: Iterable[Finding]) -> SortedFindings:
    """Part the findings that are open from the warnings that were accepted."""
    by_key = _by_key(plan)
    is_open: list[Finding] = []
    answered: list[AcceptedFinding] = []
    for finding in findings:
        if acceptance := _fitting(finding, by_key):
            answered.append(AcceptedFinding(finding, acceptance))
        else:
            is_open.append(finding)
    return SortedFindings(tuple(is_open), tuple(answered))


def stale(plan: Plan, findings: Iterable[Finding]) -> tuple[Acceptance, ...]:
    """Return the acceptances that fit none of the findings: what they spoke of is no longer so."""
    present = {key for finding in findings if finding.severity == "warning" for key in _keys(finding)}
    return tuple(each for each in plan.acceptances if (each.code, each.path, each.message) not in present)


def accept(plan: Plan, finding: Finding, by: str, note: str, at: datetime) -> list[Operation]:
    """Return what has somebody answer for a warning, in the place of an earlier answer to the same.

    `at` has a time zone.

    Raises:
        EditError: it is no warning, or it is not said who accepts it or why.
    """
    if finding.severity != "warning":
        raise EditError(_("Only warnings can be accepted; an error has to be mended."))
    if not by.strip():
        raise EditError(_("Write who accepts the warning."))
    if not note.strip():
        raise EditError(_("Write why the warning is accepted."))
    code, path, message = _keys(finding)[0]
    answer = Acceptance(
        code=code, path=path, message=message, by=by.strip(), accepted_at=at, note=note.strip()
    )
    value = msgspec.to_builtins(answer)
    earlier = accepted(plan, finding)
    if earlier is None:
        return [{"op": "add", "path": "/acceptances/-", "value": value}]
    return [{"op": "replace", "path": f"/acceptances/{plan.acceptances.index(earlier)}", "value": value}]


def withdraw(plan: Plan, acceptance: Acceptance) -> list[Operation]:
    """Return what takes an acceptance back.

    Raises:
        EditError: the plan does not have it.
    """
    if acceptance not in plan.acceptances:
        raise EditError(_("This acceptance is no longer in the plan."))
    return [{"op": "remove", "path": f"/acceptances/{plan.acceptances.index(acceptance)}"}]


def _by_key(plan: Plan) -> Mapping[_Key, Acceptance]:
    return {(each.code, each.path, each.message): each for each in plan.acceptances}


def _fitting(finding: Finding, by_key: Mapping[_Key, Acceptance]) -> Acceptance | None:
    if not by_key or finding.severity != "warning":
        return None
    return next((by_key[key] for key in _keys(finding) if key in by_key), None)


def _keys(finding: Finding) -> list[_Key]:
    """Return what an acceptance of the finding is known by, and what an earlier one may be known by."""
    # As the texts of an edit are stored: a message may quote what is not.
    path = clean(finding.path)
    return [(finding.code, path, clean(words)) for words in (finding.recorded, finding.message)]
