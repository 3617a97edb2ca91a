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


@fact("agencies.one_stop_changed")
@dataclass(frozen=True, kw_only=True)
class OneStopChanged:
    """Tên, điện thoại, địa chỉ của Bộ phận Một cửa được sửa."""

    one_stop_id: int


@fact("agencies.one_stop_closed")
@dataclass(frozen=True, kw_only=True)
class OneStopClosed:
    """Bộ phận Một cửa đóng từ một ngày."""

    one_stop_id: int
    valid_to: str


@fact("agencies.service_point_added")
@dataclass(frozen=True, kw_only=True)
class ServicePointAdded:
    """Điểm tiếp nhận được mở."""

    service_point_id: int
    one_stop_id: int
    valid_from: str


@fact("agencies.service_point_changed")
@dataclass(frozen=True, kw_only=True)
class ServicePointChanged:
    """Tên, điện thoại, địa chỉ của điểm tiếp nhận được sửa."""

    service_point_id: int


@fact("agencies.service_point_closed")
@dataclass(frozen=True, kw_only=True)
class ServicePointClosed:
    """Điểm tiếp nhận đóng từ một ngày."""

    service_point_id: int
    valid_to: str


@fact("agencies.counter_added")
@dataclass(frozen=True, kw_only=True)
class CounterAdded:
    """Quầy được mở."""

    counter_id: int
    one_stop_id: int
    service_point_id: int | None
    number: int
    counter_kind: str
    valid_from: str


@fact("agencies.counter_changed")
@dataclass(frozen=True, kw_only=True)
class CounterChanged:
    """Loại, lĩnh vực hoặc nơi đặt của quầy được sửa."""

    counter_id: int
    service_point_id: int | None
    counter_kind: str


@fact("agencies.counter_closed")
@dataclass(frozen=True, kw_only=True)
class CounterClosed:
    """Quầy đóng từ một ngày."""

    counter_id: int
    valid_to: str


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


@fact("agencies.delegation_granted")
@dataclass(frozen=True, kw_only=True)
class DelegationGranted:
    """Cán bộ được ủy quyền một vai trò, có thời hạn."""

    membership_id: int
    officer_id: int
    lent_by_id: int
    agency_id: int
    role: str
    signs_as: str
    valid_from: str
    valid_to: str


@fact("agencies.delegation_ended")
@dataclass(frozen=True, kw_only=True)
class DelegationEnded:
    """Việc ủy quyền kết thúc trước hạn."""

    membership_id: int
    valid_to: str
