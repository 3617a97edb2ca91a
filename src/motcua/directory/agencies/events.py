"""Facts about agencies, one-stops and officers. Names and decisions stand in `AgencyStatement`."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("agencies.agency_created")
@dataclass(frozen=True, kw_only=True)
class AgencyCreated:
    """Cơ quan được thành lập trong hệ thống."""

    agency_id: int
    code: str
    parent_id: int | None
    valid_from: str


@fact("agencies.agency_renamed")
@dataclass(frozen=True, kw_only=True)
class AgencyRenamed:
    """Cơ quan đổi tên."""

    agency_id: int
    valid_from: str


@fact("agencies.contact_changed")
@dataclass(frozen=True, kw_only=True)
class ContactChanged:
    """Điện thoại, địa chỉ của cơ quan được sửa."""

    agency_id: int


@fact("agencies.agency_ended")
@dataclass(frozen=True, kw_only=True)
class AgencyEnded:
    """Cơ quan kết thúc hoạt động; cơ quan kế thừa tiếp nhận công việc."""

    agency_id: int
    valid_to: str
    successor_ids: list[int]
    succession: str


@fact("agencies.one_stop_opened")
@dataclass(frozen=True, kw_only=True)
class OneStopOpened:
    """Bộ phận Một cửa được mở."""

    one_stop_id: int
    serves_id: int
    valid_from: str


@fact("agencies.officer_appointed")
@dataclass(frozen=True, kw_only=True)
class OfficerAppointed:
    """Cán bộ được ghi vào hệ thống."""

    officer_id: int
    account_id: int
    valid_from: str


@fact("agencies.officer_renamed")
@dataclass(frozen=True, kw_only=True)
class OfficerRenamed:
    """Tên hoặc chức danh của cán bộ thay đổi."""

    officer_id: int
    valid_from: str


@fact("agencies.membership_granted")
@dataclass(frozen=True, kw_only=True)
class MembershipGranted:
    """Cán bộ được giao vai trò."""

    membership_id: int
    officer_id: int
    agency_id: int
    role: str
    valid_from: str
    valid_to: str | None
    home_agency_id: int | None


@fact("agencies.membership_ended")
@dataclass(frozen=True, kw_only=True)
class MembershipEnded:
    """Cán bộ thôi giữ vai trò."""

    membership_id: int
    valid_to: str
