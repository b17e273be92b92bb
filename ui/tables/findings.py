"""Findings that belong to no single field, shown calmly."""

from dxdesk.plan.progress import MISSING
from ui.desk import Desk
from ui.fields.remarks import Remarks


def show_findings(desk: Desk, remarks: Remarks, path: str) -> None:
    """Show what the rules say of a place; what is only not written yet is no cause for alarm."""
    lines = [
        ("hint" if finding.code in MISSING else finding.severity, finding.message)
        for finding in desk.findings_at(path)
    ]
    remarks.show_lines(lines)
    remarks.setVisible(bool(lines))
