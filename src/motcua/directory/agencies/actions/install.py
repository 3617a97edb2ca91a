from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from motcua.directory.agencies.actions.add_officer import NewOfficer, add_officer
from motcua.directory.agencies.actions.create_agency import NewAgency, create_agency
from motcua.directory.agencies.actions.grant_membership import Grant
from motcua.directory.agencies.actions.open_one_stop import NewOneStop, open_one_stop
from motcua.directory.agencies.choices import AgencyKind, Level, OneStopKind, Role
from motcua.directory.agencies.models import Agency, Membership
from motcua.directory.agencies.rules import is_below, kind_of_name
from motcua.directory.identity.refusal import Refused
from motcua.directory.units.actions.import_units import TWO_TIERS_FROM
from motcua.directory.units.choices import UnitLevel, UnitRegime
from motcua.directory.units.models import Unit
from motcua.kernel.clock import VIETNAM

_GUESSABLE = frozenset(
    {
        "admin", "administrator", "demo", "guest", "motcua", "quantri", "root", "superuser",
        "sysadmin", "system", "test", "user",
    }
)  # fmt: skip


class GuessableUsername(Refused):
    """Tên đăng nhập của quản trị viên quá dễ đoán; hãy dùng tên riêng của người đó, ví dụ nguyenvana."""


class UnknownUnit(Refused):
    """Không có đơn vị hành chính mang mã này; nạp danh mục bằng --units trước."""


class NameMissing(Refused):
    """Họ và tên quản trị viên phải có ít nhất hai từ."""


class NoAgency(Refused):
    """Chưa có cơ quan nào để giao quyền quản trị; khai ít nhất một cơ quan của mình."""


@dataclass(frozen=True, kw_only=True)
class OwnAgency:
    """An agency as an office states it: its code, its name, and its commune's code if it is a commune's."""

    code: str
    name: str
    unit_code: str = ""


@dataclass(frozen=True, kw_only=True)
class Administrator:
    """The first person who may sign in."""

    username: str
    name: str


@dataclass
class Installed:
    """What was new; the password is known here only, and empty when an administrator existed."""

    agencies: list[Agency] = field(default_factory=list)
    username: str = ""
    password: str = ""


@transaction.atomic
def install(
    *, province: str, agencies: Sequence[OwnAgency], administrator: Administrator | None, at: datetime
) -> Installed:
    """Make an empty system an office's own: its agencies and the first administrator. Again changes nothing.

    Raises UnknownUnit, GuessableUsername, NameMissing, NoAgency and what `create_agency` and
    `add_officer` raise.
    """
    installed = Installed()
    above = _unit(province, UnitLevel.PROVINCE)
    for own in sorted(agencies, key=lambda one: one.code):
        if not Agency.objects.filter(code=own.code).exists():
            installed.agencies.append(_create(own, above, at))
    if administrator is not None and not Membership.objects.filter(role=Role.SYSTEM_ADMIN).exists():
        _appoint(installed, agencies, administrator, at)
    return installed


def _create(own: OwnAgency, province: Unit, at: datetime) -> Agency:
    unit = _unit(own.unit_code, UnitLevel.COMMUNE) if own.unit_code else province
    above = [a for a in Agency.objects.filter(valid_to=None) if is_below(own.code, a.code)]
    kind = kind_of_name(own.name)
    new = NewAgency(
        code=own.code,
        name=own.name,
        level=Level.COMMUNE.value if own.unit_code else Level.PROVINCE.value,
        kind=kind.value,
        valid_from=TWO_TIERS_FROM,
        parent=max(above, key=lambda one: len(one.code), default=None),
        unit=unit,
    )
    agency = create_agency(new=new, at=at)
    if kind == AgencyKind.SERVICE_CENTER:
        kinds = OneStopKind.COMMUNE_CENTER, OneStopKind.PROVINCE_CENTER
        opened = NewOneStop(
            agency=agency,
            serves=_served(agency),
            kind=kinds[0] if own.unit_code else kinds[1],
            valid_from=TWO_TIERS_FROM,
        )
        open_one_stop(new=opened, at=at)
    return agency


def _served(center: Agency) -> Agency:
    """A centre serves the committee it belongs to, which may stand two steps above."""
    here = center.parent
    while here is not None and here.kind != AgencyKind.PEOPLE_COMMITTEE and here.parent is not None:
        here = here.parent
    return here or center


def _appoint(
    installed: Installed, agencies: Sequence[OwnAgency], administrator: Administrator, at: datetime
) -> None:
    username = administrator.username.strip().lower()
    if username.strip("0123456789._-") in _GUESSABLE:
        raise GuessableUsername
    if len(administrator.name.split()) < 2:
        raise NameMissing
    home = _home([own.code for own in agencies])
    today = at.astimezone(VIETNAM).date()
    _officer, installed.password = add_officer(
        username=username,
        new=NewOfficer(name=administrator.name, title="Quản trị hệ thống", valid_from=today),
        grant=Grant(agency=home, role=Role.SYSTEM_ADMIN.value, valid_from=today),
        at=at,
    )
    installed.username = username


def _home(codes: list[str]) -> Agency:
    """Where the administrator belongs: the highest own agency, else the committee at the top of the tree."""
    own = Agency.objects.filter(code__in=codes).order_by("code").first()
    committees = Agency.objects.filter(kind=AgencyKind.PEOPLE_COMMITTEE, parent=None).order_by("code")
    home = own or committees.first()
    if home is None:
        raise NoAgency
    return home


def _unit(code: str, level: UnitLevel) -> Unit:
    unit = Unit.objects.filter(regime=UnitRegime.TWO_TIER, level=level, code=code).first()
    if unit is None:
        raise UnknownUnit
    return unit
