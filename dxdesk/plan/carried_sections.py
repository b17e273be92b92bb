"""What becomes of everything beside the tasks on the way from an existing plan to a new one."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from dxdesk.language import mark as _
from dxdesk.plan.carried_tasks import Carried, plain
from dxdesk.plan.edits import Operation
from dxdesk.plan.model import CLOSING, LIMITATIONS, LegalBasis, Plan
from dxdesk.plan.notice import Notice
from dxdesk.plan.passage import Passage, mentions
from dxdesk.plan.rules.rule import excerpt, fold
from dxdesk.plan.rules.spans import years_in
from dxdesk.plan.wording import basis_sentence, signature_lines
from dxdesk.pointers import escape_pointer

# What these lay down holds until another one of them replaces it; everything else may be for one year.
_LASTING: Final = frozenset({"hien phap", "bo luat", "luat", "phap lenh", "nghi dinh", "thong tu"})
_HABITS: Final = ("form", "symbol", "superior_line", "money_unit", "funding_appendix")


class Section(NamedTuple):
    """A part of a plan that is carried over as a whole.

    `texts` are what stands in it, to tell it by and to see whether there is anything; `is_of_year` says
    that it tells of a single year.
    """

    path: str
    title: str
    texts: Callable[[Plan], Iterable[str]]
    carry: Callable[[Passage], Carried]
    is_of_year: bool = False


def _bases(passage: Passage) -> Carried:
    """Cite after the guidance's own bases what the source cites beside them."""
    cited = {_mark_of(basis) for basis in passage.begun.bases}
    carried = Carried([], [])
    for basis in passage.source.bases:
        if _mark_of(basis) in cited:
            continue
        if reason := _reason_against(passage, basis):
            carried.notices.append(reason)
        else:
            cited.add(_mark_of(basis))
            carried.operations.append({"op": "add", "path": "/bases/-", "value": plain(basis)})
    return carried


def _mark_of(basis: LegalBasis) -> str:
    """Return what two citations of one document have in common: the number, else the name."""
    return fold(basis.number) or fold(f"{basis.kind} {basis.abstract}")


def _reason_against(passage: Passage, basis: LegalBasis) -> Notice | None:
    sentence = basis_sentence(basis)
    year = passage.source.year
    is_of_year = max(years_in(basis.abstract), default=0) == year and fold(basis.kind) not in _LASTING
    if passage.years > 0 and is_of_year:
        message = _("The legal basis “{basis}” is for {year} and was left out. Cite the one of this year.")
        return Notice(message=message, path="/bases", fields={"basis": excerpt(sentence), "year": str(year)})
    names = () if passage.is_same_unit else passage.foreign_names()
    if name := next((name for name in names if mentions(sentence, name)), ""):
        message = _("The legal basis “{basis}” names {name} and was left out. Cite the one of your own unit.")
        return Notice(message=message, path="/bases", fields={"basis": excerpt(sentence), "name": name})
    return None


def _results(passage: Passage) -> Carried:
    sections = (section for outline in passage.pack.meta.outlines for section in outline.sections)
    parts = (part.key for section in sections if section.kind == "results" for part in section.parts)
    known = {LIMITATIONS, *parts, *(pillar.key for pillar in passage.pack.meta.pillars)}
    operations, notices = _known_texts(passage.source.results, "/results", known)
    if operations and passage.years:
        message = _("The results carried over tell of {source}. Write those of {year}.")
        years = {"source": str(passage.source.year - 1), "year": str(passage.begun.year - 1)}
        notices.append(Notice(message=message, path="/results", fields=years))
    return Carried(operations, notices)


def _texts(passage: Passage) -> Carried:
    sections = (section for outline in passage.pack.meta.outlines for section in outline.sections)
    parts = (part.key for section in sections if section.kind == "text" for part in section.parts)
    return _known_texts(passage.source.sections, "/sections", {CLOSING, *parts})


