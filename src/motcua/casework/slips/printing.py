"""Turns slip data into PDF: one function per form of the law.

The form printed on is the law's in force on the day of `printed_at`; for a reprint pass the
`form` whose name the log remembers (`papers.printed_forms.form_named`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from motcua.casework.slips import wording
from motcua.casework.slips.data import (
    ApologyData,
    Codes,
    ComponentLine,
    ControlSlipData,
    Hand,
    HandoverLine,
    Head,
    MistakeData,
    Party,
    ReceiptData,
    RejectionData,
    StopData,
    SupplementData,
    TransferData,
)
from motcua.casework.slips.standard import (
    APOLOGY,
    CONTROL_SLIP,
    MISTAKE,
    RECEIPT,
    REJECTION,
    STOP_NOTICE,
    SUPPLEMENT,
    TRANSFER,
)
from motcua.facilities.papers import codes as machine_codes
from motcua.facilities.papers import published
from motcua.facilities.papers.printed_forms import Form
from motcua.facilities.papers.slips import render
from motcua.kernel.clock import VIETNAM

Slip = (
    ReceiptData
    | SupplementData
    | RejectionData
    | ApologyData
    | MistakeData
    | ControlSlipData
    | TransferData
    | StopData
)


def render_receipt(data: ReceiptData, form: Form | None = None, *, variant: str = "") -> bytes:
    """Mẫu 01; `variant` is "A5" or "80mm" (thermal paper, the applicant's leaf only)."""
    leaves = [{"label": _leaf_label(data, "Liên giao người nộp"), "for_applicant": True}]
    if data.has_file_copy:
        leaves.append({"label": _leaf_label(data, "Liên lưu hồ sơ"), "for_applicant": False})
    body = {
        **_common(data, data.codes),
        "leaves": leaves,
        "register": data.register,
        "components": _components(data.components),
        "sets": f"{data.sets:02}",
        "statutory_time": data.statutory_time,
        "received_at": wording.moment(data.received_at),
        "due_at": wording.moment(data.due_at),
        "delivery": data.delivery,
        "fee": wording.fees(data.fees),
        "pin": data.pin,
        "officer": data.officer,
        "parts": [{"procedure": part.procedure, "where": wording.part(part)} for part in data.parts],
    }
    return _print(data, body, number=RECEIPT, variant=variant, form=form)


def _leaf_label(data: ReceiptData, leaf: str) -> str:
    return f"({leaf}{f', in lại lần {data.reprint}' if data.reprint else ''})"


def render_supplement(data: SupplementData, form: Form | None = None) -> bytes:
    """Mẫu 02."""
    note = f"(Yêu cầu lần thứ {data.request_number})" if data.request_number > 1 else ""
    clock_note = (
        "thời hạn giải quyết được tính lại từ đầu"
        if data.restarts_clock
        else "Bộ phận Một cửa tiếp nhận hồ sơ và hẹn ngày trả kết quả"
    )
    body = {
        **_common(data, data.codes),
        "note": note,
        "items": [{"name": item.name, "what": item.what} for item in data.items],
        "reason": data.reason,
        "deadline": wording.moment(data.deadline_at) if data.deadline_at else "",
        "where": data.where,
        "clock_note": clock_note,
        "officer": data.officer,
        "officer_role": "Người hướng dẫn",
    }
    return _print(data, body, number=SUPPLEMENT, form=form)


def render_rejection(data: RejectionData, form: Form | None = None) -> bytes:
    """Mẫu 03."""
    body = {
        **_common(data, data.codes),
        "received_at": wording.moment(data.received_at) if data.received_at else "",
        "reason": data.reason,
        "legal_basis": data.legal_basis,
        "returned": data.returned,
        "officer": data.officer,
        "officer_role": "Người từ chối",
    }
    return _print(data, body, number=REJECTION, form=form)


def render_apology(data: ApologyData, form: Form | None = None) -> bytes:
    """Mẫu 04."""
    title = (
        ["VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN", "THỜI GIAN GIẢI QUYẾT HỒ SƠ"]
        if data.new_due_at
        else ["VĂN BẢN XIN LỖI", "VỀ VIỆC CHẬM GIẢI QUYẾT HỒ SƠ"]
    )
    body = {
        **_common(data, data.codes),
        "title": title,
        "number": data.number,
        "notation": data.notation,
        "received_on": wording.day(data.received_at),
        "due_at": wording.moment(data.due_at),
        "new_due_at": wording.moment(data.new_due_at) if data.new_due_at else "",
        "reason": _sentence(data.reason),
        "signer": data.signer,
        "signer_title": data.signer_title,
        "recipients": list(data.recipients or ("Như trên", "Lưu: hồ sơ")),
    }
    return _print(data, body, number=APOLOGY, form=form)


def render_mistake(data: MistakeData, form: Form | None = None) -> bytes:
    """Thư xin lỗi vì kết quả sai."""
    body = {
        **_common(data, data.codes),
        "correct_by": wording.moment(data.correct_by),
        "reason": _sentence(data.reason),
        "signer": data.signer,
        "signer_title": data.signer_title,
        "recipients": list(data.recipients or ("Như trên", "Lưu: hồ sơ")),
    }
    return _print(data, body, number=MISTAKE, form=form)


def render_control_slip(data: ControlSlipData, form: Form | None = None) -> bytes:
    """Mẫu 06."""
    nobody = Hand(name="")
    blank = (HandoverLine(giver=nobody, receiver=nobody),) * data.blank_rows
    body = {
        **_common(data, data.codes),
        "register": data.register,
        "supporting_agencies": "; ".join(data.supporting_agencies),
        "received_at": wording.moment(data.received_at),
        "due_at": wording.moment(data.due_at),
        "rows": [_handover(row) for row in (*data.rows, *blank)],
    }
    return _print(data, body, number=CONTROL_SLIP, form=form)


def render_transfer(data: TransferData, form: Form | None = None) -> bytes:
    """Phiếu chuyển xử lý."""
    body = {
        **_common(data, data.codes),
        "giver_unit": data.giver.unit,
        "receiver_unit": data.receiver.unit,
        "giver": data.giver.name,
        "receiver": data.receiver.name,
        "task": data.task,
        "task_due_at": wording.moment(data.task_due_at) if data.task_due_at else "",
        "received_at": wording.moment(data.received_at),
        "due_at": wording.moment(data.due_at),
        "handed_at": wording.moment(data.printed_at),
        "components": _components(data.components),
    }
    return _print(data, body, number=TRANSFER, form=form)


def render_stop_notice(data: StopData, form: Form | None = None) -> bytes:
    """Mẫu 05."""
    body = {
        **_common(data, data.codes),
        "received_on": wording.day(data.received_at),
        "cause": data.cause,
        "request_reason": _sentence(data.request_reason) if data.request_reason else "",
        "step": data.step,
        "decision": _sentence(data.decision),
        "fee_note": wording.refund(refunds=data.refunds_fee, had_fee=data.had_fee),
        "signer": data.signer,
        "signer_title": data.signer_title,
    }
    return _print(data, body, number=STOP_NOTICE, form=form)


def _components(lines: tuple[ComponentLine, ...]) -> list[dict[str, Any]]:
    return [
        {
            "name": line.name,
            "originals": line.originals,
            "copies": line.copies,
            "electronic": line.electronic,
            "note": line.note,
            "count": wording.kinds(line),
        }
        for line in lines
    ]


def _handover(row: HandoverLine) -> dict[str, Any]:
    return {
        "giver": {"name": row.giver.name, "unit": row.giver.unit, "signed": row.giver.signed},
        "receiver": {"name": row.receiver.name, "unit": row.receiver.unit, "signed": row.receiver.signed},
        "time": wording.clock_time(row.at),
        "day": wording.day(row.at),
        "timeliness": wording.TIMELINESS[row.timeliness],
        "is_overdue": row.timeliness == "overdue",
        "note": row.note,
    }


def _common(data: Slip, codes: Codes) -> dict[str, Any]:
    """What every slip shows: agency, codes, the person, who helps."""
    barcode_svg, width = machine_codes.code128_svg(codes.barcode)
    submitter = getattr(data, "submitter", "")
    local = data.printed_at.astimezone(VIETNAM)
    return {
        "head": _head(data.head),
        "place_and_date": wording.place_and_date(data.head, data.printed_at),
        "code": codes.code,
        "barcode": codes.barcode,
        "barcode_svg": barcode_svg,
        "barcode_width_mm": width,
        "qr_svg": machine_codes.qr_svg(codes.qr_url) if codes.qr_url else "",
        "one_stop": data.one_stop,
        "competent_agency": getattr(data, "competent_agency", ""),
        "owner": _party(data.owner),
        "contact_label": wording.contact(data.owner)[0],
        "submitter": submitter if submitter != data.owner.name else "",
        "signer_left": submitter or data.owner.name,
        "matter": data.matter,
        "foot": f"{codes.code or codes.barcode} · in lúc {local:%H:%M %d/%m/%Y}",
        **_helpers(data),
    }


def _head(head: Head) -> dict[str, str]:
    return {"agency": head.agency, "parent": head.parent}


def _party(party: Party) -> dict[str, str]:
    return {
        "name": party.name,
        "id_number": party.id_number,
        "address": party.address,
        "contact": wording.contact(party)[1],
    }


def _helpers(data: Slip) -> dict[str, str]:
    contact = getattr(data, "contact", None)
    if contact is None:
        return {}
    return {
        "guide": contact.guide or data.one_stop,
        "hotline": contact.hotline,
        "lookup_address": contact.lookup_address.removeprefix("https://").rstrip("/"),
    }


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _print(data: Slip, body: dict[str, Any], *, number: str, form: Form | None, variant: str = "") -> bytes:
    chosen = form or Form(published.on_paper(number, data.printed_at, variant))
    return print_on(chosen, body, printed_at=data.printed_at)


def print_on(form: Form, body: dict[str, Any], *, printed_at: datetime, is_list: bool = False) -> bytes:
    """The PDF of a body on a form, with what the office worded; a list of many pages goes without tags."""
    whole = body | {"office": form.texts.to_json(), "trial": form.is_trial}
    return render(form.template, whole, dated=printed_at, tagged=not is_list)
