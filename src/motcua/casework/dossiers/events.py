"""The facts of a dossier's life. Ids, codes, instants and amounts only: texts stand in statements."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.directory.staff.acting import OfficersAct
from motcua.kernel.events.facts import fact


@fact("dossiers.drafted")
@dataclass(frozen=True, kw_only=True)
class DossierDrafted:
    """Lập hồ sơ tại bộ phận một cửa."""

    barcode: str
    token_sha256: str
    procedure_version_id: int
    procedure_case_id: int | None
    intake_channel: int
    support_point_id: int | None
    receiving_agency_id: int
    competent_agency_id: int
    delivery_choice: str
    components: tuple[dict, ...] = ()


@fact("dossiers.revised")
@dataclass(frozen=True, kw_only=True)
class DossierRevised:
    """Sửa hồ sơ đang lập."""

    procedure_version_id: int
    procedure_case_id: int | None
    intake_channel: int
    support_point_id: int | None
    competent_agency_id: int
    delivery_choice: str
    components: tuple[dict, ...] = ()


@fact("dossiers.accepted")
@dataclass(frozen=True, kw_only=True)
class DossierAccepted:
    """Tiếp nhận hồ sơ, cấp giấy tiếp nhận và hẹn trả kết quả."""

    code: str
    limit: str
    rule_version: str
    calendar: dict
    process_version_id: int
    step: str
    step_role: str
    step_agency_id: int
    step_due_at: str | None
    components: tuple[dict, ...]
    fees: tuple[dict, ...]
    due_at: str
    index_due_at: str
    receipt_template: str
    process_run_id: int | None = None
    run: dict | None = None
    narrow_template: str = ""


@fact("dossiers.rejected")
@dataclass(frozen=True, kw_only=True)
class DossierRejected:
    """Từ chối tiếp nhận hồ sơ."""

    slip_template: str


@fact("dossiers.supplement_requested")
@dataclass(frozen=True, kw_only=True)
class SupplementRequested(OfficersAct):
    """Yêu cầu bổ sung, hoàn thiện hồ sơ."""

    stage: str
    number: int
    answer_by: str
    agreed_by_id: int | None
    slip_template: str
    clock: str = "RESTART"


@fact("dossiers.supplement_received")
@dataclass(frozen=True, kw_only=True)
class SupplementReceived:
    """Nhận giấy tờ bổ sung."""

    components: tuple[dict, ...]
    calendar: dict | None
    due_at: str | None
    index_due_at: str | None
    step_due_at: str | None
    run: dict | None = None


@fact("dossiers.handed_over")
@dataclass(frozen=True, kw_only=True)
class DossierHandedOver(OfficersAct):
    """Chuyển hồ sơ sang bước tiếp theo."""

    from_step: str
    to_step: str
    to_role: str
    to_agency_id: int
    to_officer_id: int | None
    timeliness: str
    step_due_at: str | None
    run: dict | None = None


@fact("dossiers.taken_over")
@dataclass(frozen=True, kw_only=True)
class DossierTakenOver(OfficersAct):
    """Nhận bàn giao hồ sơ."""

    step: str
    officer_id: int
    run: dict | None = None


@fact("dossiers.sent_back")
@dataclass(frozen=True, kw_only=True)
class DossierSentBack(OfficersAct):
    """Trả lại hồ sơ cho bước trước."""

    from_step: str
    to_step: str
    to_role: str
    to_agency_id: int
    to_officer_id: int | None
    timeliness: str
    step_due_at: str | None
    run: dict


@fact("dossiers.recalled")
@dataclass(frozen=True, kw_only=True)
class DossierRecalled(OfficersAct):
    """Thu hồi hồ sơ vừa chuyển, khi chưa ai mở."""

    from_step: str
    to_step: str
    to_role: str
    to_agency_id: int
    to_officer_id: int | None
    step_due_at: str | None
    run: dict


@fact("dossiers.timer_fired")
@dataclass(frozen=True, kw_only=True)
class TimerFired:
    """Đến giờ hẹn trong quy trình."""

    from_step: str
    to_step: str
    to_role: str
    to_agency_id: int
    to_officer_id: int | None
    step_due_at: str | None
    run: dict


@fact("dossiers.assigned")
@dataclass(frozen=True, kw_only=True)
class DossierAssigned(OfficersAct):
    """Phân công cán bộ xử lý."""

    step: str
    officer_id: int
    previous_officer_id: int | None
    run: dict


@fact("dossiers.payment_asked")
@dataclass(frozen=True, kw_only=True)
class PaymentAsked(OfficersAct):
    """Yêu cầu thực hiện nghĩa vụ tài chính."""

    amount_vnd: int
    pay_by: str | None
    clock: str
    run: dict


@fact("dossiers.payment_confirmed")
@dataclass(frozen=True, kw_only=True)
class PaymentConfirmed:
    """Đã thực hiện nghĩa vụ tài chính."""

    status: str
    calendar: dict
    due_at: str
    index_due_at: str
    step_due_at: str | None
    run: dict


@fact("dossiers.refused")
@dataclass(frozen=True, kw_only=True)
class DossierRefused(OfficersAct):
    """Từ chối giải quyết sau thẩm định."""

    timeliness: str
    to_step: str
    to_role: str
    to_agency_id: int
    slip_template: str
    run: dict


@fact("dossiers.approved")
@dataclass(frozen=True, kw_only=True)
class DossierApproved(OfficersAct):
    """Lãnh đạo phê duyệt kết quả."""

    from_step: str
    to_step: str
    to_role: str
    to_agency_id: int
    timeliness: str
    step_due_at: str | None
    run: dict | None = None


@fact("dossiers.result_recorded")
@dataclass(frozen=True, kw_only=True)
class ResultRecorded(OfficersAct):
    """Đã có kết quả tại bộ phận một cửa."""

    result_type: str
    timeliness: str
    to_step: str
    to_role: str
    to_agency_id: int
    run: dict | None = None


@fact("dossiers.delivered")
@dataclass(frozen=True, kw_only=True)
class DossierDelivered:
    """Trả kết quả cho người nhận."""

    receiver: str
    identity_check: str
    delivery_choice: str
    run: dict | None = None


@fact("dossiers.apologised")
@dataclass(frozen=True, kw_only=True)
class ApologyIssued(OfficersAct):
    """Xin lỗi vì chậm trả kết quả."""

    apology_kind: str
    cause_agency_id: int
    signer_id: int
    slip_template: str


@fact("dossiers.extended")
@dataclass(frozen=True, kw_only=True)
class DossierExtended(OfficersAct):
    """Gia hạn và hẹn lại ngày trả kết quả."""

    calendar: dict
    previous_due_at: str
    due_at: str
    index_due_at: str


@fact("dossiers.process_laid")
@dataclass(frozen=True, kw_only=True)
class ProcessLaid:
    """Đặt hồ sơ đang giải quyết vào quy trình điện tử."""

    process_version_id: int
    process_run_id: int
    run: dict


@fact("dossiers.process_changed")
@dataclass(frozen=True, kw_only=True)
class ProcessChanged:
    """Chuyển hồ sơ đang giải quyết sang phiên bản quy trình khác."""

    process_version_id: int
    from_step: str
    to_step: str
    to_role: str
    to_agency_id: int
    to_officer_id: int | None
    step_due_at: str | None
    run: dict


@fact("dossiers.withdrawal_requested")
@dataclass(frozen=True, kw_only=True)
class WithdrawalRequested:
    """Tổ chức, cá nhân yêu cầu rút hồ sơ."""

    run: dict | None = None


@fact("dossiers.withdrawal_refused")
@dataclass(frozen=True, kw_only=True)
class WithdrawalRefused(OfficersAct):
    """Không chấp nhận rút hồ sơ; hồ sơ trở lại nơi đang giải quyết."""

    status: str
    holder_role: str
    holder_agency_id: int
    holder_officer_id: int | None
    step_due_at: str | None
    answer_by: str | None
    run: dict | None = None


@fact("dossiers.stopped")
@dataclass(frozen=True, kw_only=True)
class DossierStopped(OfficersAct):
    """Dừng giải quyết hồ sơ."""

    cause: str
    fee_refund: bool
    run: dict | None = None
    slip_template: str = ""


@fact("dossiers.amended")
@dataclass(frozen=True, kw_only=True)
class DossierAmended:
    """Sửa lỗi ghi chép sau khi tiếp nhận."""

    fields: tuple[str, ...]
    delivery_choice: str | None = None


@fact("dossiers.acceptance_undone")
@dataclass(frozen=True, kw_only=True)
class AcceptanceUndone:
    """Hủy việc tiếp nhận nhầm trong ngày."""

    code: str
    run: dict | None = None


@fact("dossiers.pin_replaced")
@dataclass(frozen=True, kw_only=True)
class PinReplaced:
    """Cấp lại mã tra cứu vì mất giấy hẹn."""

    serial: int
    token_sha256: str


@fact("dossiers.due_recomputed")
@dataclass(frozen=True, kw_only=True)
class DueRecomputed:
    """Tính lại ngày hẹn trả theo lịch làm việc mới."""

    calendar: dict
    previous_due_at: str
    due_at: str
    index_due_at: str
