"""What each table and view of the receiving end holds, for people who read it with SQL."""

from typing import Final

from dxdesk.language import mark
from dxdesk.value import Value


class Described(Value, frozen=True, kw_only=True):
    """What a row is; `facets` are the columns by which one counts, `newest` the one whose largest value comes first.

    What is `inner` is for the program; nobody looks there for plans.
    """

    text: str
    is_view: bool = False
    facets: tuple[str, ...] = ()
    newest: str = ""
    inner: bool = False


TABLES: Final[dict[str, Described]] = {
    "place": Described(
        text=mark(
            "A unit of the administrative map, with its district and province: whoever is expected to send."
        ),
        facets=("level", "province"),
    ),
    "unit": Described(text=mark("A unit that has sent something."), facets=("level",)),
    "package": Described(
        text=mark("A package that was taken in, whether or not it counts; package_standing says that."),
        facets=("year", "revision"),
        newest="received_at",
    ),
    "copy": Described(text=mark("A file that brought a package; several may bring the same one.")),
    "document": Described(
        text=mark("A document that a package names, whether or not its data have come."),
        facets=("role", "held"),
    ),
    "plan": Described(
        text=mark("What a plan says of itself: number, day, signer, stated sum."), facets=("kind", "guidance")
    ),
    "task_entry": Described(
        text=mark("What a plan says of one of the 23 tasks: whether it applies, why not, where it stands."),
        facets=("task", "applies"),
    ),
    "activity": Described(
        text=mark("An activity under a task, with who does it and when."), facets=("task",)
    ),
    "cost": Described(text=mark("What an activity costs, by source, in đồng."), facets=("task", "source")),
    "indicator_value": Described(
        text=mark("A figure of a plan, as it was written and as a number."), facets=("task", "kind")
    ),
    "quarantine": Described(
        text=mark("A file that could not be accepted, and waits for a cure."), newest="came_at"
    ),
    "finding": Described(
        text=mark("What was found in a file: why it is in quarantine, or a notice on what was accepted."),
        facets=("severity", "code", "stage"),
    ),
    "hint": Described(
        text=mark("A figure that is hard to believe beside last year or the neighbours, as last computed."),
        facets=("code",),
    ),
    "signature": Described(
        text=mark("Who signed a file, and what that is worth, where certificates were named on import."),
        facets=("worth", "organisation"),
    ),
    "decision": Described(
        text=mark("Who said which package of a conflict counts; the newest one is in force."),
        newest="decided_at",
    ),
    "intake_log": Described(
        text=mark("Everything that came: when, where from, and what became of it."),
        facets=("channel", "outcome"),
        newest="came_at",
    ),
    "receipt": Described(text=mark("The receipt of a package, as the bytes that were sent."), inner=True),
    "reply": Described(
        text=mark("A reply to a package, accepted or returned, as the bytes that were sent."),
        facets=("verdict",),
        newest="answered_at",
    ),
    "return_reply": Described(
        text=mark("A reply to a package in quarantine, as the bytes that were written."), newest="answered_at"
    ),
    "token": Described(
        text=mark("A unit's right to send over the network; never the token itself."), inner=True
    ),
    "account": Described(
        text=mark("A person who may look at the figures; the password only as a hash."), inner=True
    ),
    "account_session": Described(text=mark("Somebody who is signed in."), inner=True),
    "setting": Described(text=mark("What the receiver says of itself."), inner=True),
    "schema_step": Described(text=mark("A step by which these tables were made."), inner=True),
    "current_plan": Described(
        text=mark("The plan of each unit and year that is in force, with names: sums start here."),
        is_view=True,
        facets=("year", "level", "province"),
    ),
    "current_cost": Described(
        text=mark("Each amount of the plans in force whose task applies, with its activity's day."),
        is_view=True,
        facets=("year", "level", "task", "source"),
    ),
    "package_standing": Described(
        text=mark("Where each package stands: accepted, superseded, conflict, or set aside."),
        is_view=True,
        facets=("standing",),
    ),
    "contested": Described(
        text=mark("A revision that several packages claim, and nobody has decided about."), is_view=True
    ),
    "decided": Described(text=mark("The package of a conflict that counts, as decided last."), is_view=True),
    "broken_chain": Described(
        text=mark("A revision whose revision before is missing (gap), or is another text (break)."),
        is_view=True,
        facets=("what",),
    ),
    "undisputed": Described(
        text=mark("The packages that no open conflict and no decision speaks against."),
        is_view=True,
        inner=True,
    ),
    "current_package": Described(
        text=mark("The newest undisputed package of each unit and year."), is_view=True, inner=True
    ),
}


def table_rows() -> list[str]:
    """Return the table of the README, in the source language."""
    rows = [
        f"| `{name}`{' (view)' if one.is_view else ''} | {one.text} |"
        for name, one in TABLES.items()
        if not one.inner
    ]
    return ["| table or view | a row is |", "| --- | --- |", *rows]
