"""What communes do most."""

from __future__ import annotations

from motcua.facilities.bpmn.table import Table
from motcua.facilities.designer.library.practice import (
    DELIVER,
    ISSUE,
    RECEIVE,
    SUPPLEMENT_LAW,
    Practice,
    choice,
    if_,
    otherwise,
    step,
)  # fmt: skip

CERTIFY = Practice(
    "Chứng thực, trả kết quả ngay",
    "Kết quả ký trong buổi, người nộp hồ sơ chờ tại quầy: chứng thực bản sao, chữ ký.",
    Table("certify", "Chứng thực, trả kết quả ngay", (
        step("receive", "Tiếp nhận, đối chiếu bản chính", "receive", "counter", "0.5"),
        step("approve", "Ký chứng thực", "approve", "leader", "1"),
        step("issue", "Ghi sổ, đóng dấu", "issue", "clerk", "0.5"),
        DELIVER,
    )),
)  # fmt: skip
BIRTH = Practice(
    "Đăng ký khai sinh tại xã",
    "Công chức tư pháp – hộ tịch kiểm tra, lãnh đạo ký, trả trong ngày làm việc.",
    Table("birth", "Đăng ký khai sinh", (
        step("receive", "Tiếp nhận, tra cứu dữ liệu dân cư", "receive", "counter", "1"),
        step("appraise", "Kiểm tra, ghi vào sổ hộ tịch điện tử", "appraise", "officer", "4"),
        step("approve", "Ký giấy khai sinh", "approve", "leader", "2"),
        step("issue", "Đóng dấu, lấy số định danh", "issue", "clerk", "1"),
        DELIVER,
    )),
)  # fmt: skip
HOUSEHOLD_BUSINESS = Practice(
    "Đăng ký hộ kinh doanh",
    "Ba ngày làm việc; tên bị trùng hoặc ngành nghề sai thì người nộp hồ sơ sửa trước khi ký.",
    Table("household_business", "Đăng ký hộ kinh doanh", (
        RECEIVE,
        step("appraise", "Kiểm tra tên, ngành nghề, địa điểm", "appraise", "officer", "12", question="Hợp lệ?",
             next=choice(if_("supplement", "cần sửa", "supplement"), otherwise("hợp lệ", "approve"))),
        step("approve", "Ký giấy chứng nhận đăng ký", "approve", "leader", "6"),
        ISSUE,
        DELIVER,
        step("supplement", "Người nộp hồ sơ sửa đổi, bổ sung", "supplement", "counter", "0", clock="pause",
             law=SUPPLEMENT_LAW, next=(otherwise("", "appraise"),)),
    )),
)  # fmt: skip
VERIFY = Practice(
    "Có xác minh thực địa",
    "Công chức đi kiểm tra tại chỗ, lập biên bản rồi mới đề xuất: đất đai, xây dựng, trợ giúp xã hội.",
    Table("field_verification", "Giải quyết có xác minh thực địa", (
        RECEIVE,
        step("appraise", "Thẩm định hồ sơ", "appraise", "officer", "8", question="Cần xác minh?",
             next=choice(if_("clear", "hồ sơ đã rõ", "propose"), otherwise("cần xác minh", "visit"))),
        step("visit", "Xác minh thực địa, lập biên bản", "verify", "officer", "24"),
        step("propose", "Đề xuất kết quả", "appraise", "officer", "8"),
        step("review", "Lãnh đạo phòng kiểm tra", "review", "head", "4", question="Đạt?",
             next=choice(if_("again", "xác minh lại", "visit"), otherwise("đạt", "approve"))),
        step("approve", "Lãnh đạo ký duyệt", "approve", "leader", "6"),
        ISSUE,
        DELIVER,
    )),
)  # fmt: skip
PRACTICES = (CERTIFY, BIRTH, HOUSEHOLD_BUSINESS, VERIFY)
