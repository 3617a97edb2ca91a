"""The fixed lists of the directory."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Cấp hành chính: the tier an agency works at; districts exist only in history."""

    CENTRAL = "central", _("Trung ương")
    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện (đến 30/06/2025)")
    COMMUNE = "commune", _("Cấp xã")


class AgencyKind(models.TextChoices):
    """Loại cơ quan, đơn vị."""

    MINISTRY = "ministry", _("Bộ, cơ quan trung ương")
    PEOPLE_COMMITTEE = "people_committee", _("Ủy ban nhân dân")
    PEOPLE_COUNCIL = "people_council", _("Hội đồng nhân dân")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    DIVISION = "division", _("Phòng chuyên môn, đơn vị trực thuộc")
    SERVICE_CENTER = "service_center", _("Trung tâm Phục vụ hành chính công")
    VERTICAL_AGENCY = "vertical_agency", _("Cơ quan ngành dọc")
    PUBLIC_POST = "public_post", _("Bưu chính công ích")
    FATHERLAND_FRONT = "fatherland_front", _("Mặt trận Tổ quốc")
    PUBLIC_SERVICE_UNIT = "public_service_unit", _("Đơn vị sự nghiệp công lập")


class OneStopKind(models.TextChoices):
    """Loại Bộ phận Một cửa."""

    PROVINCE_CENTER = "province_center", _("Trung tâm Phục vụ hành chính công cấp tỉnh")
    CITY_CENTER = "city_center", _("Trung tâm Phục vụ hành chính công một cấp")
    COMMUNE_CENTER = "commune_center", _("Trung tâm Phục vụ hành chính công cấp xã")
    AGENCY_DESK = "agency_desk", _("Bộ phận Một cửa của cơ quan")


class CounterKind(models.TextChoices):
    """Loại quầy."""

    GENERAL = "general", _("Quầy tiếp nhận")
    # Law: NĐ 118/2025, Điều 10 (quầy ưu tiên cho người cao tuổi, phụ nữ mang thai, người khuyết tật)
    PRIORITY = "priority", _("Quầy ưu tiên")
    RETURN = "return", _("Quầy trả kết quả")
    SUPPORT = "support", _("Quầy hỗ trợ nộp trực tuyến")


class SuccessionKind(models.TextChoices):
    """Cách kế thừa."""

    MERGER = "merger", _("Sáp nhập, hợp nhất")
    SPLIT = "split", _("Chia, tách")
    REPLACEMENT = "replacement", _("Thay thế, đổi mã")
    TRANSFER = "transfer", _("Chuyển giao chức năng")


class Role(models.TextChoices):
    """Vai trò của cán bộ trong một cơ quan."""

    INTAKE_OFFICER = "intake_officer", _("Công chức một cửa")
    CASE_OFFICER = "case_officer", _("Chuyên viên thụ lý")
    DIVISION_HEAD = "division_head", _("Lãnh đạo phòng")
    APPROVER = "approver", _("Lãnh đạo ký duyệt")
    CLERK = "clerk", _("Văn thư")
    INSPECTOR = "inspector", _("Thanh tra, giám sát")
    AGENCY_ADMIN = "agency_admin", _("Quản trị cơ quan")
    SYSTEM_ADMIN = "system_admin", _("Quản trị hệ thống")


class SignsAs(models.TextChoices):
    """Thể thức ký khi làm thay người giao."""

    # Law: NĐ 30/2020, Điều 13
    DEPUTY = "kt", _("Ký thay (KT.)")
    AUTHORISED = "tuq", _("Thừa ủy quyền (TUQ.)")

    @property
    def mark(self) -> str:
        """What stands before the title of who is signed for."""
        return f"{self.value.upper()}."
