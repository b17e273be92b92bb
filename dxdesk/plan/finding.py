"""What a rule says about a plan."""

from typing import Literal

from dxdesk.value import Value

Severity = Literal["error", "warning", "hint"]
Source = Literal["letter", "decree", "arithmetic", "text", "practice"]

# error: cannot be signed like this; warning: a reviewer would ask; hint: worth a look.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")


class Finding(Value, frozen=True, kw_only=True):
    """A rule's remark: its code, how grave it is, the place (a JSON Pointer into the plan) and a sentence.

    `message` is in the language that the review was made in. `recorded` is a warning in Vietnamese,
    whichever language that was: the words that somebody answers for. Other findings are not recorded.
    """

    code: str
    severity: Severity
    path: str
    message: str
    source: Source
    recorded: str = ""
