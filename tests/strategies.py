"""Hypothesis strategies: any valid plan, any JSON of our formats, texts that break things."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final

from hypothesis import strategies as st

from dxdesk.guidance.pack import Period
from dxdesk.plan.model import (
    Acceptance,
    Activity,
    Assignment,
    Cost,
    DocumentDetails,
    Funding,
    Goals,
    GuidanceReference,
    IndicatorValue,
    LegalBasis,
    Plan,
    PlanUnit,
    ReviewNote,
    Signer,
    Solution,
    TaskEntry,
    Unread,
)
from dxdesk.value import MAX_SAFE_INTEGER

# Composed letters only, so that any mixture of them is NFC.
LETTERS: Final = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
    "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬÈẺẼÉẸỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙỦŨÚỤỪỬỮỨỰỲỶỸÝỴ"
)
CHARACTERS: Final = LETTERS + "0123456789 .,;:-–—/()%“”\"'\\<>&…!?+*=#@_"

UNITS: Final = (
    ("gso-2022", "18490", "xa", "xã Sơn Lộc"),
    ("gso-2022", "32152", "xa", "thị trấn Đầm Dơi"),
    ("gso-2022", "970", "huyen", "huyện Đầm Dơi"),
    ("gso-2022", "96", "tinh", "tỉnh Cà Mau"),
)

_NASTY: Final = (
    "<b>đậm</b> <img src='/etc/hostname'/>",
    "&lt;&amp;&#0;]]><!--",
    "<ten don vi>",
    "a\x00b",
    "\x07\x08\x0b\x0c\x1b[31m",
    "dòng một\r\ndòng hai\rdòng ba",
    "\ud800",
    "x\udfffy",
    "U\u0309y ban nha\u0302n da\u0302n",
    "e\u0323\u0302",
    "\u202ednud nahn nab yU\u202c",
    "\u200f\u200e\u2066\u2069",
    "a\u200bb\u200d\ufeffc\u2060",
    "so\u00ad\u00adft",
    "👩‍👩‍👧‍👦 🇻🇳 1️⃣",
    "\u2028\u2029\u0085",
    "\ufffe\uffff\U0010ffff",
    "=1+1",
    "{0.__class__} %s %(x)s ${x}",
    "../../etc/passwd",
    "  \t  ",
)


def texts(max_size: int = 40) -> st.SearchStrategy[str]:
    """Printable Vietnamese text of several lines, NFC."""
    return st.text(CHARACTERS + "\n", max_size=max_size)


def lines(max_size: int = 20) -> st.SearchStrategy[str]:
    """Printable Vietnamese text of one line, NFC."""
    return st.text(CHARACTERS, max_size=max_size)


def keys() -> st.SearchStrategy[str]:
    """Keys of tasks, indicators, pillars."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    return st.builds(str.__add__, st.sampled_from(letters), st.text(letters + "_.-", max_size=8))


def hostile_texts() -> st.SearchStrategy[str]:
    """Texts that break things: markup, controls, lone surrogates, NFD, marks of direction, emoji, giants."""
    anything = st.text(st.characters(exclude_categories=()), max_size=60)
    giants = st.builds(
        lambda text, times: text * times, st.sampled_from(["A", "ệ", "W", "👩"]), st.integers(300, 3000)
    )
    return st.one_of(
        st.sampled_from(_NASTY), giants, anything, st.lists(st.sampled_from(_NASTY)).map(" ".join)
    )


def json_values(*, keys_of: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Any]:
    """Any JSON without fractions, with integers that every reader keeps exactly."""
    scalars = st.one_of(
        st.none(), st.booleans(), st.integers(-MAX_SAFE_INTEGER, MAX_SAFE_INTEGER), st.text(max_size=20)
    )
    names = st.text(max_size=8) if keys_of is None else keys_of
    return st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
        max_leaves=12,
    )


def moments() -> st.SearchStrategy[datetime]:
    """Points in time, with a zone."""
    zones = st.sampled_from([UTC, timezone(timedelta(hours=7)), timezone(-timedelta(hours=3, minutes=30))])
    return st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=zones)  # noqa: DTZ001 - zones are given


def days() -> st.SearchStrategy[date]:
    """Dates."""
    return st.dates(date(1990, 1, 1), date(2100, 12, 31))


