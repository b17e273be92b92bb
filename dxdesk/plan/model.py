"""The nouns of a plan.

A plan is a frozen value: a change gives a new plan. Text is NFC, money an integer number of đồng,
a date a date; what can be computed (totals, numbering, wording of the signature) is not stored.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Final, Literal

import msgspec

from dxdesk.guidance.pack import IndicatorKind, Level, Period
from dxdesk.value import Integer, Key, Line, Money, Text, Value, Year

# Keys of texts that no outline has to name: what held last year's work back, and the last paragraph.
LIMITATIONS: Final = "limitations"
CLOSING: Final = "closing"
# A Kế hoạch signed by the People's Committee, or a Quyết định that issues it as an attachment.
Form = Literal["plan", "decision"]
# Decree 30/2020, Appendix I, II.7.b: on behalf of the collective, for the head, acting head,
# by authorisation, by order.
Capacity = Literal["TM", "KT", "Q", "TUQ", "TL"]
BasesStyle = Literal["italic", "section"]
MoneyUnit = Literal["dong", "million"]
FundingSource = Literal["central", "province", "district", "commune", "private", "other"]
# Decree 30/2020, Appendix VI: names of agencies have up to 200 characters; "Ủy ban nhân dân" goes before.
Name = Annotated[str, msgspec.Meta(max_length=150)]
Recipient = Annotated[str, msgspec.Meta(max_length=200)]
# More than any text of a plan holds: what is too long for its place is kept as well.
Typed = Annotated[str, msgspec.Meta(max_length=1_000_000)]
# Counts and money are integers, percentages decimal strings ("95.5"), dates ISO 8601 strings.
IndicatorFigure = Integer | bool | Line | None


class GuidanceReference(Value, frozen=True, kw_only=True):
    """The guidance pack that a plan was written with."""

    id: Key
    version: Line


class PlanUnit(Value, frozen=True, kw_only=True):
    """The unit that plans. Names are as printed inside a sentence ("xã Thạch Kim", "Quận 1").

    `organ_id` is the electronic agency id of Decision 20/2020/QĐ-TTg, where the unit knows it.
    """

    scheme: Key
    code: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{2,5}$(?!\n)")]
    level: Level
    name: Name
    superior: Name = ""
    province: Name = ""
    organ_id: Annotated[str, msgspec.Meta(max_length=35)] = ""


class Signer(Value, frozen=True, kw_only=True):
    """Who signs: the capacity, the signer's own title as spoken ("Phó Chủ tịch") and the full name."""

    capacity: Capacity = "TM"
    title: Annotated[str, msgspec.Meta(max_length=100)] = "Chủ tịch"
    full_name: Annotated[str, msgspec.Meta(max_length=50)] = ""


class DocumentDetails(Value, frozen=True, kw_only=True):
    """The components that Decree 30/2020 asks of the document; `number` and `issued_on` come at issue.

    `issue_year` is printed while there is no day of issue; without it, that of `requested_by`, else the year
    before the plan's. `superior_line` prints the level above in the letterhead (a local habit, off by default).
    `requested_by` is the day that the level above set for issuing, `requested_in` its document.
    """

    form: Form = "plan"
    number: Annotated[str, msgspec.Meta(max_length=11, pattern=r"^[0-9]*$(?!\n)")] = ""
    symbol: Annotated[str, msgspec.Meta(max_length=30)] = "KH-UBND"
    place: Name = ""
    issued_on: date | None = None
    issue_year: Year | None = None
    subject: Annotated[str, msgspec.Meta(max_length=500)] = ""
    superior_line: bool = False
    outline: Key
    bases_style: BasesStyle = "italic"
    requested_by: date | None = None
    requested_in: Line = ""
    signer: Signer = Signer()
    recipients: tuple[Recipient, ...] = ()
    archive: Name = ""
    money_unit: MoneyUnit = "million"
    funding_appendix: bool = False


