"""`dxdesk check`: what a careful reviewer would say about a plan."""

from argparse import Namespace
from datetime import date
from typing import Final

from dxdesk.cli.errors import DONE, FINDINGS
from dxdesk.cli.files import choose_pack, read_plan
from dxdesk.cli.output import print_json
from dxdesk.guidance.pack import Pack
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.finding import SEVERITIES, Finding, Severity
from dxdesk.plan.model import Plan
from dxdesk.plan.places import place_name
from dxdesk.plan.rules.review import review

_HEADINGS: Final[dict[Severity, str]] = {
    "error": mark("Errors, to be mended before signing ({count})"),
    "warning": mark("Warnings, to be looked at ({count})"),
    "hint": mark("Hints ({count})"),
}


def run(arguments: Namespace) -> int:
    """Print the findings; hints alone do not make the exit code 1."""
    plan = read_plan(arguments.plan).package.plan
    pack = choose_pack(plan, arguments.guidance)
    findings = review(plan, pack, today=arguments.today or date.today())  # noqa: DTZ011 - the office's own day
    if arguments.json:
        print_json({"findings": findings, "counts": _counts(findings)})
    else:
        _print(findings, plan, pack)
    return FINDINGS if any(finding.severity != "hint" for finding in findings) else DONE


def _counts(findings: list[Finding]) -> dict[Severity, int]:
    return {severity: sum(finding.severity == severity for finding in findings) for severity in SEVERITIES}


def _print(findings: list[Finding], plan: Plan, pack: Pack) -> None:
    if not findings:
        print(_("Nothing to remark: the plan can be signed."))
    for severity in SEVERITIES:
        group = [finding for finding in findings if finding.severity == severity]
        if group:
            print(_(_HEADINGS[severity]).format(count=len(group)))
        for finding in group:
            print(
                f"  {place_name(finding.path, plan, pack)}: {finding.message} [{finding.code} {finding.path}]"
            )
