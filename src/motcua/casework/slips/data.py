"""What stands on each slip: plain values, gathered from the log by whoever prints.

Times are aware instants and are shown in Viet Nam's time to the minute; money is whole
đồng; empty texts leave no line on the paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Head:
    """Agency block: the agency that gives the slip, the one above it, and the place of the date line."""

    agency: str
    parent: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Codes:
    """`code` is empty before acceptance; `barcode` are the dossier's digits; `qr_url` holds the random token."""

    barcode: str
    qr_url: str = ""
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Party:
    """Tổ chức, cá nhân: the dossier's owner as printed."""

    name: str
    id_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class ComponentLine:
    """Một giấy tờ: how many of each kind were handed in; `note` says e.g. that it was reused."""

    name: str
    originals: int = 0
    copies: int = 0
    electronic: int = 0
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class FeeLine:
    """Một khoản phí, lệ phí in đồng."""

    name: str
    amount_vnd: int
    is_paid: bool = False


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Who helps: a name or desk, a telephone number, the address where a code can be looked up."""

    guide: str = ""
    hotline: str = ""
    lookup_address: str = ""


@dataclass(frozen=True, kw_only=True)
class PartLine:
    """Một hồ sơ thành phần của thủ tục liên thông; `code` is empty until it is opened."""

    procedure: str
    agency: str = ""
    code: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ReceiptData:
    """Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả.

    `has_file_copy` adds the second leaf that travels with the control slip; it bears
    neither PIN nor QR. `reprint` counts prints after the first (0 for the first).
    """

    head: Head
    codes: Codes
    one_stop: str
    competent_agency: str
    owner: Party
    matter: str
    components: tuple[ComponentLine, ...]
    statutory_time: str
    received_at: datetime
    due_at: datetime
    officer: str
    printed_at: datetime
    submitter: str = ""
    sets: int = 1
    delivery: str = ""
    fees: tuple[FeeLine, ...] = ()
    register: str = ""
    pin: str = ""
    contact: Contact = Contact()
    has_file_copy: bool = False
    reprint: int = 0
    parts: tuple[PartLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SupplementItem:
    """Một nội dung phải bổ sung: the paper or point, and what to do about it."""

    name: str
    what: str


@dataclass(frozen=True, kw_only=True)
class SupplementData:
    """Mẫu 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.

    `request_number` is 1, or more for the exceptional further request. `restarts_clock`
    is false for slips given before acceptance, where no clock runs yet.
    """

    head: Head
    codes: Codes
    one_stop: str
    owner: Party
    matter: str
    items: tuple[SupplementItem, ...]
    reason: str
    officer: str
    printed_at: datetime
    competent_agency: str = ""
    submitter: str = ""
    deadline_at: datetime | None = None
    where: str = ""
    request_number: int = 1
    restarts_clock: bool = True
    contact: Contact = Contact()


@dataclass(frozen=True, kw_only=True)
class RejectionData:
    """Mẫu 03, Phiếu từ chối tiếp nhận, giải quyết hồ sơ; at the counter or after appraisal."""

    head: Head
    codes: Codes
    one_stop: str
    owner: Party
    matter: str
    reason: str
    officer: str
    printed_at: datetime
    competent_agency: str = ""
    submitter: str = ""
    received_at: datetime | None = None
    legal_basis: str = ""
    returned: str = ""
    contact: Contact = Contact()


@dataclass(frozen=True, kw_only=True)
class ApologyData:
    """Mẫu 04, Văn bản xin lỗi và đề nghị gia hạn; without `new_due_at` it is an apology alone."""

    head: Head
    codes: Codes
    one_stop: str
    owner: Party
    matter: str
    received_at: datetime
    due_at: datetime
    reason: str
    signer: str
    signer_title: str
    printed_at: datetime
    new_due_at: datetime | None = None
    number: str = ""
    notation: str = ""
    recipients: tuple[str, ...] = ()
    contact: Contact = Contact()


@dataclass(frozen=True, kw_only=True)
class MistakeData:
    """Thư xin lỗi vì kết quả sai: a letter of practice, the decree sets no form for it."""

    head: Head
    codes: Codes
    one_stop: str
    owner: Party
    matter: str
    correct_by: datetime
    reason: str
    signer: str
    signer_title: str
    printed_at: datetime
    recipients: tuple[str, ...] = ()
    contact: Contact = Contact()


@dataclass(frozen=True, kw_only=True)
class Hand:
    """One side of a hand-over; `signed` is what stands in the signature cell, empty to sign by hand."""

    name: str
    unit: str = ""
    signed: str = ""


@dataclass(frozen=True, kw_only=True)
class HandoverLine:
    """Một lần giao nhận; `timeliness` is "early", "on_time", "overdue", or "" while the step still runs."""

    giver: Hand
    receiver: Hand
    at: datetime | None = None
    timeliness: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ControlSlipData:
    """Mẫu 06, Phiếu kiểm soát quá trình giải quyết hồ sơ; `blank_rows` are left to fill by hand."""

    head: Head
    codes: Codes
    one_stop: str
    competent_agency: str
    owner: Party
    matter: str
    received_at: datetime
    due_at: datetime
    rows: tuple[HandoverLine, ...]
    printed_at: datetime
    supporting_agencies: tuple[str, ...] = ()
    register: str = ""
    blank_rows: int = 0


@dataclass(frozen=True, kw_only=True)
class TransferData:
    """Phiếu chuyển xử lý: the task and the time given to the agency that gets the dossier."""

    head: Head
    codes: Codes
    one_stop: str
    competent_agency: str
    owner: Party
    matter: str
    received_at: datetime
    due_at: datetime
    giver: Hand
    receiver: Hand
    task: str
    task_due_at: datetime | None
    components: tuple[ComponentLine, ...]
    printed_at: datetime


@dataclass(frozen=True, kw_only=True)
class StopData:
    """Mẫu 05, Thông báo dừng giải quyết hồ sơ; `cause` is a whole sentence."""

    head: Head
    codes: Codes
    one_stop: str
    competent_agency: str
    owner: Party
    matter: str
    received_at: datetime
    cause: str
    request_reason: str
    step: str
    decision: str
    refunds_fee: bool
    had_fee: bool
    signer: str
    signer_title: str
    printed_at: datetime
    contact: Contact = Contact()
