"""Words and codes of a dossier's life."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class NationalStatus(IntegerChoices):
    """Trạng thái hồ sơ theo mã quốc gia (1-10)."""

    REGISTERED = 1, _("Mới đăng ký")
    ACCEPTED = 2, _("Được tiếp nhận")
    REJECTED = 3, _("Không được tiếp nhận")
    PROCESSING = 4, _("Đang xử lý")
    SUPPLEMENT = 5, _("Yêu cầu bổ sung giấy tờ")
    OBLIGATION = 6, _("Yêu cầu thực hiện nghĩa vụ tài chính")
    WITHDRAWAL = 7, _("Công dân yêu cầu rút hồ sơ")
    STOPPED = 8, _("Dừng xử lý")
    RESOLVED = 9, _("Đã xử lý xong")
    DELIVERED = 10, _("Đã trả kết quả")


class Status(TextChoices):
    """Finer than the national codes; `NATIONAL` maps each to the one that is told outside."""

    DRAFT = "draft", _("Đang lập hồ sơ")
    INCOMPLETE = "incomplete", _("Chưa đủ giấy tờ, chờ nộp thêm")
    REJECTED = "rejected", _("Từ chối tiếp nhận")
    ACCEPTED = "accepted", _("Đã tiếp nhận")
    PROCESSING = "processing", _("Đang giải quyết")
    SUPPLEMENT = "supplement", _("Chờ bổ sung giấy tờ")
    OBLIGATION = "obligation", _("Chờ thực hiện nghĩa vụ tài chính")
    APPROVED = "approved", _("Đã ký, chờ ghi kết quả")
    RESOLVED = "resolved", _("Đã có kết quả")
    DELIVERED = "delivered", _("Đã trả kết quả")
    WITHDRAWAL = "withdrawal", _("Yêu cầu rút hồ sơ")
    STOPPED = "stopped", _("Đã dừng giải quyết")


NATIONAL: dict[str, NationalStatus] = {
    Status.DRAFT: NationalStatus.REGISTERED,
    Status.INCOMPLETE: NationalStatus.REGISTERED,
    Status.REJECTED: NationalStatus.REJECTED,
    Status.ACCEPTED: NationalStatus.ACCEPTED,
    Status.PROCESSING: NationalStatus.PROCESSING,
    Status.SUPPLEMENT: NationalStatus.SUPPLEMENT,
    Status.OBLIGATION: NationalStatus.OBLIGATION,
    Status.APPROVED: NationalStatus.PROCESSING,
    Status.RESOLVED: NationalStatus.RESOLVED,
    Status.DELIVERED: NationalStatus.DELIVERED,
    Status.WITHDRAWAL: NationalStatus.WITHDRAWAL,
    Status.STOPPED: NationalStatus.STOPPED,
}

NOT_ACCEPTED = frozenset({Status.DRAFT, Status.INCOMPLETE})
IN_PROCESS = frozenset({Status.ACCEPTED, Status.PROCESSING, Status.APPROVED})
RUNNING = IN_PROCESS | {Status.SUPPLEMENT, Status.OBLIGATION, Status.WITHDRAWAL}
WITH_RESULT = frozenset({Status.RESOLVED, Status.DELIVERED})
ENDED = frozenset({Status.REJECTED, Status.DELIVERED, Status.STOPPED})


class Correction(TextChoices):
    """Where the correction of a wrong result stands; empty where there is none. The dossier itself stays ended."""

    REPORTED = "reported", _("Có phản ánh kết quả sai, chờ xem xét")
    CONFIRMED = "confirmed", _("Đang đính chính kết quả")
    CORRECTED = "corrected", _("Đã đính chính, chờ trả lại")


class IntakeChannel(IntegerChoices):
    COUNTER = 1, _("Trực tiếp")
    ONLINE = 2, _("Trực tuyến")
    POST = 3, _("Bưu chính công ích")


class DeliveryChoice(TextChoices):
    COUNTER = "counter", _("Nhận tại quầy")
    ELECTRONIC = "electronic", _("Nhận bản điện tử")
    BOTH = "both", _("Bản điện tử và tại quầy")
    POST = "post", _("Bưu điện giao tận nhà")


class ComponentKind(TextChoices):
    ORIGINAL = "original", _("Bản chính")
    COPY = "copy", _("Bản sao")
    ELECTRONIC = "electronic", _("Bản điện tử")
    REUSED = "reused", _("Dùng lại từ kho dữ liệu")
    NOT_APPLICABLE = "not_applicable", _("Không áp dụng")


class PartyKind(TextChoices):
    CITIZEN = "citizen", _("Cá nhân")
    ENTERPRISE = "enterprise", _("Doanh nghiệp, tổ chức")
    HOUSEHOLD_BUSINESS = "household_business", _("Hộ kinh doanh")


class Timeliness(TextChoices):
    EARLY = "early", _("Trước hạn")
    ON_TIME = "on_time", _("Đúng hạn")
    OVERDUE = "overdue", _("Quá hạn")


class ReceiverKind(TextChoices):
    OWNER = "owner", _("Chủ hồ sơ")
    SUBMITTER = "submitter", _("Người nộp hồ sơ")
    REPRESENTATIVE = "representative", _("Người được ủy quyền")


class IdentityCheck(TextChoices):
    PERSONAL_ID = "personal_id", _("Căn cước, giấy tờ tùy thân")
    EID_ACCOUNT = "eid_account", _("Tài khoản định danh điện tử")
    MANDATE = "mandate", _("Giấy ủy quyền và giấy tờ tùy thân")
    POST_INVOICE = "post_invoice", _("Phiếu gửi của bưu điện")
