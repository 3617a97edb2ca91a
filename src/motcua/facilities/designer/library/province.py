"""What departments of a province do."""

from __future__ import annotations

from motcua.facilities.bpmn.table import Table
from motcua.facilities.designer.library.practice import (
    DELIVER,
    ISSUE,
    RECEIVE,
    SUPPLEMENT_LAW,
    Practice,
    choice,
    go,
    if_,
    meeting,
    otherwise,
    step,
    together,
)  # fmt: skip

DEPARTMENT = Practice(
    "Sở thẩm định, lãnh đạo phòng kiểm tra",
    "Chuyên viên thẩm định, lãnh đạo phòng và lãnh đạo sở đều có thể trả lại để thẩm định lại.",
    Table("department", "Giải quyết tại sở, có trả lại thẩm định", (
        RECEIVE,
        step("appraise", "Chuyên viên thẩm định", "appraise", "officer", "24"),
        step("review", "Lãnh đạo phòng kiểm tra", "review", "head", "8", question="Đạt?",
             next=choice(if_("again", "không đạt, thẩm định lại", "appraise"), otherwise("đạt", "approve"))),
        step("approve", "Lãnh đạo sở ký duyệt", "approve", "leader", "8", question="Ký?",
             next=choice(if_("again", "trả lại phòng", "appraise"), otherwise("đã ký", "issue"))),
        ISSUE,
        DELIVER,
    )),
)  # fmt: skip
CONSULT_TWO = Practice(
    "Lấy ý kiến hai cơ quan cùng lúc",
    "Hai cơ quan được hỏi trả lời song song; chuyên viên tổng hợp khi cả hai đã trả lời.",
    Table("consult_two", "Giải quyết có lấy ý kiến hai cơ quan", (
        RECEIVE,
        step("appraise", "Thẩm định, soạn văn bản lấy ý kiến", "appraise", "officer", "16", question="Cần lấy ý kiến?",
             next=choice(if_("no_consultation", "không cần", "review"), otherwise("cần", "first", "second"))),
        step("first", "Cơ quan thứ nhất trả lời", "consult", "case_officer@agency:consulted_1", "40", next=go("gather")),
        step("second", "Cơ quan thứ hai trả lời", "consult", "case_officer@agency:consulted_2", "40"),
        meeting(step("gather", "Tổng hợp ý kiến", "appraise", "officer", "8")),
        step("review", "Lãnh đạo phòng kiểm tra", "review", "head", "8", question="Đạt?",
             next=choice(if_("again", "thẩm định lại", "appraise"), otherwise("đạt", "approve"))),
        step("approve", "Lãnh đạo ký duyệt", "approve", "leader", "8"),
        ISSUE,
        DELIVER,
    )),
    {"consulted_1": "cơ quan được hỏi thứ nhất", "consulted_2": "cơ quan được hỏi thứ hai"},
)  # fmt: skip
COUNCIL = Practice(
    "Qua hội đồng thẩm định",
    "Hội đồng họp và kết luận; chưa thông qua thì người nộp hồ sơ hoàn thiện rồi hội đồng họp lại.",
    Table("council", "Giải quyết qua hội đồng", (
        RECEIVE,
        step("appraise", "Kiểm tra, lập hồ sơ trình hội đồng", "appraise", "officer", "40"),
        step("conclude", "Hội đồng họp, kết luận", "review", "head", "80", question="Thông qua?",
             next=choice(if_("amend", "cần hoàn thiện", "supplement"), otherwise("thông qua", "propose"))),
        step("propose", "Dự thảo kết quả theo kết luận của hội đồng", "appraise", "officer", "16"),
        step("approve", "Lãnh đạo ký duyệt", "approve", "leader", "16"),
        ISSUE,
        DELIVER,
        step("supplement", "Người nộp hồ sơ hoàn thiện theo kết luận", "supplement", "counter", "0", clock="pause",
             law=SUPPLEMENT_LAW, next=go("conclude")),
    )),
)  # fmt: skip
TWO_DIVISIONS = Practice(
    "Hai phòng của một cơ quan cùng làm",
    "Phòng chuyên môn và phòng kế hoạch – tài chính thẩm định cùng lúc, lãnh đạo phòng tổng hợp.",
    Table("two_divisions", "Hai phòng thẩm định song song", (
        RECEIVE,
        step("assign", "Phân công hai phòng", "review", "head", "4", next=together("appraise", "appraise_cost")),
        step("appraise", "Thẩm định chuyên môn", "appraise", "officer", "40", next=go("review")),
        step("appraise_cost", "Thẩm định tài chính", "appraise", "officer", "32"),
        meeting(step("review", "Lãnh đạo phòng tổng hợp, kiểm tra", "review", "head", "8", question="Đạt?",
                     next=choice(if_("again", "cả hai làm lại", "assign"), otherwise("đạt", "approve")))),
        step("approve", "Lãnh đạo ký duyệt", "approve", "leader", "8"),
        ISSUE,
        DELIVER,
    )),
)  # fmt: skip
PRACTICES = (DEPARTMENT, CONSULT_TWO, COUNCIL, TWO_DIVISIONS)
