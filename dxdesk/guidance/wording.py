"""The unit's own words in the texts of a pack: "UBND {xa}" becomes "UBND phường" in the plan of a phường.

Placeholders stand in suggestions (`text`, `lead`, `output`), in ready answers and in the defaults of a
level; every other text speaks of the levels in general and holds no brace.
"""

import re
from typing import Final

import msgspec

from dxdesk.guidance.pack import LevelDefaults, LevelNeed, Pack, Suggestion, Task
from dxdesk.language import translate as _
from dxdesk.units.catalogue import catalogue
from dxdesk.units.naming import in_sentence
from dxdesk.units.unit import Unit
from dxdesk.value import Value

_FILLED: Final = re.compile(
    r"/suggestions/[a-z]+/\d+/(?:text|lead|output)"
    r"|/levels/[a-z]+/answer"
    r"|/defaults/[a-z]+/(?:(?:recipients|lead_units)/\d+|archive|general_goal)"
)
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
# What stands before "ủy" and "đoàn" in the names of the Party's and the Youth Union's committees.
_COMMITTEES: Final = {
    "tỉnh": "Tỉnh",
    "thành phố": "Thành",
    "thị xã": "Thị",
    "quận": "Quận",
    "huyện": "Huyện",
}
_HAMLETS: Final = {
    # kind of the commune: what it is divided into, and who leads one of these
    "xã": ("thôn", "trưởng thôn"),
    "đặc khu": ("khu dân cư", "trưởng khu dân cư"),
}
_WARDS: Final = ("tổ dân phố", "tổ trưởng tổ dân phố")


class Words(Value, frozen=True, kw_only=True):
    """What the placeholders stand for: each field is one. The defaults are for texts without a unit."""

    xa: str = "xã"
    thon: str = "thôn"
    truong_thon: str = "trưởng thôn"
    dia_chinh: str = "Địa chính - Nông nghiệp"
    huyen: str = "huyện"
    huyen_uy: str = "Huyện ủy"
    huyen_doan: str = "Huyện đoàn"
    phong_vhtt: str = "Phòng Văn hóa và Thông tin huyện"
    phong_ha_tang: str = "Phòng Kinh tế và Hạ tầng"
    phong_nong_nghiep: str = "Phòng Nông nghiệp và Phát triển nông thôn"
    tinh: str = "tỉnh"
    tinh_uy: str = "Tỉnh ủy"
    tinh_doan: str = "Tỉnh đoàn"


def words_of(unit: Unit | None) -> Words:
    """Return the words of a unit, or the default ones where there is none.

    The map of 2025 has no districts: what a commune of 2023 did with its district it does with its
    province, so `huyen` is then the province's kind.
    """
    if unit is None:
        return Words()
    units = {each.level: each for each in (unit, *catalogue(unit.scheme).parents(unit))}
    xa = units["xa"].kind if "xa" in units else "xã"
    tinh = units["tinh"].kind
    above = units.get("huyen", units["tinh"])
    huyen = "huyện" if unit.level == "tinh" else above.kind
    thon, truong_thon = _HAMLETS.get(xa, _WARDS)
    is_rural = huyen not in {"quận", "thị xã", "thành phố"}
    # "UBND thành phố" of Thủ Đức or of Hồ Chí Minh? The upper one is named in full.
    is_ambiguous = above.level == "huyen" and huyen == tinh
    return Words(
        xa=xa,
        thon=thon,
        truong_thon=truong_thon,
        # Law on Cadres and Civil Servants 2008, Article 61.3: another officer for land in a town.
        dia_chinh="Địa chính - Xây dựng" if xa in {"phường", "thị trấn"} else "Địa chính - Nông nghiệp",
        huyen=huyen,
        huyen_uy=f"{_COMMITTEES[huyen]} ủy",
        huyen_doan=f"{_COMMITTEES[huyen]} đoàn",
        phong_vhtt=_information_office(unit, above),
        # Decree 37/2014/NĐ-CP, Article 8: what differs between a rural and an urban district.
        phong_ha_tang="Phòng Kinh tế và Hạ tầng" if is_rural else "Phòng Quản lý đô thị",
        phong_nong_nghiep="Phòng Nông nghiệp và Phát triển nông thôn" if is_rural else "Phòng Kinh tế",
        tinh=in_sentence(units["tinh"]) if is_ambiguous else tinh,
        tinh_uy=f"{_COMMITTEES[tinh]} ủy",
        tinh_doan=f"{_COMMITTEES[tinh]} đoàn",
    )


def fill(text: str, words: Words) -> str:
    """Return a text with its placeholders filled; one that begins with a placeholder has a capital."""
    if "{" not in text:
        return text
    values = msgspec.structs.asdict(words)
    filled = _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
    return filled[0].upper() + filled[1:] if text.startswith("{") else filled


def worded_pack(pack: Pack, words: Words) -> Pack:
    """Return a pack whose texts speak of one unit."""
    defaults = {level: worded_defaults(default, words) for level, default in pack.meta.defaults.items()}
    return Pack(
        meta=msgspec.structs.replace(pack.meta, defaults=defaults),
        tasks=tuple(worded_task(task, words) for task in pack.tasks),
    )


def worded_task(task: Task, words: Words) -> Task:
    """Return a task whose suggestions and ready answers speak of one unit."""
    return msgspec.structs.replace(
        task,
        levels={level: _worded_need(need, words) for level, need in task.levels.items()},
        suggestions={
            level: tuple(worded_suggestion(suggestion, words) for suggestion in suggestions)
            for level, suggestions in task.suggestions.items()
        },
    )


def worded_suggestion(suggestion: Suggestion, words: Words) -> Suggestion:
    """Return a suggestion that speaks of one unit."""
    return msgspec.structs.replace(
        suggestion,
        text=fill(suggestion.text, words),
        lead=fill(suggestion.lead, words),
        output=fill(suggestion.output, words),
    )


def worded_defaults(defaults: LevelDefaults, words: Words) -> LevelDefaults:
    """Return the defaults of a level in the words of one unit."""
    return msgspec.structs.replace(
        defaults,
        recipients=tuple(fill(line, words) for line in defaults.recipients),
        archive=fill(defaults.archive, words),
        lead_units=tuple(fill(line, words) for line in defaults.lead_units),
        general_goal=fill(defaults.general_goal, words),
    )


def placeholder_fault(pointer: str, text: str) -> str | None:
    """Say what is wrong with the braces of a text of a pack, if anything is."""
    if "{" not in text and "}" not in text:
        return None
    if not _FILLED.fullmatch(pointer):
        return _("braces are only for the unit's own words in suggestions, answers and defaults")
    for found in _PLACEHOLDER.finditer(text):
        if found[1] not in Words.__struct_fields__:
            message = _("“{name}” is none of the words that are filled in: {known}")
            return message.format(name=found[0], known=", ".join(Words.__struct_fields__))
    if set("{}") & set(_PLACEHOLDER.sub("", text)):
        message = _("a brace stands alone; a word to be filled in is written like {example}")
        return message.format(example="{xa}")
    return None


def _worded_need(need: LevelNeed, words: Words) -> LevelNeed:
    return msgspec.structs.replace(need, answer=fill(need.answer, words))


def _information_office(unit: Unit, above: Unit) -> str:
    """Return who answers for digital transformation on the level above a commune.

    Where that is the province, it is the department which took this over in 2025.
    """
    if unit.level == "xa" and above.level == "tinh":
        return "Sở Khoa học và Công nghệ"
    return f"Phòng Văn hóa và Thông tin {above.kind if above.level == 'huyen' else 'huyện'}"
