"""Words that made plans choose among: names of people, ways of saying the same, what they report."""

from random import Random
from typing import Final

_FAMILIES: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô")
_MIDDLES: Final = ("Văn", "Thị", "Đức", "Minh", "Quang", "Thanh", "Hữu", "Ngọc", "Xuân", "Thu")
_GIVEN: Final = ("An", "Bình", "Chiến", "Dũng", "Giang", "Hà", "Hùng", "Khánh", "Lan", "Mai", "Nam", "Phúc")

OPENINGS: Final = (
    "",
    "",
    "",
    "Tiếp tục: ",
    "Phấn đấu hoàn thành: ",
    "Chủ trì, phối hợp thực hiện: ",
    "Năm nay tập trung: ",
)
ENDINGS: Final = (
    "",
    "",
    "",
    " trên địa bàn",
    " (thực hiện theo hướng dẫn của cấp trên)",
    "; báo cáo kết quả hằng quý",
    ", ưu tiên các thôn, tổ dân phố còn khó khăn",
)
PARTNERS: Final = (
    "",
    "Đoàn Thanh niên",
    "Hội Liên hiệp Phụ nữ; Hội Nông dân",
    "Công an; các trường học",
    "VNPT; Viettel",
    "Bưu điện; Ngân hàng Chính sách xã hội",
    "Các cơ quan, đơn vị liên quan",
)
NOTES: Final = (
    "",
    "",
    "",
    "",
    "Chuyển tiếp từ năm trước",
    "Lồng ghép với chương trình nông thôn mới",
    "Đã có dự toán",
)
SITUATIONS: Final = (
    "",
    "Đã triển khai từ năm trước, kết quả bước đầu tốt.",
    "Đã thành lập và hoạt động ổn định; còn thiếu thiết bị.",
    "Mới thực hiện ở một số thôn; cán bộ kiêm nhiệm nên còn chậm.",
    "Người dân đã quen dần, nhất là lớp trẻ.\nNgười cao tuổi còn cần hướng dẫn trực tiếp.",
    "Chưa thực hiện năm trước.",
)
REASONS: Final = (
    "Cấp trên thực hiện chung cho các đơn vị trên địa bàn.",
    "Chưa có nguồn kinh phí; đề nghị bố trí năm sau.",
    "Không thuộc phạm vi quản lý của đơn vị.",
    "Đã hoàn thành trong năm trước.",
)
RESULTS: Final = (
    "Đã ban hành kế hoạch và phân công cán bộ phụ trách.",
    "Đạt và vượt chỉ tiêu được giao; có mô hình được cấp trên biểu dương.",
    "Hoàn thành phần lớn nhiệm vụ; một số chỉ tiêu đạt thấp do thiếu kinh phí.",
    "Hạ tầng viễn thông phủ tất cả các thôn; số hồ sơ trực tuyến tăng so với năm trước.",
)
LIMITS: Final = (
    "Kinh phí còn hạn hẹp; cán bộ kiêm nhiệm nhiều việc.",
    "Kỹ năng số của một bộ phận người dân còn hạn chế.",
    "Trang thiết bị đã cũ, chưa được thay thế đồng bộ.",
)
SOLUTIONS: Final = (
    ("Chỉ đạo, điều hành", "Người đứng đầu trực tiếp chỉ đạo; giao ban hằng tháng."),
    ("Tuyên truyền", "Phát trên đài truyền thanh, trang thông tin điện tử và nhóm Zalo của thôn."),
    ("Huy động nguồn lực", "Lồng ghép các chương trình; vận động doanh nghiệp viễn thông hỗ trợ."),
    ("Kiểm tra, giám sát", "Kiểm tra hằng quý; đưa kết quả vào xếp loại thi đua."),
)
OTHER_FIGURES: Final = ("Theo hướng dẫn", "Đang rà soát", "Sẽ bổ sung sau khi có số liệu chính thức")


def person(rng: Random) -> str:
    """Return a name."""
    return f"{rng.choice(_FAMILIES)} {rng.choice(_MIDDLES)} {rng.choice(_GIVEN)}"
