"""A province to try the product with: real places, plainly invented people, one sign-in for each role."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import transaction

from motcua.directory.agencies.actions.add_officer import NewOfficer, appoint_officer
from motcua.directory.agencies.actions.add_place import (
    NewCounter,
    NewServicePoint,
    add_counter,
    add_service_point,
)
from motcua.directory.agencies.actions.change_contact import change_contact
from motcua.directory.agencies.actions.grant_membership import Grant, grant_membership
from motcua.directory.agencies.actions.load_starter import load_starter
from motcua.directory.agencies.choices import CounterKind, Role
from motcua.directory.agencies.models import Agency, Officer, OneStop
from motcua.directory.agencies.rules import months_later
from motcua.directory.identity.actions.change_password import change_password
from motcua.directory.identity.actions.create_account import create_account
from motcua.directory.identity.actions.disable_account import enable_account
from motcua.directory.identity.models import Account
from motcua.directory.identity.passwords import Hashed
from motcua.directory.identity.refusal import Refused
from motcua.directory.identity.rules import ADMIN_PASSWORD_LIMIT
from motcua.directory.units.actions.import_units import TWO_TIERS_FROM

PASSWORD = "trinh-dien-mot-cua"  # noqa: S105  printed by `make run`; refused outside demo settings
SERVED_FOR = timedelta(days=300)
PROVINCE, PROVINCE_CENTER, DEPARTMENT = "H27", "H27.01.01", "H27.03"
COMMUNE = "Ủy ban nhân dân xã Thạch Hà"


class DemoRefused(Refused):
    """Tài khoản trình diễn chỉ được tạo ở chế độ đánh giá, không bao giờ trong vận hành thật."""


@dataclass(frozen=True)
class SignIn:
    """A demo account as it is printed at start."""

    username: str
    password: str
    name: str
    role: str
    role_label: str
    agency: str


@dataclass(frozen=True)
class DemoOffice:
    """A one-stop with the agency whose dossiers it takes in, and officers by role."""

    center: Agency
    competent: Agency
    officers: dict[str, list[Officer]] = field(default_factory=dict)


@dataclass(frozen=True)
class Demo:
    """What `create` made or found: the commune, the department, and every sign-in."""

    commune: DemoOffice
    department: DemoOffice
    sign_ins: list[SignIn]


@dataclass(frozen=True)
class _Person:
    username: str
    name: str
    title: str
    role: Role
    agency: str
    home: str = ""


def _people(committee: str) -> list[_Person]:
    """One person for each role in the commune (three at its counters), then in the department; names nobody bears."""
    center = f"{committee}.01"
    return [
        _Person("motcua.thachha", "Trần Thị Mẫu", "Công chức một cửa", Role.INTAKE_OFFICER, center),
        _Person("quay2.thachha", "Phan Thị Ví Dụ", "Công chức một cửa", Role.INTAKE_OFFICER, center),
        _Person("quay3.thachha", "Cao Văn Thí Dụ", "Công chức một cửa", Role.INTAKE_OFFICER, center),
        _Person("thuly.thachha", "Nguyễn Văn Thí Dụ", "Chuyên viên", Role.CASE_OFFICER, committee),
        _Person("truongphong.thachha", "Lê Thị Minh Họa", "Trưởng phòng", Role.DIVISION_HEAD, committee),
        _Person("lanhdao.thachha", "Phạm Văn Giả Định", "Phó Chủ tịch UBND xã", Role.APPROVER, committee),
        _Person("vanthu.thachha", "Hoàng Thị Ví Dụ", "Văn thư", Role.CLERK, committee),
        _Person("quantri.thachha", "Võ Văn Mô Phỏng", "Quản trị cơ quan", Role.AGENCY_ADMIN, committee),
        _Person("motcua.tuphap", "Đặng Thị Mẫu", "Công chức một cửa", Role.INTAKE_OFFICER, PROVINCE_CENTER, DEPARTMENT),
        _Person("thuly.tuphap", "Bùi Văn Thí Dụ", "Chuyên viên", Role.CASE_OFFICER, DEPARTMENT),
        _Person("truongphong.tuphap", "Đỗ Thị Minh Họa", "Trưởng phòng", Role.DIVISION_HEAD, DEPARTMENT),
        _Person("lanhdao.tuphap", "Hồ Văn Giả Định", "Phó Giám đốc Sở", Role.APPROVER, DEPARTMENT),
        _Person("vanthu.tuphap", "Ngô Thị Ví Dụ", "Văn thư", Role.CLERK, DEPARTMENT),
        _Person("quantri.tuphap", "Dương Văn Mô Phỏng", "Quản trị cơ quan", Role.AGENCY_ADMIN, DEPARTMENT),
        _Person("thanhtra.tinh", "Lý Văn Giả Tưởng", "Thanh tra viên", Role.INSPECTOR, PROVINCE),
        _Person("quantri.tinh", "Mai Thị Giả Tưởng", "Quản trị hệ thống", Role.SYSTEM_ADMIN, PROVINCE),
    ]  # fmt: skip


@transaction.atomic
def create(at: datetime, *, since: date | None = None) -> Demo:
    """Make the demo province, or find it and open its accounts again; `at` is the present instant.

    People serve from `since` on (300 days back), so dossiers of past days can be simulated.
    Raises DemoRefused unless the settings allow a demo.
    """
    if not settings.DEMO_ALLOWED:
        raise DemoRefused
    since = since or max(TWO_TIERS_FROM, (at - SERVED_FOR).date())
    load_starter(at=at)
    committee = Agency.objects.get(name=COMMUNE)
    people = _people(committee.code)
    agencies = {code: Agency.objects.get(code=code) for code in {p.agency for p in people} | {DEPARTMENT}}
    officers = {person: _officer(person, agencies, at, since) for person in people}
    commune, province = agencies[f"{committee.code}.01"], agencies[PROVINCE_CENTER]
    for center, phone in ((commune, "0239 000 0101"), (province, "0239 000 0001")):
        _equip(center, phone, at, since)
    return Demo(
        commune=DemoOffice(commune, committee, _by_role(officers, {commune.code, committee.code})),
        department=DemoOffice(
            province, agencies[DEPARTMENT], _by_role(officers, {PROVINCE_CENTER, DEPARTMENT})
        ),
        sign_ins=[
            SignIn(p.username, PASSWORD, p.name, p.role.value, str(p.role.label), agencies[p.agency].name)
            for p in people
        ],
    )


def _officer(person: _Person, agencies: dict[str, Agency], at: datetime, since: date) -> Officer:
    account = Account.objects.filter(username=person.username).first()
    if account is not None:
        _open_again(account, at)
        return Officer.objects.get(account=account)
    account = create_account(username=person.username, password=_hashed(), at=at, must_change_password=False)
    new = NewOfficer(name=person.name, title=person.title, valid_from=since)
    officer = appoint_officer(account=account, new=new, at=at)
    grant = Grant(
        agency=agencies[person.agency],
        role=person.role.value,
        valid_from=since,
        valid_to=months_later(since, 36) if person.home else None,
        home_agency=agencies[person.home] if person.home else None,
    )
    grant_membership(officer=officer, grant=grant, at=at)
    return officer


@cache
def _hashed() -> Hashed:
    """All demo accounts have one password, so it is hashed once."""
    return Hashed.of(PASSWORD)


def _open_again(account: Account, at: datetime) -> None:
    """A demo left alone for weeks greets with open accounts and the printed password."""
    enable_account(account=account, at=at)
    is_old = account.is_admin and at - account.password_changed_at >= ADMIN_PASSWORD_LIMIT
    was_changed = account.password_changed_at != account.created_at
    if is_old or (was_changed and not account.check_password(PASSWORD)):
        change_password(account=account, password=_hashed(), at=at)


def _equip(center: Agency, phone: str, at: datetime, since: date) -> None:
    one_stop = OneStop.objects.get(agency=center)
    if one_stop.counters.exists():
        return
    change_contact(agency=center, phone=phone, address="Số 1, đường Minh Họa", at=at)
    kinds = (CounterKind.GENERAL, CounterKind.GENERAL, CounterKind.PRIORITY, CounterKind.RETURN)
    names = ("Hộ tịch, chứng thực", "Đất đai, xây dựng", "", "")
    for number, (kind, name) in enumerate(zip(kinds, names, strict=True), start=1):
        new = NewCounter(number=number, valid_from=since, name=name, kind=kind)
        add_counter(one_stop=one_stop, new=new, at=at)
    branch = NewServicePoint(
        name="Điểm tiếp nhận Minh Họa", phone=phone, address="Số 2, đường Ví Dụ", valid_from=since
    )
    point = add_service_point(one_stop=one_stop, new=branch, at=at)
    new = NewCounter(number=5, valid_from=since, name="Chứng thực", service_point=point)
    add_counter(one_stop=one_stop, new=new, at=at)


def _by_role(officers: dict[_Person, Officer], codes: set[str]) -> dict[str, list[Officer]]:
    found: dict[str, list[Officer]] = {}
    for person, officer in officers.items():
        if person.agency in codes:
            found.setdefault(person.role.value, []).append(officer)
    return found
