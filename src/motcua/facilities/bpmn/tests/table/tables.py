"""Tables for tests: one with everything a table can say, and any table hypothesis can think of."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from motcua.facilities.bpmn.table import Row, Table, Way
from motcua.facilities.bpmn.table.rows import ALL, ANY, END, normal

FULL = normal(
    Table(
        "permit",
        "Cấp phép",
        (
            Row("receive", "Tiếp nhận", "receive", "intake_officer", "receiving", Decimal(2)),
            Row(
                "appraise", "Thẩm định", "appraise", "case_officer", "competent", Decimal("24.5"), form="f@1",
                question="Cần hỏi ý kiến?",
                next=(Way(("ask_a", "ask_b"), "consult = true", "cần"), Way(("review",), "", "không")),
            ),
            Row(
                "ask_a", "Sở A trả lời", "consult", "case_officer", "agency:H29.1", Decimal(24),
                clock="pause", law="Luật A, Điều 5", next=(Way(("sum",)),),
            ),
            Row("ask_b", "Sở B trả lời", "consult", "case_officer", "agency:H29.2", Decimal(24), next=(Way(("sum",)),)),
            Row("sum", "Tổng hợp", "appraise", "case_officer", "competent", Decimal(8), meets=ALL),
            Row(
                "review", "Lãnh đạo phòng kiểm tra", "review", "division_head", "competent", Decimal(8),
                question="Đạt?", next=(Way(("appraise",), 'result = "fail"', "chưa đạt"), Way(("approve",))),
            ),
            Row("approve", "Ký duyệt", "approve", "approver", "competent", Decimal(8)),
            Row("tell", "Kết quả đã ký", "job:notify"),
            Row("issue", "Vào sổ", "issue", "clerk", "competent", Decimal(4), slip="05"),
            Row("deliver", "Trả kết quả", "deliver", "intake_officer", "receiving", Decimal(0)),
        ),
        "Nộp hồ sơ", "Xong",
    )
)  # fmt: skip

_texts = st.text(max_size=12)
_codes = st.from_regex(r"[A-Za-z_][A-Za-z0-9_-]{0,8}", fullmatch=True).filter(
    lambda c: c not in ("start", "end")
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Any table that can be drawn, whether it may be published or not."""
    code, *codes = draw(st.lists(_codes, min_size=2, max_size=7, unique=True))
    targets = st.lists(st.sampled_from([*codes, END]), min_size=1, max_size=3, unique=True).map(tuple)
    ways = st.builds(Way, targets, _texts, _texts)
    row = st.builds(
        Row, code=st.just(""), name=_texts, kind=_texts | _texts.map(lambda text: "job:" + text), role=_texts, place=_texts,
        hours=st.none() | st.decimals(0, 99_999, allow_nan=False, places=2), clock=_texts, law=_texts, form=_texts, slip=_texts,
        next=st.lists(ways, max_size=3).map(tuple), question=_texts, meets=st.sampled_from([ALL, ANY]),
    )  # fmt: skip
    rows = tuple(Row(**(vars(draw(row)) | {"code": key})) for key in codes)
    return Table(code, draw(_texts), rows, draw(_texts), draw(_texts))
