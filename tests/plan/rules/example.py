"""A small pack and a plan that nobody has anything to say about."""

from datetime import date
from typing import Any

import msgspec

from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import Plan
from dxdesk.value import convert

LEVELS = ["xa", "huyen", "tinh"]


def _task(number: int, key: str, title: str, needs: str, **more: Any) -> dict[str, Any]:
    answers = zip(LEVELS, needs.split(), strict=True)
    return {
        "key": key,
        "number": number,
        "title": title,
        "pillar": "nhan_thuc_so",
        "asks": ["…"],
        "explanation": "…",
        "levels": {level: {"need": need, "reason": "…", "answer": "…"} for level, need in answers},
        "suggestions": {level: [] for level in LEVELS},
        **more,
    }


def _indicator(key: str, label: str, unit: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "label": label, "unit": unit, "kind": kind, "levels": LEVELS, **more}


TEAMS = _task(
    1,
    "teams",
    "Tổ công nghệ số cộng đồng",
    "required required required",
    suggestions={
        "xa": [
            {
                "text": "Kiện toàn các Tổ công nghệ số cộng đồng",
                "lead": "Công chức Văn hóa - Xã hội",
                "period": {"text": "Quý I/2023", "due": date(2023, 3, 31)},
                "output": "Quyết định kiện toàn",
            }
        ],
        "huyen": [],
        "tinh": [],
    },
    indicators=[
        _indicator("covered", "Tỷ lệ thôn có Tổ", "%", "percent", minimum="0", maximum="100", better="more"),
        _indicator("members", "Số thành viên", "người", "count", minimum="10", maximum="900", better="more"),
        _indicator("gaps", "Số thôn lõm sóng", "thôn", "count", better="less"),
        _indicator("section", "Có chuyên mục", "có/không", "yes_no"),
        _indicator("ready", "Ngày kiện toàn xong", "ngày", "date"),
        _indicator("growth", "Tăng lượt nộp hồ sơ", "%", "percent", better="more"),
        _indicator("classes", "Số lớp của huyện", "lớp", "count") | {"levels": ["huyen"]},
    ],
)
NETWORK = _task(4, "network", "Mạng truyền số liệu chuyên dùng", "optional required required")
CLOUD = _task(5, "cloud", "Điện toán đám mây", "not_usual optional required")
BUSINESS = _task(
    15,
    "business",
    "Hỗ trợ doanh nghiệp nhỏ và vừa chuyển đổi số",
    "optional required required",
    indicators=[
        _indicator("assessed", "Số doanh nghiệp tự đánh giá", "doanh nghiệp", "count", in_letter=True),
        _indicator("rate", "Tỷ lệ dùng nền tảng", "%", "percent", maximum="100"),
    ],
)
SECURITY = _task(
    20,
    "security",
    "An toàn hệ thống thông tin theo cấp độ",
    "required required required",
    deadlines=[
        {
            "key": "q1",
            "due": date(2023, 3, 31),
            "text": "Phê duyệt cấp độ trong Quý I/2023",
            "levels": LEVELS,
        },
        {"key": "stop", "due": date(2024, 1, 1), "text": "Dừng hệ thống từ 01/01/2024", "levels": LEVELS},
    ],
)
META = {
    "id": "btttt-2023",
    "version": "1.0",
    "year": 2023,
    "name": "Hướng dẫn năm 2023",
    "letter": {
        "kind": "Công văn",
        "number": "5406/BTTTT-CĐSQG",
        "year": 2022,
        "issuer": "Bộ Thông tin và Truyền thông",
        "subject": "hướng dẫn",
        "addressees": ["Ủy ban nhân dân các tỉnh"],
        "theme": "Dữ liệu số",
        "theme_meaning": "…",
        "orientations": ["…"],
        "requests": ["…"],
    },
    "deadlines": [{"key": "plan-issue", "due": date(2022, 12, 10), "text": "Ban hành", "levels": ["tinh"]}],
    "pillars": [{"key": "nhan_thuc_so", "name": "Nhận thức số"}, {"key": "ha_tang_so", "name": "Hạ tầng số"}],
    "legal_documents": [
        {
            "key": "luat",
            "kind": "Luật",
            "issued_on": date(2015, 6, 19),
            "abstract": "Tổ chức chính quyền địa phương",
        },
        {
            "key": "qd749",
            "kind": "Quyết định",
            "number": "749/QĐ-TTg",
            "issued_on": date(2020, 6, 3),
            "issuer": "Thủ tướng Chính phủ",
            "abstract": "phê duyệt Chương trình",
        },
    ],
    "outlines": [
        {
            "key": "full",
            "name": "Đề cương đầy đủ",
            "levels": ["xa", "huyen"],
            "sections": [
                {"kind": "bases", "title": "Căn cứ"},
                {"kind": "text", "title": "Mục đích", "parts": [{"key": "purpose", "title": "Mục đích"}]},
                {"kind": "results", "title": "Kết quả"},
                {"kind": "goals", "title": "Mục tiêu"},
                {"kind": "tasks", "title": "Nhiệm vụ"},
                {"kind": "solutions", "title": "Giải pháp"},
                {"kind": "funding", "title": "Kinh phí"},
                {"kind": "organisation", "title": "Tổ chức"},
            ],
        },
        {
            "key": "district",
            "name": "Đề cương của huyện",
            "levels": ["huyen"],
            "sections": [
                {"kind": "text", "title": "Mục đích", "parts": [{"key": "purpose", "title": "Mục đích"}]}
            ],
        },
    ],
    "defaults": {
        "xa": {"outline": "full", "bases": ["luat"], "recipients": [], "archive": "VT", "lead_units": []}
    },
}
PACK = convert({"meta": META, "tasks": [TEAMS, NETWORK, CLOUD, BUSINESS, SECURITY]}, Pack)


