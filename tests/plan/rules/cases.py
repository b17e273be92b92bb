"""For every code a small change of the clean plan that brings exactly it about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dxdesk.plan.finding import Severity

DROP: Final = object()
KEEP: Final = object()
E: Final[Severity] = "error"
W: Final[Severity] = "warning"
H: Final[Severity] = "hint"
LONG = "Rà soát, cập nhật, làm sạch dữ liệu " * 20


@dataclass(frozen=True)
class Case:
    """Put `changes` (pointer to value; "/-" appends) into the clean plan: `code` is found at `path`.

    `also` are findings that come along, because the change has other consequences too.
    """

    code: str
    severity: Severity
    path: str
    changes: Mapping[str, Any]
    today: date | None
    also: frozenset[str]


def case(
    code: str, severity: Severity, path: str, *also: str, to: Any = KEEP, today: date | None = None
) -> Case:
    """Return a case that changes the place of the finding itself, or only the day of the review."""
    return Case(code, severity, path, {} if to is KEEP else {path: to}, today, frozenset(also))


def change(code: str, severity: Severity, path: str, changes: Mapping[str, Any], *also: str) -> Case:
    """Return a case that changes other places than the one found."""
    return Case(code, severity, path, changes, None, frozenset(also))


DOC, UNIT, SIGNER = "/document", "/unit", "/document/signer"
A1, A2, B1 = "/tasks/teams/activities/0", "/tasks/teams/activities/1", "/tasks/business/activities/0"
C1, C2 = "/tasks/security/activities/0", "/tasks/security/activities/1"
INDICATORS = "/tasks/teams/indicators"
COSTS = f"{A1}/costs"
NOTE = {
    "path": f"{A1}/text",
    "author": "Chủ tịch",
    "written_at": "2022-12-01T08:00:00Z",
    "text": "Bổ sung số liệu",
}
ACTIVITY = {
    "id": "z9",
    "text": "Mở chuyên mục chuyển đổi số",
    "lead": "Công chức Văn hóa - Xã hội",
    "period": {"text": "Quý II/2023"},
    "output": "Chuyên mục",
}
FIGURE = {"kind": "count", "unit": "lớp", "baseline": 1, "target": 2}
BASIS = {
    "kind": "Nghị quyết",
    "number": "05/NQ-HĐND",
    "issued_on": "2022-12-10",
    "issuer": "HĐND xã Thạch Kim",
    "abstract": "về kinh tế - xã hội",
}
DECISION = {f"{DOC}/form": "decision"}
PROVINCE = {
    f"{UNIT}/level": "tinh",
    f"{UNIT}/code": "42",
    f"{UNIT}/name": "tỉnh Hà Tĩnh",
    f"{UNIT}/superior": "",
    f"{UNIT}/province": "",
    f"{DOC}/place": "Hà Tĩnh",
}
LAST_QUARTER = {f"{row}/period": {"text": "Quý IV/2023"} for row in (A1, A2, B1, C2)}
SAME_TEXT = "Xã đã bố trí đủ máy tính và đường truyền cho cán bộ, công chức."

LETTERHEAD = [
    case("LH01", E, f"{DOC}/symbol", to=" "),
    case("LH02", E, f"{DOC}/symbol", to="QĐ-UBND"),
    case("LH02", E, f"{DOC}/symbol", to="KH-"),
    change("LH02", E, f"{DOC}/symbol", DECISION),
    case("LH03", E, f"{DOC}/symbol", to="KH- UBND"),
    case("LH04", W, f"{DOC}/symbol", to="kh-UBND"),
    case("LH05", E, f"{DOC}/symbol", to="CV-UBND"),
    change("LH06", H, f"{DOC}/number", {f"{DOC}/number": "05", f"{DOC}/issued_on": "2023-01-05"}),
    change("LH07", E, f"{DOC}/number", {f"{DOC}/number": "00", f"{DOC}/issued_on": "2023-01-05"}),
    change("LH08", W, f"{DOC}/issued_on", {f"{DOC}/number": "5"}),
    change("LH09", H, f"{DOC}/number", {f"{DOC}/issued_on": "2023-01-05"}),
    case("LH10", E, f"{DOC}/place", to=""),
    case("LH11", W, f"{DOC}/place", to="Thạch Kim, ngày 05"),
    case("LH12", H, f"{DOC}/place", to="xã Thạch Kim"),
    case("LH13", E, f"{DOC}/subject", to=""),
    case("LH14", W, f"{DOC}/subject", to="Kế hoạch Chuyển đổi số năm 2023"),
    case("LH15", W, f"{DOC}/subject", to="Về việc chuyển đổi số năm 2023"),
    case("LH15", W, f"{DOC}/subject", to="V/v chuyển đổi số năm 2023"),
    case("LH16", W, f"{DOC}/subject", to="Chuyển đổi số năm 2023."),
    case("LH17", W, f"{DOC}/subject", to="CHUYỂN ĐỔI SỐ NĂM 2023"),
    case("LH18", W, f"{DOC}/subject", to="Chuyển đổi số"),
]
DATES = [
    case("DT01", W, f"{DOC}/issued_on", "LH09", to="2023-02-01"),
    case("DT02", W, f"{DOC}/issued_on", today=date(2023, 2, 1)),
    change(
        "DT03",
        W,
        f"{DOC}/issued_on",
        {**PROVINCE, f"{DOC}/issued_on": "2022-12-20", f"{DOC}/number": "7"},
        "OU02",
        "TK05",
    ),
    change(
        "DT04",
        H,
        f"{DOC}/requested_by",
        {
            f"{DOC}/requested_by": None,
            f"{DOC}/requested_in": "",
            f"{DOC}/issued_on": "2023-01-05",
            f"{DOC}/number": "7",
        },
    ),
    change(
        "DT05",
        W,
        f"{DOC}/issued_on",
        {f"{DOC}/issued_on": "2023-10-01", f"{DOC}/number": "7"},
        "DT01",
        "PE04",
    ),
    change("DT06", W, f"{DOC}/issued_on", {f"{DOC}/issued_on": "2021-12-20", f"{DOC}/number": "7"}, "LB07"),
    case("DT07", W, f"{DOC}/issued_on", "LH09", today=date(2022, 12, 20), to="2023-01-05"),
    case("DT08", H, f"{DOC}/requested_in", to=" "),
    case("DT09", H, f"{DOC}/requested_by", to=None),
]
SIGNING = [
    case("SG01", E, f"{SIGNER}/title", to=""),
    case("SG02", E, f"{SIGNER}/full_name", to=""),
    change("SG03", E, f"{SIGNER}/capacity", {f"{SIGNER}/title": "Phó Chủ tịch"}),
    case("SG04", E, f"{SIGNER}/capacity", to="KT"),
    change("SG05", E, f"{SIGNER}/capacity", {f"{SIGNER}/title": "Phó Chủ tịch", f"{SIGNER}/capacity": "Q"}),
    case("SG06", E, f"{SIGNER}/capacity", to="TL"),
    case("SG06", E, f"{SIGNER}/capacity", to="TUQ"),
    change(
        "SG07", W, f"{SIGNER}/capacity", {f"{SIGNER}/title": "Chánh Văn phòng", f"{SIGNER}/capacity": "TL"}
    ),
    case("SG08", E, f"{SIGNER}/full_name", to="ThS. Nguyễn Văn An"),
    case("SG08", E, f"{SIGNER}/full_name", to="Ông Nguyễn Văn An"),
    case("SG08", E, f"{SIGNER}/full_name", to="PGS.TS Nguyễn Văn An"),
    case("SG09", W, f"{SIGNER}/full_name", to="NGUYỄN VĂN AN"),
    case("SG10", H, f"{SIGNER}/full_name", to="An"),
    case("SG11", W, f"{SIGNER}/title", to="TM. Chủ tịch"),
    case("SG12", W, f"{SIGNER}/title", to="Chủ tịch UBND xã"),
]
RECIPIENTS = [
    case("RC01", E, f"{DOC}/recipients", to=[]),
    case("RC02", W, f"{DOC}/archive", to=""),
    change("RC03", W, f"{DOC}/recipients/2", {f"{DOC}/recipients/-": "Lưu: VT"}),
    case("RC04", H, f"{DOC}/recipients/1", to="- Các thôn"),
    case("RC04", H, f"{DOC}/recipients/1", to="Các thôn;"),
    change("RC05", W, f"{DOC}/recipients", {f"{DOC}/recipients/0": "Trạm Y tế xã"}),
    change("RC06", H, f"{DOC}/recipients/2", {f"{DOC}/recipients/-": "các thôn"}),
    case("RC07", W, f"{DOC}/recipients/1", to=" "),
    case("RC08", W, f"{DOC}/archive", to="Lưu: VT"),
    case("RC09", H, f"{DOC}/archive", to="VHXH"),
]
BASES = [
    case("LB01", E, "/bases", to=[]),
    change("LB02", W, "/bases/3", {"/bases/-": {"lead": "Căn cứ"}}),
    case("LB03", W, "/bases/2/number", to=""),
    case("LB04", W, "/bases/2/issued_on", to=None),
    case("LB05", W, "/bases/1/issuer", to=""),
    case("LB06", W, "/bases/2/abstract", to=""),
    change(
        "LB07",
        E,
        "/bases/2/issued_on",
        {"/bases/2/issued_on": "2023-01-06", f"{DOC}/issued_on": "2023-01-05", f"{DOC}/number": "7"},
    ),
    case("LB08", W, "/bases/2/issued_on", to="2024-01-06"),
    case("LB08", W, "/bases/2/issued_on", today=date(2022, 12, 1)),
    change(
        "LB09",
        H,
        "/bases/4",
        {"/bases/-": BASIS, "/bases/-2": BASIS | {"issuer": "Chính phủ", "number": "76/NQ-CP"}},
    ),
    change("LB10", W, "/bases/4", {"/bases/-": BASIS, "/bases/-2": BASIS}),
    change("LB11", H, "/bases", {"/bases/2": BASIS}),
    change("LB12", H, "/bases", {"/bases/0/abstract": "Công nghệ thông tin"}),
    case("LB13", W, "/bases/1/issued_on", to="2020-06-30"),
    case("LB14", W, "/bases/2/number", to="số 358/KH-UBND"),
    case("LB14", W, "/bases/2/number", to="358"),
    case("LB15", H, "/bases/2/lead", to=""),
]
SECTIONS = [
    case("OU01", E, f"{DOC}/outline", to="other"),
    change("OU02", H, f"{DOC}/outline", {f"{DOC}/outline": "district"}),
    case("OU03", W, "/sections/purpose", to=DROP),
    change("OU04", H, "/sections/requirements", {"/sections/requirements": "Bám sát thực tế."}),
    case("OU05", W, "/results", to={}),
    case("OU06", H, "/results/ha_tang_so", to=""),
    case("OU07", H, "/results/limitations", to=DROP),
    change("OU08", H, "/results/other", {"/results/other": "Đã làm xong."}),
    case("OU09", W, "/goals/general", "OU11", to=""),
    case("OU10", W, "/goals/specific/0", to=""),
    case("OU11", H, "/goals/general", to="Phục vụ người dân tốt hơn."),
    case("OU12", H, "/solutions", to=[]),
    case("OU13", W, "/solutions/0/text", to=""),
    case("OU14", W, "/organisation", to=[]),
    case("OU15", W, "/organisation/1/body", to=""),
    case("OU16", W, "/organisation/1/duties", to=""),
    change(
        "OU17", H, "/organisation/2/body", {"/organisation/-": {"body": "các thôn", "duties": "Báo cáo."}}
    ),
    change("OU18", H, "/organisation", {f"{A1}/lead": "Trạm Y tế xã"}),
]
TASKS = [
    case("TK01", E, "/tasks/security", to=DROP),
    change("TK01", E, "/tasks/security", {"/tasks/security/applies": None}),
    case("TK02", W, "/tasks/network", to=DROP),
    case("TK03", H, "/tasks/cloud", to=DROP),
    case("TK04", E, "/tasks/network/reason", to=""),
    change(
        "TK05",
        W,
        "/tasks/security/applies",
        {"/tasks/security": {"applies": False, "reason": "Xã không có hệ thống."}},
    ),
    case("TK06", H, "/tasks/network/reason", to="Không có"),
    change("TK07", H, "/tasks/network/activities", {"/tasks/network/activities": [ACTIVITY]}),
    case("TK08", E, "/tasks/security/activities", to=[]),
    case("TK09", H, "/tasks/security/situation", to=""),
    case("TK10", H, "/tasks/security/reason", to="Xã không có hệ thống."),
    case("TK11", H, "/tasks/other", to={"applies": False, "reason": "Không thuộc phạm vi của xã."}),
    change(
        "TK12",
        H,
        "/tasks/business/situation",
        {"/tasks/business/situation": SAME_TEXT, "/tasks/teams/situation": SAME_TEXT},
    ),
]
ACTIVITIES = [
    case("AC01", E, f"{A2}/text", to=""),
    case("AC02", W, f"{A2}/lead", to=""),
    case("AC03", W, f"{A2}/period/text", to=""),
    case("AC04", W, f"{A2}/output", to=""),
    change(
        "AC05",
        W,
        "/tasks/security/activities/3/text",
        {"/tasks/security/activities/-": ACTIVITY, "/tasks/security/activities/-2": ACTIVITY | {"id": "z8"}},
    ),
    change("AC06", H, f"{B1}/text", {f"{B1}/text": "Tập huấn thành viên các tổ"}),
    case("AC07", H, f"{A2}/text", to=LONG.strip()),
    case("AC08", W, f"{A2}/id", to="a1"),
    change("AC09", H, f"{A2}/text", {f"{A2}/text": "Tổ công nghệ số cộng đồng"}),
    change("AC10", H, f"{A2}/partners", {f"{A2}/partners": "Các thôn, Công chức Văn hóa - Xã hội"}),
    case("AC11", H, f"{A2}/lead", "OU18", to="Các đơn vị liên quan"),
    change(
        "AC12",
        H,
        "/tasks/teams/activities",
        {"/tasks/teams/activities": [ACTIVITY | {"text": "Kiện toàn các Tổ công nghệ số cộng đồng"}]},
        "FU07",
    ),
]
PERIODS = [
    case("PE01", W, f"{A1}/period/due", to="2023-05-31"),
    case("PE01", W, f"{A2}/period/due", to="2023-07-01"),
    change("PE02", W, f"{A1}/period/due", {f"{A1}/period": {"text": "Quý I/2024", "due": "2024-03-31"}}),
    change("PE03", W, f"{A1}/period/text", {f"{A1}/period": {"text": "Quý I/2022"}}),
    change(
        "PE04",
        W,
        f"{C1}/period/due",
        {
            f"{DOC}/issued_on": "2023-01-31",
            f"{DOC}/number": "7",
            f"{C1}/period": {"text": "Tháng 01/2023", "due": "2023-01-15"},
        },
    ),
    change(
        "PE05",
        W,
        "/tasks/security/activities",
        {f"{C1}/period": {"text": "Quý II/2023"}, f"{C2}/period": {"text": "Trước 31/12/2023"}},
    ),
    change("PE06", W, f"{A2}/period/text", {f"{A2}/period": {"text": "Quý V/2023"}}),
    change(
        "PE07",
        H,
        "/tasks",
        {
            **LAST_QUARTER,
            f"{C1}/period": {"text": "Tháng 10/2023"},
            "/tasks/teams/activities": [
                ACTIVITY | {"id": f"y{n}", "text": f"Mở lớp thứ {n}", "period": {"text": "Tháng 11/2023"}}
                for n in range(8)
            ],
        },
        "PE05",
        "FU07",
    ),
]
INDICATOR_CASES = [
    change("IN01", W, INDICATORS, {INDICATORS: {}}),
    change("IN02", W, "/tasks/business/indicators/assessed", {"/tasks/business/indicators": {}}),
    change(
        "IN02", W, "/tasks/business/indicators/assessed", {"/tasks/business/indicators/assessed/target": None}
    ),
    change("IN03", H, f"{INDICATORS}/other", {f"{INDICATORS}/other": FIGURE}),
    change("IN04", W, f"{INDICATORS}/gaps/kind", {f"{INDICATORS}/gaps/kind": "money"}),
    case("IN05", W, f"{INDICATORS}/gaps/unit", to="bản"),
    case("IN06", H, f"{INDICATORS}/gaps/baseline", to=None),
    case("IN07", W, f"{INDICATORS}/gaps/target", to=""),
    change("IN08", H, f"{INDICATORS}/classes", {f"{INDICATORS}/classes": FIGURE}),
    change(
        "IN09",
        H,
        "/goals/specific",
        {INDICATORS: {}, "/tasks/business/indicators": {}, "/goals/specific": []},
        "IN01",
        "IN02",
    ),
    case("IN20", E, f"{INDICATORS}/gaps/target", to="khoảng 1"),
    case("IN20", E, f"{INDICATORS}/gaps/target", to=True),
    case("IN21", E, f"{INDICATORS}/covered/target", to="100%"),
    case("IN21", E, f"{INDICATORS}/covered/target", to=100),
    case("IN22", E, f"{INDICATORS}/ready/target", to="31/3/2023"),
    case("IN22", E, f"{INDICATORS}/ready/target", to="2023-02-30"),
    case("IN23", E, f"{INDICATORS}/section/target", to="có"),
    case("IN24", E, f"{INDICATORS}/covered/target", to="100.5"),
    case("IN25", E, f"{INDICATORS}/growth/baseline", to="-3"),
    case("IN26", W, f"{INDICATORS}/members/target", to=901),
    case("IN26", W, f"{INDICATORS}/members/baseline", to=9),
    case("IN27", W, f"{INDICATORS}/covered/target", to="77.4"),
    case("IN28", W, f"{INDICATORS}/gaps/target", to=3),
    case("IN29", W, f"{INDICATORS}/ready/target", to="2024-03-31"),
    case("IN30", H, f"{INDICATORS}/members/target", to=40),
]
FUNDING = [
    case("FU01", W, f"{COSTS}/0/source", to=None),
    change("FU02", W, f"{COSTS}/0/amount", {f"{COSTS}/0/amount": 12, "/funding/stated_total": 3_000_012}),
    change(
        "FU03",
        W,
        f"{COSTS}/0/amount",
        {f"{COSTS}/0/amount": 12_000_000_000_000, "/funding/stated_total": 12_000_003_000_000},
    ),
    change("FU04", H, f"{COSTS}/0/amount", {f"{COSTS}/0/amount": 0, "/funding/stated_total": 3_000_000}),
    change("FU05", H, f"{COSTS}/1/source", {f"{COSTS}/1/source": "commune"}),
    case("FU06", E, "/funding/stated_total", to=15_000_001),
    change("FU07", W, "/funding/stated_total", {COSTS: []}),
    case("FU08", W, "/funding/text", to=""),
    change("FU09", H, "/funding", {COSTS: [], "/funding": {}}),
    change(
        "FU10",
        W,
        f"{DOC}/funding_appendix",
        {COSTS: [], "/funding/stated_total": None, f"{DOC}/funding_appendix": True},
    ),
]
UNIT_CASES = [
    case("UN01", E, f"{UNIT}/name", to=""),
    case("UN02", W, f"{UNIT}/scheme", to="gso-1999"),
    case("UN03", W, f"{UNIT}/code", to="99999"),
    change("UN04", E, f"{UNIT}/level", {f"{UNIT}/code": "448"}),
    case("UN05", W, f"{UNIT}/name", to="xã Thạch Mỹ"),
    change("UN06", W, f"{UNIT}/superior", {f"{UNIT}/superior": "huyện Thạch Hà"}),
    case("UN07", H, f"{UNIT}/province", to="tỉnh Nghệ An"),
    case("UN08", H, f"{UNIT}/superior", to=""),
    change("UN09", W, f"{DOC}/superior_line", {f"{DOC}/superior_line": True, f"{UNIT}/superior": ""}, "UN08"),
]
GUIDANCE = [
    case("GU01", W, "/guidance/id", to="btttt-2024"),
    case("GU02", H, "/guidance/version", to="0.9"),
    change("GU03", W, "/year", {"/year": 2022, f"{DOC}/subject": "Chuyển đổi số năm 2022"}, "PE02", "IN29"),
]
TEXTS = [
    case("TX01", E, f"{A2}/text", to="TËp huÊn chuyÓn ®æi sè cho c¸n bé"),
    case("TX01", E, f"{A2}/text", to="Taäp huaán chuyeån ñoåi soá cho caùn boä"),
    case("TX02", E, f"{A2}/text", to="Ta\u0323\u0302p hu\u0061\u0302\u0301n"),
    case("TX03", E, f"{A2}/text", to="Tập huấn\u202e"),
    case("TX04", E, f"{A2}/text", to="Tập huấn \u2713 xong"),
    case("TX05", H, f"{A2}/text", to="Tập huấn  thành viên"),
    case("TX05", H, "/goals/general", to="Dữ liệu số. "),
    case("TX06", H, f"{A2}/text", to="Tập huấn ,hướng dẫn"),
    case("TX06", H, f"{A2}/text", to="Tập huấn.. Hướng dẫn"),
    case("TX07", H, f"{A2}/text", to="TẬP HUẤN THÀNH VIÊN CÁC TỔ"),
    case("TX08", W, f"{A2}/text", to="Tập huấn … người"),
    case("TX08", W, f"{A2}/text", to="Tập huấn ......... người"),
    case("TX08", W, f"{A2}/text", to="Tập huấn xx người"),
    case("TX08", W, f"{A2}/text", to="Tập huấn [ ] người"),
    case("TX08", W, f"{A2}/text", to="Tập huấn (ghi rõ số người)"),
    case("TX08", W, f"{A2}/text", to="TODO"),
    case("TX09", H, f"{A2}/text", to="- Tập huấn các Tổ"),
    case("TX09", H, "/goals/specific/0", to="1. Tập huấn các Tổ"),
]
UNREAD = [
    change("UR01", E, place, {"/unread": [{"path": place, "text": text}]})
    for place, text in (
        (f"{INDICATORS}/gaps/target", "khoảng 80"),
        (f"{COSTS}/0/amount", "350"),
        (f"{COSTS}/9/source", "NS tỉnh"),
        (f"{COSTS}/0/source", "ai đó"),
        (COSTS, "9 triệu"),
        (f"{A1}/period/due", "31/2/2023"),
        (f"{DOC}/number", "12a"),
        (f"{DOC}/symbol", "K" * 40),
        ("/nowhere", "x\u200by"),
    )
]
NOTES = [
    change("NT01", W, "/notes/0", {"/notes": [NOTE]}),
    change(
        "NT02", H, "/notes/0/path", {"/notes": [NOTE | {"path": "/tasks/teams/activities/7/text"}]}, "NT01"
    ),
]

CASES: Final = (
    LETTERHEAD
    + DATES
    + SIGNING
    + RECIPIENTS
    + BASES
    + SECTIONS
    + TASKS
    + ACTIVITIES
    + PERIODS
    + INDICATOR_CASES
    + FUNDING
    + UNIT_CASES
    + GUIDANCE
    + TEXTS
    + UNREAD
    + NOTES
)