class LegalBasis(Value, frozen=True, kw_only=True):
    """One basis ("căn cứ"), split as Decree 30/2020 (Appendix I, II.6.a) has it written.

    `lead` opens it ("Căn cứ", "Thực hiện", "Theo đề nghị của"); one that is no document has only
    `lead` and `abstract`.
    """

    lead: Line = "Căn cứ"
    kind: Line = ""
    number: Line = ""
    issued_on: date | None = None
    issuer: Line = ""
    abstract: Line = ""


class Goals(Value, frozen=True, kw_only=True):
    """The general goal, and goals in words beside the targets of the indicators."""

    general: Text = ""
    specific: tuple[Text, ...] = ()


class Cost(Value, frozen=True, kw_only=True):
    """An amount in đồng from one source."""

    amount: Money
    source: FundingSource | None = None


class Activity(Value, frozen=True, kw_only=True):
    """One row of the appendix of tasks. `id` stays with it when it is moved or edited."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]{1,16}$(?!\n)")]
    text: Text = ""
    lead: Line = ""
    partners: Line = ""
    period: Period = Period(text="")
    output: Line = ""
    costs: tuple[Cost, ...] = ()
    note: Line = ""


class IndicatorValue(Value, frozen=True, kw_only=True):
    """A unit's figures for one indicator: last year's result and this year's target, with their unit."""

    kind: IndicatorKind
    unit: Line
    baseline: IndicatorFigure = None
    target: IndicatorFigure = None
    note: Line = ""


class TaskEntry(Value, frozen=True, kw_only=True):
    """A unit's answer to one task. `applies` is None until answered; `reason` says why not."""

    applies: bool | None = None
    reason: Text = ""
    situation: Text = ""
    activities: tuple[Activity, ...] = ()
    indicators: Mapping[Key, IndicatorValue] = msgspec.field(default_factory=dict)


class Solution(Value, frozen=True, kw_only=True):
    """A way of getting the tasks done: a short title and a text."""

    title: Line = ""
    text: Text = ""


class Funding(Value, frozen=True, kw_only=True):
    """What the plan says of money; `stated_total` is the total in đồng that the text states, if any."""

    text: Text = ""
    stated_total: Money | None = None


class Assignment(Value, frozen=True, kw_only=True):
    """What one office or official has to do in carrying out the plan."""

    body: Line = ""
    duties: Text = ""


class ReviewNote(Value, frozen=True, kw_only=True):
    """A leader's note at a place in the plan (a JSON Pointer). Handed over, never printed."""

    path: Line
    author: Line
    written_at: Annotated[datetime, msgspec.Meta(tz=True)]
    text: Text
    resolved: bool = False


class Acceptance(Value, frozen=True, kw_only=True):
    """A warning that somebody answers for as it stands: which one (rule, place, words), who, when and why.

    It travels in the package, so that the level above sees the reason and does not ask again.
    """

    code: Annotated[str, msgspec.Meta(pattern=r"^[A-Z0-9]{1,8}$(?!\n)")]
    path: Line
    message: Text
    by: Line
    accepted_at: Annotated[datetime, msgspec.Meta(tz=True)]
    note: Text


class Unread(Value, frozen=True, kw_only=True):
    """What somebody typed at a place (a JSON Pointer) that cannot hold it: “khoảng 80” for a number.

    What the place held before stays there. Kept and handed over until somebody mends it, never printed.
    """

    path: Line
    text: Typed


class Plan(Value, frozen=True, kw_only=True):
    """A unit's plan for one year.

    `results` (last year's) is keyed by pillar and `LIMITATIONS`; `sections` holds the free texts that
    the outline asks for by their keys, and `CLOSING`; `tasks` is keyed by task.
    """

    guidance: GuidanceReference
    year: Year
    unit: PlanUnit
    document: DocumentDetails
    bases: tuple[LegalBasis, ...] = ()
    results: Mapping[Key, Text] = msgspec.field(default_factory=dict)
    goals: Goals = Goals()
    tasks: Mapping[Key, TaskEntry] = msgspec.field(default_factory=dict)
    solutions: tuple[Solution, ...] = ()
    funding: Funding = Funding()
    organisation: tuple[Assignment, ...] = ()
    sections: Mapping[Key, Text] = msgspec.field(default_factory=dict)
    notes: tuple[ReviewNote, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    unread: tuple[Unread, ...] = ()