def _known_texts(texts: Mapping[str, str], place: str, known: set[str]) -> Carried:
    carried = Carried([], [])
    for key, text in texts.items():
        if not text.strip():
            continue
        if key in known:
            path = f"{place}/{escape_pointer(key)}"
            carried.operations.append({"op": "add", "path": path, "value": text})
        else:
            message = _("The text “{text}” was left out: no outline of the guidance has a place for it.")
            carried.notices.append(Notice(message=message, path=place, fields={"text": excerpt(text)}))
    return carried


def _goals(passage: Passage) -> Carried:
    goals = passage.source.goals
    operations = _put("/goals/general", goals.general) if goals.general.strip() else []
    return Carried(operations + (_put("/goals/specific", goals.specific) if goals.specific else []), [])


def _habits(passage: Passage) -> Carried:
    """Return how the unit's documents are; what belongs to one document (number, days, subject) is not."""
    theirs, begun = passage.source.document, passage.begun.document
    operations: list[Operation] = []
    for name in _HABITS:
        operations += _put(f"/document/{name}", getattr(theirs, name))
    if passage.is_same_unit:
        operations += _put("/document/place", theirs.place) if theirs.place.strip() else []
        organ = passage.source.unit.organ_id
        operations += _put("/unit/organ_id", organ) if organ else []
    outline = passage.pack.outline(theirs.outline)
    if outline and passage.begun.unit.level in outline.levels:
        operations += _put("/document/outline", theirs.outline)
        return Carried([*operations, *_put("/document/bases_style", theirs.bases_style)], [])
    message = _("The outline “{outline}” is not in the guidance for this level; “{instead}” is used.")
    ours = passage.pack.outline(begun.outline)
    fields = {"outline": theirs.outline, "instead": ours.name if ours else begun.outline}
    return Carried(operations, [Notice(message=message, path="/document/outline", fields=fields)])


def _recipients(passage: Passage) -> Carried:
    document = passage.source.document
    operations = _put("/document/recipients", document.recipients) if document.recipients else []
    return Carried(operations + (_put("/document/archive", document.archive) if document.archive else []), [])


def _whole(path: str, part: Callable[[Plan], Any]) -> Callable[[Passage], Carried]:
    """Return what carries a part over as it stands."""
    return lambda passage: Carried(_put(path, part(passage.source)), [])


def _put(path: str, value: Any) -> list[Operation]:
    return [{"op": "replace", "path": path, "value": plain(value)}]


SECTIONS: Final = (
    Section("/bases", _("Legal bases"), lambda plan: map(basis_sentence, plan.bases), _bases),
    Section(
        "/results",
        _("Results of the year before"),
        lambda plan: plan.results.values(),
        _results,
        is_of_year=True,
    ),
    Section("/goals", _("Goals"), lambda plan: (plan.goals.general, *plan.goals.specific), _goals),
    Section(
        "/solutions",
        _("Solutions"),
        lambda plan: (each.title or each.text for each in plan.solutions),
        _whole("/solutions", lambda plan: plan.solutions),
    ),
    Section(
        "/funding/text",
        _("Funding"),
        lambda plan: (plan.funding.text,),
        _whole("/funding/text", lambda plan: plan.funding.text),
    ),
    Section(
        "/organisation",
        _("Organisation of work"),
        lambda plan: (each.body or each.duties for each in plan.organisation),
        _whole("/organisation", lambda plan: plan.organisation),
    ),
    Section("/sections", _("Other texts"), lambda plan: plan.sections.values(), _texts),
    Section("/document", _("Form of the document"), lambda plan: (plan.document.symbol,), _habits),
    Section("/document/recipients", _("Recipients"), lambda plan: plan.document.recipients, _recipients),
    Section(
        "/document/signer",
        _("Signer"),
        lambda plan: (*signature_lines(plan.document.signer), plan.document.signer.full_name),
        _whole("/document/signer", lambda plan: plan.document.signer),
    ),
)
