"""`dxdesk check`: what a careful reviewer would say about a plan."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from dxdesk.cli.errors import DONE, FINDINGS
from dxdesk.cli.files import choose_pack, read_plan
from dxdesk.cli.output import print_json
from dxdesk.guidance.pack import Pack
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.acceptance import AcceptedFinding, SortedFindings, sort_out
from dxdesk.plan.finding import SEVERITIES, Finding, Severity
from dxdesk.plan.model import Plan
from dxdesk.plan.places import place_name
from dxdesk.plan.rules.review import review
from dxdesk.text.dates import short_date

_HEADINGS: Final[dict[Severity, str]] = {
    "error": mark("Errors, to be mended before signing ({count})"),
    "warning": mark("Warnings, to be looked at ({count})"),
    "hint": mark("Hints ({count})"),
}


def run(arguments: Namespace) -> int:
    """Print the findings; neither hints nor accepted warnings make the exit code 1."""
    plan = read_plan(arguments.plan).package.plan
    pack = choose_pack(plan, arguments.guidance)
    today = arguments.today or date.today()  # noqa: DTZ011 - the office's own day
    findings = sort_out(plan, review(plan, pack, today=today))
    if arguments.json:
        print_json(_answer(findings))
    else:
        _print(findings, plan, pack)
    return FINDINGS if any(finding.severity != "hint" for finding in findings.open) else DONE


def _answer(findings: SortedFindings) -> dict[str, Any]:
    accepted = [{"finding": finding, "acceptance": acceptance} for finding, acceptance in findings.accepted]
    return {"findings": findings.open, "counts": _counts(findings.open), "accepted": accepted}


def _counts(findings: Sequence[Finding]) -> dict[Severity, int]:
    return {severity: sum(finding.severity == severity for finding in findings) for severity in SEVERITIES}


def _print(findings: SortedFindings, plan: Plan, pack: Pack) -> None:
    if not (findings.open or findings.accepted):
        print(_("Nothing to remark: the plan can be signed."))
    for severity in SEVERITIES:
        group = [finding for finding in findings.open if finding.severity == severity]
        if group:
            print(_(_HEADINGS[severity]).format(count=len(group)))
        for finding in group:
            print(_line(finding, plan, pack))
    if findings.accepted:
        print(_("Accepted warnings ({count})").format(count=len(findings.accepted)))
    for each in findings.accepted:
        print(_line(each.finding, plan, pack))
        print(_answered(each))


def _line(finding: Finding, plan: Plan, pack: Pack) -> str:
    return f"  {place_name(finding.path, plan, pack)}: {finding.message} [{finding.code} {finding.path}]"


def _answered(accepted: AcceptedFinding) -> str:
    acceptance = accepted.acceptance
    day, note = short_date(acceptance.accepted_at.date()), " ".join(acceptance.note.split())
    sentence = _("Accepted by {name} on {day}: {reason}").format(name=acceptance.by, day=day, reason=note)
    return f"    {sentence}"
