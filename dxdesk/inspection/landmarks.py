"""How the components of a document read: by these words they are found, however they are set."""

import re
from typing import Final

from dxdesk.text.folding import fold

_NATION: Final = "cong hoa xa hoi chu nghia viet nam"
_MOTTO: Final = "doc lap tu do hanh phuc"
# Appendix III, folded; official letters ("công văn") bear no name of their type.
TYPES: Final = frozenset(
    {
        "nghi quyet",
        "quyet dinh",
        "chi thi",
        "quy che",
        "quy dinh",
        "thong cao",
        "thong bao",
        "huong dan",
        "chuong trinh",
        "ke hoach",
        "phuong an",
        "de an",
        "du an",
        "bao cao",
        "bien ban",
        "to trinh",
        "hop dong",
        "cong dien",
        "ban ghi nho",
        "ban thoa thuan",
        "giay uy quyen",
        "giay moi",
        "giay gioi thieu",
        "giay nghi phep",
        "phieu gui",
        "phieu chuyen",
        "phieu bao",
        "thu cong",
    }
)
# Words that begin the name of an agency; a line of capitals without one goes on the line above.
_ORGANS: Final = (
    "uy ban",
    "ubnd",
    "hoi dong",
    "hdnd",
    "so ",
    "bo ",
    "phong ",
    "ban ",
    "trung tam",
    "van phong",
    "chi cuc",
    "cuc ",
    "tong cuc",
    "truong ",
    "benh vien",
    "vien ",
    "chi nhanh",
    "cong ty",
    "huyen uy",
    "tinh uy",
    "thanh uy",
    "dang uy",
    "mat tran",
    "doan ",
    "lien doan",
    "hoi ",
    "kho bac",
    "cong an",
    "to cong",
    "thanh tra",
    "toa an",
)
_OFFICES: Final = (
    "chu tich",
    "giam doc",
    "truong",
    "chanh",
    "bo truong",
    "thu truong",
    "bi thu",
    "chu nhiem",
    "tong cuc",
    "cuc truong",
    "hieu truong",
    "vien truong",
    "thu ky",
    "tham phan",
    "kiem soat",
    "to truong",
    "pho ",
    "ban chi dao",
    "uy ban",
    "hoi dong",
)
_office = re.compile(r"^(TM|KT|TL|TUQ|Q)\.\s*\S", re.IGNORECASE)
_date = re.compile(
    r"^(?!\(|căn cứ)[^,;:()]{2,45}?\s*,?\s*ngày[\s\d.…_]*tháng[\s\d.…_]*năm[\s\d.…_]*$", re.IGNORECASE
)
_number = re.compile(r"^Số\s*:?.{0,40}(/|\b[A-ZĐ]{2,}-)", re.IGNORECASE)
_appendix = re.compile(r"^phụ lục(\s+(số\s+)?([IVXLC]+|\d+|[A-Z]))?\s*[.:]?$", re.IGNORECASE)
_reference = re.compile(r"^\(\s*(ban hành\s+)?kèm theo\b", re.IGNORECASE)
_archive = re.compile(r"^[-–+]?\s?Lưu\s?:", re.IGNORECASE)
_basis = re.compile(r"^(căn cứ|xét đề nghị|xét tờ trình|theo đề nghị)\b", re.IGNORECASE)
_next_basis = re.compile(r"^(thực hiện|theo|xét|trên cơ sở)\b.*[;.]$", re.IGNORECASE)
_order = re.compile(r"^quyết (định|nghị)\s*:\s*$", re.IGNORECASE)


def is_nation(text: str) -> bool:
    """Tell whether a text is the national title, however it is written, or the first line of one that is broken."""
    return (
        len(text) <= len(_NATION) + 6
        and _NATION.startswith(fold(text))
        and fold(text).startswith(_NATION[:22])
    )


def is_motto(text: str) -> bool:
    """Tell whether a text is the motto, however it is written."""
    return fold(text) == _MOTTO


def is_number(text: str) -> bool:
    """Tell whether a text is number and symbol."""
    return len(text) <= 50 and _number.match(text) is not None


def is_date(text: str) -> bool:
    """Tell whether a text is place and date."""
    return len(text) <= 90 and _date.match(text) is not None


def is_head_text(text: str) -> bool:
    """Tell whether a text stands on the right side of a head."""
    return is_nation(text) or is_motto(text) or is_date(text)


def is_type(text: str) -> bool:
    """Tell whether a text is the name of a type of document."""
    return len(text) <= 30 and fold(text) in TYPES and not text.rstrip().endswith(":")


def is_order(text: str) -> bool:
    """Tell whether a text is the words of decision between bases and articles."""
    return _order.match(text) is not None


def is_basis(text: str) -> bool:
    """Tell whether a text is a basis."""
    return _basis.match(text) is not None


def is_next_basis(text: str, before: str) -> bool:
    """Tell whether a text after a basis is one that begins otherwise: "Thực hiện Công văn số …;"."""
    return before.endswith(";") and _next_basis.match(text) is not None


def is_appendix_label(text: str) -> bool:
    """Tell whether a text is the number of an appendix."""
    return _appendix.match(text) is not None


def is_reference(text: str) -> bool:
    """Tell whether a text says which document an appendix or attachment belongs to."""
    return _reference.match(text) is not None


def is_archive(text: str) -> bool:
    """Tell whether a text is the last of the recipients: the archive."""
    return _archive.match(text) is not None


def is_office(text: str) -> bool:
    """Tell whether a text is an authority or office of a signer in capitals, or begins like one."""
    return len(text) <= 80 and (
        (_office.match(text) is not None) or (is_capitals(text) and names_office(text))
    )


def has_authority(text: str) -> bool:
    """Tell whether a text begins with an abbreviation of the authority to sign."""
    return _office.match(text) is not None


def names_office(text: str) -> bool:
    """Tell whether a text has the word for an office in it."""
    folded = f"{fold(text)} "
    return any(office in folded for office in _OFFICES)


def names_organ(text: str) -> bool:
    """Tell whether a text begins as the name of an agency does."""
    return f"{fold(text)} ".startswith(_ORGANS)


def is_capitals(text: str) -> bool:
    """Tell whether a text is in capitals, but for an abbreviation or two."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= 2 and sum(map(str.isupper, letters)) >= 0.8 * len(letters)
