"""One commune and officers to sign in as."""

from __future__ import annotations

from datetime import date
from itertools import count

from motcua.directory.agencies.models import Agency, Membership, Officer
from motcua.directory.identity.actions.create_account import create_account
from motcua.directory.identity.models import Account
from motcua.kernel import clock

_numbers = count(1)
LONG_AGO = date(2025, 7, 1)


def make_account() -> Account:
    return create_account(
        username=f"giayto{next(_numbers)}",
        password="giay to thu nghiem 2026",
        at=clock.now(),
        must_change_password=False,
    )


def make_agency() -> Agency:
    number = next(_numbers)
    return Agency.objects.create(
        code=f"H27.90.{number:02}", name=f"Xã Thử {number}", folded=f"xa thu {number}", level="commune",
        kind="people_committee", valid_from=LONG_AGO,
    )  # fmt: skip


def make_officer(role: str = "intake_officer", agency: Agency | None = None) -> Officer:
    officer = Officer.objects.create(account=make_account(), name="Lê Thị Ví Dụ", folded="le thi vi du")
    Membership.objects.create(
        officer=officer,
        agency=agency or make_agency(),
        role=role,
        valid_from=LONG_AGO,
        granted_at=clock.now(),
    )
    return officer
