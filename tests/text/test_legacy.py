import random
import re
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.text.legacy import ENCODINGS, TCVN3, VNI, LegacyEncoding, from_legacy, legacy_encoding

VIETNAMESE = """
Thực hiện chương trình chuyển đổi số quốc gia, Ủy ban nhân dân xã xây dựng kế hoạch chuyển đổi số năm nay
với các nội dung chủ yếu sau đây. Phổ biến, quán triệt và tuyên truyền sâu rộng trong cán bộ, công chức và
nhân dân về vị trí, vai trò, tầm quan trọng của chuyển đổi số. Kiện toàn Tổ công nghệ số cộng đồng tại các
thôn, bản, tổ dân phố, bảo đảm mỗi tổ có ít nhất một người thành thạo kỹ năng số. Cử cán bộ tham gia đầy đủ
các lớp bồi dưỡng, tập huấn do cấp trên tổ chức. Duy trì hoạt động của trang thông tin điện tử, hệ thống
loa truyền thanh cơ sở. Rà soát, đề xuất phủ sóng di động băng rộng ở những vùng lõm, vùng sâu, vùng xa.
Đẩy mạnh sử dụng chữ ký số, xử lý văn bản trên môi trường mạng; tỷ lệ hồ sơ công việc được giải quyết trực
tuyến đạt trên chín mươi phần trăm. Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực. Hỗ trợ
hộ sản xuất nông nghiệp đưa sản phẩm lên sàn thương mại điện tử, mở tài khoản thanh toán không dùng tiền mặt.
Các trường học, trạm y tế trên địa bàn triển khai thu phí qua ngân hàng. Cài đặt phần mềm phòng, chống mã độc
tập trung, sao lưu dữ liệu định kỳ. Kinh phí thực hiện lấy từ nguồn ngân sách nhà nước và các nguồn huy động
hợp pháp khác. Giao công chức Văn hóa - Xã hội chủ trì, phối hợp với Đoàn Thanh niên, Hội Phụ nữ tham mưu,
theo dõi, đôn đốc và báo cáo kết quả. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị các
ngành, đoàn thể kịp thời phản ánh để xem xét, giải quyết.
"""
FRENCH = """
Où est le laïc ? Il a dû partir très tôt, déjà fatigué. On va où ? L'été, la forêt brûle à côté du théâtre.
«Noël à Hué», dit-il, né en août. Le maïs, la pâte, la crème brûlée et le thé. Un bébé haï ? Ça m'étonne.
Le maître a reçu une boîte naïve de la Thaïlande. Dès lors, le goût sûr d'un hôtel. Être ou ne pas être.
"""
ENGLISH = """
The commune shall publish its yearly plan before the end of March. Naïve users type 10 µm, § 5 and ½.
Windows® and Office™ © 2020 Microsoft; café prices ±2 °C, 3·4 m², Müller’s résumé, São Paulo, mañana.
"""
OTHERS = ["·", "«Oui»", "e·mail", "¿Qué?", "smørrebrød", "þetta er íslenska", "soft\u00adware for\u00admat"]

_FROM_UNICODE: dict[LegacyEncoding, dict[str, str]] = {
    "tcvn3": {letter.upper(): typed for typed, letter in TCVN3.items()}
    | {letter: typed for typed, letter in TCVN3.items()},
    "vni": {letter.upper(): typed.upper() for typed, letter in VNI.items()}
    | {letter: typed for typed, letter in VNI.items()},
}


def to_legacy(text: str, encoding: LegacyEncoding) -> str:
    return "".join(_FROM_UNICODE[encoding].get(letter, letter) for letter in text)


def sentences(text: str) -> list[list[str]]:
    return [words for words in map(str.split, re.split(r"[.;?]\s", text)) if words]


def windows(text: str, sizes: Iterable[int]) -> Iterator[str]:
    for words in sentences(text):
        for size in sizes:
            yield from (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))


def shuffled(text: str, number: int) -> Iterator[str]:
    dice = random.Random(1)  # noqa: S311 - the same sentences at every run
    words = re.findall(r"[^\W\d_]+", text)
    yield from (" ".join(dice.choices(words, k=dice.randint(1, 9))) for _ in range(number))


def test_the_tables_are_whole() -> None:
    assert len(TCVN3) == 74
    assert len(set(TCVN3.values())) == 74
    assert set(VNI.values()) >= set(TCVN3.values()) - set("ĂÂÊÔƠƯĐ")
    assert TCVN3["\u00ad"] == "ư"


@pytest.mark.parametrize(
    ("typed", "encoding", "text"),
    [
        ("ñy ban nh©n d©n x· T©n Phó, chuyÓn ®æi sè", "tcvn3", "ủy ban nhân dân xã Tân Phú, chuyển đổi số"),
        ("Ph\u00adêng 1", "tcvn3", "Phường 1"),
        ("UÛy ban nhaân daân xaõ Taân Phuù", "vni", "Ủy ban nhân dân xã Tân Phú"),
        ("UÛY BAN NHAÂN DAÂN", "vni", "ỦY BAN NHÂN DÂN"),
        ("chuyeån ñoåi soá", "vni", "chuyển đổi số"),
    ],
)
def test_legacy_text_is_recognised_and_converted(typed: str, encoding: LegacyEncoding, text: str) -> None:
    assert legacy_encoding(typed) == encoding
    assert from_legacy(typed, encoding) == text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_nearly_every_sentence_of_four_syllables_is_recognised(encoding: LegacyEncoding) -> None:
    typed = [to_legacy(window, encoding) for window in windows(VIETNAMESE, range(4, 15))]
    found = [text for text in typed if legacy_encoding(text) == encoding]
    assert len(typed) > 2_000
    assert len(found) / len(typed) >= 0.95


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_conversion_undoes_the_encoding(encoding: LegacyEncoding) -> None:
    text = VIETNAMESE.lower()
    assert from_legacy(to_legacy(text, encoding), encoding) == text


@pytest.mark.parametrize("text", [VIETNAMESE, VIETNAMESE.upper(), FRENCH, ENGLISH, FRENCH + ENGLISH])
def test_no_false_alarm_in_any_part_of_a_text(text: str) -> None:
    alarms = [part for part in windows(text, range(1, 9)) if legacy_encoding(part)]
    assert alarms == []


@pytest.mark.parametrize("text", [VIETNAMESE, VIETNAMESE.title(), FRENCH, VIETNAMESE + ENGLISH])
def test_no_false_alarm_in_words_in_any_order(text: str) -> None:
    alarms = [sentence for sentence in shuffled(text, 10_000) if legacy_encoding(sentence)]
    assert alarms == []


@pytest.mark.parametrize("text", OTHERS)
def test_no_false_alarm_elsewhere(text: str) -> None:
    assert legacy_encoding(text) is None


@given(st.lists(st.sampled_from(re.findall(r"\S+", VIETNAMESE + ENGLISH)), max_size=40).map(" ".join))
def test_no_false_alarm_in_unicode_vietnamese(text: str) -> None:
    assert legacy_encoding(text) is None


@given(st.text(), st.sampled_from(ENCODINGS))
def test_any_text_converts(text: str, encoding: LegacyEncoding) -> None:
    assert len(from_legacy(text, encoding)) <= len(text)