def money() -> st.SearchStrategy[int]:
    """Amounts in đồng."""
    return st.integers(0, MAX_SAFE_INTEGER)


def units() -> st.SearchStrategy[PlanUnit]:
    """Units that the administrative map of 2022 has."""
    return st.builds(
        lambda unit, **rest: PlanUnit(scheme=unit[0], code=unit[1], level=unit[2], name=unit[3], **rest),
        st.sampled_from(UNITS),
        superior=lines(),
        province=lines(),
        organ_id=st.sampled_from(["", "H26.7.12", "000.00.01.H26"]),
    )


def document_details() -> st.SearchStrategy[DocumentDetails]:
    """Components of the document."""
    return st.builds(
        DocumentDetails,
        form=st.sampled_from(["plan", "decision"]),
        number=st.text("0123456789", max_size=11),
        symbol=lines(),
        place=lines(),
        issued_on=st.none() | days(),
        issue_year=st.none() | st.integers(2020, 2100),
        subject=lines(),
        superior_line=st.booleans(),
        outline=keys(),
        bases_style=st.sampled_from(["italic", "section"]),
        requested_by=st.none() | days(),
        requested_in=lines(),
        signer=st.builds(
            Signer, capacity=st.sampled_from(["TM", "KT", "Q", "TUQ", "TL"]), title=lines(), full_name=lines()
        ),
        recipients=_few(lines()),
        archive=lines(),
        money_unit=st.sampled_from(["dong", "million"]),
        funding_appendix=st.booleans(),
    )


def activities() -> st.SearchStrategy[Activity]:
    """Rows of the appendix of tasks."""
    sources = st.sampled_from([None, "central", "province", "district", "commune", "private", "other"])
    return st.builds(
        Activity,
        id=st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=16),
        text=texts(),
        lead=lines(),
        partners=lines(),
        period=st.builds(Period, text=lines(), due=st.none() | days()),
        output=lines(),
        costs=_few(st.builds(Cost, amount=money(), source=sources)),
        note=lines(),
    )


def task_entries() -> st.SearchStrategy[TaskEntry]:
    """Answers to tasks."""
    figures = st.one_of(st.none(), st.booleans(), st.integers(-MAX_SAFE_INTEGER, MAX_SAFE_INTEGER), lines())
    values = st.builds(
        IndicatorValue,
        kind=st.sampled_from(["count", "percent", "money", "yes_no", "date", "text"]),
        unit=lines(),
        baseline=figures,
        target=figures,
        note=lines(),
    )
    return st.builds(
        TaskEntry,
        applies=st.none() | st.booleans(),
        reason=texts(),
        situation=texts(),
        activities=_few(activities()),
        indicators=st.dictionaries(keys(), values, max_size=2),
    )


def plans() -> st.SearchStrategy[Plan]:
    """Any valid plan, of a unit that the administrative map has."""
    bases = st.builds(
        LegalBasis,
        lead=lines(),
        kind=lines(),
        number=lines(),
        issued_on=st.none() | days(),
        issuer=lines(),
        abstract=lines(),
    )
    notes = st.builds(
        ReviewNote, path=lines(), author=lines(), written_at=moments(), text=texts(), resolved=st.booleans()
    )
    acceptances = st.builds(
        Acceptance,
        code=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=8),
        path=lines(),
        message=texts(),
        by=lines(),
        accepted_at=moments(),
        note=texts(),
    )
    return st.builds(
        Plan,
        guidance=st.builds(GuidanceReference, id=keys(), version=st.sampled_from(["1", "1.0", "2.3.4"])),
        year=st.integers(2020, 2100),
        unit=units(),
        document=document_details(),
        bases=_few(bases),
        results=st.dictionaries(keys(), texts(), max_size=2),
        goals=st.builds(Goals, general=texts(), specific=_few(texts())),
        tasks=st.dictionaries(keys(), task_entries(), max_size=2),
        solutions=_few(st.builds(Solution, title=lines(), text=texts())),
        funding=st.builds(Funding, text=texts(), stated_total=st.none() | money()),
        organisation=_few(st.builds(Assignment, body=lines(), duties=texts())),
        sections=st.dictionaries(keys(), texts(), max_size=2),
        notes=_few(notes),
        acceptances=_few(acceptances),
        unread=_few(st.builds(Unread, path=lines(), text=texts())),
    )


def _few(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(inner, max_size=2).map(tuple)