def _activity(mark: str, text: str, words: str, due: date, **more: Any) -> dict[str, Any]:
    return {
        "id": mark,
        "text": text,
        "lead": "Công chức Văn hóa - Xã hội",
        "partners": "Các thôn",
        "period": {"text": words, "due": due},
        "output": "Báo cáo kết quả",
        **more,
    }


def _figures(kind: str, unit: str, baseline: Any, target: Any) -> dict[str, Any]:
    return {"kind": kind, "unit": unit, "baseline": baseline, "target": target}


TASKS = {
    "teams": {
        "applies": True,
        "situation": "Xã có 9 thôn, 7 thôn đã có Tổ công nghệ số cộng đồng hoạt động.",
        "activities": [
            _activity(
                "a1",
                "Kiện toàn 9 Tổ công nghệ số cộng đồng",
                "Quý I/2023",
                date(2023, 3, 31),
                costs=[
                    {"amount": 12_000_000, "source": "commune"},
                    {"amount": 3_000_000, "source": "private"},
                ],
            ),
            _activity("a2", "Tập huấn thành viên các Tổ", "Trước 30/6/2023", date(2023, 6, 30)),
        ],
        "indicators": {
            "covered": _figures("percent", "%", "77.5", "100"),
            "members": _figures("count", "người", 40, 60),
            "gaps": _figures("count", "thôn", 2, 1),
            "section": _figures("yes_no", "có/không", baseline=False, target=True),
            "ready": _figures("date", "ngày", "2022-05-10", "2023-03-31"),
            "growth": _figures("percent", "%", "10", "15.5"),
        },
    },
    "network": {"applies": False, "reason": "Mạng do huyện quản lý, xã chỉ sử dụng."},
    "cloud": {"applies": False, "reason": "Xã không vận hành hệ thống riêng."},
    "business": {
        "applies": True,
        "situation": "Trên địa bàn có 12 doanh nghiệp.",
        "activities": [
            _activity("b1", "Vận động doanh nghiệp tự đánh giá", "Tháng 4-5/2023", date(2023, 5, 31))
        ],
        "indicators": {"assessed": _figures("count", "doanh nghiệp", 0, 5)},
    },
    "security": {
        "applies": True,
        "situation": "Xã dùng một mạng nội bộ.",
        "activities": [
            _activity("c1", "Lập hồ sơ đề xuất cấp độ", "Trước 31/3/2023", date(2023, 3, 31)),
            _activity("c2", "Rà soát hệ thống hằng quý", "Hằng quý", date(2023, 12, 31)),
        ],
    },
}


def _basis(kind: str, number: str, day: date, issuer: str, abstract: str) -> dict[str, Any]:
    return {"kind": kind, "number": number, "issued_on": day, "issuer": issuer, "abstract": abstract}


PLAN: dict[str, Any] = {
    "guidance": {"id": "btttt-2023", "version": "1.0"},
    "year": 2023,
    "unit": {
        "scheme": "gso-2022",
        "code": "18580",
        "level": "xa",
        "name": "xã Thạch Kim",
        "superior": "huyện Lộc Hà",
        "province": "tỉnh Hà Tĩnh",
    },
    "document": {
        "form": "plan",
        "symbol": "KH-UBND",
        "place": "Thạch Kim",
        "subject": "Chuyển đổi số năm 2023",
        "outline": "full",
        "requested_by": date(2023, 1, 31),
        "requested_in": "Công văn số 50/UBND-VX",
        "signer": {"capacity": "TM", "title": "Chủ tịch", "full_name": "Nguyễn Văn An"},
        "recipients": ["UBND huyện (để b/c)", "Các thôn"],
        "archive": "VT, VHXH",
    },
    "bases": [
        _basis("Luật", "", date(2015, 6, 19), "", "Tổ chức chính quyền địa phương"),
        _basis("Quyết định", "749/QĐ-TTg", date(2020, 6, 3), "Thủ tướng Chính phủ", "phê duyệt Chương trình"),
        _basis("Kế hoạch", "358/KH-UBND", date(2022, 12, 18), "UBND huyện Lộc Hà", "về chuyển đổi số"),
    ],
    "results": {
        "nhan_thuc_so": "Đã tuyên truyền trên đài truyền thanh xã.",
        "ha_tang_so": "Đã có cáp quang đến 9 thôn.",
        "limitations": "Người cao tuổi còn ít dùng dịch vụ công trực tuyến.",
    },
    "goals": {
        "general": "Lấy dữ liệu số làm trọng tâm.",
        "specific": ["100% thôn có Tổ công nghệ số cộng đồng"],
    },
    "tasks": TASKS,
    "solutions": [{"title": "Tuyên truyền", "text": "Tuyên truyền trên nhiều kênh."}],
    "funding": {"text": "Kinh phí từ ngân sách xã và xã hội hóa.", "stated_total": 15_000_000},
    "organisation": [
        {"body": "Công chức Văn hóa - Xã hội", "duties": "Tham mưu, theo dõi, tổng hợp."},
        {"body": "Các thôn", "duties": "Phối hợp thực hiện."},
    ],
    "sections": {"purpose": "Cụ thể hóa kế hoạch của huyện."},
    "notes": [],
}


def clean_plan() -> Plan:
    """Return the plan that has no findings."""
    return convert(msgspec.to_builtins(PLAN), Plan)
