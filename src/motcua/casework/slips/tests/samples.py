"""Invented dossiers to print: an ordinary one, and one with everything as long as life makes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from motcua.casework.slips.data import (
    ApologyData,
    Codes,
    ComponentLine,
    Contact,
    ControlSlipData,
    FeeLine,
    Hand,
    HandoverLine,
    Head,
    Party,
    ReceiptData,
    RejectionData,
    StopData,
    SupplementData,
    SupplementItem,
    TransferData,
)

AT = datetime(2026, 11, 20, 1, 37, tzinfo=UTC)
DUE = datetime(2026, 11, 27, 1, 37, tzinfo=UTC)
HEAD = Head(parent="UBND phường Thành Sen", agency="Trung tâm Phục vụ hành chính công", place="Thành Sen")
CODES = Codes(
    code="H27.15.02-261120-0001",
    barcode="261120000123",
    qr_url="https://motcua.example.vn/h/AbCdEfGhIjKlMnOpQrStUv",
)
OWNER = Party(
    name="Nguyễn Thị Thử Nghiệm",
    id_number="042195000123",
    address="Số 12, đường Mẫu, Tổ dân phố 5, phường Thành Sen, tỉnh Hà Tĩnh",
    phone="0912 345 678",
    email="thu.nghiem@example.vn",
)
CONTACT = Contact(
    guide="chị Lê Thị Ví Dụ, quầy số 2", hotline="0239 1234 567", lookup_address="motcua.example.vn/tra-cuu"
)
ONE_STOP = "Trung tâm Phục vụ hành chính công phường Thành Sen"
MATTER = "Đăng ký khai sinh"


def receipt(**changes: object) -> ReceiptData:
    values: dict = {
        "head": HEAD, "codes": CODES, "one_stop": ONE_STOP, "competent_agency": "UBND phường Thành Sen",
        "owner": OWNER, "submitter": "Trần Văn Thử Nghiệm", "matter": MATTER,
        "components": (
            ComponentLine(name="Tờ khai đăng ký khai sinh theo mẫu", originals=1),
            ComponentLine(name="Giấy chứng sinh", originals=1, electronic=1),
            ComponentLine(name="Giấy chứng nhận kết hôn của cha mẹ", note="dùng lại dữ liệu đã có"),
        ),
        "statutory_time": "05 ngày làm việc", "received_at": AT, "due_at": DUE,
        "delivery": "Tại quầy của Trung tâm",
        "fees": (FeeLine(name="Lệ phí hộ tịch", amount_vnd=0), FeeLine(name="Phí cấp bản sao", amount_vnd=16_000)),
        "pin": "4827", "officer": "Lê Thị Ví Dụ", "printed_at": AT, "contact": CONTACT, "has_file_copy": True,
    }  # fmt: skip
    return ReceiptData(**(values | changes))


def long_receipt() -> ReceiptData:
    """Long names, a dozen papers, an organisation, the longest code."""
    return receipt(
        head=Head(
            parent="Ủy ban nhân dân tỉnh Hà Tĩnh",
            agency="Chi nhánh số 3 Trung tâm Phục vụ hành chính công tỉnh Hà Tĩnh",
            place="Hà Tĩnh",
        ),
        codes=Codes(
            code="H27.15.02.013-261120-10234",
            barcode="2611200001234567",
            qr_url="https://dichvucong.mot-cua-dien-tu.example.vn/ho-so/AbCdEfGhIjKlMnOpQrStUv",
        ),
        owner=Party(
            name="Công ty trách nhiệm hữu hạn một thành viên Thương mại, Dịch vụ và Xây dựng Thử Nghiệm Ví Dụ Miền Trung",
            id_number="0100233488-001",
            address="Lô CN 12, Khu công nghiệp Mẫu, thôn Thử Nghiệm 10, xã Ví Dụ Thượng, tỉnh Hà Tĩnh",
            phone="02391234567",
        ),
        matter=(
            "Cấp giấy phép môi trường đối với dự án đầu tư, cơ sở, khu sản xuất, kinh doanh, dịch vụ tập trung, "
            "cụm công nghiệp thuộc thẩm quyền của Ủy ban nhân dân cấp tỉnh"
        ),
        components=tuple(
            ComponentLine(
                name=f"Báo cáo số {n}: bản thuyết minh, bản vẽ thiết kế và hồ sơ kèm theo đã được thẩm định theo quy định",
                originals=n % 3,
                copies=n,
                electronic=1,
            )
            for n in range(1, 13)
        ),
        statutory_time="22,5 ngày làm việc, không kể thời gian bổ sung hồ sơ",
        register="Quyển số: 03/2026, số thứ tự: 1024",
        sets=7,
        reprint=2,
    )


def supplement(**changes: object) -> SupplementData:
    values: dict = {
        "head": HEAD, "codes": CODES, "one_stop": ONE_STOP, "competent_agency": "UBND phường Thành Sen",
        "owner": OWNER, "matter": MATTER,
        "items": (
            SupplementItem(name="Giấy chứng sinh", what="Nộp bản chính; bản đã nộp là bản chụp không có chứng thực."),
            SupplementItem(name="Tờ khai đăng ký khai sinh", what="Ghi đủ nơi đăng ký kết hôn của cha mẹ ở mục 7."),
        ),
        "reason": "Thành phần hồ sơ chưa đủ theo quy định của thủ tục đã công bố.",
        "deadline_at": DUE + timedelta(days=8), "where": ONE_STOP,
        "officer": "Lê Thị Ví Dụ", "printed_at": AT, "contact": CONTACT,
    }  # fmt: skip
    return SupplementData(**(values | changes))


def rejection(**changes: object) -> RejectionData:
    values: dict = {
        "head": HEAD, "codes": Codes(barcode="261120000124"), "one_stop": ONE_STOP, "owner": OWNER,
        "matter": "Đăng ký kết hôn", "received_at": AT,
        "reason": "Một bên nam chưa đủ 20 tuổi vào ngày nộp hồ sơ nên chưa đủ điều kiện đăng ký kết hôn.",
        "legal_basis": "Luật Hôn nhân và gia đình, Điều 8", "returned": "toàn bộ 02 giấy tờ đã nộp",
        "officer": "Lê Thị Ví Dụ", "printed_at": AT, "contact": CONTACT,
    }  # fmt: skip
    return RejectionData(**(values | changes))


def apology(**changes: object) -> ApologyData:
    values: dict = {
        "head": Head(parent="", agency="Ủy ban nhân dân phường Thành Sen", place="Thành Sen"),
        "codes": CODES, "one_stop": ONE_STOP, "owner": OWNER, "matter": "Xác nhận tình trạng nhà ở, đất ở",
        "received_at": AT, "due_at": DUE, "reason": "phải chờ ý kiến của cơ quan phối hợp về ranh giới thửa đất",
        "signer": "Phạm Văn Mẫu", "signer_title": "KT. Chủ tịch\nPhó Chủ tịch", "printed_at": AT,
        "new_due_at": DUE + timedelta(days=5), "notation": "/UBND-VP", "contact": CONTACT,
    }  # fmt: skip
    return ApologyData(**(values | changes))


def control_slip(count: int = 5, **changes: object) -> ControlSlipData:
    people = [
        Hand(name="Lê Thị Ví Dụ", unit=ONE_STOP, signed="Lê Thị Ví Dụ"),
        Hand(name="Hoàng Văn Thụ Lý", unit="Phòng Văn hóa - Xã hội", signed="Hoàng Văn Thụ Lý"),
        Hand(name="Phạm Văn Mẫu", unit="Phó Chủ tịch UBND phường", signed="Phạm Văn Mẫu"),
    ]
    rows = tuple(
        HandoverLine(
            giver=people[n % 3], receiver=people[(n + 1) % 3], at=AT + timedelta(hours=5 * n),
            timeliness=("early", "on_time", "overdue")[n % 3] if n else "",
            note="Kèm bản giấy" if n % 2 == 0 else "",
        )
        for n in range(count)
    )  # fmt: skip
    values: dict = {
        "head": HEAD, "codes": CODES, "one_stop": ONE_STOP, "competent_agency": "UBND phường Thành Sen",
        "supporting_agencies": ("Công an phường Thành Sen", "Văn phòng Đăng ký đất đai"), "owner": OWNER,
        "matter": MATTER, "received_at": AT, "due_at": DUE, "rows": rows, "printed_at": AT, "blank_rows": 1,
    }  # fmt: skip
    return ControlSlipData(**(values | changes))


def transfer(**changes: object) -> TransferData:
    values: dict = {
        "head": HEAD, "codes": Codes(code=CODES.code, barcode=CODES.barcode), "one_stop": ONE_STOP,
        "competent_agency": "UBND phường Thành Sen", "owner": OWNER, "matter": MATTER, "received_at": AT,
        "due_at": DUE, "giver": Hand(name="Lê Thị Ví Dụ", unit=ONE_STOP),
        "receiver": Hand(name="", unit="Phòng Văn hóa - Xã hội"), "task": "Thẩm định hồ sơ",
        "task_due_at": DUE - timedelta(days=2), "printed_at": AT,
        "components": (ComponentLine(name="Tờ khai đăng ký khai sinh", originals=1),),
    }  # fmt: skip
    return TransferData(**(values | changes))


def stop_notice(**changes: object) -> StopData:
    values: dict = {
        "head": HEAD, "codes": Codes(code=CODES.code, barcode=CODES.barcode), "one_stop": ONE_STOP,
        "competent_agency": "UBND phường Thành Sen", "owner": OWNER, "matter": MATTER, "received_at": AT,
        "cause": "Ngày 23/11/2026, ông/bà đã yêu cầu rút hồ sơ.", "request_reason": "đã nộp ở nơi khác",
        "step": "Thẩm định hồ sơ", "decision": "đồng ý cho rút hồ sơ theo yêu cầu", "refunds_fee": True,
        "had_fee": True, "signer": "Phạm Văn Mẫu", "signer_title": "Chủ tịch", "printed_at": AT,
        "contact": CONTACT,
    }  # fmt: skip
    return StopData(**(values | changes))
