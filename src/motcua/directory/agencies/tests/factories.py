"""Agencies, one-stops and officers to test with, made by the real actions; every name is plainly invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

from django.test import Client

from motcua.directory.agencies.actions import (
    Grant,
    NewAgency,
    NewCounter,
    NewOfficer,
    NewOneStop,
    NewServicePoint,
    add_counter,
    add_service_point,
    appoint_officer,
    create_agency,
    grant_membership,
    open_one_stop,
)
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Agency, Counter, Officer, OneStop, ServicePoint
from motcua.directory.identity.actions.create_account import create_account
from motcua.directory.identity.models import Account
from motcua.kernel import clock

LONG_AGO = date(2025, 7, 1)
LONG_AGO_AT = datetime(2025, 7, 1, 1, 0, tzinfo=UTC)
PASSWORD = "mot cua thu nghiem 2026"
_numbers = count(1)


def make_agency(name: str = "", *, parent: Agency | None = None, **fields: object) -> Agency:
    """An agency in force since 01/07/2025 (or `valid_from`), below `parent`, with a code of its own."""
    number = next(_numbers)
    code = (
        f"{parent.code}.{number % 1000:03d}" if parent else f"H{number // 1000 + 70:02d}.{number % 1000:03d}"
    )
    said: dict[str, object] = {
        "code": code,
        "name": name or f"Ủy ban nhân dân xã Thử Nghiệm {number}",
        "level": "commune",
        "kind": "people_committee",
        "valid_from": LONG_AGO,
        "parent": parent,
    }
    return create_agency(new=NewAgency(**(said | fields)), at=LONG_AGO_AT)  # type: ignore[arg-type]


def make_one_stop(serves: Agency | None = None, **fields: object) -> OneStop:
    """A commune's one-stop: a service centre below the agency it serves."""
    serves = serves or make_agency()
    center = make_agency(f"Một cửa {serves.name}", parent=serves, kind="service_center", **fields)
    new = NewOneStop(agency=center, serves=serves, kind="commune_center", valid_from=center.valid_from)
    return open_one_stop(new=new, at=LONG_AGO_AT)


def make_point(one_stop: OneStop, name: str = "Điểm tiếp nhận Mẫu", **fields: object) -> ServicePoint:
    """A further place of a one-stop."""
    said: dict[str, object] = {"name": name, "valid_from": LONG_AGO} | fields
    return add_service_point(one_stop=one_stop, new=NewServicePoint(**said), at=LONG_AGO_AT)  # type: ignore[arg-type]


def make_counter(one_stop: OneStop, number: int = 1, **fields: object) -> Counter:
    """A counter of a one-stop."""
    said: dict[str, object] = {"number": number, "valid_from": LONG_AGO} | fields
    return add_counter(one_stop=one_stop, new=NewCounter(**said), at=LONG_AGO_AT)  # type: ignore[arg-type]


def make_account(username: str = "", *, at: datetime | None = None, **fields: object) -> Account:
    """An open account with PASSWORD that need not be changed."""
    said: dict[str, object] = {"must_change_password": False} | fields
    return create_account(
        username=username or f"canbo{next(_numbers)}",
        password=PASSWORD,
        at=at or clock.now(),
        **said,  # type: ignore[arg-type]
    )


def make_officer(
    role: str | None = Role.CASE_OFFICER,
    agency: Agency | None = None,
    *,
    name: str = "",
    since: date = LONG_AGO,
    until: date | None = None,
    **fields: object,
) -> Officer:
    """An officer with one role in an agency; `role=None` for one who holds none."""
    number = next(_numbers)
    account = make_account(at=fields.pop("at", None), **fields)  # type: ignore[arg-type]
    called = NewOfficer(name=name or f"Cán Bộ Thử {number}", title="Công chức", valid_from=LONG_AGO)
    officer = appoint_officer(account=account, new=called, at=LONG_AGO_AT)
    if role is not None:
        add_role(officer, role, agency or make_agency(), since=since, until=until)
    return officer


def add_role(
    officer: Officer, role: str, agency: Agency, *, since: date = LONG_AGO, until: date | None = None
) -> None:
    """One more role for an officer."""
    grant = Grant(agency=agency, role=str(role), valid_from=since, valid_to=until)
    grant_membership(officer=officer, grant=grant, at=LONG_AGO_AT)


def sign_in(client: Client, officer: Officer) -> Client:
    """The client with a session of the officer, without going through the sign-in page."""
    client.force_login(officer.account, backend="motcua.directory.identity.backends.AccountBackend")
    return client
