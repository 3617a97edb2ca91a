"""The fixed lists of the procedure catalogue."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RecordKind(TextChoices):
    """How much a version says, poorest first: a poorer record never replaces a richer one."""

    LIST = "list", _("Dòng danh mục")
    STARTER = "starter", _("Danh mục khởi đầu")
    FULL = "full", _("Bản ghi đầy đủ")


class VersionState(TextChoices):
    DRAFT = "draft", _("Dự thảo")
    PUBLISHED = "published", _("Đã công bố")
    WITHDRAWN = "withdrawn", _("Đã bãi bỏ")


class Scope(TextChoices):
    """Whose procedure it is: the whole country's, one province's, or between offices only."""

    STANDARD = "standard", _("Thủ tục của trung ương quy định")
    SPECIFIC = "specific", _("Thủ tục đặc thù của địa phương")
    INTERNAL = "internal", _("Thủ tục nội bộ giữa các cơ quan")


class ProcedureLevel(TextChoices):
    """Cấp thực hiện: where a procedure is settled."""

    COMMUNE = "commune", _("Cấp xã")
    PROVINCE = "province", _("Cấp tỉnh")
    MINISTRY = "ministry", _("Cấp bộ")
    OTHER = "other", _("Cơ quan khác")


class OnlineLevel(TextChoices):
    # Law: NĐ 42/2022 (toàn trình, một phần), still the wording of NĐ 118/2025
    FULL_ONLINE = "full_online", _("Dịch vụ công trực tuyến toàn trình")
    PARTIAL_ONLINE = "partial_online", _("Dịch vụ công trực tuyến một phần")
    NONE = "none", _("Chỉ nộp trực tiếp hoặc qua bưu chính")
    UNKNOWN = "unknown", _("Chưa có thông tin")


class Audience(TextChoices):
    """Đối tượng thực hiện, as the catalogue's fourteen names are grouped for a person who looks for theirs."""

    CITIZEN = "citizen", _("Công dân")
    ENTERPRISE = "enterprise", _("Doanh nghiệp, hợp tác xã, hộ kinh doanh")
    ORGANISATION = "organisation", _("Tổ chức khác")
    FOREIGN = "foreign", _("Người nước ngoài, người Việt Nam ở nước ngoài")
    OFFICER = "officer", _("Cán bộ, công chức, viên chức")


class CaseKind(TextChoices):
    """What a list of papers means: needed by all, needed in one case only, to be shown, or a remark."""

    SHARED = "shared", _("Thành phần hồ sơ")
    SUBMIT = "submit", _("Giấy tờ phải nộp")
    PRESENT = "present", _("Giấy tờ phải xuất trình")
    ALTERNATIVE = "alternative", _("Trường hợp")
    NOTE = "note", _("Lưu ý")


class ChannelKind(TextChoices):
    """Cách thức thực hiện."""

    COUNTER = "counter", _("Trực tiếp")
    ONLINE = "online", _("Trực tuyến")
    POST = "post", _("Bưu chính công ích")


class LimitUnit(TextChoices):
    """Đơn vị của thời hạn; `OTHER` is a limit that only its text tells."""

    HOUR = "hour", _("giờ làm việc")
    WORKING_DAY = "working_day", _("ngày làm việc")
    DAY = "day", _("ngày")
    MONTH = "month", _("tháng")
    OTHER = "other", _("theo quy định")


class FeeKind(TextChoices):
    """Luật Phí và lệ phí 2015: a fee pays for a service, a charge goes with a state act."""

    FEE = "fee", _("Phí")
    CHARGE = "charge", _("Lệ phí")
    PRICE = "price", _("Giá dịch vụ")
