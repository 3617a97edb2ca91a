"""What several agencies do together (một cửa liên thông)."""

from __future__ import annotations

from motcua.facilities.bpmn.table import Table
from motcua.facilities.designer.library.practice import (
    DELIVER,
    ISSUE,
    RECEIVE,
    Practice,
    choice,
    go,
    if_,
    meeting,
    otherwise,
    step,
    together,
)  # fmt: skip

COMMUNE_PROVINCE = Practice(
    "Liên thông xã – tỉnh",
    "Xã tiếp nhận, kiểm tra và chuyển; sở thẩm định và quyết định; kết quả trả tại xã.",
    Table("commune_province", "Liên thông xã – tỉnh", (
        RECEIVE,
        step("commune_check", "Xã kiểm tra, xác nhận", "verify", "case_officer@receiving", "16"),
        step("commune_sign", "Lãnh đạo xã ký văn bản chuyển", "review", "approver@receiving", "8"),
        step("appraise", "Sở thẩm định", "appraise", "officer", "40"),
        step("review", "Lãnh đạo phòng của sở kiểm tra", "review", "head", "8", question="Đạt?",
             next=choice(
                 if_("again", "thẩm định lại", "appraise"),
                 if_("back", "trả xã kiểm tra lại", "commune_check"),
                 otherwise("đạt", "approve"),
             )),
        step("approve", "Lãnh đạo sở ký duyệt", "approve", "leader", "8"),
        ISSUE,
        DELIVER,
    )),
)  # fmt: skip
LAND = Practice(
    "Đất đai có nghĩa vụ tài chính",
    "Chuyển thông tin sang cơ quan thuế; đồng hồ dừng khi chờ người nộp hồ sơ nộp tiền.",
    Table("land_obligation", "Đất đai có nghĩa vụ tài chính", (
        RECEIVE,
        step("appraise", "Kiểm tra hồ sơ, trích lục bản đồ", "appraise", "officer", "40"),
        step("transfer", "Chuyển thông tin địa chính", "appraise", "officer", "8", question="Có nghĩa vụ tài chính?",
             next=choice(if_("exempt", "không có hoặc được miễn", "approve"), otherwise("có", "tax_notice"))),
        step("tax_notice", "Cơ quan thuế ra thông báo nộp tiền", "consult", "case_officer@agency:tax_office", "40"),
        step("pay", "Người nộp hồ sơ nộp tiền", "pay", "counter", "0", clock="pause",
             law="NĐ 101/2024/NĐ-CP: không tính thời gian thực hiện nghĩa vụ tài chính"),
        step("approve", "Ký giấy chứng nhận", "approve", "leader", "16"),
        ISSUE,
        DELIVER,
    )),
    {"tax_office": "cơ quan thuế"},
)  # fmt: skip
BIRTH_GROUP = Practice(
    "Nhóm liên thông khai sinh",
    "Đăng ký khai sinh, thường trú, cấp thẻ bảo hiểm y tế cho trẻ dưới 6 tuổi: nộp một lần, nhận cùng lúc.",
    Table("birth_group", "Khai sinh – thường trú – thẻ bảo hiểm y tế", (
        RECEIVE,
        step("appraise", "Kiểm tra, ghi vào sổ hộ tịch điện tử", "appraise", "officer", "4"),
        step("sign", "Ký giấy khai sinh", "review", "leader", "4"),
        step("send", "Đóng dấu, gửi dữ liệu cho hai cơ quan", "other", "clerk", "2", next=together("residence", "insurance")),
        step("residence", "Công an đăng ký thường trú", "consult", "case_officer@agency:police", "16", next=go("approve")),
        step("insurance", "Cấp thẻ bảo hiểm y tế", "consult", "case_officer@agency:social_insurance", "16"),
        meeting(step("approve", "Lãnh đạo duyệt trả kết quả chung", "approve", "leader", "2")),
        step("issue", "Ghi kết quả của ba thủ tục", "issue", "clerk", "2"),
        DELIVER,
    )),
    {"police": "công an cấp xã", "social_insurance": "cơ quan bảo hiểm xã hội"},
)  # fmt: skip
PRACTICES = (COMMUNE_PROVINCE, LAND, BIRTH_GROUP)
