"""From a plan to the document tree: `compose` is the only way into print."""

from typing import Final

from dxdesk.document.appendices import appendices
from dxdesk.document.body import bases, body
from dxdesk.document.frame import attachment_letterhead, closing, letterhead, title
from dxdesk.document.paragraphs import closed, one_line, paragraph
from dxdesk.document.tree import Block, Document, Paragraph, Run, Section
from dxdesk.guidance.pack import Outline, Pack
from dxdesk.language import translate as _
from dxdesk.plan.model import Plan
from dxdesk.plan.places import NEVER_PRINTED, place_name, texts_of
from dxdesk.plan.totals import without_unknown_tasks
from dxdesk.plan.wording import TYPE_NAMES, agency_name, reference, type_name
from dxdesk.text.characters import CharacterFault, unprintable
from dxdesk.value import Fault

PLAN_TYPE: Final = TYPE_NAMES["plan"]


class UnprintableTextError(ValueError):
    """Texts that no document can hold as they are; `faults` names each place and character."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(fault.message for fault in faults))
        self.faults = faults


def compose(plan: Plan, pack: Pack) -> Document:
    """Compose the whole document of a plan.

    Raises:
        UnprintableTextError: a text holds characters that the document font cannot print.
    """
    plan = without_unknown_tasks(plan, pack)
    if faults := unprintable_texts(plan, pack):
        raise UnprintableTextError(faults)
    outline = _outline(plan, pack)
    subject = one_line(plan.document.subject)
    main = _plan_sections if plan.document.form == "plan" else _decision_sections
    return Document(
        title=f"{type_name(plan)} {_issuing_subject(plan)}".strip(),
        author=agency_name(plan),
        keywords=f"{PLAN_TYPE}; {subject}; {plan.year}",
        sections=(*main(plan, pack, outline), *appendices(plan, pack)),
    )


def _outline(plan: Plan, pack: Pack) -> Outline:
    """Return the outline of the plan; where the pack does not know it, the usual one of the unit's level."""
    usual = pack.meta.defaults.get(plan.unit.level)
    known = pack.outline(plan.document.outline) or (pack.outline(usual.outline) if usual else None)
    return known or pack.meta.outlines[0]


def unprintable_texts(plan: Plan, pack: Pack) -> list[Fault]:
    """List the first unprintable character of every text that would be printed, with its place in words."""
    faults: list[Fault] = []
    for path, text in texts_of(plan):
        if path.startswith(NEVER_PRINTED):
            continue
        if found := unprintable(text):
            message = _message(found[0]).format(
                place=place_name(path, plan, pack),
                character=found[0].character,
                position=found[0].index + 1,
            )
            faults.append(Fault(pointer=path, message=message))
    return faults


def _message(fault: CharacterFault) -> str:
    if fault.kind == "not_nfc":
        return _(
            "{place}: from position {position} on, letters and their marks are kept apart (decomposed "
            "Unicode), which prints wrong. Type the text anew."
        )
    return _(
        "{place}: the character {character} (position {position}) cannot be printed. "
        "Delete it or type it anew."
    )


def _issuing_subject(plan: Plan) -> str:
    subject = one_line(plan.document.subject)
    return subject if plan.document.form == "plan" else f"ban hành {PLAN_TYPE} {subject}"


def _plan_sections(plan: Plan, pack: Pack, outline: Outline) -> list[Section]:
    blocks: list[Block] = [
        letterhead(plan),
        *title(PLAN_TYPE, plan.document.subject),
        *body(plan, pack, outline),
        closing(plan),
    ]
    return [Section(title=PLAN_TYPE, orientation="portrait", blocks=tuple(blocks))]


def _decision_sections(plan: Plan, pack: Pack, outline: Outline) -> list[Section]:
    """Return the decision (form 1.3) and the plan that it issues as an attachment."""
    articles = _articles(plan)
    decision: list[Block] = [
        letterhead(plan),
        *title(TYPE_NAMES["decision"], f"Ban hành {PLAN_TYPE} {one_line(plan.document.subject)}"),
        paragraph("authority", agency_name(plan).upper()),
        *bases(plan),
        paragraph("order", "QUYẾT ĐỊNH:"),
        *articles,
        closing(plan, (f"Như Điều {len(articles)}",)),
    ]
    attachment: list[Block] = [
        attachment_letterhead(plan),
        *title(PLAN_TYPE, plan.document.subject)[:1],
        _abstract_without_rule(plan),
        paragraph("reference", reference(plan), rule=0.4),
        *body(plan, pack, outline),
    ]
    return [
        Section(title=TYPE_NAMES["decision"], orientation="portrait", blocks=tuple(decision)),
        Section(title=PLAN_TYPE, orientation="portrait", blocks=tuple(attachment)),
    ]


def _abstract_without_rule(plan: Plan) -> Paragraph:
    return paragraph("abstract", one_line(plan.document.subject), "/document/subject")


def _articles(plan: Plan) -> list[Paragraph]:
    subject = one_line(plan.document.subject)
    bodies = [closed(one_line(assignment.body), "") for assignment in plan.organisation]
    executors = "; ".join([*filter(None, bodies), "các tổ chức, cá nhân có liên quan"])
    sentences = (
        f"Ban hành kèm theo Quyết định này {PLAN_TYPE} {subject}.",
        "Quyết định này có hiệu lực thi hành kể từ ngày ký.",
        f"{executors[:1].upper()}{executors[1:]} chịu trách nhiệm thi hành Quyết định này./.",
    )
    return [
        Paragraph(style="article", runs=(Run(text=f"Điều {number}. ", bold=True), Run(text=sentence)))
        for number, sentence in enumerate(sentences, start=1)
    ]
